# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A label that ends in … where there is no room for all of it, and then says all of it as a tip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_ANYWHERE = QTextOption()
_ANYWHERE.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class ElidedLabel(QLabel):
    """Shows as much of its text as there is room for: on one line, or on two where it is let."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._lines = 1
        self.setProperty("role", name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def whole(self) -> str:
        """Return the text as it was given."""
        return self._whole

    def show_text(self, text: str) -> None:
        """Show ``text`` from now on."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def let_lines(self, most: int) -> None:
        """Let the text take ``most`` lines, one or two, from now on."""
        self._lines = most
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def _fit(self) -> None:
        width = self.contentsRect().width()
        first = self._first_line(width) if self._lines > 1 else ""
        rest = self._whole[len(first) :]
        last = self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)
        self.setText(f"{first.rstrip()}\n{last}" if first and rest else first or last)
        self.setToolTip(self._whole if last != rest else "")

    def _first_line(self, width: int) -> str:
        """Return what of the text stands on the first line, broken as its language breaks lines."""
        layout = QTextLayout(self._whole, self.font())
        layout.setTextOption(_ANYWHERE)
        layout.beginLayout()
        line = layout.createLine()
        if line.isValid():
            line.setLineWidth(width)
        layout.endLayout()
        return self._whole[: line.textLength()] if line.isValid() else ""
