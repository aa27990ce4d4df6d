# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The bodies of operations, by kind: what an operator did, as told to the district."""

from __future__ import annotations

import msgspec

from fieldkit.protocol.shape import (
    Line,
    Meant,
    Message,
    Name,
    OperationId,
    OptionalDay,
    OptionalMoment,
    OptionalPartId,
    Sealed,
    Several,
    Sex,
    Tag,
    Text,
    Whole,
    Word,
)


class ConsentBody(Message):
    """One separate consent: which text, answered how, when, by which method."""

    kind: Name
    given: bool
    version: Word
    at: OptionalMoment = ""
    method: Word = "tick-and-signature"


class EnrolBody(Message):
    """Kind ``enrol``: a person joins. ``tag`` is the keyed tag of the document (or phone) number, hex.

    Exactly one of ``serial`` and ``provisional`` is given. Dates are ISO, ``signature`` names the part that is a PNG.
    ``sealed`` holds document number and phone, for the registrars only, under the sealing session ``session``.
    """

    uid: Name
    name: Line
    document_kind: Name
    serial: Word = ""
    provisional: Word = ""
    print_as: Text = ""
    sealed: Sealed = b""
    session: Whole = 0
    sex: Sex = 0
    sex_reason: Text = ""
    birth_date: OptionalDay = ""
    tag: Tag = ""
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
    consents: tuple[ConsentBody, ...] = ()
    signature: OptionalPartId = ""
    occurred_at: OptionalMoment = ""


class TransferBody(Message):
    """Kind ``transfer``: a known member's membership moves here (会籍接转). ``sealed`` holds a phone, or is empty."""

    uid: Name
    tag: Tag
    to_org: Word
    employer: Text = ""
    sealed: Sealed = b""
    session: Whole = 0
    employment_group: Word = ""
    consents: tuple[ConsentBody, ...] = ()


class UpdateBody(Message):
    """Kind ``update``: a known member's details change; only the given fields. ``sealed`` holds the new phone."""

    uid: Name
    tag: Tag = ""
    sealed: Sealed = b""
    session: Whole = 0
    employer: Text | None = None
    employment_group: Word | None = None
    platform: Text | None = None


class ServeBody(Message):
    """Kind ``serve``: a service was used by a member (``uid``) or by ``count`` anonymous visitors."""

    service: Name
    count: Several = 1
    uid: Word = ""
    tag: Tag = ""


class CollectorBody(Message):
    """Who collected on behalf."""

    name: Line
    document_tail: Word
    relation: Text


class IssueBody(Message):
    """Kind ``issue``: goods were handed to one person."""

    goods: Name
    receipt_number: Name
    quantity: Several = 1
    uid: Word = ""
    tag: Tag = ""
    number: Word = ""
    collector: CollectorBody | None = None
    signature: OptionalPartId = ""


class WithdrawBody(Message):
    """Kind ``withdraw``: a person withdraws a consent (PIPL art. 15)."""

    uid: Name
    consent: Name
    tag: Tag = ""


class AmendBody(Message):
    """Kind ``amend``: ``body`` takes the place of the body of ``replaces``, an enrolment or a transfer.

    ``as_kind`` is what it is now: ``enrol`` or ``transfer``. ``meant`` is what the device holds under ``replaces``:
    another copy of it may have told something else by that id.
    """

    replaces: OperationId
    as_kind: Name
    body: msgspec.Raw
    meant: Meant = ""


class VoidBody(Message):
    """Kind ``void``: the operation ``replaces`` is taken back; ``meant`` as in ``AmendBody``."""

    replaces: OperationId
    reason: Text
    meant: Meant = ""


BODIES: dict[str, type[Message]] = {
    "enrol": EnrolBody,
    "transfer": TransferBody,
    "update": UpdateBody,
    "serve": ServeBody,
    "issue": IssueBody,
    "withdraw": WithdrawBody,
    "amend": AmendBody,
    "void": VoidBody,
}
