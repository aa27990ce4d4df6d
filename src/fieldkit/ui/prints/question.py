# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a crash or a silent printer leaves open: did this paper come out? Asked one at a time until all are answered."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.domain.papers import Print
from fieldkit.domain.print_orders import Order, OrderState
from fieldkit.ui.order_words import why_of
from fieldkit.ui.parts.frame import button, label, say
from fieldkit.ui.strings import moment_text, paper_name
from fieldkit.ui.style import role


class Question(QFrame):
    """Yes; no, and print it again; no, and leave it. Of sheets of a run: which sheet comes next.

    Signals:
        came_out: (Order) it did.
        did_not: (Order) it did not; print it again.
        left: (Order) it did not, and nobody wants it any more.
        run_asked: (int) of this run some sheets came out: show it, so that the operator names the next.
    """

    came_out = Signal(object)
    did_not = Signal(object)
    left = Signal(object)
    run_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("print_question")
        role(self, "notice", "warn")
        self._open: tuple[tuple[Order, Print], ...] = ()
        self._title = label("", "strong", self)
        self._words = label("", "plain", self)
        self.yes = button(self.tr("打出来了（&Y）"), "primary", self._yes, self, object_name="print_yes")
        self.no = button(self.tr("没有，重打（&N）"), "plain", self._no, self, object_name="print_no")
        self.leave = button(self.tr("没有，不要了"), "quiet", self._leave, self, object_name="print_leave")
        self.some = button(self.tr("只打出了一部分"), "plain", self._some, self, object_name="print_some")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 14, 12)
        row.setSpacing(12)
        row.addLayout(words, 1)
        for one in (self.yes, self.no, self.some, self.leave):
            row.addWidget(one)
        self.hide()

    def ask_about(self, orders: tuple[tuple[Order, Print], ...], now: dt.datetime | None = None) -> None:
        """Ask about the first of ``orders`` that nobody knows of; nothing when there are none."""
        self._open = tuple(one for one in orders if one[0].state is OrderState.UNKNOWN)
        self.setVisible(bool(self._open))
        if not self._open:
            return
        order, line = self._open[0]
        more = self.tr("（还有 {0} 张）").format(len(self._open) - 1) if len(self._open) > 1 else ""
        say(self._title, self.tr("这张纸打印出来了吗？{0}").format(more), "strong")
        many = order.last_sheet > order.first_sheet
        what = self.tr("第 {0} 联").format(line.copy)
        if many:
            what = self.tr("第 {0} 到 {1} 版").format(order.first_sheet, order.last_sheet)
        words = self.tr("{0} {1}，{2}，打印机“{3}”，{4}：{5}。请看看打印机。")
        told = words.format(
            paper_name(line.kind),
            line.document_number,
            what,
            order.printer,
            moment_text(order.since, now),
            why_of(order),
        )
        say(self._words, told, "plain")
        self.some.setVisible(many)
        self.leave.setVisible(not many)

    def _yes(self) -> None:
        if self._open:
            self.came_out.emit(self._open[0][0])

    def _no(self) -> None:
        if self._open:
            self.did_not.emit(self._open[0][0])

    def _leave(self) -> None:
        if self._open:
            self.left.emit(self._open[0][0])

    def _some(self) -> None:
        if self._open:
            self.run_asked.emit(self._open[0][0].run)
