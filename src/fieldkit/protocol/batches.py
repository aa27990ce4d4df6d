# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a device has entered and what the district says to it: operations, batches, chains, receipts.

The body of an operation stays raw bytes until somebody who knows its kind reads it: an unknown kind is
answered ``rejected("unknown-kind")`` and never breaks its batch.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from fieldkit.protocol.shape import (
    Box,
    Head,
    KeyId,
    Life,
    Message,
    Moment,
    Name,
    Number,
    OperationId,
    OptionalLife,
    Text,
    Whole,
    Word,
)

MAX_OPERATIONS = 500
MAX_OPERATION_BYTES = 65_536
MAX_BATCH_BYTES = 1_048_576
"""Of a batch's content, unpacked."""


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


class SessionBox(Message):
    """A sealing session's key in a box for one registrar, who is named by the id of the key."""

    registrar: KeyId
    box: Box


class SealSession(Message):
    """A sealing session that operations of this batch name: its key, boxed for each registrar.

    ``life`` is the life that the session belongs to, '' for the batch's own.
    """

    number: Number
    boxes: tuple[SessionBox, ...]
    life: OptionalLife = ""


class Batch(Message):
    """What a device has entered, frozen: the content of a batch's own envelope, the same by wire and by stick.

    ``life`` names the store's life, ``number`` counts its batches from 1, ``prev`` is the head before this one.
    ``sessions`` are the sealing sessions that its operations name. ``operations`` keep their exact bytes.
    """

    protocol: Whole
    district: Word
    device: Name
    life: Life
    number: Number
    prev: Head
    operations: Annotated[tuple[msgspec.Raw, ...], Meta(min_length=1, max_length=MAX_OPERATIONS)]
    sessions: tuple[SealSession, ...] = ()


class Chain(Message):
    """Where a life stands: the number of its newest frozen batch (0: none yet) and the head after it."""

    life: Life
    number: Whole
    head: Head


Verdict = Literal["accepted", "rejected"]


class Acknowledgement(Message):
    """The district's word on one operation; it never changes.

    ``code`` and ``field`` say why it was rejected; ``facts`` fill the sentence; ``serial`` is the final serial of
    an enrolment that was told under a provisional number.
    """

    operation: Word
    verdict: Verdict
    code: Word = ""
    field: Word = ""
    facts: dict[str, Text] = msgspec.field(default_factory=dict)
    serial: Word = ""


Level = Literal["received", "safe", "held"]


class Receipt(Message):
    """The district's word on one batch, the same whenever the same bytes come again, but for ``level``.

    ``received``: committed at the district. ``safe``: also off that machine. ``held``: kept aside, no verdict yet.
    ``operations`` is how many the batch has. Those that ``words`` does not name were accepted, and need no more said.
    """

    life: Life
    number: Number
    head: Head
    level: Level
    operations: Whole
    words: tuple[Acknowledgement, ...] = ()


class Standing(Message):
    """What the district holds of one life: batches up to ``number``, ``head`` after it; up to ``safe`` elsewhere too.

    ``state``: ``open``; ``held`` when two contents were told for one number, until the district's staff decide;
    ``closed`` when they decided that nothing more shall come of it. A ``number`` below the device's asks for what is
    between; one above it tells the device that its store went back in time.
    """

    life: Life
    number: Whole
    head: Head
    safe: Whole = 0
    state: Literal["open", "held", "closed"] = "open"
