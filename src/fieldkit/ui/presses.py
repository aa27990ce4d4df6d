# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Keeps the printers at work: a lane for each, a step of the queue at a time, again when there is more to do.

1. One printer's lane never waits for another's, and no typing waits for any.
2. Each step is one task, so what an operator asks of a printer waits for one paper at most.
3. Nothing is kept here: after a lock or a restart the store says what is to be done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from fieldkit.acts.print_answers import printers_at_work
from fieldkit.acts.print_hands import Hands
from fieldkit.acts.printing import Stepped, step
from fieldkit.problems import DeviceRevoked, NotSignedIn
from fieldkit.ui.session import Session
from fieldkit.work import Progress, Touched

AFTER_TROUBLE = 30_000

T = TypeVar("T")


class Presses(QObject):
    """Runs the queue of each printer.

    Signals:
        moved: (Order) an order moved, by itself or by what its printer said.
    """

    moved = Signal(object)

    def __init__(self, session: Session, hands: Hands) -> None:
        super().__init__(session)
        self._session = session
        self.hands = hands
        self._busy: set[str] = set()
        self._asked: set[str] = set()
        self._timers: dict[str, QTimer] = {}

    def begin(self) -> None:
        """Take up what the store says is to be done, at the start and after a lock."""
        self._busy.clear()
        self._asked.clear()
        self._session.local.run(printers_at_work, done=self._kick_all, failed=self._session.fail)

    def rest(self) -> None:
        """Begin no more steps."""
        for timer in self._timers.values():
            timer.stop()

    def kick(self, printer: str) -> None:
        """See to a printer now; a step that runs already is followed by another."""
        if printer in self._busy:
            self._asked.add(printer)
            return
        self._busy.add(printer)
        self._timer(printer).stop()
        work = partial(step, printer=printer, hands=self.hands, now=self._session.now())
        self._session.press(printer).run_long(
            lambda store, report: work(store, report=report),
            progress=self._sending,
            done=partial(self._stepped, printer),
            failed=partial(self._failed, printer),
        )

    def run(
        self,
        printer: str,
        task: Callable[[Any], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do something that may reach a printer's spooler, on that printer's lane."""
        self._session.press(printer).run(task, done=done, failed=failed)

    def _kick_all(self, printers: tuple[str, ...]) -> None:
        for printer in printers:
            self.kick(printer)

    def _sending(self, _progress: Progress) -> None:
        """Let the queue be read again: a paper is being sent, which may take its time."""
        self._session.touched.emit(Touched.of("prints"))

    def _stepped(self, printer: str, stepped: Stepped) -> None:
        self._busy.discard(printer)
        for order in stepped.moved:
            self.moved.emit(order)
        if printer in self._asked or stepped.again == 0:
            self._asked.discard(printer)
            self.kick(printer)
        elif stepped.again is not None:
            self._timer(printer).start(int(stepped.again * 1000) + 1)

    def _failed(self, printer: str, fault: Exception) -> None:
        self._busy.discard(printer)
        self._asked.discard(printer)
        if isinstance(fault, NotSignedIn):
            return  # locked: taken up again afterwards
        if not isinstance(fault, DeviceRevoked):
            self._timer(printer).start(AFTER_TROUBLE)
        self._session.fail(fault)

    def _timer(self, printer: str) -> QTimer:
        if printer not in self._timers:
            timer = QTimer(self, singleShot=True)
            timer.timeout.connect(partial(self.kick, printer))
            self._timers[printer] = timer
        return self._timers[printer]
