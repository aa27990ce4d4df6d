# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's word on batches and lives, all of one reply or none.

1. A receipt brings the verdict on each operation of its batch; the same receipt again changes nothing but the level.
2. A standing below ours asks for what is between: those batches are sent again, as they are.
   It speaks of ours only while the head that it names is ours too: other copies have other batches by the same numbers.
3. A district that was made anew may have heard our batches by another road and judged them otherwise: its standing
   says nothing of that. What is not safe is told again then, and what was accepted waits for its word again. Every part
   is told again too: no standing says whether it lacks one.
4. A life that is held or closed, or that the district knows further than we do, is not gone on with: a new one
   begins at once, so that work goes on. What is held is told again when its verdict can be had.
5. An answer that comes late takes nothing back (``words``): levels fall only by the newest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fieldkit.protocol.messages import Receipt, Standing
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals import chain
from fieldkit.store import counters, parts, unfollowed, verdicts
from fieldkit.store.counters import moment
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.levels import FROZEN, HELD, LOST, MOVED, RECEIVED, SAFE
from fieldkit.store.vault import Store
from fieldkit.store.words import Age, Word, weigh

if TYPE_CHECKING:
    from sqlite_utils import Database

OPEN, STILL_HELD = "open", "held"
ASK_EVERY = dt.timedelta(hours=1)
_LEVELS = {"received": RECEIVED, "safe": SAFE, "held": HELD}


@dataclass(frozen=True, slots=True)
class Settled:
    """What one reply changed here: operations accepted and rejected, batches received, safe and held.

    ``again`` is how many batches are to be told again. ``rolled_back`` says that the district knows more of our life
    than we do: this store is an old copy, and a new life began. ``counted`` is False for a late answer: what it says of
    anything but batches counts no more either.
    """

    accepted: int = 0
    rejected: int = 0
    received: int = 0
    safe: int = 0
    held: int = 0
    rolled_back: bool = False
    again: int = 0
    counted: bool = True


@dataclass(slots=True)
class _Tally:
    read: unfollowed.Read
    accepted: int = 0
    rejected: int = 0
    received: int = 0
    safe: int = 0
    held: int = 0
    again: int = 0
    rolled_back: bool = False
    age: Age = Age.NEWEST
    over: set[str] = field(default_factory=set)
    held_now: set[int] = field(default_factory=set)
    undecided: set[str] = field(default_factory=set)

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
            counted=self.age.counts,
        )


def settle(
    store: Store,
    receipts: Iterable[Receipt],
    standings: Iterable[Standing],
    now: dt.datetime,
    *,
    word: Word | None = None,
    read: unfollowed.Read = lambda _: None,
) -> Settled:
    """Take in the district's word; return what it changed.

    ``word`` says how old it is; without one it is the newest. ``read`` reads batches of ours, of which operations were
    purged one by one: without it these are lost where the batch can never follow again.

    Raises TheirMistake for a receipt that is of no batch of ours: then nothing was taken in.
    """
    fault_point("settle-begin")
    tally = _Tally(read=read)
    with store.writing_what_is_owed() as db:
        if word is not None:
            tally.age, made_anew = weigh(db, word)
            tally.again += tell_again(db) if made_anew else 0
        for receipt in receipts if tally.age is not Age.GONE else ():
            _take_receipt(db, receipt, tally, now)
            fault_point("settle-one")
        for standing in standings if tally.age.counts else ():
            _take_standing(db, standing, tally, now)
        if counters.life(db) in tally.over:
            counters.begin_life(db, now)
        fault_point("settle-before-commit")
    fault_point("settle-committed")
    return tally.settled()


def tell_again(db: Database) -> int:
    """Let the district have again whatever it called received and not yet safe, and every part: it was made anew.

    Return how many batches and parts that is.
    """
    rows = db.conn.execute(
        "SELECT place FROM batches WHERE level = ? AND length(envelope) > 0", (RECEIVED,)
    ).fetchall()
    for (place,) in rows:
        db.conn.execute("UPDATE batches SET level = ? WHERE place = ?", (FROZEN, place))
        verdicts.wait_again(db, place)
    return len(rows) + parts.untold(db)


