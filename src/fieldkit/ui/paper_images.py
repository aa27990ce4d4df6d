# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A paper as a picture on the screen, before it is printed. Every call may take its time: make it on a lane."""

from __future__ import annotations

from PySide6.QtGui import QImage

from fieldkit.printers import raster

MILLIMETRES = 25.4


def page_image(pdf: bytes, *, dpi: float = 150, page: int = 0) -> QImage:
    """Slow. Return a picture of a page, to look at before printing."""
    seen = raster.preview(pdf, page, dpi)
    image = QImage(seen.dots, seen.width, seen.height, QImage.Format.Format_RGB32).copy()
    image.setDotsPerMeterX(round(dpi / MILLIMETRES * 1000))
    image.setDotsPerMeterY(round(dpi / MILLIMETRES * 1000))
    return image


def page_count(pdf: bytes) -> int:
    """Slow. Return how many pages a PDF has."""
    return raster.pages(pdf)
