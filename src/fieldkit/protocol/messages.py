# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The words of the conversation, the same on both ends; docs/protocol.md is the authority.

1. A message is a frozen value. Unknown fields are ignored, so a newer side may say more.
2. Nothing here knows which end it runs on.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from fieldkit.protocol.batches import (
    MAX_BATCH_BYTES,
    MAX_OPERATION_BYTES,
    MAX_OPERATIONS,
    Acknowledgement,
    Batch,
    Chain,
    Level,
    Operation,
    Receipt,
    SealSession,
    SessionBox,
    Standing,
    Verdict,
)
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
from fieldkit.protocol.joining import Hello, JoinReply, JoinRequest
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
    Envelope,
    Head,
    Heard,
    Key,
    MaybeRaw,
    Message,
    Moment,
    Name,
    Nonce,
    OptionalMoment,
    PartId,
    Whole,
    Word,
)

__all__ = [
    "BODIES",
    "MAX_ASKED_BYTES",
    "MAX_BATCHES",
    "MAX_BATCH_BYTES",
    "MAX_LIVES",
    "MAX_OPERATIONS",
    "MAX_OPERATION_BYTES",
    "MAX_PARTS",
    "MAX_PART_BYTES",
    "MAX_REPLY_BYTES",
    "MAX_REQUEST_BYTES",
    "ROWS",
    "Acknowledgement",
    "AmendBody",
    "Batch",
    "Chain",
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
    "Level",
    "MemberRow",
    "Message",
    "Operation",
    "OrganisationRow",
    "ProgrammeRow",
    "Receipt",
    "SealSession",
    "SerialBlock",
    "ServeBody",
    "ServiceRow",
    "SessionBox",
    "SettingRow",
    "SiteRow",
    "Snapshot",
    "SnapshotPiece",
    "Spoken",
    "Standing",
    "StockRow",
    "TransferBody",
    "UpdateBody",
    "Verdict",
    "VoidBody",
    "WithdrawBody",
]

MAX_PART_BYTES = 262_144
MAX_BATCHES = 64
MAX_PARTS = 64
MAX_LIVES = 64
MAX_ASKED_BYTES = 65_536
MAX_REQUEST_BYTES = 2 * 1_048_576
MAX_REPLY_BYTES = 4 * 1_048_576


class Spoken(Message):
    """What every request of every version says: read first, so that a version can be refused by name."""

    protocol: Whole
    asked: Word = ""


class ExchangeRequest(Message):
    """What a device asks: the first frame inside a signed envelope. ``asked`` is 16 random bytes in hex.

    Behind it come ``batches`` frames with envelopes of batches, oldest first, then ``parts`` frames with the bytes of
    parts. ``nonce`` is the district's last word to this device, '' by stick. ``chains`` tells each life that is not
    over, the present one first; ``trust`` the version of the trust list that is held. ``takes`` names what it can
    do beyond the plain: ``zstd``, ``snapshot``, ``short``, and ``card`` where it lacks a ``card_certificate``.
    ``certified_by`` is the id of the key that signed its certificate.
    """

    protocol: Whole
    asked: Asked
    device: Name
    cursor: Whole
    chains: Annotated[tuple[Chain, ...], Meta(max_length=MAX_LIVES)] = ()
    nonce: Nonce = ""
    batches: Annotated[int, Meta(ge=0, le=MAX_BATCHES)] = 0
    parts: Annotated[int, Meta(ge=0, le=MAX_PARTS)] = 0
    trust: Whole = 0
    takes: tuple[Word, ...] = ()
    program: Word = ""
    at: OptionalMoment = ""
    serials_left: Whole = 0
    certified_by: Word = ""


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


class Snapshot(Message):
    """The briefing up to ``cursor``, in ``pieces`` (SHA-256 of each), fetched by ``id`` and opened by ``key``."""

    id: Nonce
    key: Key
    cursor: Whole
    rows: Whole
    pieces: tuple[Head, ...]


class SnapshotPiece(Message):
    """The rows in one piece of a snapshot."""

    changes: tuple[Change, ...]


class ExchangeReply(Message):
    """What the district answers, boxed for the device where it knows it, inside an envelope signed by the district.

    ``asked`` echoes the request's; ``heard`` is the SHA-256 (hex) of the request envelope's exact bytes, so that
    a reply confirms nothing but the request it belongs to. ``nonce`` is for the next request. There is one receipt
    for each batch of the request, in order, and a standing for each life that was told; ``parts`` are those now held.
    Changes are in cursor order; ``more`` asks for another exchange. ``trust`` is the trust list where the device's is
    older, ``certificate`` the device's own, where another key than ``certified_by`` signs it by now,
    ``card_certificate`` the short one that goes into the codes of cards (``seals.card_signers``). ``made_anew``
    names the last time that the district was made anew from a backup, '' for never. ``refused`` is '' or why the
    request was refused. What a revoked device tells is ``held``.
    """

    protocol: Whole
    district: Word
    asked: Annotated[str, Meta(max_length=32)]
    heard: Heard
    at: Moment
    cursor: Whole = 0
    more: bool = False
    nonce: Nonce = ""
    receipts: tuple[Receipt, ...] = ()
    standings: tuple[Standing, ...] = ()
    parts: tuple[PartId, ...] = ()
    changes: tuple[Change, ...] = ()
    snapshot: Snapshot | None = None
    serial_blocks: tuple[SerialBlock, ...] = ()
    trust: Envelope = b""
    certificate: Envelope = b""
    card_certificate: Envelope = b""
    made_anew: Word = ""
    refused: Word = ""
