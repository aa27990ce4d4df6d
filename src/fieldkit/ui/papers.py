# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The desk where papers are ordered and answered for; what happens to them is told through the session.

1. An order is in the store before anything is drawn, and the queue takes it from there (``presses``): a printer that
   hangs keeps nobody waiting.
2. A paper is never printed again by itself; a copy needs an operator and a reason.
3. Trouble of paper is told at once, on whatever page the operator is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from fieldkit.acts import print_answers, print_runs, printing
from fieldkit.domain.card_forms import CardForm
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.domain.print_orders import CardChoice, Order, OrderState, Run
from fieldkit.printers.folder import sweep
from fieldkit.ui.hands import PrinterHands
from fieldkit.ui.order_words import trouble_of, wants_somebody
from fieldkit.ui.presses import Presses
from fieldkit.ui.remembered import printer_for, remembered
from fieldkit.ui.session import Session
from fieldkit.ui.strings import paper_name
from fieldkit.work import Touched

T = TypeVar("T")


class PaperDesk(QObject):
    """Takes the pages' orders for paper; says how it went through the session.

    Attributes:
        presses: what keeps each printer at work.

    Signals:
        counted: (int) so many papers want somebody.
    """

    counted = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session
        self._layouts = Path(session.folder) / "cards"
        hands = PrinterHands(lambda name: remembered(session.settings, name), self.folder(), self._layouts)
        self.presses = Presses(session, hands)
        self.presses.moved.connect(self._moved)
        self._told: dict[int, tuple[OrderState, str, str]] = {}

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
        self._do(order.printer, print_answers.came_out, place=order.place, done=self._ordered, bare=True)

    def leave(self, order: Order) -> None:
        """Note that it did not, and that nobody wants it any more."""
        self._do(
            order.printer,
            print_answers.leave,
            place=order.place,
            hands=self.presses.hands,
            done=self._ordered,
            bare=True,
        )

    def did_not_come_out(self, order: Order, reason: str, printer: str | None = None) -> None:
        """Note that it did not come out, and print it as its next copy, elsewhere where a printer is named."""
        self._do(
            order.printer,
            print_answers.did_not_come_out,
            place=order.place,
            hands=self.presses.hands,
            reason=reason,
            printer=printer,
            done=self._ordered,
        )

    def try_again(self, order: Order, printer: str | None = None) -> None:
        """Send what failed or waits, the same copy; to another printer, or '' into the folder, where one is named."""
        self._do(
            order.printer,
            print_answers.try_again,
            place=order.place,
            printer=printer,
            done=self._ordered,
            bare=True,
        )

    def cancel(self, order: Order) -> None:
        """Call a paper back."""
        self._do(
            order.printer,
            print_answers.cancel,
            place=order.place,
            hands=self.presses.hands,
            done=self._ordered,
            bare=True,
        )

    # -- runs of sheets -------------------------------------------------------------------------------------

    def enrolled_here(self, done: Callable[[Any], None]) -> None:
        """Ask of whom cards can be chosen: people by union and by day."""
        self._session.local.run(print_runs.enrolled_here, done=done, failed=self._session.fail)

    def choose(self, choice: CardChoice, done: Callable[[tuple[str, ...]], None]) -> None:
        """Ask whose cards a choice means."""
        self._session.local.run(
            partial(print_runs.choose, choice=choice), done=done, failed=self._session.fail
        )

    def begin_run(self, uids: tuple[str, ...], layout: str, reason: str = "") -> None:
        """Print the cards of ``uids`` on sheets in the form ``layout``, '' for that of the settings; cut into orders.

        A used sheet is used up by the run that is begun on it.
        """
        settings = self._session.settings
        if not layout:
            form = CardForm.of(settings.sheet_form)
            layout = form.text
            if form.start > 1:
                self._session.keep_settings(replace(settings, sheet_form=replace(form, start=1).text))
        task = partial(
            _begin_run,
            uids=uids,
            layout=layout,
            layouts=self._layouts,
            printer=printer_for(self._session.settings, PaperKind.CARD_SHEET),
            reason=reason,
            operator=self._session.operator,
            now=self._session.now(),
        )
        self._session.paper.run(task, done=self._ran, failed=self._failed)

    def pause_run(self, run: Run, paused: bool) -> None:
        """Send no further sheet of a run, or go on."""
        task = partial(print_runs.pause, run=run.place, paused=paused)
        self._session.paper.run(task, done=self._ran, failed=self._failed)

    def redirect_run(self, run: int, printer: str) -> None:
        """Let what is not sent yet of a run go to another printer, or '' into the folder."""
        task = partial(print_runs.redirect, run=run, printer=printer)
        self._session.paper.run(task, done=self._ran, failed=self._failed)

    def give_up_run(self, run: Run) -> None:
        """Send no further sheet of a run, for good."""
        task = partial(print_runs.give_up, run=run.place, now=self._session.now())
        self._session.paper.run(task, done=self._ran, failed=self._failed)

    def continue_run(self, run: Run, sheet: int, reason: str) -> None:
        """Go on with a run at ``sheet``: those before it lie in the tray."""
        self._do(
            run.printer,
            print_runs.continue_from,
            run=run.place,
            sheet=sheet,
            hands=self.presses.hands,
            reason=reason,
            done=self._ran,
        )

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

    def _done(self, at: str, done: Callable[[T], None], answer: T) -> None:
        done(answer)
        self.presses.kick(at)

    def _ordered(self, order: Order) -> None:
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
        trouble, known = trouble_of(order), self._told.pop(order.place, None)
        if trouble is not None:
            news = (order.state, order.why, order.facts.get("why", ""))
            self._told[order.place] = news
            if news != known:  # what is tried again by itself is told once
                session.trouble.emit(trouble)
        elif not order.run:
            task = partial(print_answers.lines, order=order)
            session.local.run(task, done=partial(self._tell, order), failed=session.fail)

    def _tell(self, order: Order, lines: tuple[Print, ...]) -> None:
        line = lines[0]
        name, number = paper_name(line.kind), line.document_number
        if order.state is OrderState.SAVED:
            file = Path(order.ticket)
            words = self.tr("{0} 已存为 PDF：{1}，在文件夹 {2}")
            self._session.told.emit(words.format(name, file.name, file.parent))
        elif order.state in (OrderState.SENT, OrderState.PRINTED):
            words = self.tr("{0} {1} 已送到打印机“{2}”。")
            self._session.told.emit(words.format(name, number, order.printer))

    def _failed(self, fault: Exception) -> None:
        self._session.touched.emit(Touched.of("prints"))
        self._session.fail(fault)


def _begin_run(store: Any, *, layout: str, layouts: Path | None, **what: Any) -> Run:
    """Slow. Look up how many cards the layout's sheet holds, and begin the run."""
    from fieldkit.ui.drawing import layout_named, places_of  # noqa: PLC0415 - the printing room is slow to import

    form = CardForm.of(layout)
    places = places_of(layout_named(form.layout, layouts))
    start = min(form.start, places)
    return print_runs.begin_run(
        store, layout=replace(form, start=start).text, places=places, start=start, **what
    )
