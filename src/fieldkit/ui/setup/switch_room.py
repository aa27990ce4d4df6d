# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Room at the foot of the aside for language and theme, which come in right after the first paint."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class SwitchRoom(QWidget):
    """Holds the switches as soon as there is time for them.

    Signals:
        language_asked: (code) this language, please.
        theme_asked: (name) this theme, please.
    """

    language_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, *, spoken: str, theme: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._theme = theme
        self._filled = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._filled:
            self._filled = True
            QTimer.singleShot(0, self, self.fill)

    def fill(self) -> None:
        """Put the switches in."""
        from fieldkit.ui.setup.switches import Switches  # noqa: PLC0415 - the first paint does not wait for it

        switches = Switches(spoken=self._spoken, theme=self._theme, parent=self)
        switches.language_asked.connect(self.language_asked)
        switches.theme_asked.connect(self.theme_asked)
        self.layout().addWidget(switches)  # type: ignore[union-attr]
