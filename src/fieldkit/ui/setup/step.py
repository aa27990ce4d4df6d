# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What every step of the set-up is: one calm panel with a title, a few words, its fields, and the way on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label, label_of, say

WIDTH = 640


class Step(QFrame):
    """One screen of the set-up.

    Signals:
        finished: this step is done; on to the next.
        skipped: this step is put off.
    """

    finished = Signal()
    skipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(44, 38, 44, 34)
        column.setSpacing(10)
        self._title = label("", "title", self)
        self._words = label("", "lead", self)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(12)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body)
        self.fault = label("", "fault", self)
        self.fault.hide()
        column.addWidget(self.fault)
        column.addSpacing(14)
        self.ways = QHBoxLayout()
        self.ways.setSpacing(12)
        column.addLayout(self.ways)

    def head(self, title: str, words: str) -> None:
        """Show what this step is and why."""
        self._title.setText(title)
        self._words.setText(words)

    def add_field(self, text: str, field: QWidget, hint: str = "") -> None:
        """Add ``field`` under its label, with a quiet line below it."""
        self.body.addWidget(label_of(field, text, self))
        self.body.addWidget(field)
        if hint:
            self.body.addWidget(label(hint, "hint", self))
        self.body.addSpacing(6)

    def add_way(
        self, text: str, name: str, clicked: Callable[[], object] | SignalInstance, object_name: str
    ) -> QPushButton:
        """Add a button to the foot: the way on (``primary``), or another (``quiet``)."""
        made = button(text, name, clicked, self, object_name=object_name)
        if name == "primary":
            self.ways.addStretch(1)
        self.ways.addWidget(made)
        return made

    def say(self, text: str, name: str = "fault") -> None:
        """Say ``text`` above the buttons, or nothing."""
        say(self.fault, text, name)

    def focus(self) -> None:
        """Put the cursor into the first field, else on the way on."""
        for field in self.findChildren(QLineEdit):
            if field.isEnabled() and not field.isReadOnly():
                field.setFocus()
                return
        for way in self.findChildren(QPushButton):
            if way.property("role") == "primary" and way.isEnabled():
                way.setFocus()
                return
