# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An export: what the district hands to one registrar, identities still sealed. Never on the wire; a file by hand.

The file is one age file to the key of the registrar. It holds frames: the root's public key, its ``Vouch``, then
``ExportCover`` in an envelope of a vouched key for ``fieldkit/export/1``, and ``ExportContent``, packed; the cover
names the SHA-256 of that.
"""

from __future__ import annotations

import msgspec

from fieldkit.protocol.batches import SessionBox
from fieldkit.protocol.shape import Head, KeyId, Message, Moment, Name, Number, Sealed, Text, Whole, Word

FORM = "fieldkit-export/1"
MAX_EXPORT_BYTES = 128 * 1024 * 1024
"""Of the file; what is in it, unpacked, is at most twice as much."""


class ExportCover(Message):
    """Whose export this is: who asked, why, for which part, how many; ``mark`` is on every sheet made from it.

    ``request`` is the place of the request in the district's log of acts, ``by`` who asked, ``approved_by`` the second
    person ('' where none was needed), ``registrar`` the id of the key that opens the identities.
    """

    form: Name
    district: Name
    district_name: Text
    request: Whole
    by: Word
    approved_by: Word
    reason: Text
    town: Word
    site: Word
    registrar: KeyId
    made_at: Moment
    rows: Whole
    left_out: Whole
    mark: Word
    content: Head


class ExportSession(Message):
    """A sealing session's key in a box for the registrar."""

    device: Name
    life: Name
    number: Number
    box: SessionBox


class ExportPerson(Message):
    """One person who was taken in or moved over, as last told. Codes stand as they were told.

    ``sealed`` is document number and phone under ``session`` of ``device`` and ``life``, for ``operation``.
    """

    kind: Word
    operation: Name
    device: Name
    life: Name
    sequence: Number
    session: Whole
    sealed: Sealed
    serial: Word
    name: Text
    at: Word
    site: Word
    booth: Word = ""
    operator: Word = ""
    print_as: Text = ""
    document_kind: Word = ""
    sex: Whole = 0
    birth_date: Word = ""
    employment_group: Word = ""
    employment_state: Word = ""
    migrant_worker: bool = False
    non_local: bool = False
    employer: Text = ""
    platform: Text = ""
    org_code: Word = ""
    channel: Word = ""
    mode: Word = ""
    introducer: Text = ""
    consents: dict[str, bool] = msgspec.field(default_factory=dict)


class ExportContent(Message):
    """The people of an export, the sessions that their identities need, and the names of the codes they carry."""

    people: tuple[ExportPerson, ...]
    sessions: tuple[ExportSession, ...]
    names: dict[str, dict[str, str]]
