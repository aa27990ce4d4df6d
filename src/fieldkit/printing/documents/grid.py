# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Rows of a table with lines between the cells: texts wrap, a signature is scaled into its box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fieldkit.printing import blocks
from fieldkit.printing.blocks import Block, Look
from fieldkit.printing.sheet import Align, Ink, Sheet, Style

ACROSS, DOWN = 1.1, 1.0  # millimetres inside a cell
MOST = 95.0  # millimetres of a row: the least that any of our pages has room for
SMALLEST = 5.0  # points; what is taller even so goes on on the next page


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in millimetres, where its texts stand."""

    title: str
    width: float
    align: Align = Align.LEFT


def row(
    columns: Sequence[Column],
    cells: Sequence[str | bytes],
    look: Look,
    *,
    style: Style | None = None,
    least: float = 0.0,
    tinted: bool = False,
) -> Block:
    """Return a row at least ``least`` millimetres high; a cell of bytes is a picture, put into the whole cell.

    A row that would be taller than a page has room for is written smaller, never cut.
    """
    chosen = style or look.text
    texts = _texts(columns, cells, chosen)
    while _height(texts) > MOST and chosen.size > SMALLEST:
        chosen = replace(chosen, size=max(chosen.size * 0.8, SMALLEST))
        texts = _texts(columns, cells, chosen)
    height = max(least, _height(texts))

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if tinted:
            sheet.block(x, y, sum(column.width for column in columns), height, ink=Ink.TINT)
        for column, cell, text in zip(columns, cells, texts, strict=True):
            sheet.frame(x, y, column.width, height, ink=look.rule, weight=look.weight)
            if text:
                text.draw(sheet, x + ACROSS, y + (height - text.height) / 2)
            elif isinstance(cell, bytes) and cell:
                sheet.picture(x + 0.6, y + 0.4, column.width - 1.2, height - 0.8, cell)
            x += column.width

    return Block(height, draw)


def _texts(columns: Sequence[Column], cells: Sequence[str | bytes], style: Style) -> list[Block | None]:
    """Return the texts of a row, each wrapped in its column; None for a picture and an empty cell."""
    return [
        blocks.paragraph(cell, style, column.width - 2 * ACROSS, align=column.align)
        if isinstance(cell, str) and cell
        else None
        for column, cell in zip(columns, cells, strict=True)
    ]


def _height(texts: Sequence[Block | None]) -> float:
    return max((text.height + 2 * DOWN for text in texts if text), default=0.0)


def head(columns: Sequence[Column], look: Look) -> Block:
    """Return the row of headings."""
    titles = [Column(column.title, column.width, Align.CENTRE) for column in columns]
    return row(titles, [column.title for column in columns], look, style=look.label, tinted=True)


def merged(columns: Sequence[Column], spans: Sequence[tuple[int, str]], look: Look) -> Block:
    """Return a row whose cells each take some columns: how many, and the text; in the look's strong style."""
    joined: list[Column] = []
    start = 0
    for count, _ in spans:
        some = columns[start : start + count]
        joined.append(Column("", sum(column.width for column in some), some[-1].align))
        start += count
    return row(joined, [text for _, text in spans], look, style=look.strong, tinted=True)


def empty_rows(columns: Sequence[Column], count: int, look: Look, *, height: float) -> list[Block]:
    """Return rows to write in."""
    return [row(columns, [""] * len(columns), look, least=height) for _ in range(count)]
