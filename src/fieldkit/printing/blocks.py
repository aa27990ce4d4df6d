# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The parts that receipts and forms are made of, and how they flow over pages.

A block knows its height before it is drawn, so a roll is as long as what is on it and a page turns between blocks.
Text in a block wraps and makes the block taller; it is never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fieldkit.printing import fonts, line_breaks
from fieldkit.printing.sheet import MM, Align, Ink, Sheet, Style

LARGEST_LINE = 30.0  # millimetres: no type of ours is larger
PAD = 1.3  # millimetres between a cell's edge and its text


@dataclass(frozen=True, slots=True)
class Look:
    """How the blocks of one paper look."""

    text: Style
    label: Style
    rule: Ink
    weight: float

    @property
    def strong(self) -> Style:
        """Return the style of what must catch the eye."""
        return replace(self.text, bold=True)


@dataclass(frozen=True, slots=True)
class Block:
    """Something drawn at a left upper corner; ``height`` in millimetres is known before."""

    height: float
    draw: Callable[[Sheet, float, float], None]


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table: its column's width, its style, its side."""

    text: str
    width: float
    style: Style
    align: Align = Align.LEFT


def space(height: float) -> Block:
    """Leave room."""
    return Block(height, _nothing)


def _nothing(_sheet: Sheet, _x: float, _y: float) -> None:
    """Draw nothing."""


def rule(width: float, look: Look, *, weight: float = 1.0) -> Block:
    """Draw a line across, ``weight`` times the usual."""
    return Block(0.2, lambda sheet, x, y: sheet.rule(x, y, width, ink=look.rule, weight=weight * look.weight))


def paragraph(text: str, style: Style, width: float, *, align: Align = Align.LEFT) -> Block:
    """Write a text over as many lines as it takes."""
    return _lines(line_breaks.broken(text, style.size, width * MM), style, width, align)


def prose(text: str, style: Style, width: float, *, indent: bool = False) -> list[Block]:
    """Return a text as one block a line, so that a page may turn inside it; ``indent`` begins each paragraph so."""
    found: list[str] = []
    for told in text.strip().splitlines():
        found += line_breaks.broken(f"\u3000\u3000{told}" if indent else told, style.size, width * MM)
    return [_lines((line,), style, width, Align.LEFT) for line in found]


def width_of(text: str, style: Style) -> float:
    """Return how many millimetres a text takes on one line."""
    return fonts.width(text, style.size) / MM


def stack(parts: Sequence[Block]) -> Block:
    """Return blocks as one, so that no page turns between them."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for part in parts:
            part.draw(sheet, x, y)
            y += part.height

    return Block(sum(part.height for part in parts), draw)


def _lines(found: Sequence[str], style: Style, width: float, align: Align) -> Block:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        for place, line in enumerate(found):
            sheet.text(x + align.value * width, y + place * style.line, line, style, align=align)

    return Block(len(found) * style.line, draw)


def name(text: str, style: Style, width: float, *, align: Align = Align.LEFT) -> Block:
    """Write a name or a title: a little smaller if that keeps it on one line, else on several, never cut."""
    found = line_breaks.fitted(
        text,
        width=width * MM,
        height=1e6,
        largest=style.size,
        single=style.size * 0.75,
        spacing=style.spacing,
    )
    return _lines(found.lines, replace(style, size=found.size), width, align)


def row(cells: Sequence[Cell], *, across: float = PAD, down: float = PAD) -> Block:
    """Write cells side by side on one baseline, each wrapped in its own column; the pads are inside the cells."""
    columns = [paragraph(cell.text, cell.style, cell.width - 2 * across, align=cell.align) for cell in cells]
    baseline = max(cell.style.baseline for cell in cells)
    lower = [down + baseline - cell.style.baseline for cell in cells]

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for cell, column, lowered in zip(cells, columns, lower, strict=True):
            column.draw(sheet, x + across, y + lowered)
            x += cell.width

    return Block(
        max(column.height + lowered for column, lowered in zip(columns, lower, strict=True)) + down, draw
    )


def framed(block: Block, widths: Sequence[float], look: Look, *, tint: Sequence[bool] = ()) -> Block:
    """Draw a block in a box divided at the widths; a tinted part has a light ground."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        left = x
        for width, tinted in zip(widths, tint or [False] * len(widths), strict=True):
            if tinted:
                sheet.block(left, y, width, block.height, ink=Ink.TINT)
            left += width
        block.draw(sheet, x, y)
        left = x
        for width in widths:
            sheet.frame(left, y, width, block.height, ink=look.rule, weight=look.weight)
            left += width

    return Block(block.height, draw)


def signature(label: str, png: bytes, width: float, height: float, look: Look) -> Block:
    """Draw a box to sign in, with the signature that was given in it, if one was."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.text(x, y, label, look.label)
        below = y + look.label.line + 0.6
        sheet.frame(x, below, width, height, ink=look.rule, weight=look.weight)
        if png:
            sheet.picture(x + 1, below + 0.5, width - 2, height - 1, png)

    return Block(look.label.line + 0.6 + height, draw)


def slices(block: Block, room: float) -> list[Block]:
    """Return a block in pieces that each fit ``room`` millimetres: itself, where it does.

    The pieces are drawn one after the other, on one page or over several; what is drawn in all of them together is the
    block, each line of text once and whole.
    """
    if block.height <= room:
        return [block]
    each = room - min(LARGEST_LINE, room / 3)  # a line that begins in a piece may end below it
    return [_slice(block, top, min(top + each, block.height)) for top in _steps(block.height, each)]


def _steps(height: float, each: float) -> Iterator[float]:
    top = 0.0
    while top < height:
        yield top
        top += each


def _slice(block: Block, top: float, bottom: float) -> Block:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        with sheet.window(y, y + bottom - top):
            block.draw(sheet, x, y - top)

    return Block(bottom - top, draw)


def pages(blocks: Iterable[Block], height: float) -> list[list[Block]]:
    """Lay the blocks on pages of a height; a block taller than a page goes on over several."""
    found: list[list[Block]] = [[]]
    left = height
    for block in (piece for whole in blocks for piece in slices(whole, height)):
        if found[-1] and block.height > left:
            found.append([])
            left = height
        found[-1].append(block)
        left -= block.height
    return found
