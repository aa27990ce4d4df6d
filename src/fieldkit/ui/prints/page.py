# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The prints page: what is asked, what is on its way, runs of cards, and the ledger of all papers with their copies."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.acts import print_answers, print_runs
from fieldkit.domain.papers import Print
from fieldkit.domain.print_orders import Continuing, Order, Run
from fieldkit.printers.ticket import Printer
from fieldkit.ui.page import Page
from fieldkit.ui.prints.again import Again
from fieldkit.ui.prints.batch import Batch
from fieldkit.ui.prints.ledger import Ledger
from fieldkit.ui.prints.question import Question
from fieldkit.ui.prints.runs import Runs
from fieldkit.ui.prints.waiting import Waiting
from fieldkit.ui.remembered import group_of, offers, page_of
from fieldkit.ui.session import Session

SHOWN, SHOWN_OPEN, SHOWN_RUNS = 200, 200, 3


class PrintsPage(Page):
    """Shows what becomes of each paper, asks what nobody knows, and makes copies."""

    NAME = "prints"
    CONCERNS = frozenset({"prints"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("prints_page")
        self.question = Question(self)
        self.waiting = Waiting(self)
        self.runs = Runs(session.papers.folder(), self)
        self.ledger = Ledger(self)
        self.detail = Again(self)
        self.batch = Batch(session, self)
        self.table = self.ledger.table
        self._on_its_way, self._how_far = _around(self.waiting), _around(self.runs)
        self._lay_out()
        self._connect()
        self.ledger.show_lines(())

    def title(self) -> str:
        return self.tr("打印")

    def entered(self) -> None:
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        if not self.isVisible():
            return  # read again when entered
        session = self.session
        self._search()
        asked = partial(print_answers.open_orders, limit=SHOWN_OPEN)
        session.local.run(asked, done=self._show_orders, failed=session.fail)
        runs = partial(print_runs.runs, limit=SHOWN_RUNS)
        session.local.run(runs, done=self._show_runs, failed=session.fail)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.batch)
        left.addWidget(self._on_its_way)
        left.addWidget(self._how_far)
        left.addWidget(self.ledger, 1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.question)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        desk = self.session.papers
        self.question.came_out.connect(desk.came_out)
        self.question.left.connect(desk.leave)
        self.question.did_not.connect(self._did_not)
        self.question.run_asked.connect(self._ask_for_sheet)
        self.waiting.offer(self._offered)
        self.waiting.again.connect(self._again)
        self.waiting.elsewhere.connect(self._elsewhere)
        self.waiting.cancelled.connect(desk.cancel)
        self.runs.paused.connect(desk.runs.pause)
        self.runs.given_up.connect(desk.runs.give_up)
        self.runs.asked.connect(self._ask_what_it_means)
        self.runs.folder_asked.connect(self._open_folder)
        self.runs.asking.connect(self._make_room)
        self.batch.opened.connect(self._make_room)
        self.runs.continued.connect(self._continue)
        self.ledger.asked.connect(self._search)
        self.ledger.chosen.connect(self.detail.show_line)
        self.detail.again.connect(desk.print_again)
        self.detail.folder_asked.connect(self._open_folder)
        self.detail.batch_asked.connect(self.batch.open)

    def _make_room(self) -> None:
        """Leave out what is not needed while cards are chosen, or what going on with a run means is read."""
        choosing = not self.batch.isHidden()
        self._on_its_way.setHidden(choosing or self.runs.is_asking)
        self._how_far.setHidden(choosing)

    # -- what comes in --------------------------------------------------------------------------------------

    def _search(self) -> None:
        text, kind, outcomes = self.ledger.wanted()
        asked = partial(print_answers.found, text=text, kind=kind, outcomes=outcomes, limit=SHOWN)
        self.session.local.run(asked, done=self._show_lines, failed=self.session.fail)

    def _show_lines(self, lines: tuple[Print, ...]) -> None:
        self.ledger.show_lines(lines, self.session.now())

    def _show_orders(self, orders: tuple[tuple[Order, Print], ...]) -> None:
        self.waiting.show_orders(orders)
        self.question.ask_about(orders, self.session.now())

    def _show_runs(self, runs: tuple[Run, ...]) -> None:
        self.runs.show_runs(runs, self.session.now())

    def _offered(self, order: Order, line: Print) -> tuple[tuple[Printer, str], ...]:
        settings = self.session.settings
        return offers(settings, page_of(group_of(settings, line.kind), order.paper))

    # -- acts -----------------------------------------------------------------------------------------------

    def _did_not(self, order: Order) -> None:
        self.session.papers.did_not_come_out(order, self.tr("没有打出来"))

    def _again(self, order: Order) -> None:
        """Send a paper again that failed; of a run all that failed: what was refused for one is for the others too."""
        self._elsewhere(order, order.printer)

    def _elsewhere(self, order: Order, printer: str) -> None:
        """Send a paper to another printer; of a run all that is not sent yet."""
        if order.run:
            self.session.papers.runs.redirect(order.run, printer)
        else:
            self.session.papers.try_again(order, printer)

    def _ask_for_sheet(self, run: int) -> None:
        self.runs.ask_for_sheet(run, self.session.now())

    def _ask_what_it_means(self, run: Run, sheet: int) -> None:
        self.session.papers.runs.would_continue(run, sheet, self.runs.ask)

    def _continue(self, run: Run, told: Continuing) -> None:
        self.session.papers.runs.go_on(run, told, self.tr("从第 {0} 版继续").format(told.sheet))

    def _open_folder(self) -> None:
        folder = self.session.papers.folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _around(widget: QWidget) -> QWidget:
    """Return a place around ``widget``, which is hidden to make room, whatever the widget shows by itself."""
    place = QWidget(widget.parentWidget())
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    return place
