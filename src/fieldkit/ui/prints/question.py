# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The question that a crash leaves: did this paper come out? Asked for one paper at a time until all are answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.domain.papers import Print
from fieldkit.ui.parts.frame import button, label, say
from fieldkit.ui.strings import moment_text, paper_name
from fieldkit.ui.style import role


class Question(QFrame):
    """Yes, or no and print it again.

    Signals:
        came_out: (Print) it did.
        did_not: (Print) it did not.
    """

    came_out = Signal(object)
    did_not = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("print_question")
        role(self, "notice", "warn")
        self._open: tuple[Print, ...] = ()
        self._title = label("", "strong", self)
        self._words = label("", "plain", self)
        self.yes = button(self.tr("打出来了（&Y）"), "primary", self._yes, self, object_name="print_yes")
        self.no = button(self.tr("没有，重打（&N）"), "plain", self._no, self, object_name="print_no")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 14, 12)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.hide()

    def ask_about(self, prints: tuple[Print, ...]) -> None:
        """Ask about the first of ``prints``; nothing when there are none."""
        self._open = prints
        self.setVisible(bool(prints))
        if prints:
            first = prints[0]
            more = self.tr("（还有 {0} 张）").format(len(prints) - 1) if len(prints) > 1 else ""
            say(self._title, self.tr("这张纸打印出来了吗？{0}").format(more), "strong")
            words = self.tr("上次程序中断时正在打印：{0} {1}，第 {2} 联，{3}。请看看打印机。")
            told = words.format(
                paper_name(first.kind), first.document_number, first.copy, moment_text(first.at)
            )
            say(self._words, told, "plain")

    def _yes(self) -> None:
        if self._open:
            self.came_out.emit(self._open[0])

    def _no(self) -> None:
        if self._open:
            self.did_not.emit(self._open[0])
