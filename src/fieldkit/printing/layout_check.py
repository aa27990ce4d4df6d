# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Say everything about a layout that would come out wrong: what overlaps, what does not fit, what nobody can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from fieldkit.printing import fonts, layout_fit
from fieldkit.printing.card_press import filled
from fieldkit.printing.layouts import (
    INCH,
    LEAST_MODULE,
    MODULES,
    QUIET,
    Block,
    Box,
    Code,
    Colour,
    Element,
    Layout,
    Perforation,
    Picture,
    Text,
)

LONGEST = (  # 50 characters of a name (domain.md §2.8) in the shapes that names have, a union of 60
    {"name": "古丽" * 12 + "·" + "米热" * 12 + "木", "union": "示例" * 27 + "工会联合会委员会"},
    {"name": "龑" * 50, "union": "北京市示例区示例街道示例社区（示例园区）联合工会委员会"},
    {"name": "Alexandra Konstantinovna Ivanova Dolgorukova Vyaz", "union": "ABCDEFGHIJ " * 6},
)
ALWAYS = {"number": "临-WWW99-99999", "issued": "2028-08-28", "code": "9000700003"}
LEAST_CONTRAST = 4.5  # of text to what it lies on (WCAG 2 AA)
CODE_CONTRAST = 12.0  # of a code's black: readers look at paper in any light
WHITE: Colour = (1.0, 1.0, 1.0)


def faults(layout: Layout) -> tuple[LayoutFault, ...]:
    """Return all that is wrong with a layout, in the order of its file."""
    found: list[LayoutFault] = []
    for side, elements in layout.sides():
        for element in elements:
            where = f"{side}/{element.id}"
            found += _in_place(layout, element, where)
            if isinstance(element, Text):
                found += _legible(element, elements, where)
            elif isinstance(element, Code):
                found += _code(layout, element, elements, where)
        found += _overlaps(elements, side)
    if layout.sheet is not None:
        found += _sheet(layout, layout.sheet)
    return tuple(found)


def _in_place(layout: Layout, element: Element, where: str) -> Iterator[LayoutFault]:
    """Check that nothing leaves the card; only what is a ground may come nearer to its edge than the safe margin."""
    box = element.box
    beyond = max(-box.x, -box.y, box.right - layout.width, box.bottom - layout.height)
    if beyond > 0.01:
        yield LayoutFault(LayoutFaultKind.OUTSIDE, where, (f"{beyond:.1f}",))
        return
    near = min(box.x, box.y, layout.width - box.right, layout.height - box.bottom)
    is_ground = isinstance(element, Block) or (isinstance(element, Picture) and element.ground)
    if near < layout.safe - 0.01 and not is_ground:
        yield LayoutFault(LayoutFaultKind.TOO_NEAR, where, (f"{near:.1f}", f"{layout.safe:.1f}"))


def _overlaps(elements: Sequence[Element], side: str) -> Iterator[LayoutFault]:
    for lower, upper in combinations(elements, 2):
        if not _together(lower, upper) or not lower.box.meets(upper.box):
            continue
        if any(_bears(one, other) for one, other in ((lower, upper), (upper, lower))):
            continue
        yield LayoutFault(LayoutFaultKind.OVERLAP, f"{side}/{upper.id}", (lower.id,))


def _together(one: Element, other: Element) -> bool:
    """Return True where a card may show both."""
    return not (one.when and other.when and one.when != other.when)


def _bears(ground: Element, upper: Element) -> bool:
    """Return True where something may lie on a ground: a block or a ground picture that holds it wholly."""
    if isinstance(ground, Block):
        return ground.box.holds(upper.box)
    return isinstance(ground, Picture) and ground.ground and ground.box.holds(upper.box)


def _ground(element: Element, elements: Sequence[Element]) -> Element | None:
    """Return what lies right under an element, None where that is the bare card."""
    under = None
    for other in elements:
        if other is element:
            break
        if isinstance(other, Block | Picture) and _together(other, element) and other.box.meets(element.box):
            under = other
    return under


