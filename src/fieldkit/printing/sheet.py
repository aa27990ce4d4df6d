# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A PDF while it is drawn, in millimetres from the upper left corner; nothing in it tells about a person but its text.

The same values give the same bytes: no time of making, no random name goes in.
"""

from __future__ import annotations

import enum
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from fieldkit.printing import fonts, qr
from fieldkit.printing.pen import Pen

MM = 72 / 25.4  # points in a millimetre
DOT = 25.4 / 300  # a dot of the coarsest printer that prints cards; 600 and 1,200 to the inch are multiples
ASCENT = 0.88  # of the em, in both fonts
LARGEST_SIDE = 6_000  # dots of a picture: more is a mistake, and a hundred megabytes once it is unpacked

_saving = threading.Lock()  # reportlab reads a font's file by one cursor


class Ink(enum.Enum):
    """The few inks of our papers: red, green, blue from 0 to 1."""

    BLACK = (0.07, 0.07, 0.08)
    PURE = (0.0, 0.0, 0.0)
    GREY = (0.40, 0.41, 0.43)
    HAIRLINE = (0.72, 0.73, 0.75)
    TINT = (0.955, 0.955, 0.96)
    RED = (0.70, 0.10, 0.12)
    WHITE = (1.0, 1.0, 1.0)


class Align(enum.Enum):
    """Where a text stands to the place it is given."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: size in points, distance of lines as a multiple of it."""

    size: float
    ink: Ink = Ink.BLACK
    bold: bool = False
    spacing: float = 1.45

    @property
    def line(self) -> float:
        """Return the height of a line in millimetres."""
        return self.size * self.spacing / MM

    @property
    def baseline(self) -> float:
        """Return how far below the upper edge of a line its letters stand, in millimetres."""
        return ((self.spacing - 1) / 2 + ASCENT) * self.size / MM


