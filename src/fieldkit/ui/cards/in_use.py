# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which layouts are printed with now, the button that takes another one, and the way back to the standard."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label, panel, say


class InUse(QWidget):
    """Words and buttons; going back to the standard is asked once more.

    Signals:
        taken: print with what is shown from now on.
        asked: there is a question to be seen.
        given_back: print with the standard again.
    """

    taken = Signal()
    asked = Signal()
    given_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use = button(self.tr("采用（&U）"), "primary", self.taken, self, object_name="layout_use")
        self.used = label("", "hint", self)
        self.back = button(self.tr("恢复标准版式（&B）"), "plain", self._ask, self, object_name="layout_back")
        self.question = panel(self, "plain")
        self.sure = button(
            self.tr("恢复（&Y）"), "primary", self._sure, self.question, object_name="layout_back_sure"
        )
        self.leave = button(
            self.tr("不恢复（&N）"), "plain", self._leave, self.question, object_name="layout_back_leave"
        )
        asked = QVBoxLayout(self.question)
        asked.setContentsMargins(0, 0, 0, 0)
        answers = QHBoxLayout()
        answers.addWidget(self.sure)
        answers.addWidget(self.leave)
        words = self.tr("以后打印改用随程序来的标准版式。本区版式的文件还在，随时可以再采用。")
        asked.addWidget(label(words, "hint", self.question))
        asked.addLayout(answers)
        self.question.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.use)
        column.addWidget(self.used)
        column.addWidget(self.back)
        column.addWidget(self.question)

    def show_used(self, card: str, sheet: str, *, other: bool, fits: bool) -> None:
        """Say what is printed with; ``other`` than the standard there is a way back, what ``fits`` can be taken."""
        self.use.setEnabled(fits)
        say(self.used, self.tr("现在：单张卡用“{0}”，整版纸用“{1}”。").format(card, sheet), "hint")
        self.back.setVisible(other and self.question.isHidden())
        if not other:
            self.question.hide()

    def _ask(self) -> None:
        self.back.hide()
        self.question.show()
        self.leave.setFocus()
        self.asked.emit()

    def _sure(self) -> None:
        self.question.hide()
        self.given_back.emit()

    def _leave(self) -> None:
        self.question.hide()
        self.back.show()
        self.back.setFocus()
