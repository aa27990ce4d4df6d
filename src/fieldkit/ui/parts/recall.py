# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A line that recalls what was typed in it before; its list is part of the window, so no key is ever swallowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from fieldkit.ui.parts.inputs import TidyLine

MOST_REMEMBERED = 60
MOST_SHOWN = 7
FEWEST_BELOW = 3
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecallList(QListWidget):
    """The texts recalled, right below a line; it never has the focus.

    Signals:
        picked: one was clicked (its text).
    """

    picked = Signal(str)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self._line = line
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._clicked)
        self.hide()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show ``texts`` with none marked; hide for none."""
        self.clear()
        self.addItems(list(texts))
        self.setVisible(bool(texts))
        if not texts:
            return
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self.show()
        below = self._line.mapTo(window, QPoint(0, self._line.height()))
        row, frame = self.sizeHintForRow(0), 2 * self.frameWidth() + 2
        room = (window.height() - below.y() - frame) // row
        rows = min(len(texts), max(room, FEWEST_BELOW))
        height = row * rows + frame
        above = self._line.mapTo(window, QPoint(0, -height))
        place = below if room >= rows else above
        self.setGeometry(place.x(), place.y(), self._line.width(), height)
        self.raise_()

    def marked(self) -> str:
        """Return the text that is marked, or ''."""
        row = self.currentItem()
        return row.text() if self.isVisible() and row is not None else ""

    def step(self, by: int) -> None:
        """Mark the next text, or the one before; before the first there is none."""
        row = min(self.currentRow() + by, self.count() - 1)
        self.setCurrentRow(max(row, -1))

    def _clicked(self, row: QListWidgetItem) -> None:
        self.picked.emit(row.text())


class RecallLine(TidyLine):
    """A line that recalls what was typed in it earlier today; Down in an empty line lists the latest.

    Enter and Tab take what is marked in the list, and then do what they always do.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(str.strip, parent)
        self._typed: list[str] = []
        self._known: tuple[str, ...] = ()
        self.list = RecallList(self)
        self.list.picked.connect(self._take)
        self.textEdited.connect(self._look)

    @property
    def recalled(self) -> tuple[str, ...]:
        """Return everything that is recalled, the latest first."""
        typed = set(self._typed)
        return (*self._typed, *(text for text in self._known if text not in typed))

    def remember(self, text: str) -> None:
        """Put ``text`` first among what is recalled."""
        if text:
            self._typed = [text, *(typed for typed in self._typed if typed != text)][:MOST_REMEMBERED]

    def offer_also(self, texts: Iterable[str]) -> None:
        """Recall ``texts`` too, after what was typed today."""
        self._known = tuple(texts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS:
            self._take(self.list.marked() or self.text())
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Down and not self.list.isVisible():
            self._look(self.text(), even_if_empty=True)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.list.isVisible():
            self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and self.list.isVisible():
            self.list.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.list.hide()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Take what is marked when Tab leads on, for a Tab does not come by ``keyPressEvent``."""
        if self.list.marked():
            self._take(self.list.marked())
        return super().focusNextPrevChild(forward)

    def _look(self, text: str, *, even_if_empty: bool = False) -> None:
        """List what holds ``text`` somewhere, and is not ``text`` itself."""
        sought = text.strip().casefold()
        found = (each for each in self.recalled if sought in each.casefold() and each != text.strip())
        shown = [each for _, each in zip(range(MOST_SHOWN), found, strict=False)]
        self.list.show_texts(shown if sought or even_if_empty else ())

    def _take(self, text: str) -> None:
        self.list.hide()
        if text != self.text():
            self.setText(text)
