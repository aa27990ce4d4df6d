# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where a finished PDF meets a printer, a folder or the screen; the only file that knows QtPrintSupport and pdfium.

1. A page goes to the printer as the picture that pdfium makes of it, at the printer's own resolution and on the whole
   page: Qt never sets our text again (it would garble it), and nothing is scaled (a perforated sheet must fit).
2. The picture is drawn in bands, so that a page in 600 dpi never stands in memory at once.
3. Every call may take its time: make it on a lane, never on the GUI thread. pdfium is used by one thread at a time.
4. ``printed`` means that the system took the paper, not that it lies in the tray.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPoint, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from fieldkit.printers.folder import save
from fieldkit.printers.raster import PDFIUM as _pdfium
from fieldkit.problems import PrinterRefused

if TYPE_CHECKING:
    import pypdfium2
    from PySide6.QtPrintSupport import QPrinter

FINEST = 600  # dots to the inch; finer pictures cost time and show nothing more
BAND = 400_000  # dots drawn at once: eight milliseconds, for Qt holds the interpreter while it draws
LAP = 2  # rows that a band shares with the one above, so that no reader of the file shows a seam
IPP_REFUSED = 0x400  # answers of a print service from here on are refusals
POINTS = 72.0
MILLIMETRES = 25.4




@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a paper: ``printed`` at the printer named by ``place``, or ``saved`` as that file."""

    outcome: str
    place: str


def printers() -> tuple[str, ...]:
    """Slow. Return the printers of this system; none where there is no print service."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - slow to import

    return tuple(QPrinterInfo.availablePrinterNames())


def put_on_paper(
    pdf: bytes, *, printer: str, name: str, page_mm: tuple[float, float] | None = None, folder: Path
) -> Outcome:
    """Slow. Print the PDF, or save it as ``name``.pdf in ``folder`` where no printer is chosen or it is gone.

    ``name`` is a document number, never a person's name. ``page_mm`` is the paper's size; None takes the PDF's own.
    Raise ``PrinterRefused``, ``DiskFull`` or ``DiskRefused``.
    """
    if not printer or printer not in printers():
        return Outcome("saved", str(save(pdf, name=name, folder=folder)))
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - slow to import

    device = QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)
    device.setResolution(min(device.resolution(), FINEST))
    device.setDocName(name)
    device.setCreator("FieldKit")
    draw(pdf, device, page_mm=page_mm)
    if _refused_by_spooler():
        raise PrinterRefused(printer=printer)
    return Outcome("printed", printer)


def draw(pdf: bytes, device: QPrinter, *, page_mm: tuple[float, float] | None = None) -> None:
    """Slow. Draw every page of the PDF on a device that is set up but for its page. Raise ``PrinterRefused``."""
    with _opened(pdf) as document:
        _set_page(device, page_mm or _page_mm(document))
        painter = QPainter()
        if not painter.begin(device):
            raise PrinterRefused(printer=device.printerName())
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        whole = False
        try:
            whole = all(
                (number == 0 or device.newPage()) and _draw_page(document, number, painter, device)
                for number in range(len(document))
            )
        finally:
            if not whole:
                device.abort()
            ended = painter.end()
    if not (whole and ended):
        raise PrinterRefused(printer=device.printerName())


def page_image(pdf: bytes, *, dpi: float = 150, page: int = 0) -> QImage:
    """Slow. Return a picture of a page, to look at before printing."""
    with _opened(pdf) as document, _page(document, page, dpi) as shown:
        image = shown.picture(0, shown.height)
    image.setDotsPerMeterX(round(dpi / MILLIMETRES * 1000))
    image.setDotsPerMeterY(round(dpi / MILLIMETRES * 1000))
    return image


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def _refused_by_spooler() -> bool:
    """Tell whether CUPS refused what this thread has just handed over: Qt throws its answer away, libcups keeps it."""
    name = {"linux": "libcups.so.2", "darwin": "libcups.2.dylib"}.get(sys.platform)
    if name is None:
        return False
    try:
        answer = ctypes.CDLL(name).cupsLastError()
    except (OSError, AttributeError):
        return False
    return not 0 <= answer < IPP_REFUSED


def _set_page(device: QPrinter, page_mm: tuple[float, float]) -> None:
    """Choose the paper by its size, with no margin taken off."""
    size = QPageSize(QSizeF(*page_mm), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    device.setFullPage(True)
    device.setPageSize(size)
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)


def _draw_page(document: pypdfium2.PdfDocument, number: int, painter: QPainter, device: QPrinter) -> bool:
    """Draw one page from the paper's corner, dot for dot; return False once the device gives up."""
    grey = device.colorMode() == device.ColorMode.GrayScale
    with _page(document, number, device.resolution()) as page:
        rows = max(LAP + 1, BAND // page.width)
        for top in range(0, page.height, rows):
            upper = max(0, top - LAP)
            painter.drawImage(
                QPoint(0, upper), page.picture(upper, min(top + rows, page.height), grey=grey, crisp=True)
            )
            if device.printerState() in {device.PrinterState.Aborted, device.PrinterState.Error}:
                return False
    return True


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of an open PDF at a resolution: how many dots it has, and what they show."""

    page: pypdfium2.PdfPage
    width: int
    height: int

    def picture(self, top: int, bottom: int, *, grey: bool = False, crisp: bool = False) -> QImage:
        """Return a picture of some rows; ``crisp`` keeps the edges of codes and lines on whole dots."""
        import pypdfium2  # noqa: PLC0415 - slow to import
        from pypdfium2 import raw  # noqa: PLC0415

        flags = (raw.FPDF_PRINTING | raw.FPDF_RENDER_NO_SMOOTHPATH) if crisp else 0
        flags |= raw.FPDF_GRAYSCALE if grey else 0
        kind, image_kind = raw.FPDFBitmap_BGRx, QImage.Format.Format_RGB32
        if grey:
            kind, image_kind = raw.FPDFBitmap_Gray, QImage.Format.Format_Grayscale8
        with _pdfium:
            bitmap = pypdfium2.PdfBitmap.new_native(self.width, bottom - top, kind)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, self.width, bottom - top)
            raw.FPDF_RenderPageBitmap(bitmap, self.page, 0, -top, self.width, self.height, 0, flags)
            dots, stride = bytes(bitmap.buffer), bitmap.stride
            bitmap.close()
        return QImage(dots, self.width, bottom - top, stride, image_kind).copy()


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for a while."""
    import pypdfium2  # noqa: PLC0415 - slow to import

    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        with _pdfium:
            document.close()


def _page_mm(document: pypdfium2.PdfDocument) -> tuple[float, float]:
    with _pdfium:
        width, height = document.get_page_size(0)
    return width / POINTS * MILLIMETRES, height / POINTS * MILLIMETRES


@contextmanager
def _page(document: pypdfium2.PdfDocument, number: int, dpi: float) -> Iterator[_Page]:
    """Open a page for a while."""
    with _pdfium:
        page = document[number]
        width, height = page.get_size()
    try:
        yield _Page(page, max(1, round(width / POINTS * dpi)), max(1, round(height / POINTS * dpi)))
    finally:
        with _pdfium:
            page.close()
