# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The print ledger as it is searched and read: each copy of each paper, by whom, why, and how it went.

A line has two rows of words, so that all of it is read in the smallest window too; what is longer is in the tooltip.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldkit.domain.papers import PaperKind, Print
from fieldkit.ui.order_words import outcome_words
from fieldkit.ui.parts.frame import label
from fieldkit.ui.parts.table import Column, Table
from fieldkit.ui.strings import moment_text, paper_name

TYPED = 250
CHOICE_WIDTH = 160
MOST_KIND = 240
MOST_TIME = 190
TWO_LINES = 58  # points of a row
CAME_OUT = ("printed", "saved", "sent")
OPEN = ("queued", "sending", "unknown")


class Ledger(QWidget):
    """A field to search by, two choices to filter by, and the lines.

    Signals:
        asked: other lines are wanted.
        chosen: (Print or None) this line.
    """

    asked = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now: dt.datetime | None = None
        self.search = QLineEdit(self)
        self.search.setObjectName("ledger_search")
        self.search.setPlaceholderText(self.tr("查单据号、姓名、操作员、原因"))
        self.search.setAccessibleName(self.tr("查打印记录"))
        self.search.setClearButtonEnabled(True)
        self.kind = QComboBox(self)
        self.kind.setObjectName("ledger_kind")
        self.kind.setAccessibleName(self.tr("单据的种类"))
        self.kind.addItem(self.tr("所有种类"), None)
        for kind in PaperKind:
            self.kind.addItem(paper_name(kind), kind)
        self.outcome = QComboBox(self)
        self.outcome.setObjectName("ledger_outcome")
        self.outcome.setAccessibleName(self.tr("打印的结果"))
        for words, outcomes in (
            (self.tr("所有结果"), ()),
            (self.tr("已打印或已存"), CAME_OUT),
            (self.tr("还没有打完"), OPEN),
            (self.tr("没有打出来"), ("not-printed", "cancelled", "skipped")),
        ):
            self.outcome.addItem(words, outcomes)
        for box in (self.kind, self.outcome):
            box.setMaximumWidth(CHOICE_WIDTH)
        self.table = Table(self._columns(), self)
        self.table.setObjectName("prints")
        self.table.verticalHeader().setDefaultSectionSize(TWO_LINES)
        self.empty = label("", "hint", self)
        self._typing = QTimer(self, singleShot=True, interval=TYPED)
        self._typing.timeout.connect(self.asked)
        self.search.textChanged.connect(self._typing.start)
        self.kind.activated.connect(self.asked)
        self.outcome.activated.connect(self.asked)
        self.table.chosen.connect(self.chosen)
        self._lay_out()

    def wanted(self) -> tuple[str, PaperKind | None, tuple[str, ...]]:
        """Return what is searched and filtered by: text, kind, outcomes."""
        return self.search.text(), self.kind.currentData(), tuple(self.outcome.currentData() or ())

    def show_lines(self, lines: tuple[Print, ...], now: dt.datetime | None = None) -> None:
        """Show ``lines``, with the year of those that are of another than ``now``."""
        self._now = now
        self.table.show_values(lines)
        narrowed = any(self.wanted())
        self.empty.setText(
            self.tr("没有这样的打印记录。")
            if narrowed
            else self.tr("还没有打印过。每张卡、凭条和申请书都会记在这里。")
        )
        self.empty.setVisible(not lines)
        self.table.setVisible(bool(lines))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.kind)
        row.addWidget(self.outcome)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("时间和操作员"), self._at, 120, MOST_TIME),
            Column(self.tr("单据和联次"), self._what, 130, MOST_KIND),
            Column(self.tr("结果和原因"), self._how),
        )

    def _at(self, line: Print) -> str:
        return f"{moment_text(line.at, self._now)}\n{line.by}"

    def _what(self, line: Print) -> str:
        number = self.tr("{0} · 第 {1} 联").format(line.document_number, line.copy)
        return f"{paper_name(line.kind)}\n{number}"

    def _how(self, line: Print) -> str:
        return f"{outcome_words(line.outcome, line.why)}\n{line.reason}".rstrip()
