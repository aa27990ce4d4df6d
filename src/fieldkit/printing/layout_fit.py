# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How large a text of a layout comes out, and on which lines; the same for printing and for checking."""

from __future__ import annotations

from fieldkit.printing import fonts, line_breaks
from fieldkit.printing.layouts import Text
from fieldkit.printing.line_breaks import Fitted
from fieldkit.printing.sheet import MM

SLACK = 0.01  # points that a rounding may cost


def fit(element: Text, text: str) -> Fitted:
    """Return the lines and the size of a text in its box, never smaller than its ``least``."""
    width, height = element.box.width * MM, element.box.height * MM
    if not element.wrap and "\n" not in text:
        if fonts.width(text, element.size) <= width:
            return Fitted((text,), element.size)
        return line_breaks.fitted(
            text,
            width=width,
            height=height,
            largest=element.size,
            single=element.single,
            spacing=element.spacing,
            least=element.least,
        )
    size = element.size
    while True:
        found = line_breaks.broken(text, size, width)
        if len(found) * element.spacing * size <= height + SLACK or size <= element.least:
            return Fitted(found, size)
        size = max(size - line_breaks.STEP / 2, element.least)


def fits(element: Text, text: str) -> bool:
    """Return True where all lines of a text lie in its box."""
    found = fit(element, text)
    width, height = element.box.width * MM, element.box.height * MM
    return len(found.lines) * element.spacing * found.size <= height + SLACK and all(
        fonts.width(line, found.size) <= width + SLACK for line in found.lines
    )
