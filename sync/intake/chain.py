# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The chains of batches: what is next is taken, what is known is answered again, what forks is kept aside.

1. A batch that was taken is answered with the same receipt for ever; only its level may rise.
2. Two contents for one number are a fork: two stores have gone by one life. That batch and all that come after in this
   life are held without a verdict until staff decide (``sync.intake.quarantine``); what was taken before stands.
3. What a revoked device tells beyond its last good numbers is held too; made anew from a backup, also what is below
   them and not in the backup: only the last good head is known then, and any chain may be said to lead to it.
4. A gap is not taken and not held, in a held life neither: the standing says from where to send.
5. What is held of a device has a bound. Beyond it a request is refused as a whole until staff have decided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, bindparam, func, select, update

from fieldkit.protocol.messages import Chain, Level, Receipt, Standing
from fieldkit.seals.chain import START
from sync.db.database import insert_new, insert_rows, upsert
from sync.db.moments import moment
from sync.db.notes import next_number, set_number
from sync.db.tables import batch, chain, held_batch
from sync.intake.accept import Words, accept
from sync.intake.came import NOTHING_CAME, Came, read_words, rejected_of
from sync.intake.kept import note_held
from sync.intake.told import Told, read_batch
from sync.outgoing.reference import Reference

OPEN, HELD, CLOSED = "open", "held", "closed"
FORK, AFTER, REVOKED = "fork", "after", "revoked"

MOST_HELD = 10_000
"""Batches of one device that wait for staff: a week of a booth that froze one every minute it was open."""
MOST_HELD_BYTES = 64 * 1024 * 1024
"""Of their envelopes: 200,000 acts."""

_IN_LIFE = batch.c.device == bindparam("of"), batch.c.life == bindparam("in_life")
_SAFE = select(func.max(batch.c.number)).where(*_IN_LIFE, batch.c.place <= bindparam("up_to"))
_TAKEN = select(batch.c.place, batch.c.head, batch.c.words).where(
    *_IN_LIFE, batch.c.number == bindparam("told")
)
_KEPT = select(held_batch.c.settled, held_batch.c.words, held_batch.c.place).where(
    held_batch.c.device == bindparam("of"), held_batch.c.head == bindparam("by")
)
_LIFE = select(chain.c.number, chain.c.head, chain.c.state).where(
    chain.c.device == bindparam("of"), chain.c.life == bindparam("in_life")
)
"""Made once: to make a question costs more than to ask it."""


class HeldFull(Exception):
    """So much of this device is held that nothing more is until staff have decided."""


@dataclass(slots=True)
class _Life:
    """Where a life stands."""

    number: int
    head: bytes
    state: str


