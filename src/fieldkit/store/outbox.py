# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district has not yet confirmed, and what it said.

1. A rejection stays until a clerk amends or voids it: a new operation that names it. Then it is settled, and counts
   through the operation that settled it: confirmed when that is accepted, waiting until then, and rejected again
   when that is rejected (``settling``).
2. So always: recorded = confirmed + attention + waiting + lost, and attention is the length of ``rejections``. What is
   safe is part of what is confirmed, what is held part of what waits. What is lost was confirmed, safe and purged here;
   then the district was made anew from an older copy that lacks it.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from fieldkit.domain.outbox import Counts, HeldLife, Rejection
from fieldkit.domain.people import masked_name
from fieldkit.seals.chain import shown_head
from fieldkit.store.batches import newest
from fieldkit.store.entries import ACCEPTED, REJECTED, SETTLED, WAITING
from fieldkit.store.levels import HELD, LOST, SAFE
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


def counts(store: Store) -> Counts:
    """Return the numbers of rule 2."""
    with store.reading() as db:
        by_standing = dict(
            db.conn.execute("SELECT standing, count(*) FROM operations GROUP BY standing").fetchall()
        )
        settled = _settled_confirmed(db) if by_standing.get(SETTLED) else []
        safe = _count_at(db, ACCEPTED, SAFE) + sum(_is_safe(db, one) for one in settled)
        held = _count_at(db, WAITING, HELD)
        lost = _count_at(db, ACCEPTED, LOST)
    confirmed = by_standing.get(ACCEPTED, 0) - lost + len(settled)
    attention = by_standing.get(REJECTED, 0)
    recorded = sum(by_standing.values())
    return Counts(
        recorded=recorded,
        confirmed=confirmed,
        attention=attention,
        waiting=recorded - confirmed - attention - lost,
        safe=safe,
        held=held,
        lost=lost,
    )


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


def held_lives(store: Store) -> tuple[HeldLife, ...]:
    """Return the lives of which batches are held, the latest first, with the head that staff compare."""
    with store.reading() as db:
        rows = db.conn.execute(
            "SELECT l.life FROM lives l WHERE EXISTS (SELECT 1 FROM batches b WHERE b.life = l.life AND b.level = ?)"
            " ORDER BY l.place DESC",
            (HELD,),
        ).fetchall()
        ends = [(str(life), *newest(db, life)) for (life,) in rows]
    return tuple(HeldLife(life, number, shown_head(head)) for life, number, head in ends)


def _count_at(db: Database, standing: int, level: int) -> int:
    """Return how many operations of ``standing`` are in batches at ``level``."""
    found = db.conn.execute(
        "SELECT count(*) FROM batches b JOIN operations o ON o.batch = b.place AND o.batch <> 0"
        " WHERE b.level = ? AND o.standing = ?",
        (level, standing),
    ).fetchone()
    return int(found[0])


def _is_safe(db: Database, operation: str) -> bool:
    found = db.conn.execute(
        "SELECT 1 FROM operations o JOIN batches b ON b.place = o.batch WHERE o.id = ? AND b.level = ?",
        (operation, SAFE),
    ).fetchone()
    return found is not None


def _settled_confirmed(db: Database) -> list[str]:
    """Return the settled rejections that end, by way of what settled them, in an accepted operation."""
    ends = dict(
        db.conn.execute("SELECT id, settled_by FROM operations WHERE standing = ?", (SETTLED,)).fetchall()
    )
    confirmed = []
    for operation, by in ends.items():
        last, seen = by, {by}
        while last in ends and ends[last] not in seen:
            last = ends[last]
            seen.add(last)
        row = db.conn.execute("SELECT standing FROM operations WHERE id = ?", (last,)).fetchone()
        if row == (ACCEPTED,):
            confirmed.append(operation)
    return confirmed
