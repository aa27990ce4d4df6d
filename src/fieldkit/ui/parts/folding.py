# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parts side by side where there is room for all of them, else one below the other: nothing scrolls sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

SIDE_BY_SIDE, STACKED = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class FoldingRow(QWidget):
    """Holds its parts in a row, and folds into a column while the row would be wider than there is room."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 16) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(SIDE_BY_SIDE, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)

    @property
    def folded(self) -> bool:
        """Return True while the parts are one below the other."""
        return self._box.direction() == STACKED

    def add(self, part: QWidget, stretch: int = 1) -> None:
        """Add ``part`` behind the others; ``stretch`` is its share of a row's room."""
        self._box.addWidget(part, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return done

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0), super().minimumSizeHint().height())

    def _widths(self) -> list[int]:
        items = [self._box.itemAt(place) for place in range(self._box.count())]
        return [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]

    def _fold(self) -> None:
        widths = self._widths()
        wanted = sum(widths) + self._box.spacing() * (len(widths) - 1)
        way = SIDE_BY_SIDE if wanted <= self.width() else STACKED
        if way != self._box.direction():
            self._box.setDirection(way)
            self.updateGeometry()
