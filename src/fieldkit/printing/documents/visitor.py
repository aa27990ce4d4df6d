# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a visitor carries: the route card with booths to tick (F58), and a place in the line for a service (F41)."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from fieldkit.domain.day_papers import NumberSlip, RouteCard
from fieldkit.domain.days import CHINA
from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks, qr, receipts
from fieldkit.printing.blocks import Block
from fieldkit.printing.documents import grid, page, parts, texts
from fieldkit.printing.documents.grid import Column
from fieldkit.printing.documents.page import A5, LOOK, SMALL
from fieldkit.printing.sheet import DOT, Align, Ink, Sheet, Style

DOTS = 8  # of a module of the code: 0.68 mm at 300 dpi
STOPS = (
    Column("□", 9.0, Align.CENTRE),
    Column("项目", 62.0),
    Column("台号", 22.0),
    Column("经办人", 31.0),
)
NUMBER = Style(54.0, Ink.PURE, bold=True, spacing=1.2)
SLIP_NAME = Style(20.0, Ink.PURE, bold=True, spacing=1.3)
BOX = "□"


def route(card: RouteCard, imprint: Imprint) -> bytes:
    """Return the card on A5: whose it is (or lines to write), the code of the number, and where to go."""
    words = texts.texts()["route"]
    told = card.occasion
    pairs = [("姓名", card.person.name), ("登记编号", card.person.number)]
    parted: list[page.Part] = [
        blocks.name(words["title"], Style(17.0, bold=True, spacing=1.35), A5.inner, align=Align.CENTRE),
        blocks.name(told.event, LOOK.text, A5.inner, align=Align.CENTRE),
        blocks.paragraph(told.site, SMALL, A5.inner, align=Align.CENTRE),
        blocks.space(2.0),
        _who(pairs, card.person.code),
        blocks.paragraph(words["note"], SMALL, A5.inner),
    ]
    steps = [grid.row(STOPS, [BOX, step, "", ""], LOOK, least=7.6) for step in words["steps"]]
    parted += [blocks.space(2.0), page.Table(_head(words["steps_title"]), steps)]
    for group, stops in groupby(card.stops, key=lambda stop: stop.group):
        rows = [grid.row(STOPS, [BOX, stop.name, "", ""], LOOK, least=7.6) for stop in stops]
        parted += [blocks.space(2.0), page.Table(_head(group), rows)]
    return page.pdf(page.Paper(words["title"], imprint, A5, parted))


def _head(title: str) -> Block:
    named = (STOPS[0], Column(title, STOPS[1].width), *STOPS[2:])
    return grid.row(
        named, ["", *(column.title for column in named[1:])], LOOK, style=LOOK.strong, tinted=True
    )


def _who(pairs: list[tuple[str, str]], code: str) -> Block:
    """Return the person's lines, with the code of the number at the right where there is one."""
    symbol = qr.symbol(code) if code else None
    side = (symbol.modules + 2 * qr.QUIET) * DOTS * DOT if symbol else 0.0
    narrow = page.Format(A5.width - side, A5.height, A5.side, A5.top, A5.bottom)
    told = blocks.stack(parts.labelled(pairs, narrow, columns=1))

    def draw(sheet: Sheet, x: float, y: float) -> None:
        told.draw(sheet, x, y + 2.0)
        if symbol:
            quiet = qr.QUIET * DOTS * DOT
            sheet.code(x + A5.inner - side + quiet, y + quiet - 2.0, symbol, dots=DOTS)

    return Block(max(told.height + 3.0, side - 3.0), draw)


def _number(number: str, width: float) -> Block:
    """Return the number on one line, as large as the roll takes."""
    size = min(NUMBER.size, NUMBER.size * width / blocks.width_of(number, NUMBER))
    return blocks.paragraph(number, replace(NUMBER, size=size - 0.1), width, align=Align.CENTRE)


def number_slip(slip: NumberSlip, imprint: Imprint, size: str) -> bytes:
    """Return the slip on a roll of ``80mm`` or ``58mm``: the number large, the service, no name (PIPL art. 16)."""
    words = texts.texts()["number_slip"]
    form = receipts.FORMATS.get(size, receipts.ROLL)
    form = form if form.is_roll else receipts.ROLL
    at = imprint.at.astimezone(CHINA)
    small = form.number
    middle = Align.CENTRE
    device = slip.occasion.device
    number = f"{device}-{slip.place:03d}" if device else f"{slip.place:03d}"
    found = [
        blocks.name(words["title"], form.title, form.inner, align=middle),
        blocks.name(slip.occasion.site or slip.occasion.event, form.look.text, form.inner, align=middle),
        blocks.space(1.5),
        blocks.rule(form.inner, form.look, weight=1.6),
        blocks.space(1.5),
        blocks.name(slip.service, SLIP_NAME, form.inner, align=middle),
        _number(number, form.inner),
        blocks.space(1.0),
        blocks.rule(form.inner, form.look),
        blocks.space(1.5),
        blocks.paragraph(words["note"], small, form.inner),
        blocks.space(1.0),
        blocks.row(
            [
                blocks.Cell(f"{at:%Y-%m-%d %H:%M}", form.inner * 0.5, small),
                blocks.Cell(imprint.number, form.inner * 0.5, small, Align.RIGHT),
            ],
            across=0.0,
            down=0.0,
        ),
    ]
    sheet = Sheet(form.width, sum(part.height for part in found) + 2 * form.margin + 4, title=words["title"])
    y = form.margin
    for part in found:
        part.draw(sheet, form.margin, y)
        y += part.height
    return sheet.pdf()
