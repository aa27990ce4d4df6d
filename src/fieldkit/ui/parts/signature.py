# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A pad to sign on with a pen, a finger or the mouse; what it holds is ink on a sheet (``ink.py``)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen, QPixmap, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldkit.ui.parts import ink
from fieldkit.ui.parts.ink import Dot, Stroke

INK = QColor("#12233f")
PAPER = QColor("#ffffff")
EDGE = QColor("#7b8794")
FAULTY = QColor("#b3261e")
HINT = QColor("#6b7682")
LEAST_STEP = 1.5  # units of the sheet; nearer dots only make the file larger


class SignaturePad(QWidget):
    """The pad. Paper stays white and ink dark in every theme, for that is how it is printed.

    Signals:
        signed: a stroke was ended, taken back, or the pad cleared: ``png`` is another one now.
    """

    signed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[Stroke] = []
        self._current: list[Dot] = []
        self._kept = QPixmap()
        self._png = b""
        self._words = ""
        self._hint = ""
        self._by_pen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(240, 66)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("签名板"))

    @property
    def png(self) -> bytes:
        """Return the signature as a small PNG, or b'' while there is none."""
        return self._png

    @property
    def has_ink(self) -> bool:
        """Return True when somebody has drawn here since the pad was last shown or cleared."""
        return bool(self._strokes)

    def set_hint(self, hint: str) -> None:
        """Show ``hint`` on the pad as long as it is empty."""
        self._hint = hint
        self.update()

    def show_png(self, png: bytes) -> None:
        """Show a signature that was made before, or nothing for b''."""
        self._strokes, self._current, self._words = [], [], ""
        self._kept = QPixmap()
        self._png = png if png and self._kept.loadFromData(png) else b""
        self.update()

    def sign_on_paper(self, words: str) -> None:
        """Hold ``words`` in place of ink: the person has signed the paper form; '' takes that back."""
        self._words = words
        self._strokes, self._kept = [], QPixmap()
        self._told(ink.png_of_words(words) if words else b"")

    def clear(self) -> None:
        """Take everything off the pad."""
        self._strokes, self._current, self._words, self._kept = [], [], "", QPixmap()
        self._told(b"")

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._strokes.pop()
            self._told(ink.png_of(self._strokes))
        elif not self._words:
            self.clear()

    # -- the pen --------------------------------------------------------------------------------------------

    def tabletEvent(self, event: QTabletEvent) -> None:
        press = max(event.pressure(), 0.05)
        if event.type() == QEvent.Type.TabletPress:
            self._by_pen = True
            self._put_down(event.position(), press)
        elif event.type() == QEvent.Type.TabletMove and self._current:
            self._draw_to(event.position(), press)
        elif event.type() == QEvent.Type.TabletRelease:
            self._lift()
            self._by_pen = False
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton and not self._by_pen:
            self._put_down(event.position(), 0.5)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._current and not self._by_pen:
            self._draw_to(event.position(), 0.5)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._by_pen:
            self._lift()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Backspace or (control and event.key() == Qt.Key.Key_Z):
            self.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _put_down(self, place: QPointF, press: float) -> None:
        if self._words or not self._kept.isNull():
            self._words, self._kept = "", QPixmap()  # signing anew replaces what stood there
        self._current = [self._dot(place, press)]
        self.update()

    def _draw_to(self, place: QPointF, press: float) -> None:
        dot, last = self._dot(place, press), self._current[-1]
        if abs(dot.x - last.x) + abs(dot.y - last.y) >= LEAST_STEP:
            self._current.append(dot)
            self.update()

    def _lift(self) -> None:
        if self._current:
            self._strokes.append(tuple(self._current))
            self._current = []
            self._told(ink.png_of(self._strokes))

    def _told(self, png: bytes) -> None:
        self._png = png
        self.update()
        self.signed.emit()

    # -- the sheet ------------------------------------------------------------------------------------------

    def _scale(self) -> float:
        return min(self.width() / ink.SHEET_WIDTH, self.height() / ink.SHEET_HEIGHT)

    def _origin(self) -> QPointF:
        scale = self._scale()
        return QPointF(
            (self.width() - ink.SHEET_WIDTH * scale) / 2, (self.height() - ink.SHEET_HEIGHT * scale) / 2
        )

    def _dot(self, place: QPointF, press: float) -> Dot:
        """Return where on the sheet ``place`` of the pad is, kept inside the pad."""
        scale, origin = self._scale(), self._origin()
        x = min(max(place.x(), 2.0), self.width() - 2.0)
        y = min(max(place.y(), 2.0), self.height() - 2.0)
        return Dot((x - origin.x()) / scale, (y - origin.y()) / scale, press)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        faulty = bool(self.property("fault"))
        edge = (
            self.palette().color(QPalette.ColorRole.Highlight)
            if self.hasFocus()
            else FAULTY
            if faulty
            else EDGE
        )
        painter.setPen(QPen(edge, 2 if self.hasFocus() or faulty else 1))
        painter.setBrush(PAPER)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        if self._words:
            self._write(painter, self._words, INK)
        elif not self._kept.isNull():
            self._paste(painter)
        elif self._strokes or self._current:
            self._ink(painter)
        else:
            self._write(painter, self._hint, HINT)

    def _ink(self, painter: QPainter) -> None:
        scale = self._scale()
        painter.translate(self._origin())
        painter.scale(scale, scale)
        drawn = [*self._strokes, tuple(self._current)] if self._current else self._strokes
        ink.draw(painter, drawn, INK)

    def _paste(self, painter: QPainter) -> None:
        room = self.rect().adjusted(10, 8, -10, -8)
        shown = self._kept.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, shown.width(), shown.height())
        place.moveCenter(QRectF(room).center())
        painter.drawPixmap(place.toRect(), self._kept)

    def _write(self, painter: QPainter, words: str, colour: QColor) -> None:
        painter.setPen(colour)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(12, 6, -12, -6), flags, words)

    def sizeHint(self) -> QSize:
        return QSize(420, 66)
