# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How cards will look: the pages of a sample one below the other, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 14
BELOW = 6  # words, before the first page
FAINT = 0.55  # of what is not so any more
WRAPPED = int(Qt.TextFlag.TextWordWrap)
EDGE = QColor(150, 154, 160)


class Pictures(QWidget):
    """Draws pictures of pages with a thin edge around each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[QImage, ...] = ()
        self._old = False
        self.setMinimumSize(QSize(176, 240))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def count(self) -> int:
        """Return how many pages are shown."""
        return len(self._pages)

    def show_pages(self, pages: tuple[QImage, ...], told: str) -> None:
        """Show these; ``told`` is what they are, for those who hear it."""
        self._pages = pages
        self._old = False
        self.setAccessibleName(told)
        self.update()

    def keep_last(self) -> None:
        """Say that what is shown is how it was before, because what there is now cannot be drawn."""
        self._old = True
        self.setAccessibleName(self.words)
        self.update()

    def clear(self) -> None:
        """Show nothing: another layout is coming."""
        self._pages = ()
        self._old = False
        self.update()

    @property
    def words(self) -> str:
        """Return what is said about old pictures, or where there is none; '' where they are as the layout is."""
        if not self._old:
            return ""
        if self._pages:
            return self.tr("现在的还画不出来，下面是上一次画得出来的样子。")
        return self.tr("还画不出样张，请先改好列出的问题。")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._old:
            painter.setPen(self.palette().text().color())
            painter.drawText(QRect(0, 0, self.width(), self._caption()), WRAPPED, self.words)
            painter.setOpacity(FAINT)
        for place, page in self._places():
            painter.drawImage(place, page)
            painter.setPen(QPen(EDGE, 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _caption(self) -> int:
        """Return how high the words above the pages are."""
        if not self._old:
            return 0
        room = QRect(0, 0, self.width(), self.height())
        return self.fontMetrics().boundingRect(room, WRAPPED, self.words).height() + BELOW

    def _places(self) -> list[tuple[QRect, QImage]]:
        """Return where each page is drawn: side by side where they stand upright, else one below the other."""
        if not self._pages:
            return []
        upright = self._pages[0].height() > self._pages[0].width()
        number = len(self._pages)
        across, down = (number, 1) if upright else (1, number)
        above = self._caption()
        room = QSize(
            (self.width() - GAP * (across - 1)) // across, (self.height() - above - GAP * (down - 1)) // down
        )
        found = []
        left, top = 0, above
        for page in self._pages:
            size = page.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            found.append((QRect(left, top, size.width(), size.height()), page))
            if upright:
                left += size.width() + GAP
            else:
                top += size.height() + GAP
        return found
