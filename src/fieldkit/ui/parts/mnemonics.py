# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Alt and a letter press a button. Where that button cannot be pressed now, Qt types the letter into a line instead."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

TYPED_IN = (QLineEdit, QPlainTextEdit, QTextEdit)


class NothingTyped(QObject):
    """Keeps Alt and a letter from whatever has the keyboard to type in; AltGr, which types, is another modifier."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def _watch(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if isinstance(entered, TYPED_IN):
            entered.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() != Qt.KeyboardModifier.AltModifier or not event.text().isprintable():
            return False
        event.ignore()
        return bool(event.text())
