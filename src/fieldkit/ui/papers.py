# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The desk where papers are made: each is written in the print ledger, drawn, printed or saved, and its outcome kept.

1. Everything runs on the paper lane: a printer that hangs keeps nobody waiting.
2. The ledger's line is written before anything is drawn, so a crash leaves a question and never a silent loss.
3. A paper is never printed again by itself; a copy needs an operator and a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from fieldkit.acts import papers as acts
from fieldkit.domain.operators import Operator
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.problems import NoPrinter, Problem
from fieldkit.ui.session import Session
from fieldkit.ui.strings import paper_name
from fieldkit.work import Touched

PRINTER_OF = {
    PaperKind.CARD: "card",
    PaperKind.CARD_SHEET: "form",
    PaperKind.RECEIPT: "receipt",
    PaperKind.APPLICATION: "form",
    PaperKind.NUMBER_SLIP: "receipt",
}
"""Which of the remembered printers a paper goes to; what is not named here is a form."""


@dataclass(frozen=True, slots=True)
class Order:
    """One paper to be made: what kind, about whom or what, why again, by whom, on which printer."""

    kind: PaperKind
    about: str
    reason: str
    operator: Operator
    now: dt.datetime
    printer: str
    receipt_paper: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an order."""

    kind: PaperKind
    document_number: str
    copy: int
    outcome: str
    place: str
    printer: str


class PaperDesk(QObject):
    """Takes the pages' orders for paper; says how it went through the session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session

    def print_card(self, uid: str, reason: str = "") -> None:
        """Print the member card of ``uid``."""
        self._take(PaperKind.CARD, uid, reason)

    def print_receipt(self, operation: str, reason: str = "") -> None:
        """Print the welfare-pack receipt of the issue ``operation``."""
        self._take(PaperKind.RECEIPT, operation, reason)

    def print_application(self, uid: str, reason: str = "") -> None:
        """Print the application for membership of ``uid``."""
        self._take(PaperKind.APPLICATION, uid, reason)

    def print_card_sheet(self, uids: Iterable[str], reason: str = "") -> None:
        """Print the cards of ``uids``, ten to an A4 sheet."""
        self._take(PaperKind.CARD_SHEET, " ".join(uids), reason)

    def print_again(self, line: Print, reason: str) -> None:
        """Print the paper of a ledger line once more, as its next copy."""
        self._take(line.kind, line.about, reason)

    def came_out(self, line: Print) -> None:
        """Note that a paper whose outcome was unknown after a crash did come out."""
        self._settle(line, "printed")

    def did_not_come_out(self, line: Print, reason: str) -> None:
        """Note that it did not come out, and print it as its next copy."""
        self._settle(line, "not-printed")
        self.print_again(line, reason)

    def folder(self) -> Path:
        """Return where papers without a printer are saved."""
        return Path(self._session.folder) / "papers"

    def _take(self, kind: PaperKind, about: str, reason: str) -> None:
        session = self._session
        printer = dict(session.settings.printers).get(PRINTER_OF.get(kind, "form"), "")
        order = Order(
            kind,
            about,
            reason,
            session.operator,
            session.now(),
            printer,
            session.settings.receipt_paper,
            self.folder(),
        )
        session.paper.run(partial(make, order=order), done=self._made, failed=self._failed)

    def _settle(self, line: Print, outcome: str) -> None:
        task = partial(
            acts.end_print,
            document_number=line.document_number,
            copy=line.copy,
            kind=line.kind,
            outcome=outcome,
            place=line.place,
        )
        self._session.paper.run(task, done=self._settled, failed=self._session.fail)

    def _settled(self, _nothing: None) -> None:
        self._session.touched.emit(Touched.of("prints"))

    def _made(self, made: Made) -> None:
        self._session.touched.emit(Touched.of("prints"))
        name = paper_name(made.kind)
        if made.outcome == "printed":
            self._session.told.emit(
                self.tr("{0} {1} 已送到打印机“{2}”。").format(name, made.document_number, made.place)
            )
        elif made.printer:
            self._session.trouble.emit(NoPrinter(folder=Path(made.place).parent))
        else:
            words, file = self.tr("{0} 已存为 PDF：{1}，在文件夹 {2}"), Path(made.place)
            self._session.told.emit(words.format(name, file.name, file.parent))

    def _failed(self, fault: Exception) -> None:
        self._session.touched.emit(Touched.of("prints"))
        self._session.fail(fault)


def make(store: Any, *, order: Order) -> Made:
    """Slow. Write the ledger's line, draw the paper, print or save it, keep the outcome. Raises what went wrong."""
    from fieldkit.ui.printer import put_on_paper  # noqa: PLC0415 - slow to import, and only paper needs it

    line = acts.begin_print(
        store, kind=order.kind, about=order.about, reason=order.reason, operator=order.operator, now=order.now
    )
    end = partial(acts.end_print, store, document_number=line.document_number, copy=line.copy, kind=line.kind)
    try:
        pdf = _drawer(store, order, line.copy)()
        name = f"{line.document_number}-{line.copy}"
        came = put_on_paper(pdf, printer=order.printer, name=name, folder=order.folder)
    except Problem as problem:
        end(outcome=problem.code, place="")
        raise
    except Exception:
        end(outcome="fault", place="")
        raise
    end(outcome=came.outcome, place=came.place)
    return Made(order.kind, line.document_number, line.copy, came.outcome, came.place, order.printer)


def _drawer(store: Any, order: Order, copy: int) -> Callable[[], bytes]:
    """Return the call that draws the paper of ``order``."""
    from fieldkit.printing import cards, forms, receipts  # noqa: PLC0415 - slow to import, and only paper needs it

    if order.kind is PaperKind.CARD:
        return partial(cards.member_card, acts.card(store, uid=order.about))
    if order.kind is PaperKind.CARD_SHEET:
        return partial(cards.card_sheet, tuple(acts.card(store, uid=uid) for uid in order.about.split()))
    if order.kind is PaperKind.APPLICATION:
        return partial(forms.application, acts.application(store, uid=order.about))
    receipt = acts.receipt(store, operation=order.about, copy=copy)
    return partial(receipts.pack_receipt, receipt, order.receipt_paper)
