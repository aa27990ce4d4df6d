# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's word on batches and lives, all of one reply or none.

1. A receipt brings the verdict on each operation of its batch; the same receipt again changes nothing but the level.
2. A standing below ours asks for what is between: those batches are sent again, as they are.
3. A life that is held or closed, or that the district knows further than we do, is not gone on with: a new one
   begins at once, so that work goes on. What is held is told again when its verdict can be had.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fieldkit.protocol.messages import Receipt, Standing
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals import chain
from fieldkit.store import batches, counters, verdicts
from fieldkit.store.batches import FROZEN, HELD, RECEIVED, SAFE
from fieldkit.store.counters import moment
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

OPEN, CLOSED = "open", "closed"
_LEVELS = {"received": RECEIVED, "safe": SAFE, "held": HELD}


@dataclass(frozen=True, slots=True)
class Settled:
    """What one reply changed here: operations accepted and rejected, batches received, safe and held.

    ``again`` is how many batches are to be told again. ``rolled_back`` says that the district knows more of our life
    than we do: this store is an old copy, and a new life began.
    """

    accepted: int = 0
    rejected: int = 0
    received: int = 0
    safe: int = 0
    held: int = 0
    rolled_back: bool = False
    again: int = 0


@dataclass(slots=True)
class _Tally:
    accepted: int = 0
    rejected: int = 0
    received: int = 0
    safe: int = 0
    held: int = 0
    again: int = 0
    rolled_back: bool = False
    over: set[str] = field(default_factory=set)
    held_now: set[int] = field(default_factory=set)

    def settled(self) -> Settled:
        """Return what came together."""
        return Settled(
            accepted=self.accepted,
            rejected=self.rejected,
            received=self.received,
            safe=self.safe,
            held=self.held,
            rolled_back=self.rolled_back,
            again=self.again,
        )


def settle(
    store: Store, receipts: Iterable[Receipt], standings: Iterable[Standing], now: dt.datetime
) -> Settled:
    """Take in the district's word; return what it changed.

    Raises TheirMistake for a receipt that is of no batch of ours: then nothing was taken in.
    """
    fault_point("settle-begin")
    tally = _Tally()
    with store.writing_what_is_owed() as db:
        for receipt in receipts:
            _take_receipt(db, receipt, tally, now)
            fault_point("settle-one")
        for standing in standings:
            _take_standing(db, standing, tally, now)
        if counters.life(db) in tally.over:
            counters.begin_life(db, now)
        fault_point("settle-before-commit")
    fault_point("settle-committed")
    return tally.settled()


def _take_receipt(db: Database, receipt: Receipt, tally: _Tally, now: dt.datetime) -> None:
    row = db.conn.execute(
        "SELECT place, head, operations, level FROM batches WHERE life = ? AND number = ?",
        (receipt.life, receipt.number),
    ).fetchone()
    if row is None or bytes(row[1]).hex() != receipt.head or row[2] != receipt.operations:
        raise TheirMistake("receipt")
    place, _, _, before = row
    level = _LEVELS[receipt.level]
    if level == HELD:
        if before in (FROZEN, HELD):
            _set_level(db, place, HELD, now)
            tally.held_now.add(place)
            tally.held += before != HELD
        return
    if before in (FROZEN, HELD):
        accepted, rejected = verdicts.take_in(db, place, receipt.words)
        tally.accepted += accepted
        tally.rejected += rejected
        tally.received += 1
    tally.safe += level == SAFE and before != SAFE
    _set_level(db, place, max(level, before) if before != HELD else level, now)


def _take_standing(db: Database, standing: Standing, tally: _Tally, now: dt.datetime) -> None:
    known = db.conn.execute("SELECT 1 FROM lives WHERE life = ?", (standing.life,)).fetchone()
    if known is None:
        raise TheirMistake("standing")
    db.conn.execute("UPDATE lives SET state = ? WHERE life = ?", (standing.state, standing.life))
    _raise_to_safe(db, standing, tally, now)
    if standing.state == OPEN:
        _compare(db, standing, tally)
    else:
        tally.over.add(standing.life)
    _ask_again_of_held(db, standing, tally)


def _raise_to_safe(db: Database, standing: Standing, tally: _Tally, now: dt.datetime) -> None:
    tally.safe += db.conn.execute(
        "UPDATE batches SET level = ?, safe_at = ? WHERE life = ? AND number <= ? AND level = ?",
        (SAFE, moment(now), standing.life, min(standing.safe, standing.number), RECEIVED),
    ).rowcount


def _compare(db: Database, standing: Standing, tally: _Tally) -> None:
    """Compare an open life of the district's with ours: it may lack something of it, or know more of it than we do."""
    number, _ = batches.newest(db, standing.life)
    if standing.number > number or _head_at(db, standing.life, standing.number).hex() != standing.head:
        tally.over.add(standing.life)
        tally.rolled_back = tally.rolled_back or standing.life == counters.life(db)
        return
    for place in _kept_behind(db, standing, tally):
        db.conn.execute("UPDATE batches SET level = ?, safe_at = '' WHERE place = ?", (FROZEN, place))
        db.conn.execute(
            "UPDATE parts SET told_at = '' WHERE operation IN"
            " (SELECT id FROM operations WHERE batch = ? AND batch <> 0)",
            (place,),
        )
        tally.again += 1


def _kept_behind(db: Database, standing: Standing, tally: _Tally) -> list[int]:
    """Return the batches behind ``standing`` that the district had received and has lost.

    Where one of them was purged here the rest could never follow it: the life is over, and people must look at it.
    """
    rows = db.conn.execute(
        "SELECT place, length(envelope) FROM batches"
        " WHERE life = ? AND number > ? AND level IN (?, ?) ORDER BY number",
        (standing.life, standing.number, RECEIVED, SAFE),
    ).fetchall()
    if any(not size for _, size in rows):
        tally.over.add(standing.life)
        return []
    return [int(place) for place, _ in rows]


def _ask_again_of_held(db: Database, standing: Standing, tally: _Tally) -> None:
    """Let held batches be told again where their verdict can be had, but for those of which this reply says held."""
    rows = db.conn.execute(
        "SELECT place, number FROM batches WHERE life = ? AND level = ?", (standing.life, HELD)
    ).fetchall()
    for place, number in rows:
        decided = standing.state == CLOSED or (standing.state == OPEN and number <= standing.number)
        if decided and place not in tally.held_now:
            db.conn.execute("UPDATE batches SET level = ? WHERE place = ?", (FROZEN, place))
            tally.again += 1


def _head_at(db: Database, life: str, number: int) -> bytes:
    """Return the head after batch ``number`` of ``life``; START before the first."""
    row = db.conn.execute("SELECT head FROM batches WHERE life = ? AND number = ?", (life, number)).fetchone()
    return chain.START if row is None else bytes(row[0])


def _set_level(db: Database, place: int, level: int, now: dt.datetime) -> None:
    db.conn.execute(
        "UPDATE batches SET level = ?, safe_at = CASE WHEN ? = ? THEN coalesce(nullif(safe_at, ''), ?) ELSE '' END"
        " WHERE place = ?",
        (level, level, SAFE, moment(now), place),
    )
