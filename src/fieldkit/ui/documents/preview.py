# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A paper to look at before it is printed: one page at a time, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.ui.parts.frame import button, label, panel, say

EDGE = "#8A94A0"


class PreviewPane(QWidget):
    """Shows the pages of a PDF as pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[QImage, ...] = ()
        self._page = 0
        self.picture = QLabel(self)
        self.picture.setObjectName("document_preview")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setMinimumSize(QSize(180, 200))
        self.words = label("", "hint", self)
        self.words.setObjectName("document_preview_words")
        self.back = self._turner("‹", self.tr("上一页"), -1)
        self.on = self._turner("›", self.tr("下一页"), 1)
        self._lay_out()
        self.show_pages((), 0)

    def show_pages(self, pages: tuple[QImage, ...], count: int, told: str = "") -> None:
        """Show the first of ``pages``; ``count`` is how many the paper has, ``told`` what else is to be said.

        Where these are not all of them, that is said too.
        """
        self._pages, self._count, self._told = pages, count, told
        self._page = 0
        self._show()

    def say_instead(self, words: str) -> None:
        """Show a sentence where there is no page."""
        self._pages, self._count, self._told = (), 0, words
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _turner(self, sign: str, name: str, by: int) -> QPushButton:
        made = button(sign, "plain", lambda: self._turn(by), self)
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def _lay_out(self) -> None:
        frame = panel(self)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(12, 12, 12, 12)
        inner.addWidget(self.picture, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame, 1)
        column.addLayout(foot)

    def _turn(self, by: int) -> None:
        self._page = min(max(self._page + by, 0), len(self._pages) - 1)
        self._show()

    @property
    def _cut(self) -> bool:
        return len(self._pages) < self._count

    def _show(self) -> None:
        several = len(self._pages) > 1
        self.back.setVisible(several)
        self.on.setVisible(several)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page + 1 < len(self._pages))
        place = self.tr("第 {0} 页，共 {1} 页。").format(self._page + 1, self._count) if self._pages else ""
        shown = len(self._pages)
        less = (
            self.tr("这里只看前 {0} 页，打印是全部 {1} 页。").format(shown, self._count) if self._cut else ""
        )
        say(self.words, " ".join(part for part in (place, less, self._told) if part), "hint")
        self._draw()

    def _draw(self) -> None:
        if not self._pages:
            self.picture.setPixmap(QPixmap())
            return
        ratio = self.devicePixelRatioF()
        room = self.picture.size() * ratio
        image = self._pages[self._page].scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown = QPixmap.fromImage(image)
        painter = QPainter(shown)
        painter.setPen(QColor(EDGE))
        painter.drawRect(shown.rect().adjusted(0, 0, -1, -1))  # a white page on a white ground has no edge
        painter.end()
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