class Chains:
    """The chains of one device while one request is taken.

    ``safe`` is the place up to which batches are safe. ``good`` is None, or of a revoked device its last good
    numbers by life.
    """

    def __init__(
        self,
        writing: Connection,
        device: str,
        reference: Reference,
        now: dt.datetime,
        *,
        safe: int,
        good: Mapping[str, Chain] | None = None,
    ) -> None:
        self._writing = writing
        self._device = device
        self._reference = reference
        self._now = now
        self._safe = safe
        self._good = good
        self._lives: dict[str, _Life] = {}
        self._waiting: tuple[int, int] | None = None
        self._ahead: tuple[Came, list[Told]] | None = None
        self.counts = NOTHING_CAME

    def take(self, came: Came, following: Came | None = None) -> Receipt | None:
        """Take ``came``; return its receipt, None where batches before it are missing. Raises HeldFull.

        The one ``following`` is read while this one is written.
        """
        told, life = came.batch, self._life(came.batch.life)
        if life.state != OPEN or told.number <= life.number:
            known = self._known(came)
            if known is not None:
                return known
        if told.number > life.number + 1 and not self._follows_held(came):
            return None
        if life.state != OPEN:
            return self._hold(came, life, REVOKED if self._good is not None else AFTER)
        if told.number <= life.number or bytes.fromhex(told.prev) != life.head:
            return self._hold(came, life, FORK)
        if not self._is_good(came):
            return self._hold(came, life, REVOKED)
        return self._enter(came, life, following)

    def standing(self, named: str) -> Standing:
        """Return where the district holds the life ``named``."""
        life = self._life(named)
        asked = {"of": self._device, "in_life": named, "up_to": self._safe}
        looked = self._safe and life.number
        return Standing(
            life=named,
            number=life.number,
            head=life.head.hex(),
            safe=(self._writing.execute(_SAFE, asked).scalar_one() or 0) if looked else 0,
            state=life.state,  # type: ignore[arg-type] # one of the three
        )

    def _known(self, came: Came) -> Receipt | None:
        """Return the receipt of a batch that was taken or held before; None where it is new."""
        told = came.batch
        asked = {"of": self._device, "in_life": told.life, "told": told.number}
        taken = self._writing.execute(_TAKEN, asked).one_or_none()
        if taken is not None and taken.head == came.head:
            return came.receipt(self._level(taken.place), read_words(taken.words))
        kept = self._writing.execute(_KEPT, {"of": self._device, "by": came.head}).one_or_none()
        if kept is None:
            return None
        if not kept.settled:
            return came.receipt("held", ())
        return came.receipt(self._level(kept.place), read_words(kept.words))

    def _life(self, named: str) -> _Life:
        life = self._lives.get(named)
        if life is None:
            kept = self._writing.execute(_LIFE, {"of": self._device, "in_life": named}).one_or_none()
            life = self._lives[named] = _Life(*kept) if kept is not None else _Life(0, START, OPEN)
        return life

    def _is_good(self, came: Came) -> bool:
        """Return True unless the device is revoked and ``came`` is not the very last batch that it is believed."""
        if self._good is None:
            return True
        last = self._good.get(came.batch.life)
        return last is not None and (came.batch.number, came.head.hex()) == (last.number, last.head)

    def _follows_held(self, came: Came) -> bool:
        """Return True when the batch before ``came`` is held, or was."""
        told, row = came.batch, held_batch.c
        before = select(row.place).where(
            row.device == self._device,
            row.head == bytes.fromhex(told.prev),
            row.life == told.life,
            row.number == told.number - 1,
        )
        return self._writing.execute(before).first() is not None

    def _make_room(self, came: Came) -> None:
        """Count ``came`` among what waits for staff. Raises HeldFull."""
        if self._waiting is None:
            row = held_batch.c
            waiting = select(func.count(), func.coalesce(func.sum(func.length(row.raw)), 0))
            found = self._writing.execute(waiting.where(row.device == self._device, row.settled == ""))
            count, size = found.one()
            self._waiting = count, int(size)
        count, size = self._waiting
        self._waiting = count + 1, size + len(came.raw)
        if self._waiting[0] > MOST_HELD or self._waiting[1] > MOST_HELD_BYTES:
            raise HeldFull

    def _read(self, came: Came) -> list[Told]:
        """Return what is in ``came``, read now unless it was before."""
        ahead, self._ahead = self._ahead, None
        return ahead[1] if ahead is not None and ahead[0] is came else read_batch(came.batch)

    def _enter(self, came: Came, life: _Life, following: Came | None) -> Receipt:
        """Take ``came``, which is next."""
        place = next_number(self._writing, "batch")

        def meanwhile(words: Words) -> None:
            self._keep(came, life, place, words)
            if following is not None:
                self._ahead = following, read_batch(following.batch)

        words = accept(
            self._writing,
            self._device,
            self._read(came),
            self._reference,
            self._now,
            place=place,
            meanwhile=meanwhile,
        )
        self.counts = self.counts.and_more(
            operations=len(came.batch.operations), rejected=rejected_of(words), batches=1
        )
        return came.receipt(self._level(place), words)

    def _keep(self, came: Came, life: _Life, place: int, words: Words) -> None:
        """Write ``came`` itself, the ``place``-th of the district, and that its life stands there."""
        told = came.batch
        row = {
            "place": place,
            "device": self._device,
            "life": told.life,
            "number": told.number,
            "prev": life.head,
            "head": came.head,
            "raw": came.raw,
            "operations": len(told.operations),
            "words": msgspec.json.encode(words),
            "received_at": moment(self._now),
        }
        set_number(self._writing, "batch", place)
        insert_rows(self._writing, batch, [tuple(row.values())], tuple(row))
        life.number, life.head = told.number, came.head
        self._note(told.life, life)

    def _hold(self, came: Came, life: _Life, why: str) -> Receipt:
        """Keep ``came`` aside, and its life with it."""
        self._make_room(came)
        told = came.batch
        row = {
            "device": self._device,
            "head": came.head,
            "life": told.life,
            "number": told.number,
            "prev": bytes.fromhex(told.prev),
            "raw": came.raw,
            "operations": len(told.operations),
            "why": why,
            "received_at": moment(self._now),
            "settled": "",
            "words": b"[]",
        }
        insert_new(self._writing, held_batch, [row])
        note_held(self._writing, told, came.head)
        if life.state == OPEN:
            life.state = HELD
            self._note(told.life, life)
        self.counts = self.counts.and_more(batches=1, held=1)
        return came.receipt("held", ())

    def _note(self, named: str, life: _Life) -> None:
        row = {"device": self._device, "life": named, "number": life.number, "head": life.head}
        upsert(self._writing, chain, [{**row, "state": life.state, "told_at": moment(self._now)}])

    def _level(self, place: int) -> Level:
        return "safe" if place <= self._safe else "received"


def next_place(writing: Connection) -> int:
    """Give the next place among the batches that were taken; no place is given twice."""
    place = next_number(writing, "batch")
    set_number(writing, "batch", place)
    return place


def close_life(writing: Connection, device: str, life: str) -> None:
    """Note that nothing more shall come of this life."""
    writing.execute(update(chain).where(chain.c.device == device, chain.c.life == life).values(state=CLOSED))
