# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The application for membership on A4: what the applicant said and signed, and room for the union's answer.

The box of the primary union is left empty for pen and seal; FieldKit approves nothing and imitates no seal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fieldkit.domain.papers import ApplicationForm
from fieldkit.printing import blocks, fonts
from fieldkit.printing.blocks import Block, Cell, Look
from fieldkit.printing.sheet import MM, Align, Ink, Sheet, Style

WIDTH, HEIGHT = 210.0, 297.0
MARGIN, TOP, FOOT = 20.0, 18.0, 16.0
INNER = WIDTH - 2 * MARGIN
LABEL = 27.0
ACROSS, DOWN = 2.0, 1.5  # inside a cell

TITLE = Style(20.0, Ink.BLACK, bold=True, spacing=1.35)
SMALL = Style(8.5, Ink.GREY)
LOOK = Look(Style(10.5, spacing=1.5), Style(9.5, Ink.GREY, spacing=1.66), Ink.HAIRLINE, 0.6)
PLEDGE = Style(12.0, spacing=1.75)
TICK = "✓"
DOCUMENT = "入会申请书"
TO_WRITE = "＿" * 10
DATE_TO_WRITE = "年\u3000\u3000月\u3000\u3000日"


def application(form: ApplicationForm) -> bytes:
    """Return the application, on as many pages as it takes."""
    sheet = Sheet(WIDTH, HEIGHT, title=DOCUMENT)
    laid = blocks.pages(_parts(form), HEIGHT - TOP - FOOT)
    for page, parts in enumerate(laid, start=1):
        if page > 1:
            sheet.turn()
        y = TOP
        for part in parts:
            part.draw(sheet, MARGIN, y)
            y += part.height
        _foot(sheet, form.number, page, len(laid))
    return sheet.pdf()


def _foot(sheet: Sheet, number: str, page: int, pages: int) -> None:
    y = HEIGHT - FOOT + 3.5
    sheet.rule(MARGIN, y - 1.5, INNER, ink=Ink.HAIRLINE, weight=0.4)
    sheet.text(MARGIN, y, f"{DOCUMENT} · 编号 {number}", SMALL)
    sheet.text(WIDTH - MARGIN, y, f"第 {page} 页 共 {pages} 页", SMALL, align=Align.RIGHT)


def _parts(form: ApplicationForm) -> list[Block]:
    """Return the form from top to bottom."""
    return [
        blocks.name(form.title, TITLE, INNER, align=Align.CENTRE),
        blocks.space(4.0),
        _above(form),
        blocks.space(1.2),
        *_rows(form.rows),
        _pledge(form),
        *_consents(form.consents),
        _approval(),
        blocks.space(2.0),
        blocks.paragraph(f"经办人 {form.operator or TO_WRITE}", SMALL, INNER),
    ]


def _above(form: ApplicationForm) -> Block:
    union = Cell(f"拟加入工会：{form.union or TO_WRITE}", INNER * 0.68, LOOK.text)
    number = Cell(f"编号 {form.number}", INNER * 0.32, LOOK.text, Align.RIGHT)
    return blocks.row([union, number], across=0.0, down=0.0)


def _rows(rows: Sequence[tuple[str, str]]) -> list[Block]:
    """Return the labelled values in their order, two on a line where both are short."""
    found: list[Block] = []
    waiting: tuple[str, str] | None = None
    for pair in rows:
        if not _is_short(pair[1]):
            found += [_line(waiting)] if waiting else []
            found.append(_line(pair))
            waiting = None
        elif waiting:
            found.append(_line(waiting, pair))
            waiting = None
        else:
            waiting = pair
    return [*found, _line(waiting)] if waiting else found


def _is_short(text: str) -> bool:
    """Tell whether a value fits half a line."""
    return fonts.width(text, LOOK.text.size) <= (INNER / 2 - LABEL - 2 * ACROSS) * MM


