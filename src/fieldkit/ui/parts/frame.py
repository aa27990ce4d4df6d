# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Small makings of every face: labels and buttons in their roles, panels, and the dark aside with the mark."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.ui.style import mark, role

MARK_SIZE = 44
ASIDE_WIDTH = 340


def label(text: str, name: str, parent: QWidget | None = None, *, wrap: bool = True) -> QLabel:
    """Return a label in the role ``name`` for words of ours; what others typed goes in by ``say``."""
    made = QLabel(text, parent)
    made.setWordWrap(wrap)
    made.setProperty("role", name)
    return made


def button(
    text: str,
    name: str,
    clicked: Callable[[], object] | SignalInstance,
    parent: QWidget | None = None,
    *,
    object_name: str = "",
) -> QPushButton:
    """Return a button in the role ``name`` that is reached by Tab and pressed by Enter too."""
    made = QPushButton(text, parent)
    made.setProperty("role", name)
    made.setObjectName(object_name)
    made.setAutoDefault(True)
    made.clicked.connect(clicked)
    return made


def panel(parent: QWidget | None = None, name: str = "panel") -> QFrame:
    """Return an empty frame in the role ``name``."""
    made = QFrame(parent)
    made.setProperty("role", name)
    return made


def aloud(words: str) -> str:
    """Return a label's ``words`` as they are read aloud: without the mark of the key that leads there."""
    return re.sub(r"\s*[（(]&.[）)]|&", "", words)


def label_of(
    field: QWidget, text: str, parent: QWidget | None = None, *, name: str = "label", wrap: bool = True
) -> QLabel:
    """Return the label of ``field``: its key leads there, and its words are read aloud there."""
    made = label(text, name, parent, wrap=wrap)
    made.setBuddy(field)
    field.setAccessibleName(aloud(text))
    return made


def labelled(field: QWidget, text: str, parent: QWidget) -> QVBoxLayout:
    """Return ``field`` below its label."""
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label_of(field, text, parent, wrap=False))
    column.addWidget(field)
    return column


def say(place: QLabel, text: str, name: str = "fault") -> None:
    """Show ``text`` in ``place`` in the role ``name``, never as markup; hide the place when there is none."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - the first face opens without it

    place.setTextFormat(Qt.TextFormat.PlainText)
    role(place, name)
    place.setText(text)
    place.setVisible(bool(text))


def centred(widget: QWidget) -> QVBoxLayout:
    """Return a layout that keeps ``widget`` in the middle of whatever room there is."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    column = QVBoxLayout()
    column.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    return column


class Aside(QFrame):
    """The dark side of the set-up and sign-in faces: the mark, the name, and room for more below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "aside")
        self.setFixedWidth(ASIDE_WIDTH)
        sign = QLabel(self)
        sign.setPixmap(mark(MARK_SIZE))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(36, 44, 28, 28)
        self.column.setSpacing(10)
        self.column.addWidget(sign)
        self.column.addSpacing(8)
        self.column.addWidget(label("FieldKit", "brand", self))
        self.column.addWidget(label(self.tr("工会现场入会与服务"), "hint", self))
        self.column.addSpacing(28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