def _legible(element: Text, elements: Sequence[Element], where: str) -> Iterator[LayoutFault]:
    """Check that a text is seen, that the fonts have it, and that the longest of its kind fits."""
    ratio = _ratio(element.colour, element, elements)
    if ratio < LEAST_CONTRAST:
        yield LayoutFault(LayoutFaultKind.CONTRAST, where, (f"{ratio:.1f}", f"{LEAST_CONTRAST:.1f}"))
    missing = fonts.missing_glyphs(element.text)
    if missing:
        yield LayoutFault(LayoutFaultKind.NO_GLYPH, where, (" ".join(missing[:8]),))
    for sample in LONGEST if element.differs else LONGEST[:1]:
        text = filled(element.text, {**ALWAYS, **sample})
        if not layout_fit.fits(element, text):
            begun = f"{text[:12]}…" if len(text) > 12 else text
            yield LayoutFault(LayoutFaultKind.TEXT, where, (begun, str(len(text)), f"{element.least:g}"))
            return


def _ratio(colour: Colour, element: Element, elements: Sequence[Element]) -> float:
    """Return the contrast of something drawn to what lies under it; 1 over a picture, of which nothing is known."""
    ground = _ground(element, elements)
    if isinstance(ground, Picture):
        return 1.0
    return contrast(colour, ground.colour if isinstance(ground, Block) else WHITE)


def _code(layout: Layout, element: Code, elements: Sequence[Element], where: str) -> Iterator[LayoutFault]:
    """Check a code's module, its box for the longest symbol, its ground and the white around it."""
    dot = INCH / layout.exact_dpi
    module, least = element.least_dots * dot, LEAST_MODULE[element.holds]
    if module < least - 0.001:
        yield LayoutFault(LayoutFaultKind.MODULE, where, (f"{module:.2f}", f"{least:.2f}"))
    longest = MODULES[element.holds][1]
    side = min(element.box.width, element.box.height)
    if element.dots(longest, layout.exact_dpi) < element.least_dots:
        facts = (f"{side:.1f}", f"{longest * module + 0.05:.1f}", str(longest))
        yield LayoutFault(LayoutFaultKind.CODE_BOX, where, facts)
        return
    ratio = _ratio((0.0, 0.0, 0.0), element, elements)
    if ratio < CODE_CONTRAST:
        yield LayoutFault(LayoutFaultKind.CONTRAST, where, (f"{ratio:.1f}", f"{CODE_CONTRAST:.1f}"))
    yield from _quiet(layout, element, elements, where)


def _quiet(layout: Layout, element: Code, elements: Sequence[Element], where: str) -> Iterator[LayoutFault]:
    """Check that four modules around every symbol that a code may hold stay white."""
    dot, box = INCH / layout.exact_dpi, element.box
    shortest, longest = MODULES[element.holds]
    white = max(
        (modules + 2 * QUIET) * element.dots(modules, layout.exact_dpi) * dot
        for modules in range(shortest, longest + 1, 4)
    )
    quiet = Box(box.x + box.width / 2, box.y + box.height / 2, 0.0, 0.0).grown(white / 2)
    told = f"{max(white - min(box.width, box.height), 0.0) / 2 + 0.05:.1f}"
    if not Box(0.0, 0.0, layout.width, layout.height).holds(quiet, dot):
        yield LayoutFault(LayoutFaultKind.QUIET, where, ("", told))
    for other in elements:
        if other is element or not _together(other, element) or not other.box.meets(quiet, dot):
            continue
        borne = _bears(other, element)  # what else meets the code itself is told as an overlap
        intrudes = not other.box.holds(quiet, dot) if borne else not other.box.meets(box)
        if intrudes:
            yield LayoutFault(LayoutFaultKind.QUIET, where, (other.id, told))


def _sheet(layout: Layout, stock: Perforation) -> Iterator[LayoutFault]:
    page = Box(0.0, 0.0, stock.width, stock.height)
    for place in range(stock.places):
        if not page.holds(Box(*stock.corner(place), layout.width, layout.height), 0.1):
            yield LayoutFault(LayoutFaultKind.SHEET, "sheet", (str(place + 1),))
            break
    across = stock.columns > 1 and stock.step_across < layout.width - 0.01
    if across or (stock.rows > 1 and stock.step_down < layout.height - 0.01):
        yield LayoutFault(LayoutFaultKind.SHEET_OVERLAP, "sheet")


def contrast(one: Colour, other: Colour) -> float:
    """Return the ratio of two colours' lightness, from 1 to 21 (WCAG 2)."""
    darker, lighter = sorted((_lightness(one), _lightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _lightness(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
