# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The signed issue list (领取签收表) on A4 across: who took what, signed by each (domain.md §2.10).

Columns, header, footer and the size of the box to sign in are those of the practice; every page closes with its own
subtotal and its own places to sign, for pages come apart.
"""

from __future__ import annotations

from fieldkit.domain.day_papers import IssueList, IssueRow
from fieldkit.domain.days import CHINA
from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks
from fieldkit.printing.blocks import Block, Look
from fieldkit.printing.documents import grid, page, parts, texts
from fieldkit.printing.documents.grid import Column
from fieldkit.printing.sheet import Align, Ink, Style

SIGNING = 32.0, 10.6  # millimetres of a signature's cell; what is left inside is never less than 30 × 9
LOOK = Look(Style(8.5, spacing=1.35), Style(8.0, Ink.BLACK, spacing=1.4), Ink.GREY, 0.5)
COLUMNS = (
    Column("序号", 10.0, Align.CENTRE),
    Column("姓名", 27.0),
    Column("证件号\n后4位", 13.0, Align.CENTRE),
    Column("手机\n后4位", 13.0, Align.CENTRE),
    Column("工作单位", 36.0),
    Column("会员\n类别", 12.0, Align.CENTRE),
    Column("物品", 23.0),
    Column("规格", 27.0),
    Column("数量", 10.0, Align.RIGHT),
    Column("领取时间", 16.0, Align.CENTRE),
    Column("签名", SIGNING[0], Align.CENTRE),
    Column("经办人", 20.0),
    Column("备注", 34.0),
)
BLANK_ROWS = 13


def pdf(listed: IssueList, imprint: Imprint) -> bytes:
    """Return the list, on as many pages as it takes; without a row it is a blank list to be written by hand."""
    return page.pdf(_paper(listed, imprint))


def first_pages(listed: IssueList, masked: IssueList, imprint: Imprint, most: int) -> tuple[bytes, int]:
    """Return the first ``most`` pages of the list, and how many it has; of a long list that is much less work.

    ``masked`` is what is shown of its rows: each is as high as it will be on paper, so that pages turn where they will.
    """
    return page.first_pages(_paper(listed, imprint, masked), most)


def _paper(listed: IssueList, imprint: Imprint, masked: IssueList | None = None) -> page.Paper:
    words = texts.texts()["issue_list"]
    form = page.A4_ACROSS
    rows = [_row(place, row) for place, row in enumerate(listed.rows, start=1)]
    if masked is not None:
        shown = zip(masked.rows, rows, strict=True)
        rows = [_row(place, row, whole.height) for place, (row, whole) in enumerate(shown, start=1)]
    top = [
        *parts.heading(words["title"], form),
        *parts.occasion(listed.occasion, form),
        blocks.space(1.5),
    ]
    notes = [words["note"]]
    if listed.purged:
        notes.append(words["masked"])
    table = page.Table(
        grid.head(COLUMNS, LOOK),
        rows or grid.empty_rows(COLUMNS, BLANK_ROWS, LOOK, height=SIGNING[1]),
        subtotal=lambda first, last: _sum("本页小计", listed.rows[first:last]),
        end=[_sum("合计", listed.rows), blocks.space(1.0), *(_note(note) for note in notes)],
    )
    return page.Paper(
        words["title"],
        imprint,
        form,
        [*top, table],
        running=top,
        signing=parts.signatures(words["signers"], form),
        told=parts.from_device(listed.occasion),
    )


def _row(place: int, row: IssueRow, least: float = SIGNING[1]) -> Block:
    at = row.at.astimezone(CHINA)
    return grid.row(
        COLUMNS,
        [
            str(place),
            row.name,
            row.document_tail,
            row.phone_tail,
            row.employer,
            row.member_kind,
            row.goods,
            row.detail,
            str(row.quantity),
            f"{at:%m-%d} {at:%H:%M}",
            row.signature,
            row.operator,
            row.note,
        ],
        LOOK,
        least=least,
    )


def _sum(title: str, rows: tuple[IssueRow, ...]) -> Block:
    """Return a line of sums: how many lines, and how many of each item; empty where the rows are to be written."""
    if not rows:
        return grid.merged(COLUMNS, [(5, title), (3, ""), (1, ""), (4, "")], LOOK)
    by_item: dict[str, int] = {}
    for row in rows:
        by_item[row.goods] = by_item.get(row.goods, 0) + row.quantity
    told = "、".join(f"{name} {count}" for name, count in by_item.items())
    total = str(sum(by_item.values()))
    return grid.merged(COLUMNS, [(5, f"{title}（{len(rows)} 笔）"), (3, "数量"), (1, total), (4, told)], LOOK)


def _note(text: str) -> Block:
    return blocks.paragraph(text, page.SMALL, page.A4_ACROSS.inner)
