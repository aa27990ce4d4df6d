# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Large tiles in groups, tapped by finger, mouse, arrow keys or digits; a scanner among them is told from a finger.

1. A digit taps the tile that shows it, a moment later than the key: a scanner's next digit comes sooner than that.
2. Digits that come faster than a hand, and any other character, are text for the finder: ``typed``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from fieldkit.ui.parts.finder_keys import ENTER_KEYS, PLAIN

DIGITS = "1234567890"
HAND_MS = 70  # scanners type a character every 5 to 30 ms, hands none under 80
NARROWEST, WIDEST = 118, 190
TILE_HEIGHT = 72
GAP, LOW_GAP = 8, 4
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


@dataclass(frozen=True, slots=True)
class TileFace:
    """What a tile shows; ``note`` is a small line under the name."""

    code: str
    group: str
    name: str
    note: str = ""


class Tile(QPushButton):
    """One tile: its key, its name, a note and a number."""

    def __init__(self, face: TileFace, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = face.code
        self.setObjectName(f"tile_{face.code}")
        self.setProperty("role", "tile")
        self.setAccessibleName(face.name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._key = self._label(key, "keycap")
        self._name = self._label(face.name, "tilename")
        self._name.setWordWrap(True)
        self._note = self._label(face.note, "hint")
        self._figure = self._label("", "tilefigure")
        self._lay_out()

    def name_width(self) -> int:
        """Return how wide the name is on one line."""
        return self._name.fontMetrics().horizontalAdvance(self._name.text())

    def show_figure(self, figure: int) -> None:
        """Show ``figure``; nothing for zero."""
        self._figure.setText(str(figure) if figure else "")

    def show_wanted(self, wanted: bool) -> None:
        """Mark this tile as the one that waits for a member, or not."""
        if bool(self.property("wanted")) == wanted:
            return
        self.setProperty("wanted", wanted)
        self.style().unpolish(self)
        self.style().polish(self)

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, TILE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST - 24, TILE_HEIGHT)

    def hasHeightForWidth(self) -> bool:
        return False  # every tile is as high as the next

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in ARROWS:
            event.ignore()  # the board knows where its neighbours are
        else:
            super().keyPressEvent(event)

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", role)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return label

    def _lay_out(self) -> None:
        self._key.setVisible(bool(self._key.text()))
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._key, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self._note, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addStretch(1)
        low = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        inside = QGridLayout(self)
        inside.setContentsMargins(12, 4, 10, 3)
        inside.setSpacing(0)
        inside.addWidget(self._name, 0, 0)
        inside.addLayout(foot, 2, 0)
        inside.addWidget(self._figure, 0, 0, 3, 1, low)  # beside the foot, and no row is made higher by it
        inside.setRowStretch(1, 1)


class TileBoard(QScrollArea):
    """Tiles under their group's heading, in as many columns as there is room for; ``empty`` in place of none.

    Signals:
        tapped: (code) a tile was tapped.
        typed: (text) somebody typed, or a scanner did: it belongs to the finder.
    """

    tapped = Signal(str)
    typed = Signal(str)

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tiles: list[Tile] = []
        self._groups: list[tuple[QLabel, list[Tile]]] = []
        self._columns = 0
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(False)
        self._buttons.buttonClicked.connect(self._tell)
        self._inside = QWidget(self)
        self._inside.setObjectName("tile_board_inside")
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(LOW_GAP)
        self.setWidget(self._inside)
        self._empty = QLabel(empty, self._inside)
        self._empty.setProperty("role", "empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid.addWidget(self._empty, 0, 0)
        self._digit = ""
        self._hand = QTimer(self)
        self._hand.setSingleShot(True)
        self._hand.setInterval(HAND_MS)
        self._hand.timeout.connect(self._tap_digit)

    def show_faces(self, faces: Sequence[TileFace]) -> None:
        """Show one tile for each of ``faces``, groups in the order of their first tile."""
        for label, tiles in self._groups:
            for widget in (label, *tiles):
                self._grid.removeWidget(widget)
                widget.setParent(None)
                widget.deleteLater()
        self._groups, self._tiles = [], []
        for group in dict.fromkeys(face.group for face in faces):
            self._add_group(group, [face for face in faces if face.group == group])
        self._empty.setVisible(not faces)
        self._columns = 0
        self._arrange()

    def show_figures(self, figures: dict[str, int]) -> None:
        """Show on each tile the number that ``figures`` has for its code."""
        for tile in self._tiles:
            tile.show_figure(figures.get(tile.code, 0))

    def show_wanted(self, code: str) -> None:
        """Mark the tile of ``code`` as waiting for a member; '' for none."""
        for tile in self._tiles:
            tile.show_wanted(tile.code == code)

    def tap_number(self, place: int) -> None:
        """Tap the tile that shows the ``place``-th digit key (0 for the first)."""
        if place < len(self._tiles):
            self._tiles[place].click()

    def take_focus(self, code: str = "") -> None:
        """Put the focus on the tile of ``code``, or on the first."""
        wanted = next((tile for tile in self._tiles if tile.code == code), None)
        tile = wanted or next(iter(self._tiles), None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.TabFocusReason)

    def holds_focus(self) -> bool:
        """Return True when one of the tiles has the focus."""
        return any(tile.hasFocus() for tile in self._tiles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in ARROWS:
            self._move(*ARROWS[Qt.Key(event.key())])
        elif event.isAutoRepeat() or not text or not text.isprintable() or event.modifiers() not in PLAIN:
            event.ignore()
        elif self._hand.isActive():
            text, self._digit = self._digit + text, ""
            self._hand.start()  # the rest of a scan is text as well
            self.typed.emit(text)
        elif text in DIGITS:
            self._digit = text
            self._hand.start()
        elif text in "+-":
            event.ignore()  # the page's keys
        else:
            self.typed.emit(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    # -- inside ---------------------------------------------------------------------------------------------

    def _add_group(self, group: str, faces: list[TileFace]) -> None:
        label = QLabel(group, self._inside)
        label.setProperty("role", "group")
        tiles = []
        for face in faces:
            place = len(self._tiles)
            tile = Tile(face, DIGITS[place] if place < len(DIGITS) else "", self._inside)
            self._buttons.addButton(tile)
            tiles.append(tile)
            self._tiles.append(tile)
        self._groups.append((label, tiles))

    def _tell(self, tile: QAbstractButton) -> None:
        if isinstance(tile, Tile):
            self.tapped.emit(tile.code)

    def _tap_digit(self) -> None:
        digit, self._digit = self._digit, ""
        if digit:
            self.tap_number(DIGITS.index(digit))

    def _arrange(self) -> None:
        """Lay the groups on shelves in their order, as many to a shelf as there is room for."""
        if not self._tiles:
            return
        room = (self.viewport().width() + GAP) // (self._least_width() + GAP)
        columns = max(1, min(room, max(len(tiles) for _, tiles in self._groups)))
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        row = column = 0
        for label, tiles in self._groups:
            if column and column + len(tiles) > columns:
                row, column = row + 2, 0
            self._grid.addWidget(label, row, column, 1, min(len(tiles), columns - column))
            for place, tile in enumerate(tiles):
                self._grid.addWidget(tile, row + 1 + place // columns, column + place % columns)
            row += (len(tiles) - 1) // columns
            column += min(len(tiles), columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        for done in range(row + 3):
            self._grid.setRowStretch(done, done // (row + 2))

    def _least_width(self) -> int:
        """Return how wide a tile must be so that every name fits in two lines."""
        longest = max(tile.name_width() for tile in self._tiles)
        return min(max(longest * 11 // 20 + 26, NARROWEST), WIDEST)

    def _move(self, across: int, down: int) -> None:
        """Move the focus to the nearest tile that way."""
        here = next((tile for tile in self._tiles if tile.hasFocus()), None)
        if here is None:
            self.take_focus()
            return
        start = here.geometry().center()

        def distance(tile: Tile) -> int:
            away = tile.geometry().center() - start
            along, aside = away.x() * across + away.y() * down, abs(away.x() * down) + abs(away.y() * across)
            return along + 2 * aside if along > TILE_HEIGHT // 2 else 1 << 30

        nearest = min(self._tiles, key=distance)
        if distance(nearest) < 1 << 30:
            nearest.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(nearest)
