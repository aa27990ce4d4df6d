# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Lives that are held: what staff see of them, and what comes of the batches once they have decided.

1. Nothing is merged silently, nothing is lost: adopted batches are taken like any others, rejected ones are known.
2. Either way the life is closed; the device asks for the receipts by telling the held batches again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec
from sqlalchemy import Connection, select, update

from sync.db.moments import moment
from sync.db.tables import batch, chain, held_batch, operation
from sync.intake.accept import accept
from sync.intake.came import Counts, rejected_of
from sync.intake.chain import close_life, next_place
from sync.intake.kept import batch_in, forget_held
from sync.intake.told import read_batch
from sync.outgoing.reference import read_reference

How = Literal["adopt", "reject"]
_SETTLED: dict[How, str] = {"adopt": "adopted", "reject": "rejected"}


class NothingHeld(Exception):
    """Nothing of this life waits for a decision."""


@dataclass(frozen=True, slots=True)
class HeldBatch:
    """A batch that is held: ``head`` is its own, ``ours`` that of the batch taken under this number, '' for none."""

    number: int
    head: str
    ours: str
    operations: int
    why: str
    received_at: str


@dataclass(frozen=True, slots=True)
class HeldLife:
    """A life that is held: up to ``number`` it was taken, ``batches`` wait for a decision."""

    device: str
    life: str
    number: int
    batches: tuple[HeldBatch, ...]

    @property
    def operations(self) -> int:
        """Return how many operations wait."""
        return sum(one.operations for one in self.batches)


def held_lives(reading: Connection) -> tuple[HeldLife, ...]:
    """Return each life of which something waits for a decision, the one that has waited longest first."""
    row, taken, stands = held_batch.c, batch.c, chain.c
    waiting = (
        select(
            row.device, row.life, row.number, row.head, row.operations, row.why, row.received_at, taken.head
        )
        .outerjoin(
            batch, (taken.device == row.device) & (taken.life == row.life) & (taken.number == row.number)
        )
        .where(row.settled == "")
        .order_by(row.received_at, row.number, row.head)
    )
    found: dict[tuple[str, str], list[HeldBatch]] = {}
    for of, life, number, head, operations, why, at, ours in reading.execute(waiting):
        shown = ours.hex() if ours is not None else ""
        found.setdefault((of, life), []).append(HeldBatch(number, head.hex(), shown, operations, why, at))
    numbers = {
        (one.device, one.life): one.number
        for one in reading.execute(select(stands.device, stands.life, stands.number))
    }
    return tuple(
        HeldLife(of, life, numbers.get((of, life), 0), tuple(sorted(batches, key=lambda one: one.number)))
        for (of, life), batches in found.items()
    )


def release(writing: Connection, of: str, life: str, how: How, now: dt.datetime) -> Counts:
    """Take the held batches of ``life`` of device ``of``, or reject all that is in them. Raises NothingHeld."""
    row = held_batch.c
    waiting = writing.execute(
        select(row.head, row.raw)
        .where(row.device == of, row.life == life, row.settled == "")
        .order_by(row.number, row.received_at, row.head)
    ).all()
    if not waiting:
        raise NothingHeld
    forget_held(writing, of, life)
    reference = read_reference(writing)
    operations = rejected = 0
    for head, raw in waiting:
        told = batch_in(writing, of, raw)
        place = next_place(writing)
        words = accept(
            writing, told.device, read_batch(told), reference, now, place=place, refuse=how == "reject"
        )
        writing.execute(
            update(held_batch)
            .where(row.device == of, row.head == head)
            .values(
                settled=_SETTLED[how], settled_at=moment(now), words=msgspec.json.encode(words), place=place
            )
        )
        operations, rejected = operations + len(told.operations), rejected + rejected_of(words)
    close_life(writing, of, life)
    return Counts(operations, rejected, len(waiting))


def told_bytes(reading: Connection, named: str) -> bytes:
    """Return the bytes in which operation ``named`` was told; b'' where it was told before batches were kept."""
    row = operation.c
    told = reading.execute(
        select(row.device, row.told_batch, row.told_place).where(row.id == named)
    ).one_or_none()
    if told is None:
        return b""
    for table in (batch, held_batch):
        found = select(table.c.raw).where(table.c.place == told.told_batch, table.c.device == told.device)
        raw = reading.execute(found).scalar_one_or_none() if told.told_batch else None
        if raw is not None:
            return bytes(batch_in(reading, told.device, raw).operations[told.told_place])
    return b""


def first_difference(reading: Connection, of: str, life: str, number: int) -> tuple[str, ...]:
    """Return the ids of the first operations that the batches told under one number do not share, ours first."""
    told = [
        raw
        for table in (batch, held_batch)
        for raw in reading.execute(
            select(table.c.raw).where(table.c.device == of, table.c.life == life, table.c.number == number)
        ).scalars()
    ]
    sides = [tuple(bytes(one) for one in batch_in(reading, of, raw).operations) for raw in told]
    shared = set.intersection(*(set(side) for side in sides)) if sides else set()
    return tuple(next(_ids(one for one in side if one not in shared), "") for side in sides)


def _ids(operations: Iterator[bytes]) -> Iterator[str]:
    for raw in operations:
        try:  # a device told this: it may be anything
            told = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            told = None
        yield str(told.get("id", "")) if isinstance(told, dict) else ""
