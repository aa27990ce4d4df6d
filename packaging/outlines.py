# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Redraw a font of CFF outlines with the quadratic ones of TrueType, which reportlab can embed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

UNUSED_LIMITS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
)
CURVE_TOLERANCE = 1.0  # of 1,000 units to the em: under a hundredth of a printer dot in a name's size


def convert(source: Path, target: Path) -> None:
    """Write the same font with quadratic outlines; every character it maps stays mapped."""
    from fontTools.ttLib import TTFont, newTable  # only this step needs it

    with TTFont(source, recalcTimestamp=False) as font:
        outlines = quadratic(font)
        font["loca"] = newTable("loca")
        table = font["glyf"] = newTable("glyf")
        table.glyphOrder = font.getGlyphOrder()
        table.glyphs = outlines
        for name in ("CFF ", "VORG", "DSIG"):
            if name in font:
                del font[name]
        for name, outline in outlines.items():
            outline.recalcBounds(table)
            width, _ = font["hmtx"][name]
            font["hmtx"][name] = (width, getattr(outline, "xMin", 0))
        describe(font)
        font.sfntVersion = "\000\001\000\000"
        font.save(target)


def quadratic(font: Any) -> dict[str, Any]:
    """Return the outline of every glyph, redrawn with quadratic curves."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyphs = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, CURVE_TOLERANCE, reverse_direction=True))
        outlines[name] = pen.glyph()
    return outlines


def describe(font: Any) -> None:
    """Set the tables that tell a reader of TrueType what to expect; no time of making is kept."""
    font["head"].modified = font["head"].created
    font["head"].glyphDataFormat = 0
    font["post"].formatType = 3.0
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    profile.maxZones = 1
    for name in UNUSED_LIMITS:
        setattr(profile, name, 0)
