# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The desk where papers are ordered and answered for; what happens to them is told through the session.

1. An order is in the store before anything is drawn, and the queue takes it from there (``presses``): a printer that
   hangs keeps nobody waiting.
2. A paper is never printed again by itself; a copy needs an operator and a reason.
3. Trouble of paper is told at once, on whatever page the operator is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from fieldkit.acts import print_answers, print_runs, printing
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.domain.print_orders import Order, OrderState, Run
from fieldkit.printers.folder import sweep
from fieldkit.problems import NotCalledBack, Problem
from fieldkit.ui.hands import PrinterHands
from fieldkit.ui.order_words import trouble_of, wants_somebody
from fieldkit.ui.presses import Presses
from fieldkit.ui.remembered import printer_for, remembered
from fieldkit.ui.run_desk import RunDesk
from fieldkit.ui.session import Session
from fieldkit.ui.strings import paper_name
from fieldkit.work import Touched

T = TypeVar("T")


class PaperDesk(QObject):
    """Takes the pages' orders for paper; says how it went through the session.

    Attributes:
        presses: what keeps each printer at work.
        runs: where cards are printed by the thousand.

    Signals:
        counted: (int) so many papers want somebody.
    """

    counted = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session
        layouts = Path(session.folder) / "cards"
        hands = PrinterHands(lambda name: remembered(session.settings, name), self.folder(), layouts)
        self.presses = Presses(session, hands)
        self.presses.moved.connect(self._moved)
        self.runs = RunDesk(session, self.presses, self.folder(), self)
        self.runs.ran.connect(self._ran)
        self.runs.failed.connect(self._failed)
        self._told: dict[int, Problem] = {}

    def begin(self) -> None:
        """Take up what the store says is to be printed, at the start and after a lock."""
        self._session.press("").run(lambda _store: sweep(self.folder()))
        self.presses.begin()
        self._count()

    # -- orders ---------------------------------------------------------------------------------------------

    def print_card(self, uid: str, reason: str = "") -> None:
        """Print the member card of ``uid``."""
        self.print_paper(PaperKind.CARD, uid, reason)

    def print_receipt(self, operation: str, reason: str = "") -> None:
        """Print the welfare-pack receipt of the issue ``operation``."""
        self.print_paper(PaperKind.RECEIPT, operation, reason)

    def print_application(self, uid: str, reason: str = "") -> None:
        """Print the application for membership of ``uid``."""
        self.print_paper(PaperKind.APPLICATION, uid, reason)

    def print_paper(
        self, kind: PaperKind, about: str, reason: str = "", *, printer: str | None = None
    ) -> None:
        """Print a paper of any kind that ``drawing`` knows, on the printer of its kind where none is named."""
        session = self._session
        usual = {
            PaperKind.RECEIPT: session.settings.receipt_paper,
            PaperKind.CARD: session.settings.card_form,
        }
        task = partial(
            printing.order_paper,
            kind=kind,
            about=about,
            reason=reason,
            printer=printer_for(session.settings, kind) if printer is None else printer,
            paper=usual.get(kind, ""),
            operator=session.operator,
            now=session.now(),
        )
        session.paper.run(task, done=self._ordered, failed=self._failed)

    def print_again(self, line: Print, reason: str) -> None:
        """Print the paper of a ledger line once more, as its next copy; of a sheet, that sheet alone."""
        if line.run:
            self._do(
                "", print_runs.sheet_again, run=line.run, sheet=line.sheet, reason=reason, done=self._ordered
            )
        else:
            self.print_paper(line.kind, line.about, reason)

    # -- answers --------------------------------------------------------------------------------------------

    def came_out(self, order: Order) -> None:
        """Note that a paper whose fate was unknown did come out."""
        self._answer(order, print_answers.came_out, reaches=False)

    def leave(self, order: Order) -> None:
        """Note that it did not, and that nobody wants it any more."""
        self._answer(order, print_answers.leave, hands=self.presses.hands)

    def did_not_come_out(self, order: Order, reason: str, printer: str | None = None) -> None:
        """Note that it did not come out, and print it as its next copy, elsewhere where a printer is named."""
        by = self._session.operator
        act = partial(print_answers.did_not_come_out, reason=reason, printer=printer, operator=by)
        self._answer(order, act, hands=self.presses.hands)

    def try_again(self, order: Order, printer: str | None = None) -> None:
        """Send what failed or waits, the same copy; to another printer, or '' into the folder, where one is named."""
        self._answer(order, print_answers.try_again, reaches=False, printer=printer)

    def cancel(self, order: Order) -> None:
        """Call a paper back."""
        self._answer(order, print_answers.cancel, reaches=not order.nothing_left, hands=self.presses.hands)

    def folder(self) -> Path:
        """Return where papers without a printer are saved."""
        return Path(self._session.folder) / "papers"

    # -- what became of it ----------------------------------------------------------------------------------

    def _do(
        self, at: str, act: Callable[..., T], /, *, done: Callable[[T], None], bare: bool = False, **what: Any
    ) -> None:
        """Do an act on the lane of the printer ``at``, which is seen to afterwards; ``bare`` acts ask for no name."""
        by = {} if bare else {"operator": self._session.operator}
        task = partial(act, now=self._session.now(), **what, **by)
        self.presses.run(at, task, done=partial(self._done, at, done), failed=self._failed)

    def _answer(self, order: Order, act: Callable[..., Order], *, reaches: bool = True, **what: Any) -> None:
        """Do what an operator says to ``order``: on its printer's lane where it ``reaches`` a spooler, else at once."""
        lane = self._session.press(order.printer) if reaches else self._session.paper
        task = partial(act, place=order.place, now=self._session.now(), **what)
        lane.run(task, done=partial(self._answered, order), failed=self._failed)

    def _answered(self, before: Order, order: Order) -> None:
        """Say that it was done, and see to both printers; what was told of the paper as it stood before is over."""
        session = self._session
        self._forget(before)
        if order.place == before.place and order.printer != before.printer:
            words = self.tr("改送到打印机“{0}”。").format(order.printer)
            session.noted.emit(words if order.printer else self.tr("改存为 PDF。"))
        self._ordered(order)
        self.presses.kick(before.printer)
        stands = partial(print_answers.standing, place=before.place)
        session.local.run(stands, done=self._say_still_there, failed=session.fail)

    def _say_still_there(self, order: Order) -> None:
        if order.why == print_answers.STILL_THERE:
            self._session.trouble.emit(NotCalledBack(printer=order.printer))

    def _forget(self, order: Order) -> bool:
        """Take back what was told of an order; return whether anything was."""
        told = self._told.pop(order.place, None)
        if told is not None:
            self._session.over.emit(told)
        return told is not None

    def _done(self, at: str, done: Callable[[T], None], answer: T) -> None:
        done(answer)
        self.presses.kick(at)

    def _ordered(self, order: Order) -> None:
        if order.state is OrderState.CANCELLED:
            self._session.told.emit(self.tr("已取消，不打了。"))
        self._session.touched.emit(Touched.of("prints"))
        self._count()
        self.presses.kick(order.printer)

    def _ran(self, run: Run) -> None:
        self._session.touched.emit(Touched.of("prints"))
        self._count()
        self.presses.kick(run.printer)

    def _count(self) -> None:
        self._session.local.run(print_answers.open_orders, done=self._counted, failed=self._session.fail)

    def _counted(self, orders: tuple[tuple[Order, Print], ...]) -> None:
        self.counted.emit(sum(wants_somebody(order) for order, _line in orders))

    def _moved(self, order: Order) -> None:
        session = self._session
        session.touched.emit(Touched.of("prints"))
        self._count()
        trouble, known = trouble_of(order), self._told.get(order.place)
        if trouble is not None:
            if known is None or _said(trouble) != _said(known):  # what is tried again by itself is told once
                self._told[order.place] = trouble
                session.trouble.emit(trouble)
            return
        recovered = self._forget(order)
        if order.run:
            self.runs.hear(order.run, recovered=recovered)
        else:
            task = partial(print_answers.lines, order=order)
            session.local.run(task, done=partial(self._tell, order), failed=session.fail)

    def _tell(self, order: Order, lines: tuple[Print, ...]) -> None:
        line = lines[0]
        name, number = paper_name(line.kind), line.document_number
        if order.state is OrderState.SAVED:
            file = Path(order.ticket)
            words = self.tr("{0} 已存为 PDF：{1}，在文件夹 {2}")
            self._session.noted.emit(words.format(name, file.name, file.parent))
        elif order.state in (OrderState.SENT, OrderState.PRINTED):
            words = self.tr("{0} {1} 已送到打印机“{2}”。")
            self._session.noted.emit(words.format(name, number, order.printer))

    def _failed(self, fault: Exception) -> None:
        self._session.touched.emit(Touched.of("prints"))
        self._session.fail(fault)


def _said(trouble: Problem) -> tuple[str, Mapping[str, str]]:
    return trouble.code, trouble.facts
