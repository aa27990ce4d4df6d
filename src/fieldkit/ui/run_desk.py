# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The part of the desk for papers where cards are printed by the thousand; what became of a run is told at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from fieldkit.acts import print_runs, run_continued
from fieldkit.domain.card_forms import CardForm
from fieldkit.domain.print_orders import CardChoice, CardGroups, Chosen, Continuing, Run
from fieldkit.problems import NotCalledBack
from fieldkit.ui.presses import Presses
from fieldkit.ui.run_words import end_words
from fieldkit.ui.session import Session


class RunDesk(QObject):
    """Takes the prints page's orders for runs of card sheets.

    Signals:
        ran: (Run) a run is begun, goes on, waits, goes elsewhere or is given up.
        failed: (Exception) what was asked for was not done.
    """

    ran = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, presses: Presses, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._presses = presses
        self._folder = folder
        self._layouts = Path(session.folder) / "cards"

    def groups(self, done: Callable[[CardGroups], None]) -> None:
        """Ask of whom cards can be chosen."""
        self._session.local.run(print_runs.groups, done=done, failed=self._session.fail)

    def choose(self, choice: CardChoice, done: Callable[[Chosen], None]) -> None:
        """Ask whose cards a choice means."""
        self._session.local.run(
            partial(print_runs.choose, choice=choice), done=done, failed=self._session.fail
        )

    def begin(self, uids: tuple[str, ...], layout: str, *, printer: str, reason: str = "") -> None:
        """Print the cards of ``uids`` on sheets in the form ``layout``, '' for that of the settings; cut into orders.

        ``printer`` '' saves PDFs. A used sheet is used up by the run that is begun on it, and by no other.
        """
        used = 1
        if not layout:
            form = CardForm.of(self._session.settings.sheet_form)
            layout, used = form.text, form.start
            self._start_sheets_at(1, instead_of=used)
        task = partial(
            _begin,
            uids=uids,
            layout=layout,
            layouts=self._layouts,
            printer=printer,
            reason=reason,
            operator=self._session.operator,
            now=self._session.now(),
        )
        self._session.paper.run(task, done=self.ran.emit, failed=partial(self._not_begun, used))

    def pause(self, run: Run, paused: bool) -> None:
        """Send no further sheet of a run, or go on."""
        task = partial(print_runs.pause, run=run.place, paused=paused)
        self._session.paper.run(task, done=self.ran.emit, failed=self.failed.emit)

    def redirect(self, run: int, printer: str) -> None:
        """Let what is not sent yet of a run go to another printer, or '' into the folder."""
        task = partial(print_runs.redirect, run=run, printer=printer)
        self._session.paper.run(task, done=self._redirected, failed=self.failed.emit)

    def give_up(self, run: Run) -> None:
        """Send no further sheet of a run, for good: once what is being sent this moment is out or refused."""
        task = partial(print_runs.give_up, run=run.place, now=self._session.now())
        self._presses.run(run.printer, task, done=self._given_up, failed=self.failed.emit)

    def would_continue(self, run: Run, sheet: int, done: Callable[[Continuing], None]) -> None:
        """Ask what going on with a run at ``sheet`` would mean."""
        task = partial(run_continued.would_continue, run=run.place, sheet=sheet)
        self._session.local.run(task, done=done, failed=self._session.fail)

    def go_on(self, run: Run, told: Continuing, reason: str) -> None:
        """Go on with a run as the operator was ``told``."""
        task = partial(
            run_continued.continue_from,
            run=run.place,
            told=told,
            hands=self._presses.hands,
            reason=reason,
            operator=self._session.operator,
            now=self._session.now(),
        )
        self._presses.run(run.printer, task, done=self._went_on, failed=self.failed.emit)

    def hear(self, run: int, *, recovered: bool) -> None:
        """Take note that a sheet of a run moved, after trouble where it ``recovered``; at its end say how it went."""
        task = partial(print_runs.how_far, run=run)
        self._session.local.run(task, done=partial(self._heard, recovered), failed=self._session.fail)

    def _heard(self, recovered: bool, run: Run) -> None:
        if run.over:
            self._session.told.emit(end_words(run, self._folder))
        elif recovered:
            self._session.told.emit(self.tr("成批打印 {0} 又在打了。").format(run.document_number))

    def _not_begun(self, used: int, fault: Exception) -> None:
        """Note that the sheet which lies in the printer is used as before."""
        self._start_sheets_at(used, instead_of=1)
        self.failed.emit(fault)

    def _start_sheets_at(self, place: int, *, instead_of: int) -> None:
        settings = self._session.settings
        form = CardForm.of(settings.sheet_form)
        if place != instead_of and form.start == instead_of:
            self._session.keep_settings(replace(settings, sheet_form=replace(form, start=place).text))

    def _went_on(self, run: Run) -> None:
        self.ran.emit(run)
        for printer in run.still_at:
            self._session.trouble.emit(NotCalledBack(printer=printer))

    def _redirected(self, run: Run) -> None:
        words = self.tr("还没有送出的改送到“{0}”。").format(run.printer)
        self._session.told.emit(words if run.printer else self.tr("还没有送出的改存为 PDF。"))
        self.ran.emit(run)

    def _given_up(self, run: Run) -> None:
        still = run.sent + run.asked
        words = self.tr("还没有送出的不打了；打印机上还有 {0} 版。").format(still)
        self._session.told.emit(words if still else end_words(run, self._folder))
        self.ran.emit(run)


def _begin(store: Any, *, layout: str, layouts: Path | None, **what: Any) -> Run:
    """Slow. Look up how many cards the layout's sheet holds, and begin the run."""
    from fieldkit.ui.drawing import layout_named, places_of  # noqa: PLC0415 - the printing room is slow to import

    form = CardForm.of(layout)
    places = places_of(layout_named(form.layout, layouts))
    start = min(form.start, places)
    return print_runs.begin_run(
        store, layout=replace(form, start=start).text, places=places, start=start, **what
    )