def _take_receipt(db: Database, receipt: Receipt, tally: _Tally, now: dt.datetime) -> None:
    row = db.conn.execute(
        "SELECT place, head, operations, level FROM batches WHERE life = ? AND number = ?",
        (receipt.life, receipt.number),
    ).fetchone()
    if row is None or bytes(row[1]).hex() != receipt.head:
        raise TheirMistake("receipt")
    place, _, count, before = row
    if before in (MOVED, LOST):
        return  # what was in it is told anew; whether the district holds the rest, its standing says
    if count != receipt.operations:
        raise TheirMistake("receipt")
    level = _LEVELS[receipt.level]
    if level == SAFE and tally.age is Age.LATE:
        level = RECEIVED  # that it fell since was said by a newer one: the other medium may be lost with what it held
    if level == HELD:
        if before in (FROZEN, HELD) and tally.age is not Age.LATE:
            _set_level(db, place, HELD, now)
            if verdicts.wait_again(db, place):
                parts.untold(db)  # it was received and is no more: that is another district than before
            tally.held_now.add(place)
            tally.undecided.add(receipt.life)
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
    ours = _is_ours(db, standing)
    if ours:
        unfollowed.found_again(db, standing.life, standing.number)
        _raise_to_safe(db, standing, tally, now)
    if tally.age is not Age.NEWEST:
        return
    db.conn.execute("UPDATE lives SET state = ? WHERE life = ?", (standing.state, standing.life))
    if standing.state != OPEN:
        tally.over.add(standing.life)
    elif ours:
        _fill_the_gap(db, standing, tally)
    else:
        tally.over.add(standing.life)
        tally.rolled_back = tally.rolled_back or standing.life == counters.life(db)
    _ask_again(db, standing, tally, now, ours=ours)


def _is_ours(db: Database, standing: Standing) -> bool:
    """Return True when the district holds of this life nothing but what we have frozen in it."""
    row = db.conn.execute(
        "SELECT head FROM batches WHERE life = ? AND number = ?", (standing.life, standing.number)
    ).fetchone()
    head = bytes(row[0]) if row else chain.START if standing.number == 0 else b""
    return head.hex() == standing.head


def _raise_to_safe(db: Database, standing: Standing, tally: _Tally, now: dt.datetime) -> None:
    tally.safe += db.conn.execute(
        "UPDATE batches SET level = ?, safe_at = ? WHERE life = ? AND number <= ? AND level = ?",
        (SAFE, moment(now), standing.life, min(standing.safe, standing.number), RECEIVED),
    ).rowcount


def _fill_the_gap(db: Database, standing: Standing, tally: _Tally) -> None:
    """Let the district have again what it had received and has lost, and every part that is still here.

    Where a batch was purged here, those behind it can never follow it: the life is over, what is still here is told in
    the next, and what was purged is lost.
    """
    rows = db.conn.execute(
        "SELECT place, level, length(envelope) > 0 FROM batches"
        " WHERE life = ? AND number > ? AND level NOT IN (?, ?) ORDER BY number",
        (standing.life, standing.number, MOVED, LOST),
    ).fetchall()
    follow = next((count for count, (_, _, kept) in enumerate(rows) if not kept), len(rows))
    for place in (int(place) for place, level, _ in rows[:follow] if level in (RECEIVED, SAFE)):
        db.conn.execute("UPDATE batches SET level = ?, safe_at = '' WHERE place = ?", (FROZEN, place))
        verdicts.wait_again(db, place)
        tally.again += 1
    if rows[follow:]:
        tally.over.add(standing.life)
        tally.again += unfollowed.tell_anew(db, [int(place) for place, _, _ in rows[follow:]], tally.read)
    if tally.again:
        parts.untold(db)


def _ask_again(db: Database, standing: Standing, tally: _Tally, now: dt.datetime, *, ours: bool) -> None:
    """Let batches be told again whose verdict or level can be had in no other way.

    What is held, once its life is not: it is decided, or a restored district has lost it; but nothing of a life of
    which this very reply holds something, as a closed one may: batches that take turns would never end a round.
    Each hour, for a restored district may have lost it: what is held still, and until it is safe what was
    received in a life whose standing does not speak of our batches (it may have taken another copy's since). What was
    purged, lost and found again cannot be told.
    """
    rows = db.conn.execute(
        "SELECT place, level, heard_at FROM batches WHERE life = ? AND level IN (?, ?) AND length(envelope) > 0",
        (standing.life, HELD, RECEIVED),
    ).fetchall()
    since, until = (
        moment(now - ASK_EVERY),
        moment(now + ASK_EVERY),
    )  # heard later: by a clock that was set right since
    silent = standing.state != OPEN or not ours
    decided = standing.state != STILL_HELD and standing.life not in tally.undecided
    for place, level, heard_at in rows:
        held = level == HELD and place not in tally.held_now
        due = not since <= heard_at <= until
        if (held and decided) or ((held or (level == RECEIVED and silent)) and due):
            db.conn.execute("UPDATE batches SET level = ? WHERE place = ?", (FROZEN, place))
            tally.again += 1


def _set_level(db: Database, place: int, level: int, now: dt.datetime) -> None:
    db.conn.execute(
        "UPDATE batches SET level = ?, heard_at = ?,"
        " safe_at = CASE WHEN ? = ? THEN coalesce(nullif(safe_at, ''), ?) ELSE '' END WHERE place = ?",
        (level, moment(now), level, SAFE, moment(now), place),
    )
