# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Pages of a PDF as dots of a device, by pdfium: in bands, black and white or grey, never scaled to fit.

1. Edges of paths are not smoothed: the modules of a code and the lines of a frame stand on whole dots.
2. A page is drawn at its own size from the paper's corner (moved by the printer's offset), and cut where it ends.
3. pdfium is used by one thread at a time: whoever calls it holds ``PDFIUM``.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

POINTS = 72.0
INCH_MM = 25.4
ROWS = 128  # rows of a band: what the smallest receipt printers take at once, and half a megabyte of a page in grey
INK = 150
"""Grey up to here is black: the grey edge of a thin stroke counts as ink, light shading does not."""

PDFIUM = threading.Lock()

_TO_BITS = bytes(ord("1") if grey <= INK else ord("0") for grey in range(256))
_TO_BGR = 3


@dataclass(frozen=True, slots=True)
class Band:
    """Some rows of a page from ``top`` on: a bit a dot, 1 is black, each row in whole bytes; or three bytes a dot."""

    top: int
    width: int
    height: int
    dots: bytes


@dataclass(frozen=True, slots=True)
class Grid:
    """The dots of a device: how many to the inch, what is kept of a page's width, and how far it is moved.

    ``width`` keeps so many dots of the middle of a wider page (the margins of a roll cannot be printed on); None keeps
    all. ``offset_mm`` moves the page to the right and down.
    """

    dpi: float
    width: int | None = None
    offset_mm: tuple[float, float] = (0.0, 0.0)

    def dots(self, millimetres: float) -> int:
        """Return a length in dots."""
        return round(millimetres / INCH_MM * self.dpi)


