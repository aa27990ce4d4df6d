# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Custody slip (物资设备交接单) and list of representatives (新会员代表名单): tables to be completed by pen."""

from __future__ import annotations

from fieldkit.domain.day_papers import Custody, GoodsLine, Representatives
from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks
from fieldkit.printing.blocks import Block
from fieldkit.printing.documents import grid, page, parts, texts
from fieldkit.printing.documents.grid import Column
from fieldkit.printing.documents.page import A4, LOOK
from fieldkit.printing.sheet import Align

ROW = 9.0  # millimetres of a row that is written in
GOODS = (
    Column("序号", 12.0, Align.CENTRE),
    Column("名称", 40.0),
    Column("规格", 42.0),
    Column("账面结存", 20.0, Align.RIGHT),
    Column("实点数", 20.0, Align.RIGHT),
    Column("差额", 15.0, Align.RIGHT),
    Column("差额原因", 25.0),
)
DEVICES = (
    Column("序号", 12.0, Align.CENTRE),
    Column("名称", 62.0),
    Column("编号", 40.0),
    Column("数量", 20.0, Align.RIGHT),
    Column("完好情况", 40.0),
)
REPRESENTATIVES = (
    Column("序号", 12.0, Align.CENTRE),
    Column("姓名", 42.0),
    Column("登记编号", 32.0),
    Column("工作单位", 40.0),
    Column("仪式环节", 30.0),
    Column("顺序", 18.0, Align.CENTRE),
)
MORE_GOODS, MORE_DEVICES = 3, 3


def custody(slip: Custody, imprint: Imprint) -> bytes:
    """Return the slip: goods with what must be there by the books, devices to be written in, places to sign."""
    words = texts.texts()["custody"]
    goods = [_goods(place, line) for place, line in enumerate(slip.goods, start=1)]
    names = [f"{name} {slip.occasion.device}".strip() for name in words["device_lines"][:1]]
    names += words["device_lines"][1:]
    devices = [
        grid.row(DEVICES, [str(place), name, "", "", ""], LOOK, least=ROW)
        for place, name in enumerate(names, start=1)
    ]
    parted: list[page.Part] = [
        *parts.heading(words["title"], A4),
        *parts.occasion(slip.occasion, A4),
        blocks.space(2.0),
        parts.section(words["goods_title"], A4),
        page.Table(grid.head(GOODS, LOOK), [*goods, *grid.empty_rows(GOODS, MORE_GOODS, LOOK, height=ROW)]),
        parts.section(words["devices_title"], A4),
        page.Table(
            grid.head(DEVICES, LOOK), [*devices, *grid.empty_rows(DEVICES, MORE_DEVICES, LOOK, height=ROW)]
        ),
        blocks.space(2.0),
        blocks.paragraph(words["note"], page.SMALL, A4.inner),
    ]
    return page.pdf(
        page.Paper(
            words["title"],
            imprint,
            A4,
            parted,
            signing=parts.signatures(words["signers"], A4, height=13.0),
            told=parts.from_device(slip.occasion),
        )
    )


def _goods(place: int, line: GoodsLine) -> Block:
    return grid.row(GOODS, [str(place), line.name, line.detail, str(line.left), "", "", ""], LOOK, least=ROW)


def representatives(listed: Representatives, imprint: Imprint) -> bytes:
    """Return the list: whoever was chosen, and lines for more."""
    words = texts.texts()["representatives"]
    rows = [
        grid.row(
            REPRESENTATIVES, [str(place), who.name, who.number, who.employer, "", ""], LOOK, least=ROW + 1.0
        )
        for place, who in enumerate(listed.people, start=1)
    ]
    left = max(words["lines"] - len(rows), 0)
    parted: list[page.Part] = [
        *parts.heading(words["title"], A4),
        *parts.occasion(listed.occasion, A4),
        blocks.space(2.0),
        page.Table(
            grid.head(REPRESENTATIVES, LOOK),
            [*rows, *grid.empty_rows(REPRESENTATIVES, left, LOOK, height=ROW + 1.0)],
        ),
        blocks.space(2.0),
        blocks.paragraph(words["note"], page.SMALL, A4.inner),
    ]
    return page.pdf(page.Paper(words["title"], imprint, A4, parted))