def _line(*pairs: tuple[str, str]) -> Block:
    value = INNER / len(pairs) - LABEL
    cells = [
        cell
        for label, text in pairs
        for cell in (Cell(label, LABEL, LOOK.label), Cell(text, value, LOOK.text))
    ]
    grid = [cell.width for cell in cells]
    return blocks.framed(
        blocks.row(cells, across=ACROSS, down=DOWN), grid, LOOK, tint=[True, False] * len(pairs)
    )


def _pledge(form: ApplicationForm) -> Block:
    """Return the text that is sworn, with the applicant's signature and the date under it."""
    inner = INNER - LABEL - 10.0
    text = blocks.paragraph(f"\u3000\u3000{form.pledge}", PLEDGE, inner)
    told = f"文本版本 {form.pledge_version}" if form.pledge_version else ""
    version = blocks.paragraph(told, SMALL, inner - 45.0)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.text(x + 2.0, y + 3.0, "申请内容", LOOK.label)
        text.draw(sheet, x + LABEL + 5.0, y + 3.0)
        below = y + 3.0 + text.height + 4.0
        right = x + INNER - 5.0
        sheet.text(right - 86.0, below + 5.0, "申请人签名", LOOK.text)
        sheet.frame(right - 64.0, below, 64.0, 17.0, ink=LOOK.rule, weight=LOOK.weight)
        if form.signature:
            sheet.picture(right - 63.0, below + 0.5, 62.0, 16.0, form.signature)
        version.draw(sheet, x + LABEL + 5.0, below + 19.0)
        sheet.text(right, below + 19.0, _long_date(form.applied_on), LOOK.text, align=Align.RIGHT)

    block = Block(text.height + 34.0 + version.height - SMALL.line, draw)
    return blocks.framed(block, [LABEL, INNER - LABEL], LOOK, tint=[True, False])


def _consents(consents: Sequence[tuple[str, str, bool | None]]) -> list[Block]:
    """Return each consent with the version of its text and the answer, ticked and in words."""
    return [_consent(*consent) for consent in consents]


def _consent(title: str, version: str, given: bool | None) -> Block:
    wide = INNER - LABEL - 46.0
    asked = blocks.paragraph(title, LOOK.text, wide)
    told = blocks.paragraph(f"告知文本版本 {version}", SMALL, wide)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.text(x + ACROSS, y + DOWN, "单独同意", LOOK.label)
        asked.draw(sheet, x + LABEL + ACROSS, y + DOWN)
        told.draw(sheet, x + LABEL + ACROSS, y + DOWN + asked.height)
        for word, ticked, left in (
            ("同意", given is True, x + INNER - 42.0),
            ("不同意", given is False, x + INNER - 23.0),
        ):
            _answer(sheet, left, y + DOWN, word, ticked)

    block = Block(asked.height + told.height + 2 * DOWN, draw)
    return blocks.framed(block, [LABEL, INNER - LABEL], LOOK, tint=[True, False])


def _answer(sheet: Sheet, x: float, y: float, word: str, ticked: bool) -> None:
    """Draw a box to tick before a word; the one that was ticked stands out."""
    side = 3.6
    sheet.frame(x, y + 0.9, side, side, ink=Ink.BLACK, weight=0.7)
    if ticked:
        sheet.text(
            x + side / 2, y, TICK, LOOK.strong, align=Align.CENTRE
        )  # a character, so that it is copied too
    sheet.text(x + side + 1.5, y, word, LOOK.strong if ticked else LOOK.text)


def _approval() -> Block:
    """Return the empty box of the primary union: opinion, seal, date."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.text(x + 2.0, y + 3.0, "基层工会", LOOK.label)
        sheet.text(x + 2.0, y + 3.0 + LOOK.label.line, "审批意见", LOOK.label)
        sheet.text(x + INNER - 62.0, y + 25.0, "（公章）", LOOK.text)
        sheet.text(x + INNER - 5.0, y + 33.0, DATE_TO_WRITE, LOOK.text, align=Align.RIGHT)

    return blocks.framed(Block(42.0, draw), [LABEL, INNER - LABEL], LOOK, tint=[True, False])


def _long_date(day: dt.date | None) -> str:
    if day is None:
        return DATE_TO_WRITE
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
