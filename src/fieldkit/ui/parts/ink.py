# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Ink of a signature: strokes on a virtual sheet, and their small PNG.

1. Strokes are kept in units of the sheet, never in pixels of a screen: a pad may change its size at any time.
2. The PNG is trimmed to the ink, grey in sixteen steps, and holds a few kilobytes at most: it travels in a batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter, QPainterPath, QPen

SHEET_WIDTH = 600.0
SHEET_HEIGHT = 200.0
PEN_WIDTH = 3.4
LEAST_INK = 60.0  # a dot or a slip of the hand is no signature
MARGIN = 6.0
LARGEST_WIDTH = 420
LARGEST_HEIGHT = 140
SHADES = 16


@dataclass(frozen=True, slots=True)
class Dot:
    """One place of the pen on the sheet; ``press`` is 0 to 1, 0.5 for a mouse."""

    x: float
    y: float
    press: float = 0.5


Stroke = tuple[Dot, ...]


def length_of(strokes: Sequence[Stroke]) -> float:
    """Return how long all ``strokes`` are together."""
    return sum(
        ((b.x - a.x) ** 2 + (b.y - a.y) ** 2) ** 0.5 for stroke in strokes for a, b in pairwise(stroke)
    )


def bounds_of(strokes: Sequence[Stroke]) -> QRectF:
    """Return the smallest part of the sheet that holds all ink, with a margin."""
    xs = [dot.x for stroke in strokes for dot in stroke]
    ys = [dot.y for stroke in strokes for dot in stroke]
    if not xs:
        return QRectF()
    box = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return box.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)


def draw(painter: QPainter, strokes: Sequence[Stroke], ink: QColor) -> None:
    """Draw ``strokes`` in sheet units with a painter that is scaled to the sheet."""
    pen = QPen(ink, PEN_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    for stroke in strokes:
        press = sum(dot.press for dot in stroke) / max(len(stroke), 1)
        pen.setWidthF(PEN_WIDTH * (0.6 + 0.8 * press))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_path(stroke))


def png_of(strokes: Sequence[Stroke]) -> bytes:
    """Return the trimmed PNG of ``strokes``, or b'' when there is too little ink for a signature."""
    if length_of(strokes) < LEAST_INK:
        return b""
    box = bounds_of(strokes)
    scale = min(LARGEST_WIDTH / box.width(), LARGEST_HEIGHT / box.height(), 1.0)
    sheet = _blank(round(box.width() * scale), round(box.height() * scale))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.translate(-box.topLeft())
    draw(painter, strokes, QColor(Qt.GlobalColor.black))
    painter.end()
    return _packed(sheet)


def png_of_words(words: str) -> bytes:
    """Return a small PNG that says ``words`` where a signature would stand; it imitates no hand."""
    sheet = _blank(LARGEST_WIDTH, 60)
    painter = QPainter(sheet)
    font = QFont(painter.font())
    font.setPixelSize(22)
    painter.setFont(font)
    painter.setPen(QColor(Qt.GlobalColor.black))
    painter.drawText(
        sheet.rect().adjusted(8, 4, -8, -4), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words
    )
    painter.end()
    return _packed(sheet)


def _path(stroke: Stroke) -> QPainterPath:
    """Return a smooth path: curves through the middles between the dots."""
    path = QPainterPath(QPointF(stroke[0].x, stroke[0].y))
    if len(stroke) == 1:
        path.lineTo(stroke[0].x + 0.1, stroke[0].y)
        return path
    for a, b in pairwise(stroke[1:]):
        path.quadTo(a.x, a.y, (a.x + b.x) / 2, (a.y + b.y) / 2)
    path.lineTo(stroke[-1].x, stroke[-1].y)
    return path


def _blank(width: int, height: int) -> QImage:
    sheet = QImage(max(width, 1), max(height, 1), QImage.Format.Format_Grayscale8)
    sheet.fill(Qt.GlobalColor.white)
    return sheet


def _packed(sheet: QImage) -> bytes:
    """Return ``sheet`` as a PNG of sixteen greys."""
    greys = [QColor.fromHsv(0, 0, round(255 * shade / (SHADES - 1))).rgb() for shade in range(SHADES)]
    small = sheet.convertToFormat(
        QImage.Format.Format_Indexed8, greys, Qt.ImageConversionFlag.ThresholdDither
    )
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(0)  # for PNG that is the best compression
    writer.write(small)
    buffer.close()
    return bytes(kept.data())
