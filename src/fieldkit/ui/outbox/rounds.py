# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""When sync rounds run: one at a time, when asked and by itself; a failed one is told quietly and tried later.

1. Trouble in a round that an operator asked for is told aloud; in one that began by itself only the strip says it.
2. By itself: every two minutes while something waits, every fifteen for news; after failures in longer steps.
3. After a round those who came with it are indexed, in short turns. They are found before that, and it is said nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from fieldkit.acts import outbox
from fieldkit.acts.day import day_book
from fieldkit.acts.look_up import index_some
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.outbox import Counts, HeldLife
from fieldkit.ui.lanes import Cancel
from fieldkit.ui.session import Session
from fieldkit.work import Progress, Report, Touched

STEADY = 120_000
LONGEST = 1_800_000
NEWS_AFTER = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where this device stands with its district, as its store knows."""

    counts: Counts
    held: tuple[HeldLife, ...]
    revoked: bool


class Rounds(QObject):
    """Runs the rounds of one session and knows the three numbers.

    Signals:
        began: a round runs now.
        progressed: (Progress) how far it is.
        ended: (RoundOutcome or Exception) it is over.
        counted: (Counts) the three numbers, read again after each act and each round.
    """

    began = Signal()
    progressed = Signal(object)
    ended = Signal(object)
    counted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._cancel: Cancel | None = None
        self.asked = False
        self.running = False
        self.counts = Counts(0, 0, 0, 0)
        self.held: tuple[HeldLife, ...] = ()
        self.trouble: Exception | None = None
        self.last_end: dt.datetime | None = None
        self._timer = QTimer(self, interval=STEADY)
        self._timer.timeout.connect(self._perhaps)
        session.touched.connect(self._touched)

    def begin(self) -> None:
        """Count, and try by itself from now on."""
        self.count()
        self._timer.start(STEADY)

    def rest(self) -> None:
        """Begin no more rounds."""
        self._timer.stop()
        self.stop()

    def sync_now(self, *, asked: bool = True) -> None:
        """Begin a round, unless one runs. ``asked`` by the operator: then trouble is told aloud."""
        if self.running or not self._session.joined:
            return
        self.running = True
        self.asked = asked
        self._cancel = self._session.uplink.run_long(
            partial(_round, clock=self._session.now),
            progress=self._tell,
            done=self._done,
            failed=self._failed,
        )
        self.began.emit()

    def stop(self) -> None:
        """Ask the running round to stop at its next safe point; what is confirmed stays confirmed."""
        if self._cancel is not None:
            self._cancel.ask()

    def count(self) -> None:
        """Read the three numbers again."""
        self._session.local.run(_stand, done=self._counted, failed=self._not_counted)

    def _perhaps(self) -> None:
        old = self.last_end is None or self._session.now() - self.last_end > NEWS_AFTER
        if self.counts.waiting or old:
            self.sync_now(asked=False)

    def _tell(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _touched(self, touched: Touched) -> None:
        if touched.any_of(("outbox", "members", "services", "stock")):
            self.count()

    def take_in(self, outcome: Any, book: DayBook) -> None:
        """Show what a round brought, be it by wire or by stick."""
        if book != self._session.book:
            self._session.take_book(book)
        self._session.touched.emit(outcome.touched)
        self.count()

    def _counted(self, stand: Stand) -> None:
        self.counts, self.held = stand.counts, stand.held
        self._session.hear_revoked(stand.revoked)
        self.counted.emit(stand.counts)

    def _not_counted(self, fault: Exception) -> None:
        if self.running or self._timer.isActive():
            self._session.fail(fault)

    def _done(self, answer: tuple[Any, DayBook]) -> None:
        outcome, book = answer
        self._over(None)
        self._timer.start(STEADY)
        self.take_in(outcome, book)
        self.ended.emit(outcome)

    def _failed(self, fault: Exception) -> None:
        self._over(fault)
        self._timer.start(min(self._timer.interval() * 2, LONGEST))
        self._session.touched.emit(Touched.of("outbox"))
        self.ended.emit(fault)

    def _over(self, fault: Exception | None) -> None:
        self.running = False
        self._cancel = None
        self.trouble = fault
        self.last_end = self._session.now()
        self._index()

    def _index(self, more: bool = True) -> None:
        if more:
            self._session.uplink.run(index_some, done=self._index, failed=self._not_indexed)

    def _not_indexed(self, fault: Exception) -> None:
        """Leave it to the next round: what is wrong with the store is told by whatever needs it."""


def _stand(store: Any) -> Stand:
    counts = outbox.counts(store)
    held = outbox.held_lives(store) if counts.held else ()
    return Stand(counts, held, outbox.is_revoked(store))


def _round(store: Any, report: Report, *, clock: Callable[[], dt.datetime]) -> tuple[Any, DayBook]:
    from fieldkit.uplink.round import sync  # noqa: PLC0415 - slow to import, and only this lane needs it

    outcome = sync(store, report=report, clock=clock)
    return outcome, day_book(store)
