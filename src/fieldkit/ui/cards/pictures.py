# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How cards will look: the pages of a sample one below the other, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 14
EDGE = QColor(150, 154, 160)


class Pictures(QWidget):
    """Draws pictures of pages with a thin edge around each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[QImage, ...] = ()
        self.setMinimumSize(QSize(220, 240))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def count(self) -> int:
        """Return how many pages are shown."""
        return len(self._pages)

    def show_pages(self, pages: tuple[QImage, ...], told: str) -> None:
        """Show these; ``told`` is what they are, for those who hear it."""
        self._pages = pages
        self.setAccessibleName(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, page in self._places():
            painter.drawImage(place, page)
            painter.setPen(QPen(EDGE, 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _places(self) -> list[tuple[QRect, QImage]]:
        """Return where each page is drawn: side by side where they stand upright, else one below the other."""
        if not self._pages:
            return []
        upright = self._pages[0].height() > self._pages[0].width()
        number = len(self._pages)
        across, down = (number, 1) if upright else (1, number)
        room = QSize(
            (self.width() - GAP * (across - 1)) // across, (self.height() - GAP * (down - 1)) // down
        )
        found = []
        left = top = 0
        for page in self._pages:
            size = page.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            found.append((QRect(left, top, size.width(), size.height()), page))
            if upright:
                left += size.width() + GAP
            else:
                top += size.height() + GAP
        return found
