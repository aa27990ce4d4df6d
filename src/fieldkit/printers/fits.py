# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whether what lies in a printer holds a page: asked before anything is ordered, so that nothing is refused after."""

from __future__ import annotations

from fieldkit.printers.paper_sizes import NEAR_MM, ROLL_MARGINS_MM, ROLLS_MM, size_mm
from fieldkit.printers.ticket import Kind, Printer

ON_ROLLS = (Kind.THERMAL, Kind.THERMAL_TEXT)
ROLL, SMALL = "roll", "small"
"""Why a printer is not offered: its paper is a roll that is too narrow; the sheet that lies in it is too small."""


def misfit(printer: Printer, page_mm: tuple[float, float] | None) -> str:
    """Return '' where a page of ``page_mm`` (width and height) can be printed there, else ``ROLL`` or ``SMALL``.

    None is a page that is laid out for whatever lies in the printer. Of a printer whose paper is not known all is
    believed; a roll takes what is no wider, by the same rule by which it would refuse it (``thermal.encoded``).
    """
    if page_mm is None:
        return ""
    if printer.kind in ON_ROLLS or printer.paper in ROLLS_MM:
        return (
            ROLL if page_mm[0] - ROLL_MARGINS_MM > ROLLS_MM.get(printer.paper, max(ROLLS_MM.values())) else ""
        )
    lying = size_mm(printer.paper)
    if lying is None:
        return ""
    held = all(one + NEAR_MM >= other for one, other in zip(sorted(lying), sorted(page_mm), strict=True))
    return "" if held else SMALL
