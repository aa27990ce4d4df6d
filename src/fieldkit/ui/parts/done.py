# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The strip that says what was just done, and takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from fieldkit.ui.parts.field import repolish

DONE, UNDONE, STOPPED = "good", "plain", "bad"


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
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._undo)
        self.setMinimumHeight(54)
        self.clear()

    def say_done(self, sentence: str, operation: str, *, more: bool = True) -> None:
        """Say that ``operation`` was recorded; it can be taken back until the next word."""
        self._say(sentence, DONE, operation)
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
        if self._operation:
            operation, self._operation = self._operation, ""
            self._undo.hide()
            self._more.hide()
            self.undo_asked.emit(operation)

    def more(self) -> None:
        """Ask for what the other button offers."""
        if self._operation and self._more.isVisible():
            self.more_asked.emit(self._operation)

    def _say(self, sentence: str, tone: str, operation: str) -> None:
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
