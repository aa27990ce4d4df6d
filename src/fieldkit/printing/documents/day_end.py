# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The day-end table (日终统计表) and the draft of the event's bulletin (活动简报) of a site (domain.md §2.13, F13).

A figure the program does not know is an empty cell. The foot says which device, which day and how many records the
figures are made of, so that they can be made again.
"""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.domain.day_papers import Bulletin, DayEnd, GoodsLine, Section
from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks
from fieldkit.printing.blocks import Block
from fieldkit.printing.documents import grid, page, parts, texts
from fieldkit.printing.documents.grid import Column
from fieldkit.printing.documents.page import A4, LOOK
from fieldkit.printing.sheet import Align

SIDE_BY_SIDE = 2
LEAST_BOX, LARGEST_BOX = 26.0, 44.0  # millimetres of a box of the bulletin to write in
NAME, VALUE = 62.0, 25.0
FIGURES = (Column("项目", NAME), Column("数量", VALUE, Align.RIGHT)) * SIDE_BY_SIDE
GOODS = (
    Column("物资", 44.0),
    Column("规格", 46.0),
    Column("期初", 21.0, Align.RIGHT),
    Column("发放", 21.0, Align.RIGHT),
    Column("账面结存", 21.0, Align.RIGHT),
    Column("实点数", 21.0, Align.RIGHT),
)


def day_end(table: DayEnd, imprint: Imprint) -> bytes:
    """Return the table of a site's day."""
    words = texts.texts()["day_end"]
    told = table.occasion
    about = [
        ("单位", told.union),
        ("级别", told.level),
        ("类型", told.venue_kind),
        ("负责人", ""),
    ]
    parted: list[page.Part] = [
        *parts.heading(words["title"], A4),
        *parts.occasion(told, A4),
        *parts.labelled(about, A4),
    ]
    for section in table.sections:
        parted += _figures(section)
    parted.append(page.Table(parts.section("物资", A4, grid.head(GOODS, LOOK)), _goods(table.goods)))
    parted += [
        blocks.space(1.0),
        blocks.paragraph(_source(table), page.SMALL, A4.inner),
        blocks.space(2.0),
        parts.writing_box("亮点", A4, 12.0),
        parts.writing_box("问题", A4, 12.0),
    ]
    signing = parts.signatures(words["signers"], A4, height=13.0)
    return page.pdf(
        page.Paper(words["title"], imprint, A4, parted, signing=signing, told=parts.from_device(told))
    )


def _figures(section: Section) -> list[Block]:
    """Return the figures of a part, two side by side, read down one side and then the other."""
    cells = [[figure.name, figure.value] for figure in section.figures]
    half = -(-len(cells) // SIDE_BY_SIDE)
    left, right = cells[:half], cells[half:]
    right += [["", ""]] * (half - len(right))
    rows = [
        grid.row(FIGURES, [*one, *other], LOOK, least=6.4) for one, other in zip(left, right, strict=True)
    ]
    if not rows:
        return []
    return [parts.section(section.title, A4, rows[0]), *rows[1:]]


def _goods(lines: Sequence[GoodsLine]) -> list[Block]:
    rows = [
        grid.row(
            GOODS, [line.name, line.detail, str(line.opening), str(line.issued), str(line.left), ""], LOOK
        )
        for line in lines
    ]
    return rows or grid.empty_rows(GOODS, 2, LOOK, height=8.0)


def _source(table: DayEnd) -> str:
    """Return how the figures came about (domain.md §2.13: every printed figure can be made again)."""
    day = f"{table.occasion.day:%Y-%m-%d}" if table.occasion.day else "未定日期"
    version = f"，程序版本 {table.version}" if table.version else ""
    return (
        f"统计口径：{parts.from_device(table.occasion)}，{day} 当日（北京时间），共 {table.records} 条记录，"
        f"作废的不计{version}。其他设备的数字由区里汇总。空格由填报人填写。"
    )


def bulletin(draft: Bulletin, imprint: Imprint) -> bytes:
    """Return the draft: what is known of the day, and room for the parts that a person writes."""
    words = texts.texts()["bulletin"]
    told = draft.occasion
    first, *others = words["parts"]
    known = [figure for figure in draft.figures if figure.value]
    figures = "；".join(f"{figure.name} {figure.value}" for figure in known)
    parted: list[page.Part] = [
        *parts.heading(words["title"], A4),
        *parts.occasion(told, A4),
        *parts.labelled([("主题", told.theme)], A4, columns=1),
        blocks.space(3.0),
        parts.writing_box(
            first, A4, 30.0, text=f"{figures}（{parts.from_device(told)}）。" if figures else ""
        ),
    ]
    if draft.programme:
        run = "\n".join(f"{at}\u3000{title}" for at, title in draft.programme)
        parted.append(parts.writing_box("议程", A4, 20.0, text=run))
    below: list[page.Part] = [
        blocks.space(2.0),
        blocks.paragraph(words["note"], page.SMALL, A4.inner),
        blocks.space(2.0),
        parts.signatures(words["signers"], A4),
    ]
    left = A4.room - sum(part.height for part in (*parted, *below) if isinstance(part, Block))
    each = (
        min(max(left / len(others), LEAST_BOX), LARGEST_BOX) - 0.1
    )  # so that it ends on this page where it can
    parted += [parts.writing_box(name, A4, each) for name in others]
    return page.pdf(page.Paper(words["title"], imprint, A4, [*parted, *below]))
