# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Is a district's database whole? Every chain of every life, every signature, every receipt, every operation.

Nothing is taken from what the database says about itself: heads are computed from the bytes that came.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, func, select, text

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MAX_BATCH_BYTES, Acknowledgement, Batch
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals import chain as chains
from fieldkit.seals import envelope, packing
from fieldkit.seals.envelope import Refused
from fieldkit.seals.keys import load_public_key
from sync.db.chain_tables import batch, chain, held_batch, part, sealed_identity
from sync.db.office_tables import office_log
from sync.db.tables import device, enrolment, issue, operation, serial_block, serial_use, stray
from sync.office.office_log import LogBroken, check_log
from sync.outgoing import serials

COUNTED = (
    device,
    chain,
    batch,
    held_batch,
    operation,
    stray,
    part,
    sealed_identity,
    enrolment,
    issue,
    office_log,
)
"""What is counted in a backup, and counted again when it is opened."""

_AT_ONCE = 200

Keys = Mapping[str, Ed25519PublicKey]


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the drill: what was looked at, how much of it, and with which of it something is wrong."""

    what: str
    count: int
    faults: tuple[str, ...] = ()


def counts(reading: Connection) -> dict[str, int]:
    """Return how many rows there are in each table that is counted."""
    return {
        table.name: reading.execute(select(func.count()).select_from(table)).scalar_one() for table in COUNTED
    }


def look(reading: Connection, expected: Mapping[str, int] | None = None) -> tuple[Found, ...]:
    """Look at everything; ``expected`` are the counts of the backup. All is right where no line has a fault."""
    keys = {
        row.id: load_public_key(row.signing_key)
        for row in reading.execute(select(device.c.id, device.c.signing_key))
    }
    return (
        _pages(reading),
        _counts(reading, expected or {}),
        *_batches(reading, keys),
        _operations(reading, keys),
        _parts(reading),
        _serials(reading),
        _log(reading),
    )


def _pages(reading: Connection) -> Found:
    if reading.dialect.name != "sqlite":
        return Found("pages", 0)
    pages = reading.execute(text("PRAGMA page_count")).scalar_one()
    wrong = [str(row[0]) for row in reading.execute(text("PRAGMA cipher_integrity_check"))]
    wrong += [row[0] for row in reading.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    return Found("pages", pages, tuple(wrong))


def _counts(reading: Connection, expected: Mapping[str, int]) -> Found:
    found = counts(reading)
    wrong = [
        f"{name} {found.get(name, 0)}≠{count}"
        for name, count in expected.items()
        if found.get(name, 0) != count
    ]
    return Found("rows", sum(found.values()), tuple(wrong))


class _Life:
    """Follows the chain of one life."""

    def __init__(self, device_id: str, life: str) -> None:
        self.name = f"{device_id}-{life}"
        self.number, self.head = 0, chains.START

    def take(self, row: Row[tuple[object, ...]], key: Ed25519PublicKey | None) -> str:
        """Return what is wrong with the next batch, '' for nothing."""
        self.number, before = self.number + 1, self.head
        self.head = chains.head_after(before, row.raw)
        if row.number != self.number:
            self.number = row.number
            return f"{self.name} #{row.number}: gap"
        if row.prev != before or row.head != self.head:
            return f"{self.name} #{row.number}: chain"
        told = opened_batch(row.raw, key)
        if told is None:
            return f"{self.name} #{row.number}: signature"
        if f"{told.device}-{told.life}" != self.name or told.number != row.number:
            return f"{self.name} #{row.number}: content"
        if len(told.operations) != row.operations or not _receipt_is_whole(row.words, row.operations):
            return f"{self.name} #{row.number}: receipt"
        return ""


def _batches(reading: Connection, keys: Keys) -> tuple[Found, Found]:
    """Follow every life from its first batch to where its standing says that it is."""
    standings = {f"{row.device}-{row.life}": row for row in reading.execute(select(chain))}
    order = (batch.c.device, batch.c.life, batch.c.number)
    life: _Life | None = None
    wrong: list[str] = []
    wrong_lives: list[str] = []
    seen, count = 0, 0
    for row in reading.execute(select(batch).order_by(*order).execution_options(yield_per=_AT_ONCE)):
        if life is None or life.name != f"{row.device}-{row.life}":
            wrong_lives += _ended(life, standings)
            life, seen = _Life(row.device, row.life), seen + 1
        count += 1
        fault = life.take(row, keys.get(row.device))
        wrong += [fault] if fault else []
    wrong_lives += _ended(life, standings)
    wrong_lives += [name for name, row in standings.items() if row.number]
    return Found("lives", seen, tuple(wrong_lives)), Found("batches", count, tuple(wrong))


def _ended(life: _Life | None, standings: dict[str, Row[tuple[object, ...]]]) -> list[str]:
    if life is None:
        return []
    row = standings.pop(life.name, None)
    good = row is not None and (row.number, row.head) == (life.number, life.head)
    return [] if good else [life.name]


def opened_batch(raw: bytes, key: Ed25519PublicKey | None) -> Batch | None:
    """Return the batch in the envelope ``raw`` when ``key`` signed it."""
    if key is None:
        return None
    try:
        named = envelope.claimed_key_id(raw)
        _, packed = envelope.open_envelope(raw, {named: key}, envelope.BATCH)
        return from_bytes(packing.unpack(packed, most=MAX_BATCH_BYTES), Batch)
    except (Refused, TheirMistake):
        return None


def _receipt_is_whole(words: bytes, operations: int) -> bool:
    try:
        return len(msgspec.json.decode(words, type=tuple[Acknowledgement, ...])) <= operations
    except msgspec.DecodeError:
        return False


def _operations(reading: Connection, keys: Keys) -> Found:
    """See that each operation's bytes are where it says, in a batch that is there."""
    row = operation.c
    told = (
        select(
            row.id,
            row.digest,
            row.told_place,
            row.told_batch,
            row.device,
            func.coalesce(batch.c.raw, held_batch.c.raw).label("raw"),
        )
        .select_from(
            operation.outerjoin(batch, row.told_batch == batch.c.place).outerjoin(
                held_batch, row.told_batch == held_batch.c.place
            )
        )
        .where(row.told_batch > 0)
        .order_by(row.told_batch, row.told_place)
        .execution_options(yield_per=_AT_ONCE)
    )
    wrong: list[str] = []
    count, place = 0, 0
    raws: tuple[msgspec.Raw, ...] = ()
    for found in reading.execute(told):
        count += 1
        if found.told_batch != place:
            opened = opened_batch(found.raw, keys.get(found.device)) if found.raw is not None else None
            place, raws = found.told_batch, opened.operations if opened else ()
        at = found.told_place
        if at >= len(raws) or hashlib.sha256(raws[at]).digest() != found.digest:
            wrong.append(found.id)
    return Found("operations", count, tuple(wrong))


