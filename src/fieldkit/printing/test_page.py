# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A page that tries a printer: rulers along two edges, what it was drawn for, rare names, fine lines, a code."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.printing import blocks, qr
from fieldkit.printing.sheet import DOT, Ink, Sheet, Style

NAMES = "王𠅤 李𬭎 陈䶮 叶〇 赵㛃㭎 单𣲘 欧阳𥖄婷 阿卜杜热合曼·买买提依明江 Anna Müller"
DIGITS = "20231129"
CODE_DOTS = 6  # a module of half a millimetre
WIDE = 140.0  # from here on a page has room for large type
SIZES = (6.0, 7.0, 8.0, 10.0, 12.0)
WEIGHTS = (0.1, 0.2, 0.3, 0.5)
TOP = 9.0  # below the ruler


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried: the words that the page says of its printer, line by line, and the page in millimetres.

    ``side`` is the margin that a roll's print head does not reach; ``height`` None is as long as the content.
    """

    lines: tuple[str, ...]
    width: float
    height: float | None
    side: float = 0.0


def pdf(trial: Trial) -> bytes:
    """Return the page as a PDF."""
    code = qr.symbol(DIGITS)
    side = (code.modules + 2 * qr.QUIET) * CODE_DOTS * DOT
    left = trial.side + (TOP if trial.side == 0 else 1.0)
    room = trial.width - left - max(trial.side, 4.0)
    parts = _parts(trial, room if trial.width < WIDE and trial.height is None else room - side - 2)
    height = trial.height or TOP + sum(part.height for part in parts) + side + 4.0
    sheet = Sheet(trial.width, height, title=trial.lines[0])
    _rulers(sheet, trial.side)
    y = TOP
    for part in parts:
        part.draw(sheet, left, y)
        y += part.height
    across = trial.width - side - max(trial.side, 2.0) if trial.height else left
    sheet.code(across + qr.QUIET * CODE_DOTS * DOT, _down(trial, y), code, dots=CODE_DOTS)
    return sheet.pdf()


def _down(trial: Trial, y: float) -> float:
    return (TOP if trial.height else y) + qr.QUIET * CODE_DOTS * DOT


def _parts(trial: Trial, room: float) -> list[blocks.Block]:
    large = trial.width >= WIDE
    plain = Style(10.0 if large else 7.0, Ink.PURE)
    head = Style(16.0 if large else 10.0, Ink.PURE, bold=True)
    parts = [blocks.paragraph(trial.lines[0], head, room)]
    parts += [blocks.paragraph(line, plain, room) for line in trial.lines[1:]]
    parts += [blocks.space(1.0), blocks.paragraph(NAMES, plain, room), blocks.space(1.0)]
    if trial.height is None or trial.height > 100:
        parts += [
            blocks.paragraph(f"{size:g} pt 永东国酬爱郁灵鹰袋", Style(size, Ink.PURE), room) for size in SIZES
        ]
        parts.append(_fine_lines(room))
    return parts


def _fine_lines(room: float) -> blocks.Block:
    """Lines of known weight, to see which the printer can still draw."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for place, weight in enumerate(WEIGHTS):
            down = y + 1.5 + place * 3.5
            sheet.rule(x, down, room * 0.6, ink=Ink.PURE, weight=weight * 72 / 25.4)
            sheet.text(x + room * 0.6 + 1.5, down - 1.2, f"{weight:g} mm", Style(6.0, Ink.PURE, spacing=1.1))

    return blocks.Block(len(WEIGHTS) * 3.5 + 1.0, draw)


def _rulers(sheet: Sheet, side: float) -> None:
    """Draw millimetres along the upper edge, and along the left one where the printer reaches it."""
    number = Style(5.0, Ink.PURE, spacing=1.1)
    for place in range(int(side) + 1, int(sheet.width - side)):
        long = 4.0 if place % 10 == 0 else 2.5 if place % 5 == 0 else 1.5
        sheet.upright(place, 0.0, long, ink=Ink.PURE, weight=0.3)
        if place % 10 == 0:
            sheet.text(place + 0.3, 4.2, str(place), number)
    if side:
        return
    for place in range(1, int(sheet.height)):
        long = 4.0 if place % 10 == 0 else 2.5 if place % 5 == 0 else 1.5
        sheet.rule(0.0, place, long, ink=Ink.PURE, weight=0.3)
        if place % 10 == 0 and place > 5:
            sheet.text(4.2, place - 1.0, str(place), number)
