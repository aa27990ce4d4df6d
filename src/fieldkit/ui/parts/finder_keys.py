# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The box and the table of the finder: which keys each takes, and which it hands to the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTableView

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


class FinderBox(QLineEdit):
    """The box; says which keys belong to the table.

    Signals:
        entered: Enter, by a person or a scanner.
        gone_down: a key that goes on to the table.
        escaped: Escape.
    """

    entered = Signal()
    gone_down = Signal()
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.gone_down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class FinderTable(QTableView):
    """The lines found; typing in it goes back to the box.

    Signals:
        entered: Enter on a line.
        gone_up: Up on the first line.
        typed: a printable key (its text).
        escaped: Escape.
    """

    entered = Signal()
    gone_up = Signal()
    typed = Signal(str)
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.gone_up.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.text().isprintable() and event.text() and event.modifiers() in PLAIN:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
