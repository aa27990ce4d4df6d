# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How the sync rounds went: when, what was said up and down, and the district's acknowledgement."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.domain.outbox import Round
from fieldkit.ui.parts.frame import label
from fieldkit.ui.parts.table import ROW_HEIGHT, Column, Table
from fieldkit.ui.problems import outcome_sentence
from fieldkit.ui.strings import moment_text

SHOWN_OF_ACKNOWLEDGEMENT = 12
LEAST_ROWS = 4


class History(QWidget):
    """A table of rounds, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns = (
            Column(self.tr("时间"), self._at, 140),
            Column(self.tr("结果"), self._outcome),
            Column(self.tr("送出"), self._sent, 76),
            Column(self.tr("确认"), self._accepted, 104),
            Column(self.tr("退回"), self._rejected, 84),
            Column(self.tr("收到"), self._received, 92),
            Column(self.tr("区里回执"), self._acknowledgement, 166),
        )
        self.table = Table(columns, self)
        self.table.setObjectName("rounds")
        self.table.setMinimumHeight(LEAST_ROWS * ROW_HEIGHT)
        self.empty = label(self.tr("还没有上报过。"), "hint", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        self.show_rounds(())

    def show_rounds(self, rounds: tuple[Round, ...]) -> None:
        """Show ``rounds``."""
        self.table.show_values(rounds)
        self.empty.setVisible(not rounds)

    def _at(self, row: Round) -> str:
        return moment_text(row.started)

    def _outcome(self, row: Round) -> str:
        if row.outcome == "done":
            return self.tr("完成")
        if row.outcome == "stopped":
            return self.tr("已停下")
        if row.outcome == "cut":
            return self.tr("程序中断，没有完成")
        if not row.outcome:
            return self.tr("正在进行")
        return outcome_sentence(row.outcome).title

    def _sent(self, row: Round) -> str:
        return str(row.sent)

    def _accepted(self, row: Round) -> str:
        return str(row.accepted)

    def _rejected(self, row: Round) -> str:
        return str(row.rejected)

    def _received(self, row: Round) -> str:
        return str(row.received)

    def _acknowledgement(self, row: Round) -> str:
        return row.acknowledgement[:SHOWN_OF_ACKNOWLEDGEMENT]
