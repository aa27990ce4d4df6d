# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The words of the conversation, the same on both ends; SPEC.md is the authority.

1. A message is a frozen value. Unknown fields are ignored, so a newer side may say more.
2. Nothing here knows which end it runs on.
3. The body of an operation stays raw bytes until somebody who knows its kind reads it: an unknown kind is
   answered ``rejected("unknown-kind")`` and never breaks its batch.
"""

from __future__ import annotations

from typing import Literal

import msgspec

MAX_OPERATIONS = 500
MAX_BATCH_BYTES = 1_048_576


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Any message."""


class Operation(Message):
    """One act as told to the district; it never changes.

    ``id`` is device-life-sequence (``D07-3f2a91c4-000041``). ``at`` is the device's clock, ISO 8601 UTC: a claim.
    ``clock`` is ``ok`` or ``doubtful``. ``event``, ``site``, ``booth`` and ``operator`` say where and by whom.
    """

    id: str
    sequence: int
    kind: str
    at: str
    event: str
    site: str
    booth: str
    operator: str
    body: msgspec.Raw
    clock: str = "ok"


class Batch(Message):
    """The operations of one exchange, oldest first. ``life`` names the store's life (new after a restore)."""

    device: str
    life: str
    operations: tuple[msgspec.Raw, ...]


class ExchangeRequest(Message):
    """What a device sends, inside a signed envelope. ``asked`` is 16 random bytes in hex, echoed in the reply."""

    protocol: int
    asked: str
    batch: Batch
    cursor: int
    program: str = ""
    at: str = ""
    serials_left: int = 0


Verdict = Literal["accepted", "already", "rejected"]


class Acknowledgement(Message):
    """The district's word on one operation.

    ``code`` and ``field`` say why it was rejected; ``facts`` fill the sentence; ``serial`` is the final serial of
    an enrolment that was told under a provisional number. ``first`` is the verdict that was given the first time
    when ``verdict`` is ``already``: ``accepted`` or ``rejected``.
    """

    operation: str
    verdict: Verdict
    first: Literal["", "accepted", "rejected"] = ""
    code: str = ""
    field: str = ""
    facts: dict[str, str] = {}
    serial: str = ""


class Change(Message):
    """One row of the briefing that changed; ``row`` is None when it is gone (a tombstone)."""

    table: str
    key: str
    row: msgspec.Raw | None = None


class SerialBlock(Message):
    """A run of serial numbers reserved for one device: ``first`` to ``last`` inclusive, without check digit."""

    first: int
    last: int


class ExchangeReply(Message):
    """What the district answers, inside an envelope signed by the district.

    ``asked`` echoes the request's; ``heard`` is the SHA-256 (hex) of the request envelope's exact bytes, so that
    a reply confirms nothing but the request it belongs to. Changes are in cursor order; ``more`` asks for another
    exchange.
    """

    protocol: int
    district: str
    asked: str
    heard: str
    acknowledgements: tuple[Acknowledgement, ...]
    changes: tuple[Change, ...]
    cursor: int
    more: bool
    at: str
    serial_blocks: tuple[SerialBlock, ...] = ()
    refused: str = ""


class JoinRequest(Message):
    """A device asks to join, inside an envelope signed by its new key. ``code`` is single-use."""

    protocol: int
    asked: str
    code: str
    name: str
    signing_key: bytes
    program: str = ""


class JoinReply(Message):
    """The device's identity. ``refused`` is '' or why not (``used``, ``expired``, ``unknown``)."""

    protocol: int
    asked: str
    heard: str
    district: str
    district_name: str
    device: str = ""
    district_key: bytes = b""
    tag_key: bytes = b""
    town: str = ""
    at: str = ""
    refused: str = ""


class Hello(Message):
    """Who the district is, which versions it speaks, and its clock."""

    fieldkit: str
    district: str
    newest: int
    oldest: int
    at: str


# Bodies of operations, by kind. -------------------------------------------------------------------


class ConsentBody(Message):
    """One separate consent: which text, answered how, when, by which method."""

    kind: str
    given: bool
    version: str
    at: str = ""
    method: str = "tick-and-signature"


class EnrolBody(Message):
    """Kind ``enrol``: a person joins. ``tag`` is the keyed tag of the document (or phone) number, hex.

    Exactly one of ``serial`` and ``provisional`` is given. Dates are ISO, ``signature`` is a PNG.
    """

    uid: str
    name: str
    document_kind: str
    serial: str = ""
    provisional: str = ""
    print_as: str = ""
    document_number: str = ""
    sex: int = 0
    sex_reason: str = ""
    birth_date: str = ""
    tag: str = ""
    phone_tag: str = ""
    phone: str = ""
    employment_group: str = ""
    employment_state: str = ""
    migrant_worker: bool = False
    non_local: bool = False
    employer: str = ""
    platform: str = ""
    org_code: str = ""
    channel: str = ""
    mode: str = ""
    introducer: str = ""
    consents: tuple[ConsentBody, ...] = ()
    signature: bytes = b""
    occurred_at: str = ""


