# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The strip that says what was just done, and takes it back."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from fieldkit.acts import void
from fieldkit.domain.operators import Operator, Role
from fieldkit.ui.parts.field import repolish

DONE, UNDONE, STOPPED = "good", "plain", "bad"


def undo_window(operator: Operator) -> dt.timedelta | None:
    """Return how long ``operator`` may take an own act back; None for as long as they like."""
    return None if operator.role is Role.CLERK else void.OWN_FOR


class DoneStrip(QFrame):
    """One sentence with what can still be done about it; ``idle`` is shown while there is nothing to say.

    Signals:
        undo_asked: (operation) take this operation back.
        more_asked: (operation) the strip's other button.
    """

    undo_asked = Signal(str)
    more_asked = Signal(str)

    def __init__(self, more: str = "", idle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operation = ""
        self._idle = idle
        self.setObjectName("done_strip")
        self.setProperty("role", "strip")
        self._text = QLabel(self)
        self._text.setObjectName("done_text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._more = self._button("done_more", more)
        self._undo = self._button("done_undo", self.tr("撤销（Alt+Z）"))
        self._more.clicked.connect(self.more)
        self._undo.clicked.connect(self.undo)
        self._too_late = QTimer(self)
        self._too_late.setSingleShot(True)
        self._too_late.timeout.connect(self._undo.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 8, 1)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._undo)
        self.setMinimumHeight(50)
        self.clear()

    def say_done(
        self, sentence: str, operation: str, *, undo_for: dt.timedelta | None, more: bool = True
    ) -> None:
        """Say that ``operation`` was recorded; it can be taken back until the next word, or for ``undo_for``."""
        self._say(sentence, DONE, operation)
        if undo_for is not None:
            self._too_late.start(int(undo_for.total_seconds() * 1000))
        self._more.setVisible(more and bool(self._more.text()))

    def say(self, sentence: str, *, tone: str = UNDONE) -> None:
        """Say ``sentence``; there is nothing to take back."""
        self._say(sentence, tone, "")
        self._more.hide()

    def clear(self) -> None:
        """Say nothing but the hint."""
        self._say(self._idle, "", "")
        self._more.hide()

    def undo(self) -> None:
        """Ask for the operation to be taken back, once."""
        if self._operation and self._undo.isVisible():
            operation, self._operation = self._operation, ""
            self._undo.hide()
            self._more.hide()
            self.undo_asked.emit(operation)

    def more(self) -> None:
        """Ask for what the other button offers."""
        if self._operation and self._more.isVisible():
            self.more_asked.emit(self._operation)

    def _say(self, sentence: str, tone: str, operation: str) -> None:
        self._too_late.stop()
        self._operation = operation
        self._text.setText(sentence)
        self._undo.setVisible(bool(operation))
        repolish(self, "tone", tone)
        repolish(self._text, "tone", tone)
        repolish(self._text, "role", "" if tone else "hint")

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        return button
