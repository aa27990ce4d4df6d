# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Sizes of paper: by the names that a printer is remembered with, and by those of the spooler (PWG 5101.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable

SIZES_MM: dict[str, tuple[float, float]] = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "A6": (105.0, 148.0),
    "CR80": (85.6, 53.98),
}
ROLLS_MM = {"58mm": 48.0, "80mm": 72.0}
"""What a receipt printer prints of its roll's width; the rest is margin that no head reaches."""
EXACT_DPI = {203: 203.2}  # the heads that are sold as 203 dpi have 8 dots to the millimetre

ROLL_MARGINS_MM = 10.0
AS_NAMED = re.compile(r"^(\d{1,4}(?:\.\d{1,2})?)x(\d{1,4}(?:\.\d{1,2})?)mm$")
AS_NAMED_BY_IPP = re.compile(r"_(\d{1,5}(?:\.\d{1,3})?)x(\d{1,5}(?:\.\d{1,3})?)(mm|in)$")
SMALLEST, LARGEST = (
    ("custom_min", "roll_min"),
    ("custom_max", "roll_max"),
)  # what sizes of one's own a printer takes
NEAR_MM = 0.6  # two names of one size differ by this much: points, inches and millimetres
INCH_MM = 25.4


def size_mm(paper: str) -> tuple[float, float] | None:
    """Return the width and height of a paper; None for a roll, for '' and for what is no size."""
    if paper in SIZES_MM:
        return SIZES_MM[paper]
    found = AS_NAMED.match(paper)
    return (float(found[1]), float(found[2])) if found else None


def head(paper: str, page_mm: float, dpi: float) -> int:
    """Return how many dots a receipt printer prints across; where its paper is not known, the page's width tells."""
    printed = ROLLS_MM.get(paper) or next(
        (mm for mm in ROLLS_MM.values() if mm + ROLL_MARGINS_MM >= page_mm), 72.0
    )
    return int(printed / INCH_MM * dpi + 0.5) // 8 * 8


def media_name(wanted: tuple[float, float], supported: Iterable[str], *, cups: bool = True) -> str:
    """Return what to call a size to a printer that tells the names it knows; '' to leave it to the printer.

    That is its own name of the size, else a custom size where it takes those (CUPS writes them its own way), else the
    smallest paper that holds it: it is never scaled. One that names no papers gets the PDF as it is (a raw destination
    of CUPS: it would hand any name on to a printer that may not know it). A page on its side is on the same paper.
    """
    known = {name: size for name in supported if (size := _size_of(name)) is not None}
    page = sorted(wanted)
    own = (
        f"Custom.{wanted[0]:.2f}x{wanted[1]:.2f}mm" if cups else f"custom_fieldkit_{page[0]:g}x{page[1]:g}mm"
    )
    fixed = {name: size for name, size in known.items() if not name.startswith((*SMALLEST, *LARGEST))}
    for name, size in fixed.items():
        if all(abs(one - other) <= NEAR_MM for one, other in zip(size, page, strict=True)):
            return name
    if any(name.startswith(LARGEST) and _holds(size, page) for name, size in known.items()):
        return own
    holding = sorted((size, name) for name, size in fixed.items() if _holds(size, page))
    if holding:
        return holding[0][1]
    return ""


def _size_of(name: str) -> list[float] | None:
    """Return the shorter and the longer side that a name of IPP tells, in millimetres."""
    found = AS_NAMED_BY_IPP.search(name)
    if found is None:
        return None
    unit = INCH_MM if found[3] == "in" else 1.0
    return sorted((float(found[1]) * unit, float(found[2]) * unit))


def _holds(size: list[float], page: list[float]) -> bool:
    return all(one + NEAR_MM >= other for one, other in zip(size, page, strict=True))
