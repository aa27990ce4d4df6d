# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district has not yet confirmed, and what it said.

1. What waits is found by its standing; there is no stored "sending": a crash while sending leaves it waiting, and
   sending it again is safe.
2. Oldest first, of one life at a time, bounded in number and bytes.
3. Only what waits can become accepted or rejected. The same word again changes nothing, so a reply may come twice.
4. A rejection stays until a clerk amends or voids it: a new operation that names it. Then it is settled, and counts
   through the operation that settled it: confirmed when that is accepted, waiting until then, and rejected again
   when that is rejected (``settling``).
5. So always: recorded = confirmed + attention + waiting, and attention is the length of ``rejections``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.outbox import Counts, Rejection
from fieldkit.domain.people import masked_name
from fieldkit.domain.serials import serial_from_digits
from fieldkit.protocol.messages import MAX_BATCH_BYTES, MAX_OPERATIONS, Acknowledgement
from fieldkit.store import briefing, members, settling
from fieldkit.store.entries import ACCEPTED, REJECTED, SETTLED, WAITING
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

ENVELOPE_BYTES = 4096
"""Kept free of a batch's bytes for what is around the operations."""


@dataclass(frozen=True, slots=True)
class RawOperation:
    """One operation to send: its frozen bytes, and which life it belongs to."""

    id: str
    life: str
    sequence: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Settled:
    """What one reply changed here: operations newly accepted and newly rejected."""

    accepted: int
    rejected: int


def pack(store: Store, limit: int = MAX_OPERATIONS) -> tuple[RawOperation, ...]:
    """Return the oldest operations that wait, of one life, at most ``limit`` and within the protocol's bounds."""
    packed: list[RawOperation] = []
    room = MAX_BATCH_BYTES - ENVELOPE_BYTES
    with store.reading() as db:
        for row in db.conn.execute(
            "SELECT id, life, sequence, raw FROM operations WHERE standing = 0 ORDER BY place LIMIT ?",
            (min(limit, MAX_OPERATIONS),),
        ):
            operation = RawOperation(*row)
            room -= len(operation.raw) + 1
            if packed and (room < 0 or operation.life != packed[0].life):
                break
            packed.append(operation)
    fault_point("pack-done")
    return tuple(packed)


def waits(store: Store) -> bool:
    """Return True when something is yet to be told to the district."""
    with store.reading() as db:
        found = db.conn.execute(
            "SELECT EXISTS (SELECT 1 FROM operations WHERE standing = ?)", (WAITING,)
        ).fetchone()
    return bool(found[0])


def settle(store: Store, acknowledgements: Iterable[Acknowledgement], now: dt.datetime) -> Settled:
    """Take in the district's word on operations, all of one reply or none; return what it changed."""
    del now  # the times of a round are kept with the round
    fault_point("settle-begin")
    accepted = rejected = 0
    with store.writing_what_is_owed() as db:
        for acknowledgement in acknowledgements:
            standing = _settle_one(db, acknowledgement)
            accepted += standing == ACCEPTED
            rejected += standing == REJECTED
            fault_point("settle-one")
    fault_point("settle-committed")
    return Settled(accepted, rejected)


def counts(store: Store) -> Counts:
    """Return the numbers of rule 5."""
    with store.reading() as db:
        by_standing = dict(
            db.conn.execute("SELECT standing, count(*) FROM operations GROUP BY standing").fetchall()
        )
        settled = _settled_confirmed(db) if by_standing.get(SETTLED) else 0
    confirmed = by_standing.get(ACCEPTED, 0) + settled
    attention = by_standing.get(REJECTED, 0)
    recorded = sum(by_standing.values())
    return Counts(recorded, confirmed, attention, recorded - confirmed - attention)


def rejections(store: Store) -> tuple[Rejection, ...]:
    """Return what needs a clerk's attention, oldest first, masked."""
    with store.reading() as db:
        rows = db.conn.execute(
            "SELECT o.id, o.kind, o.at, o.operator, o.code, o.field, o.facts, o.uid,"
            " coalesce(nullif(m.serial, ''), m.provisional, ''), coalesce(m.name, '')"
            " FROM operations o LEFT JOIN members m ON m.uid = o.uid AND o.uid <> ''"
            " WHERE o.standing = ? ORDER BY o.place",
            (REJECTED,),
        ).fetchall()
    return tuple(
        Rejection(
            operation=row[0],
            kind=row[1],
            at=dt.datetime.fromisoformat(row[2]),
            operator=row[3],
            code=row[4],
            field=row[5],
            facts=tuple(sorted(json.loads(row[6] or "{}").items())),
            uid=row[7],
            number=row[8],
            masked_name=masked_name(row[9]),
        )
        for row in rows
    )


def _settle_one(db: Database, acknowledgement: Acknowledgement) -> int | None:
    """Take in one word; return the new standing, or None when it changed nothing."""
    row = db.conn.execute(
        "SELECT standing, uid FROM operations WHERE id = ?", (acknowledgement.operation,)
    ).fetchone()
    if row is None or row[0] != WAITING:
        return None
    refused = "rejected" in (acknowledgement.verdict, acknowledgement.first)
    standing = REJECTED if refused else ACCEPTED
    facts = json.dumps(acknowledgement.facts, ensure_ascii=False) if acknowledgement.facts else ""
    db.conn.execute(
        "UPDATE operations SET standing = ?, code = ?, field = ?, facts = ? WHERE id = ?",
        (standing, acknowledgement.code, acknowledgement.field, facts, acknowledgement.operation),
    )
    if refused:
        settling.refused(db, acknowledgement.operation)
    uid = row[1]
    if uid and acknowledgement.serial and not refused:
        _final_serial(db, uid, acknowledgement.serial)
    if uid and not refused:
        briefing.release(db, uid)
    return standing


def _final_serial(db: Database, uid: str, serial: str) -> None:
    """Give a member who has only a provisional number the serial the district chose."""
    kept = members.find(db, uid)
    if kept is not None and not kept.member.serial:
        members.change(db, kept.row, {"serial": serial_from_digits(serial) or serial})


def _settled_confirmed(db: Database) -> int:
    """Return how many settled rejections end, by way of what settled them, in an accepted operation."""
    ends = dict(
        db.conn.execute("SELECT id, settled_by FROM operations WHERE standing = ?", (SETTLED,)).fetchall()
    )
    confirmed = 0
    for by in ends.values():
        last, seen = by, {by}
        while last in ends and ends[last] not in seen:
            last = ends[last]
            seen.add(last)
        row = db.conn.execute("SELECT standing FROM operations WHERE id = ?", (last,)).fetchone()
        confirmed += row == (ACCEPTED,)
    return confirmed
