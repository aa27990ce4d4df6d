# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parcels made, answers read in and others' parcels carried: each on the lane of the rounds, one after the other.

A round that runs is asked to stop first: who plugs a stick in has no line to wait for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from fieldkit.acts import outbox
from fieldkit.acts.day import day_book
from fieldkit.domain.daybook import DayBook
from fieldkit.ui.lanes import Cancel
from fieldkit.ui.parcel_words import CARRYING, MAKING, TAKING
from fieldkit.ui.session import Session
from fieldkit.work import Progress, Report, Touched

FULL = 7 * 1024 * 1024
"""Bytes from which on a parcel may have left something out; it holds eight million at most."""


@dataclass(frozen=True, slots=True)
class Made:
    """A parcel: its file, how many records in it are not confirmed yet, and whether some may not have fitted."""

    file: Path
    records: int
    full: bool


class Sticks(QObject):
    """Runs what is done with sticks.

    Signals:
        began: (MAKING, TAKING or CARRYING) this is done now.
        progressed: (Progress) how far the carrying is.
        made: (Made); taken: (RoundOutcome); carried: (tuple of Carried): it is done.
        failed: (what was done, Exception).
    """

    began = Signal(str)
    progressed = Signal(object)
    made = Signal(object)
    taken = Signal(object)
    carried = Signal(object)
    failed = Signal(str, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._cancel: Cancel | None = None
        self.running = ""

    def make(self, folder: str) -> None:
        """Put what waits into a parcel in ``folder``."""
        if self._begin(MAKING):
            task = partial(_make, folder=Path(folder), clock=self._session.now)
            self._session.uplink.run(task, done=self._made, failed=self._failed)

    def take(self, file: str) -> None:
        """Read the answer ``file`` in."""
        if self._begin(TAKING):
            task = partial(_take, file=Path(file), clock=self._session.now)
            self._session.uplink.run(task, done=self._taken, failed=self._failed)

    def carry(self, files: list[str]) -> None:
        """Post the parcels ``files`` and lay their answers beside them."""
        if files and self._begin(CARRYING):
            task = partial(_carry, files=tuple(Path(file) for file in files))
            self._cancel = self._session.uplink.run_long(
                task, progress=self._tell, done=self._carried, failed=self._failed
            )

    def stop(self) -> None:
        """Ask the carrying to stop after the parcel it is at."""
        if self._cancel is not None:
            self._cancel.ask()

    def _begin(self, doing: str) -> bool:
        if self.running:
            return False
        self.running = doing
        self._session.rounds.stop()
        self.began.emit(doing)
        return True

    def _tell(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def _made(self, made: Made) -> None:
        self.running = ""
        self._session.touched.emit(Touched.of("outbox"))
        self.made.emit(made)

    def _taken(self, answer: tuple[Any, DayBook]) -> None:
        self.running = ""
        self._session.rounds.take_in(*answer)
        self._session.touched.emit(Touched.of("outbox"))
        self.taken.emit(answer[0])

    def _carried(self, carried: tuple[Any, ...]) -> None:
        self.running, self._cancel = "", None
        self.carried.emit(carried)

    def _failed(self, fault: Exception) -> None:
        doing, self.running, self._cancel = self.running, "", None
        self._session.touched.emit(Touched.of("outbox"))
        self.failed.emit(doing, fault)


def _make(store: Any, *, folder: Path, clock: Callable[[], dt.datetime]) -> Made:
    from fieldkit.uplink.parcels import make_parcel  # noqa: PLC0415 - slow to import, and only this lane needs it

    counts = outbox.counts(store)
    file = make_parcel(store, folder, clock=clock)
    return Made(file, counts.waiting - counts.held, file.stat().st_size > FULL)


def _take(store: Any, *, file: Path, clock: Callable[[], dt.datetime]) -> tuple[Any, DayBook]:
    from fieldkit.uplink.parcels import take_answer  # noqa: PLC0415 - slow to import, and only this lane needs it

    outcome = take_answer(store, file, clock=clock)
    return outcome, day_book(store)


def _carry(store: Any, report: Report, *, files: tuple[Path, ...]) -> tuple[Any, ...]:
    from fieldkit.uplink.courier import carry  # noqa: PLC0415 - slow to import, and only this lane needs it

    return carry(store, files, report=report)
