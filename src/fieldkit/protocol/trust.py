# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who may speak for the district and who for a device: signed statements that devices keep and hand on.

1. The root vouches for the district's signing keys. It is used a few times in its life and lies in a safe.
2. A signing key signs certificates and the trust list. The list only ever grows in ``version``.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from fieldkit.protocol.messages import Chain, SerialBlock
from fieldkit.protocol.shape import Envelope, Key, KeyId, Message, Moment, Name, Text, Whole, Word

FARTHEST_JUMP = 1_000
"""By how much a list may be newer than the one held, unless the root has signed it (TUF's fast-forward attack)."""


class VouchedKey(Message):
    """A key that signs for the district between two moments."""

    key: Key
    since: Moment
    until: Moment


class Vouch(Message):
    """The root's word: which keys sign for the district. Signed for ``fieldkit/vouch/1`` by the root.

    ``former`` are keys that sign nothing any more and were never stolen: who signs cards by their word still counts.
    """

    district: Name
    version: Whole
    issued: Moment
    keys: Annotated[tuple[VouchedKey, ...], Meta(min_length=1, max_length=8)]
    former: Annotated[tuple[Key, ...], Meta(max_length=32)] = ()


class Certificate(Message):
    """Whose key this is. Signed for ``fieldkit/certificate/1`` by a vouched key."""

    district: Name
    device: Name
    name: Text
    site: Word
    town: Word
    signing_key: Key
    sealing_key: Key
    since: Moment
    until: Moment


class TrustedDevice(Message):
    """A device whose signature counts, and the serials it may sign for."""

    device: Name
    signing_key: Key
    site: Word
    town: Word
    until: Moment
    serials: tuple[SerialBlock, ...] = ()


class RevokedDevice(Message):
    """A device whose signature counts no more: what it told up to ``chains`` is good, what comes after is held."""

    device: Name
    key_id: KeyId
    at: Moment
    reason: Word = ""
    chains: tuple[Chain, ...] = ()


class Registrar(Message):
    """Somebody who may read sealed identities: of ``town`` and below, or of the whole district where it is ''."""

    key_id: KeyId
    name: Text
    town: Word
    sealing_key: Key


class TrustList(Message):
    """Whom to believe. Signed for ``fieldkit/trust/1`` by a vouched key, or by the root."""

    district: Name
    version: Whole
    issued: Moment
    expires: Moment
    devices: tuple[TrustedDevice, ...] = ()
    revoked: tuple[RevokedDevice, ...] = ()
    registrars: tuple[Registrar, ...] = ()
    revoked_serials: tuple[Word, ...] = ()
    parcel_recipients: tuple[Text, ...] = ()
    vouch: Envelope = b""
