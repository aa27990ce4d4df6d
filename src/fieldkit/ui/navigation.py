# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The dark column on the left of the work face: one button a page, each with its key; settings and lock at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import label
from fieldkit.ui.style import Look, mark, role

WIDTH = 208


@dataclass(frozen=True, slots=True)
class Place:
    """One page to go to: its stable name, its words, its icon and its key."""

    name: str
    words: str
    icon: str
    key: str


class NavButton(QPushButton):
    """A way to a page, with its key at the right."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(place.words, parent)
        self.place = place
        self.setObjectName(f"nav_{place.name}")
        self.setProperty("role", "nav")
        self.setIconSize(QSize(24, 24))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{place.words} ({place.key})")
        self._key = QLabel(place.key, self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.addStretch(1)
        row.addWidget(self._key)
        self.toggled.connect(self.dress_key)
        self.dress_key(False)

    def dress_key(self, chosen: bool) -> None:
        """Write the key's name in the colours of a chosen or an unchosen button."""
        role(self._key, "key", "chosen" if chosen else "")


class Navigation(QFrame):
    """The ways to all pages.

    Signals:
        gone: (page name) the operator wants to go there.
    """

    gone = Signal(str)

    def __init__(
        self, places: Sequence[Place], foot: Sequence[Place], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self.setProperty("role", "aside")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 14)
        column.setSpacing(4)
        column.addLayout(self._brand())
        column.addSpacing(18)
        for place in places:
            column.addWidget(self._way(place))
        column.addStretch(1)
        for place in foot:
            column.addWidget(self._way(place))
        look.changed.connect(self.draw_icons)
        self.draw_icons()

    def choose(self, name: str) -> None:
        """Show that the page ``name`` is the one in front."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def count(self, name: str, number: int) -> None:
        """Show beside the page ``name`` that so many things there want somebody; nothing for 0."""
        if name in self._buttons:
            way = self._buttons[name]
            way.setText(f"{way.place.words}  ({number})" if number else way.place.words)

    def draw_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        for way in self._buttons.values():
            way.setIcon(self._look.icon(way.place.icon, "on_nav", chosen="on_nav_chosen"))

    def _brand(self) -> QHBoxLayout:
        sign = QLabel(self)
        sign.setPixmap(mark(30))
        row = QHBoxLayout()
        row.setContentsMargins(10, 2, 0, 0)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addWidget(label("FieldKit", "brand", self, wrap=False), 1)
        return row

    def _way(self, place: Place) -> NavButton:
        way = NavButton(place, self)
        way.setCheckable(place.name != "lock")
        if way.isCheckable():
            self._group.addButton(way)
        way.clicked.connect(self._pressed)
        shortcut = QShortcut(QKeySequence(place.key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(way.click)
        self._buttons[place.name] = way
        return way

    def _pressed(self) -> None:
        way = self.sender()
        if isinstance(way, NavButton):
            self.gone.emit(way.place.name)