class TransferBody(Message):
    """Kind ``transfer``: a known member's membership moves here (会籍接转)."""

    uid: str
    tag: str
    to_org: str
    employer: str = ""
    phone: str = ""
    employment_group: str = ""
    consents: tuple[ConsentBody, ...] = ()


class UpdateBody(Message):
    """Kind ``update``: a known member's details change; only the given fields."""

    uid: str
    tag: str = ""
    phone: str | None = None
    employer: str | None = None
    employment_group: str | None = None
    platform: str | None = None


class ServeBody(Message):
    """Kind ``serve``: a service was used by a member (``uid``) or by ``count`` anonymous visitors."""

    service: str
    count: int = 1
    uid: str = ""
    tag: str = ""


class CollectorBody(Message):
    """Who collected on behalf."""

    name: str
    document_tail: str
    relation: str


class IssueBody(Message):
    """Kind ``issue``: goods were handed to one person."""

    goods: str
    receipt_number: str
    quantity: int = 1
    uid: str = ""
    tag: str = ""
    number: str = ""
    collector: CollectorBody | None = None
    signature: bytes = b""


class WithdrawBody(Message):
    """Kind ``withdraw``: a person withdraws a consent (PIPL art. 15)."""

    uid: str
    consent: str
    tag: str = ""


class AmendBody(Message):
    """Kind ``amend``: ``body`` replaces the body of the enrolment (or transfer) ``replaces``; ``as_kind`` is its kind now."""

    replaces: str
    as_kind: str
    body: msgspec.Raw


class VoidBody(Message):
    """Kind ``void``: the operation ``replaces`` is taken back."""

    replaces: str
    reason: str


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

# Rows of the briefing, by table. ------------------------------------------------------------------


class OrganisationRow(Message):
    """Table ``organisation``, keyed by code."""

    code: str
    parent: str
    level: str
    name: str
    name_en: str = ""
    division_code: str = ""


class EventRow(Message):
    """Table ``event``, keyed by code. ``day`` ISO date, ``starts`` and ``ends`` ISO times."""

    code: str
    title: str
    short_title: str
    level: str
    day: str
    starts: str
    ends: str
    organiser: str = ""


class SiteRow(Message):
    """Table ``site``, keyed by code."""

    code: str
    event: str
    role: str
    org_code: str
    name: str
    venue: str
    venue_kind: str = ""
    theme: str = ""
    booths: int = 1
    name_en: str = ""


class ServiceRow(Message):
    """Table ``service``, keyed by code."""

    code: str
    group: str
    name: str
    name_en: str = ""
    named: bool = False
    active: bool = True


class GoodsRow(Message):
    """Table ``goods``, keyed by code."""

    code: str
    name: str
    name_en: str = ""
    audience: str = "new"
    once: bool = True
    components: tuple[str, ...] = ()
    face_value: str = ""
    active: bool = True


class StockRow(Message):
    """Table ``stock``, keyed by site/goods: the opening count."""

    site: str
    goods: str
    opening: int


class CodeRow(Message):
    """Table ``code``, keyed by table/code."""

    table: str
    code: str
    name: str
    name_en: str = ""
    flags: tuple[str, ...] = ()
    version: str = ""


class ConsentTextRow(Message):
    """Table ``consent_text``, keyed by kind."""

    kind: str
    version: str
    title: str
    text: str
    title_en: str = ""
    text_en: str = ""


class ProgrammeRow(Message):
    """Table ``programme``, keyed by site/order."""

    site: str
    order: int
    starts: str
    title: str
    kind: str = ""


class MemberRow(Message):
    """Table ``member``, keyed by uid: a known member, without document or phone number.

    ``tag`` is the keyed tag (hex) a booth compares with; tails are the last six and last four characters.
    """

    uid: str
    name: str
    tag: str
    serial: str = ""
    certificate_number: str = ""
    sex: int = 0
    birth_date: str = ""
    document_tail: str = ""
    phone_tail: str = ""
    employer: str = ""
    employment_group: str = ""
    org_code: str = ""
    standing: int = 1


class SettingRow(Message):
    """Table ``setting``, keyed by name: a value the district decides (oath text, age limits)."""

    name: str
    value: str


ROWS: dict[str, type[Message]] = {
    "organisation": OrganisationRow,
    "event": EventRow,
    "site": SiteRow,
    "service": ServiceRow,
    "goods": GoodsRow,
    "stock": StockRow,
    "code": CodeRow,
    "consent_text": ConsentTextRow,
    "programme": ProgrammeRow,
    "member": MemberRow,
    "setting": SettingRow,
}
