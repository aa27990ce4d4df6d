# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is on its way to the printers: each paper with where it stands, and beside the chosen one what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from fieldkit.domain.papers import Print
from fieldkit.domain.print_orders import HOLDING, Order, OrderState
from fieldkit.printers.ticket import Printer
from fieldkit.ui.offered import unfit_words
from fieldkit.ui.order_words import order_words
from fieldkit.ui.parts.frame import button, label
from fieldkit.ui.parts.table import Column, Table
from fieldkit.ui.strings import paper_name

MOST_ROWS = 3
TWO_LINES = 58  # points of a row
NARROW, LEAST_WIDTH = 640, 320
"""Points below which the acts stand below the title, and that are enough for them."""
MOST_KIND = 240
Row = tuple[Order, Print]
Offered = Callable[[Order, Print], tuple[tuple[Printer, str], ...]]


def _nowhere(_order: Order, _line: Print) -> tuple[tuple[Printer, str], ...]:
    return ()


class Waiting(QWidget):
    """The open orders of all printers; hidden while there are none.

    Signals:
        again: (Order) send it once more, the same copy.
        elsewhere: (Order, printer) send it to that printer instead, '' saves a PDF.
        cancelled: (Order) call it back.
    """

    again = Signal(object)
    elsewhere = Signal(object, str)
    cancelled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: Offered = _nowhere
        self._held: set[str] = set()
        self.title = label(self.tr("打印队列"), "strong", self)
        self.table = Table(self._columns(), self)
        self.table.setObjectName("print_waiting")
        self.retry = self._act(self.tr("再送一次（&T）"), self._retry, "order_retry")
        self.other = QPushButton(self.tr("换打印机（&G）"), self)
        self.other.setObjectName("order_other")
        self.other.setProperty("role", "plain")
        self.save = self._act(self.tr("存为 PDF（&S）"), self._save, "order_save")
        self.cancel = self._act(self.tr("取消（&X）"), self._cancel, "order_cancel")
        self._menu = QMenu(self)
        self.other.setMenu(self._menu)
        self.table.verticalHeader().setDefaultSectionSize(TWO_LINES)
        self._acts = QGridLayout()
        self._acts.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._acts)
        column.addWidget(self.table)
        self._narrow = False
        self._lay_acts()
        self.table.chosen.connect(self._show)
        self.show_orders(())

    def minimumSizeHint(self) -> QSize:
        """Return how little is enough: the acts two by two, and the table as it is."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < NARROW) is not self._narrow:
            self._narrow = not self._narrow
            self._lay_acts()

    def show_orders(self, rows: tuple[Row, ...]) -> None:
        """Show ``rows``; the one that was chosen stays chosen, however it stands now."""
        before = self.table.value()
        self._held = {
            order.printer
            for order, _line in rows
            if order.state is OrderState.UNKNOWN and order.why in HOLDING
        }
        self.table.show_values(rows)
        if before is not None:
            places = [order.place for order, _line in rows]
            if before[0].place in places:
                self.table.selectRow(places.index(before[0].place))
        self.table.setFixedHeight(
            min(max(len(rows), 1), MOST_ROWS) * TWO_LINES
            + self.table.horizontalHeader().sizeHint().height()
            + 4
        )
        self.setVisible(bool(rows))

    def offer(self, offered: Offered) -> None:
        """Offer as others what ``offered`` says of an order: printers, each with why it is none for it."""
        self._offered = offered

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("单据和号码"), self._what, 130, MOST_KIND),
            Column(self.tr("情况和打印机"), self._how),
        )

    def _lay_acts(self) -> None:
        """Put what can be done beside the title, or two by two below it where the window is narrow."""
        acts = (self.retry, self.other, self.save, self.cancel)
        for one in (self.title, *acts):
            self._acts.removeWidget(one)
        self._acts.setColumnStretch(0, 1)
        self._acts.setColumnStretch(1, 1 if self._narrow else 0)
        self._acts.addWidget(self.title, 0, 0, 1, 2 if self._narrow else 1)
        for place, one in enumerate(acts):
            self._acts.addWidget(one, *((1 + place // 2, place % 2) if self._narrow else (0, 1 + place)))

    def _act(self, text: str, clicked: object, name: str) -> QPushButton:
        return button(text, "plain", clicked, self, object_name=name)  # type: ignore[arg-type] # a bound method

    def _show(self, row: Row | None) -> None:
        order = row[0] if row is not None else None
        sendable = order is not None and order.nothing_left
        self.retry.setVisible(order is not None and order.state is OrderState.FAILED)
        self.other.setVisible(sendable)
        self.save.setVisible(sendable)
        self.cancel.setVisible(sendable or (order is not None and order.state is OrderState.SENT))
        self._menu.clear()
        for printer, why in self._offered(*row) if row is not None else ():
            if order is not None and printer.name != order.printer:
                goes = partial(self._elsewhere, printer.name)
                self._menu.addAction(unfit_words(printer.name, why), goes).setEnabled(not why)
        self.other.setEnabled(not self._menu.isEmpty())

    def _chosen(self) -> Order | None:
        row: Row | None = self.table.value()
        return row[0] if row is not None else None

    def _retry(self) -> None:
        order = self._chosen()
        if order is not None:
            self.again.emit(order)

    def _elsewhere(self, printer: str) -> None:
        order = self._chosen()
        if order is not None:
            self.elsewhere.emit(order, printer)

    def _save(self) -> None:
        self._elsewhere("")

    def _cancel(self) -> None:
        order = self._chosen()
        if order is not None:
            self.cancelled.emit(order)

    def _what(self, row: Row) -> str:
        return f"{paper_name(row[1].kind)}\n{self._number(row)}"

    def _how(self, row: Row) -> str:
        return f"{self._state(row)}\n{self._printer(row)}"

    def _number(self, row: Row) -> str:
        order, line = row
        if order.last_sheet > order.first_sheet:
            return self.tr("第 {0} 到 {1} 版").format(order.first_sheet, order.last_sheet)
        return line.document_number

    def _printer(self, row: Row) -> str:
        return row[0].printer or self.tr("PDF 文件夹")

    def _state(self, row: Row) -> str:
        if row[0].state is OrderState.QUEUED and row[0].printer in self._held:
            return self.tr("等上面问的那张有了回答再打")
        return order_words(row[0])
