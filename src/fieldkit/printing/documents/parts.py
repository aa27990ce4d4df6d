# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What tables and forms are made of beside tables: titles, labelled values, places to write, to tick and to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fieldkit.domain.day_papers import Occasion, Person
from fieldkit.printing import blocks
from fieldkit.printing.blocks import Block, Cell, Look
from fieldkit.printing.documents import texts
from fieldkit.printing.documents.page import HEADING, LOOK, SMALL, TITLE, Format
from fieldkit.printing.sheet import Align, Ink, Sheet, Style

DATE_TO_WRITE = "年\u3000\u3000月\u3000\u3000日"
LABEL = 26.0  # millimetres: the column of names at the left of boxes


def heading(title: str, form: Format, *, style: Style = TITLE) -> list[Block]:
    """Return a document's title in the middle."""
    return [blocks.name(title, style, form.inner, align=Align.CENTRE), blocks.space(2.5)]


def section(title: str, form: Format, first: Block | None = None) -> Block:
    """Return the heading of a part, which never stands alone at the foot of a page: ``first`` is kept with it."""
    told = [blocks.space(2.2), blocks.paragraph(title, HEADING, form.inner), blocks.space(1.0)]
    return blocks.stack([*told, *([first] if first else [])])


def occasion(told: Occasion, form: Format, *, columns: int = 2) -> list[Block]:
    """Return the lines that say to which event, site and day a paper belongs; what is not known is to be written."""
    day = long_date(told.day) if told.day else ""
    pairs = [
        ("活动", told.event),
        ("地点", "，".join(part for part in (told.site, told.venue) if part)),
        ("主办", told.organiser),
        ("日期", f"{day} {told.hours}".strip()),
    ]
    return labelled(pairs, form, columns=columns)


def labelled(
    pairs: Sequence[tuple[str, str]],
    form: Format,
    *,
    columns: int = 2,
    label: float = 20.0,
    look: Look = LOOK,
) -> list[Block]:
    """Return labels with values, or with a line to write on; a value too long for a column has a line of its own."""
    each = (form.inner - 6.0 * (columns - 1)) / columns
    rows: list[list[tuple[str, str]]] = []
    for pair in pairs:
        long = blocks.width_of(pair[1], look.text) > each - label
        if long or not rows or len(rows[-1]) == columns or _is_long(rows[-1], each - label, look):
            rows.append([])
        rows[-1].append(pair)
    wide = [form.inner if _is_long(row, each - label, look) else each for row in rows]
    return [_labelled_row(row, width, label, look) for row, width in zip(rows, wide, strict=True)]


def _is_long(row: Sequence[tuple[str, str]], room: float, look: Look) -> bool:
    return any(blocks.width_of(text, look.text) > room for _, text in row)


def _labelled_row(row: Sequence[tuple[str, str]], width: float, label: float, look: Look) -> Block:
    cells: list[Cell] = []
    for name, text in row:
        cells += [
            Cell(name, label, look.label),
            Cell(text, width - label, look.text),
            Cell("", 6.0, look.text),
        ]
    block = blocks.row(cells, across=0.0, down=0.5)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        block.draw(sheet, x, y)
        for _, text in row:
            if not text:
                sheet.rule(x + label, y + block.height - 0.8, width - label, ink=Ink.GREY, weight=0.4)
            x += width + 6.0

    return Block(block.height, draw)


def signatures(names: Sequence[str], form: Format, *, height: float = 11.0) -> Block:
    """Return places to sign, side by side over the width: the name, and a line to write on after it."""
    each = form.inner / len(names)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for name in names:
            told = blocks.width_of(name, LOOK.text) + 2.0
            sheet.text(x, y + height - LOOK.text.line - 1.0, name, LOOK.text)
            sheet.rule(x + told, y + height - 1.2, each - told - 4.0, ink=Ink.GREY, weight=0.5)
            x += each

    return Block(height, draw)


def writing_box(
    title: str, form: Format, height: float, *, text: str = "", foot: str = "", label: float = LABEL
) -> Block:
    """Return a box to write in, with its name at the left; ``foot`` stands in its lower right corner."""
    inside = blocks.paragraph(text, LOOK.text, form.inner - label - 5.0)
    names = blocks.paragraph(title, LOOK.label, label - 4.0)
    tall = max(height, inside.height + 6.0 + (LOOK.text.line if foot else 0.0), names.height + 4.0)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        names.draw(sheet, x + 2.0, y + 2.0)
        inside.draw(sheet, x + label + 2.5, y + 2.0)
        if foot:
            sheet.text(
                x + form.inner - 3.0, y + tall - LOOK.text.line - 1.5, foot, LOOK.text, align=Align.RIGHT
            )

    return blocks.framed(Block(tall, draw), [label, form.inner - label], LOOK, tint=[True, False])


def choices(title: str, names: Sequence[str], form: Format, *, label: float = LABEL) -> Block:
    """Return a framed line of boxes to tick, over as many lines as it takes; a box stays with its words."""
    named = blocks.paragraph(title, LOOK.label, label - 4.0)
    told = _ticks(names, form.inner - label - 5.0)
    tall = max(len(told) * LOOK.text.line, named.height) + 3.0

    def draw(sheet: Sheet, x: float, y: float) -> None:
        named.draw(sheet, x + 2.0, y + 1.5)
        for place, line in enumerate(told):
            sheet.text(x + label + 2.5, y + 1.5 + place * LOOK.text.line, line, LOOK.text)

    return blocks.framed(Block(tall, draw), [label, form.inner - label], LOOK, tint=[True, False])


def _ticks(names: Sequence[str], width: float) -> list[str]:
    """Put as many boxes with their words on a line as it takes."""
    told: list[str] = []
    for name in names:
        ticked = f"□ {name}"
        if told and blocks.width_of(f"{told[-1]}\u3000{ticked}", LOOK.text) <= width:
            told[-1] += f"\u3000{ticked}"
        else:
            told.append(ticked)
    return told


def person_lines(person: Person, form: Format) -> list[Block]:
    """Return who a form is about, or lines to write it on: tails of numbers only."""
    return labelled(
        [
            ("姓名", person.name),
            ("登记编号", person.number),
            ("证件后4位", person.document_tail),
            ("手机后4位", person.phone_tail),
            ("工作单位", person.employer),
            ("所属工会", person.union),
        ],
        form,
    )


def checked_line(form: Format, *, version: str = "") -> list[Block]:
    """Return the line that says which text this is and when somebody compared it with the original in force."""
    when = texts.checked_on() or "＿＿＿＿＿＿＿＿（使用前请核对现行原文）"
    return [
        blocks.space(2.0),
        blocks.paragraph(f"文本版本 {version or texts.version()}\u3000核对日期 {when}", SMALL, form.inner),
    ]


def long_date(day: dt.date) -> str:
    """Return 2023 年 11 月 29 日."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def from_device(told: Occasion) -> str:
    """Return whose records a list is made of: those of one device, which the reader must know."""
    return f"本机 {told.device} 的记录" if told.device else "本机的记录"