def sizes_mm(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Slow. Return the width and height of each page, in millimetres."""
    with _opened(pdf) as document, PDFIUM:
        sizes = [document.get_page_size(place) for place in range(len(document))]
    return tuple((width / POINTS * INCH_MM, height / POINTS * INCH_MM) for width, height in sizes)


def bands(pdf: bytes, page: int, grid: Grid, *, colour: bool = False) -> Iterator[Band]:
    """Slow. Yield a page from the top down: black and white, or with ``colour`` as three bytes (BGR) a dot."""
    with _opened(pdf) as document:
        with PDFIUM:
            sheet = document[page]
            width, height = (max(1, round(side / POINTS * grid.dpi)) for side in sheet.get_size())
        left = (width - grid.width) // 2 if grid.width else 0
        drawn = _Drawn(
            sheet, (width, height), (grid.dots(grid.offset_mm[0]) - left, grid.dots(grid.offset_mm[1]))
        )
        try:
            for top in range(0, height, ROWS):
                rows = min(ROWS, height - top)
                kept = grid.width or width
                dots = drawn.rows(top, rows, kept, colour=colour)
                yield Band(top, kept, rows, dots if colour else packed(dots, kept))
        finally:
            with PDFIUM:
                sheet.close()


def pages(pdf: bytes) -> int:
    """Slow. Return how many pages a PDF has."""
    with _opened(pdf) as document, PDFIUM:
        return len(document)


def preview(pdf: bytes, page: int, dpi: float) -> Band:
    """Slow. Return a whole page to be looked at: four bytes (BGRx) a dot, its edges smooth."""
    with _opened(pdf) as document, PDFIUM:
        sheet = document[page]
        bitmap = sheet.render(scale=dpi / POINTS, rev_byteorder=False, prefer_bgrx=True, may_draw_forms=False)
        made = Band(0, bitmap.width, bitmap.height, bytes(bitmap.buffer))
        bitmap.close()
        sheet.close()
    return made


def plain_text(pdf: bytes, across: int) -> str:
    """Slow. Return the text of all pages, line by line; '' where one shows what no text can (code, signature).

    ``across`` is how many Latin characters a line of the printer holds.
    """
    from pypdfium2 import raw  # noqa: PLC0415 - slow to import

    said = []
    with _opened(pdf) as document, PDFIUM:
        for place in range(len(document)):
            page = document[place]
            text_only = all(
                one.type in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH) for one in page.get_objects()
            )
            text = page.get_textpage()
            said.append("\n".join(_rejoined(_lines(text), across)) if text_only else "")
            text.close()
            page.close()
    return "\n".join(said) if all(said) else ""


def packed(grey: bytes, width: int) -> bytes:
    """Return a byte of grey a dot as a bit a dot, 1 for ink, each row filled with white to a whole byte."""
    bits, row = grey.translate(_TO_BITS), -(-width // 8)
    fill = b"0" * (row * 8 - width)
    return b"".join(
        int(bits[start : start + width] + fill, 2).to_bytes(row, "big")
        for start in range(0, len(bits), width)
    )


def moved(pdf: bytes, offset_mm: tuple[float, float]) -> bytes:
    """Slow. Return the PDF with all that is on its pages moved to the right and down."""
    if offset_mm == (0.0, 0.0):
        return pdf
    from pypdfium2 import raw  # noqa: PLC0415 - slow to import

    right, down = (one / INCH_MM * POINTS for one in offset_mm)
    with _opened(pdf) as document, PDFIUM:
        for place in range(len(document)):
            page = document[place]
            raw.FPDFPage_TransFormWithClip(page, raw.FS_MATRIX(1, 0, 0, 1, right, -down), None)
            page.close()
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page as pdfium finds it, and where it stands, in points from the lower left corner."""

    text: str
    left: float
    lower: float
    right: float
    upper: float


def _lines(page: pypdfium2.PdfTextPage) -> list[_Line]:
    """Return the lines of a page as they were written; the caller holds ``PDFIUM``."""
    found, place = [], 0
    for written in page.get_text_range().split("\r\n"):
        places = [place + at for at, sign in enumerate(written) if not sign.isspace()]
        place += len(written.encode("utf-16-le", "surrogatepass")) // 2 + 2
        boxes = [page.get_charbox(at) for at in places if at < page.count_chars()]
        if boxes:
            left, lower, right, upper = zip(*boxes, strict=True)
            found.append(_Line(written, min(left), min(lower), max(right), max(upper)))
    return found


def _rejoined(lines: list[_Line], across: int) -> list[str]:
    """Return the lines, with a cell of one line (a quantity) put behind the last line of the broken cell beside it.

    On the page that cell stands higher and to the right; as a text it would be a line of its own, read as the next.
    """
    said: list[str] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else line
        after = lines[place + 1] if place + 1 < len(lines) else None
        beside = line.lower > before.upper and line.left > before.right
        goes_on = after is not None and abs(after.left - line.left) < 2 and after.upper < line.lower
        if beside and not goes_on and len(f"{said[-1]} {line.text}".encode("gb18030", "replace")) <= across:
            said[-1] += f" {line.text}"
        else:
            said.append(line.text)
    return said


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An open page, how large it is in dots, and where its corner comes to stand."""

    page: pypdfium2.PdfPage
    size: tuple[int, int]
    corner: tuple[int, int]

    def rows(self, top: int, rows: int, width: int, *, colour: bool) -> bytes:
        """Return rows of the page without the bytes that pdfium fills a row with."""
        import pypdfium2  # noqa: PLC0415 - slow to import
        from pypdfium2 import raw  # noqa: PLC0415

        flags = raw.FPDF_PRINTING | raw.FPDF_RENDER_NO_SMOOTHPATH | (0 if colour else raw.FPDF_GRAYSCALE)
        kind, size = (raw.FPDFBitmap_BGR, _TO_BGR) if colour else (raw.FPDFBitmap_Gray, 1)
        with PDFIUM:
            bitmap = pypdfium2.PdfBitmap.new_native(width, rows, kind)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, rows)
            left, down = self.corner
            raw.FPDF_RenderPageBitmap(bitmap, self.page, left, down - top, *self.size, 0, flags)
            dots, stride, length = bytes(bitmap.buffer), bitmap.stride, width * size
            bitmap.close()
        if stride == length:
            return dots
        return b"".join(dots[start : start + length] for start in range(0, rows * stride, stride))


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for a while."""
    import pypdfium2  # noqa: PLC0415 - slow to import

    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        with PDFIUM:
            document.close()