class Sheet:
    """One PDF being drawn, page by page."""

    def __init__(self, width: float, height: float, *, title: str) -> None:
        fonts.register()
        self.width, self.height = width, height
        self._left = self._top = 0.0
        self._window: tuple[float, float] | None = None
        self._bytes = BytesIO()
        font: Any = fonts.SANS  # the stubs expect a number here
        self._canvas = Canvas(
            self._bytes,
            pagesize=(width * MM, height * MM),
            invariant=1,
            pageCompression=1,
            initialFontName=font,
        )
        self._pen = Pen(self._canvas)
        self._canvas.setTitle(title)
        self._canvas.setAuthor("FieldKit")
        self._canvas.setSubject(title)
        self._canvas.setCreator("FieldKit")
        self._canvas.setProducer("FieldKit")
        self._canvas.setViewerPreference("PrintScaling", "None")

    def pdf(self) -> bytes:
        """End the last page and return the file."""
        self.turn()
        with _saving:
            self._canvas.save()
        return self._bytes.getvalue()

    def turn(self) -> None:
        """End this page and begin the next; what is drawn is packed at once, so that a long run takes little memory.

        reportlab would do it at the end, and write the packed bytes as text in Python: most of a run's time.
        """
        canvas: Any = self._canvas
        canvas.showPage()
        page = canvas._doc.Pages.pages[-1]  # noqa: SLF001 - as pen.py
        page.Contents = PDFStream(
            PDFDictionary({"Filter": PDFName("FlateDecode")}), zlib.compress(page.stream.encode())
        )
        page.stream = None

    @contextmanager
    def at(self, left: float, top: float) -> Iterator[None]:
        """Draw from another corner for a while."""
        before = self._left, self._top
        self._left, self._top = before[0] + left, before[1] + top
        try:
            yield
        finally:
            self._left, self._top = before

    @contextmanager
    def window(self, top: float, bottom: float) -> Iterator[None]:
        """Draw only what lies between two heights for a while: boxes and lines up to there, a text that begins there.

        So a text is drawn once and whole, whichever of two windows that meet it lies across.
        """
        before = self._window
        self._window = self._top + top, self._top + bottom
        try:
            yield
        finally:
            self._window = before

    def _seen(self, y: float, height: float = 0.0) -> tuple[float, float] | None:
        """Return what is drawn of a thing from ``y`` downwards: its upper edge and height; None for nothing."""
        if self._window is None:
            return y, height
        top, bottom = (edge - self._top for edge in self._window)
        if y >= bottom or (y + height <= top if height else y < top):
            return None
        upper = max(y, top)
        return upper, min(y + height, bottom) - upper

    def text(self, x: float, y: float, text: str, style: Style, *, align: Align = Align.LEFT) -> None:
        """Write one line inside a line's height whose upper edge is ``y``; ``x`` is its left, middle or right."""
        if self._seen(y) is None:
            return
        across = self._x(x)
        if align is not Align.LEFT:
            across -= align.value * fonts.width(text, style.size)
        baseline = self._y(y + style.baseline)
        self._pen.write(across, baseline, text, style.size, colour=style.ink.value, bold=style.bold)

    def rule(
        self, x: float, y: float, length: float, *, ink: Ink = Ink.HAIRLINE, weight: float = 0.5
    ) -> None:
        """Draw a line to the right, ``weight`` in points."""
        if self._seen(y) is None:
            return
        self._stroke(ink, weight)
        self._canvas.line(self._x(x), self._y(y), self._x(x + length), self._y(y))

    def upright(
        self, x: float, y: float, length: float, *, ink: Ink = Ink.HAIRLINE, weight: float = 0.5
    ) -> None:
        """Draw a line downwards."""
        if (seen := self._seen(y, length)) is None:
            return
        y, length = seen
        self._stroke(ink, weight)
        self._canvas.line(self._x(x), self._y(y), self._x(x), self._y(y + length))

    def frame(
        self, x: float, y: float, width: float, height: float, *, ink: Ink = Ink.HAIRLINE, weight: float = 0.5
    ) -> None:
        """Draw an empty box."""
        if (seen := self._seen(y, height)) is None:
            return
        y, height = seen
        self._stroke(ink, weight)
        self._canvas.rect(self._x(x), self._y(y + height), width * MM, height * MM, stroke=1, fill=0)

    def block(self, x: float, y: float, width: float, height: float, *, ink: Ink, corner: float = 0) -> None:
        """Draw a filled box, its corners rounded by ``corner``."""
        if (seen := self._seen(y, height)) is None:
            return
        y, height = seen
        left, lower = self._x(x), self._y(y + height)
        self._canvas.setFillColor(_colour(ink))
        self._canvas.roundRect(left, lower, width * MM, height * MM, corner * MM, stroke=0, fill=1)

    def code(self, x: float, y: float, code: qr.Symbol, *, dots: int) -> None:
        """Draw a QR symbol without its quiet zone, ``dots`` to a module, on whole dots of a 300 dpi printer."""
        if self._seen(y) is None:
            return
        left, top = (round(place / DOT) * DOT for place in (self._left + x, self._top + y))
        side = code.modules * dots * DOT
        self._canvas.addLiteral(qr.stencil(code, left * MM, (self.height - top - side) * MM, side * MM))

    def picture(self, x: float, y: float, width: float, height: float, png: bytes) -> bool:
        """Put a picture in the middle of a box, as large as fits; one that cannot be read leaves the box empty.

        So does one of more than ``LARGEST_SIDE`` dots across or down. Return whether it is there.
        """
        image = _opened(png)
        if image is None:
            return False
        across, down = image.getSize()
        scale = min(width / across, height / down)
        wide, high = across * scale, down * scale
        left, lower = self._x(x + (width - wide) / 2), self._y(y + (height + high) / 2)
        self._canvas.drawImage(image, left, lower, wide * MM, high * MM, mask="auto")
        return True

    def _stroke(self, ink: Ink, weight: float) -> None:
        self._canvas.setStrokeColor(_colour(ink))
        self._canvas.setLineWidth(weight)
        self._canvas.setLineCap(1)

    def _x(self, x: float) -> float:
        return (self._left + x) * MM

    def _y(self, y: float) -> float:
        return (self.height - self._top - y) * MM


def _opened(png: bytes) -> Any:
    """Return a picture that can be drawn, or None; how large it is, is asked before a dot of it is unpacked."""
    try:
        image: Any = ImageReader(BytesIO(png))
        if max(image.getSize()) > LARGEST_SIDE:
            return None
        image.getRGBData()
    except (OSError, ValueError, SyntaxError):
        return None
    except Exception as error:
        if "DecompressionBomb" not in type(error).__name__:  # Pillow's, which this room does not import
            raise
        return None
    return image


def _colour(ink: Ink) -> Color:
    return Color(*ink.value)
