# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The words of the conversation, the same on both ends; SPEC.md is the authority.

1. A message is a frozen value. Unknown fields are ignored, so a newer side may say more.
2. Nothing here knows which end it runs on.
3. The body of an operation stays raw bytes until somebody who knows its kind reads it: an unknown kind is
   answered ``rejected("unknown-kind")`` and never breaks its batch.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldkit.protocol.bodies import (
    BODIES,
    AmendBody,
    CollectorBody,
    ConsentBody,
    EnrolBody,
    IssueBody,
    ServeBody,
    TransferBody,
    UpdateBody,
    VoidBody,
    WithdrawBody,
)
from fieldkit.protocol.rows import (
    ROWS,
    CodeRow,
    ConsentTextRow,
    EventRow,
    GoodsRow,
    MemberRow,
    OrganisationRow,
    ProgrammeRow,
    ServiceRow,
    SettingRow,
    SiteRow,
    StockRow,
)
from fieldkit.protocol.shape import (
    Asked,
    Heard,
    Key,
    MaybeRaw,
    Message,
    Moment,
    Name,
    OperationId,
    OptionalMoment,
    Text,
    Whole,
    Word,
)

__all__ = [
    "BODIES",
    "MAX_BATCH_BYTES",
    "MAX_OPERATIONS",
    "MAX_OPERATION_BYTES",
    "MAX_REQUEST_BYTES",
    "ROWS",
    "Acknowledgement",
    "AmendBody",
    "Batch",
    "Change",
    "CodeRow",
    "CollectorBody",
    "ConsentBody",
    "ConsentTextRow",
    "EnrolBody",
    "EventRow",
    "ExchangeReply",
    "ExchangeRequest",
    "GoodsRow",
    "Hello",
    "IssueBody",
    "JoinReply",
    "JoinRequest",
    "MemberRow",
    "Message",
    "Operation",
    "OrganisationRow",
    "ProgrammeRow",
    "SerialBlock",
    "ServeBody",
    "ServiceRow",
    "SettingRow",
    "SiteRow",
    "Spoken",
    "StockRow",
    "TransferBody",
    "UpdateBody",
    "Verdict",
    "VoidBody",
    "WithdrawBody",
]

MAX_OPERATIONS = 500
MAX_OPERATION_BYTES = 262_144
MAX_BATCH_BYTES = 1_048_576
MAX_REQUEST_BYTES = 2 * 1_048_576


class Operation(Message):
    """One act as told to the district; it never changes.

    ``id`` is device-life-sequence (``D07-3f2a91c4-000041``). ``at`` is the device's clock, ISO 8601 UTC: a claim.
    ``clock`` is ``ok`` or ``doubtful``. ``event``, ``site``, ``booth`` and ``operator`` say where and by whom.
    """

    id: OperationId
    sequence: Annotated[int, Meta(ge=1, le=999_999_999_999)]
    kind: Name
    at: Moment
    event: Word
    site: Word
    booth: Word
    operator: Word
    body: msgspec.Raw
    clock: Word = "ok"


class Spoken(Message):
    """What every request of every version says: read first, so that a version can be refused by name."""

    protocol: Whole
    asked: Word = ""


class Batch(Message):
    """The operations of one exchange, oldest first. ``life`` names the store's life (new after a restore)."""

    device: Name
    life: Name
    operations: Annotated[tuple[msgspec.Raw, ...], Meta(max_length=MAX_OPERATIONS)]


class ExchangeRequest(Message):
    """What a device sends, inside a signed envelope. ``asked`` is 16 random bytes in hex, echoed in the reply."""

    protocol: Whole
    asked: Asked
    batch: Batch
    cursor: Whole
    program: Word = ""
    at: OptionalMoment = ""
    serials_left: Whole = 0


Verdict = Literal["accepted", "already", "rejected"]


class Acknowledgement(Message):
    """The district's word on one operation.

    ``code`` and ``field`` say why it was rejected; ``facts`` fill the sentence; ``serial`` is the final serial of
    an enrolment that was told under a provisional number. ``first`` is the verdict that was given the first time
    when ``verdict`` is ``already``: ``accepted`` or ``rejected``.
    """

    operation: Word
    verdict: Verdict
    first: Literal["", "accepted", "rejected"] = ""
    code: Word = ""
    field: Word = ""
    facts: dict[str, Text] = msgspec.field(default_factory=dict)
    serial: Word = ""


class Change(Message):
    """One row of the briefing that changed; ``row`` is None when it is gone (a tombstone)."""

    table: Name
    key: Annotated[str, Meta(min_length=1, max_length=160)]
    row: MaybeRaw = None

    def __post_init__(self) -> None:
        """Make JSON's null what it means."""
        if self.row is not None and bytes(self.row) == b"null":
            msgspec.structs.force_setattr(self, "row", None)


class SerialBlock(Message):
    """A run of serial numbers reserved for one device: ``first`` to ``last`` inclusive, without check digit."""

    first: Annotated[int, Meta(ge=1, le=99_999_999)]
    last: Annotated[int, Meta(ge=1, le=99_999_999)]


class ExchangeReply(Message):
    """What the district answers, inside an envelope signed by the district.

    ``asked`` echoes the request's; ``heard`` is the SHA-256 (hex) of the request envelope's exact bytes, so that
    a reply confirms nothing but the request it belongs to. Changes are in cursor order; ``more`` asks for another
    exchange. ``refused`` is '' or why the whole request was refused: then nothing was taken and ``asked`` may be ''.
    """

    protocol: Whole
    district: Word
    asked: Annotated[str, Meta(max_length=32)]
    heard: Heard
    acknowledgements: tuple[Acknowledgement, ...]
    changes: tuple[Change, ...]
    cursor: Whole
    more: bool
    at: Moment
    serial_blocks: tuple[SerialBlock, ...] = ()
    refused: Word = ""


class JoinRequest(Message):
    """A device asks to join, inside an envelope signed by its new key. ``code`` is single-use."""

    protocol: Whole
    asked: Asked
    code: Name
    name: Text
    signing_key: Key
    program: Word = ""


class JoinReply(Message):
    """The device's identity. ``refused`` is '' or why not (``used``, ``expired``, ``unknown``, ``revoked``)."""

    protocol: Whole
    asked: Annotated[str, Meta(max_length=32)]
    heard: Heard
    district: Word
    district_name: Text
    device: Word = ""
    district_key: Key = b""
    tag_key: Key = b""
    town: Word = ""
    at: OptionalMoment = ""
    refused: Word = ""


class Hello(Message):
    """Who the district is, which versions it speaks, its clock, and the key that signs its replies."""

    fieldkit: Word
    district: Word
    newest: Whole
    oldest: Whole
    at: Moment
    district_key: Key = b""