def _parts(reading: Connection) -> Found:
    wrong, count = [], 0
    for row in reading.execute(select(part.c.id, part.c.content).execution_options(yield_per=_AT_ONCE)):
        count += 1
        if hashlib.sha256(row.content).hexdigest()[: len(row.id)] != row.id:
            wrong.append(row.id)
    return Found("parts", count, tuple(wrong))


def _serials(reading: Connection) -> Found:
    """See that what is written down of numbers given agrees, and that each number on paper is of a block."""
    row = serial_block.c
    blocks = iter(reading.execute(select(row.first, row.last).order_by(row.first)).all())
    wrong = list(serials.went_back(reading))
    count, first, last = 0, 0, 0
    for number in reading.execute(
        select(serial_use.c.number).order_by(serial_use.c.number).execution_options(yield_per=_AT_ONCE)
    ).scalars():
        count += 1
        while last < number and (block := next(blocks, None)) is not None:
            first, last = block
        if not first <= number <= last:
            wrong.append(serials.serial_of(number))
    return Found("serials", count, tuple(wrong))


def _log(reading: Connection) -> Found:
    try:
        count, _ = check_log(reading)
    except LogBroken as fault:
        return Found("office log", fault.args[0], (str(fault.args[0]),))
    return Found("office log", count)
