# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The welfare-pack receipt, on A4 or A5, or on a roll of 80 or 58 mm.

It is neither an invoice nor a fiscal bill and never looks like one: no such word in its title, no seal
(domain.md §2.10).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fieldkit.domain.papers import PackReceipt
from fieldkit.domain.receipts import NOT_AN_INVOICE, RECEIPT_TITLE, SIGNATURE_LABEL, receipt_title
from fieldkit.printing import blocks
from fieldkit.printing.blocks import Block, Cell, Look
from fieldkit.printing.sheet import Align, Ink, Sheet, Style

BEIJING = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991
SIGNING = 55.0, 16.0  # millimetres; never less than 30 × 9
GUTTER = 4.0  # millimetres: what parts two pairs side by side
COLLECTOR = "代领人"
COLLECTOR_SIGNS = "代领人签名"
NONE = "—"
NAMELESS = "不记名"


@dataclass(frozen=True, slots=True)
class Format:
    """One size of receipt. ``height`` is None on a roll, which is as long as the receipt.

    ``label`` is the width of a label's column, ``signing`` the box to sign in; millimetres.
    """

    width: float
    height: float | None
    margin: float
    title: Style
    number: Style
    name: Style
    look: Look
    columns: int
    table: tuple[float, float, float]
    label: float = 21.0
    signing: tuple[float, float] = SIGNING

    @property
    def is_roll(self) -> bool:
        """Tell whether the paper is as long as what is on it."""
        return self.height is None

    @property
    def inner(self) -> float:
        """Return the width that is printed on."""
        return self.width - 2 * self.margin


A5 = Format(
    width=148.0,
    height=210.0,
    margin=13.0,
    title=Style(17.0, Ink.BLACK, bold=True, spacing=1.3),
    number=Style(8.5, Ink.GREY),
    name=Style(15.0, Ink.BLACK, bold=True, spacing=1.35),
    look=Look(Style(10.0), Style(8.5, Ink.GREY), Ink.HAIRLINE, 0.6),
    columns=2,
    table=(0.46, 0.38, 0.16),
)
A4 = Format(
    width=210.0,
    height=297.0,
    margin=20.0,
    title=Style(20.0, Ink.BLACK, bold=True, spacing=1.35),
    number=Style(9.5, Ink.GREY),
    name=Style(18.0, Ink.BLACK, bold=True, spacing=1.35),
    look=Look(Style(11.5, spacing=1.6), Style(10.0, Ink.GREY, spacing=1.84), Ink.HAIRLINE, 0.6),
    columns=2,
    table=(0.46, 0.38, 0.16),
    label=25.0,
    signing=(72.0, 20.0),
)
ROLL = Format(  # 576 dots of a printer with 203 to the inch are 72 mm; half a line's width is beside its end
    width=80.0,
    height=None,
    margin=4.3,
    title=Style(14.0, Ink.PURE, bold=True, spacing=1.3),
    number=Style(9.0, Ink.PURE),
    name=Style(14.0, Ink.PURE, bold=True, spacing=1.35),
    look=Look(Style(10.0, Ink.PURE), Style(9.0, Ink.PURE), Ink.PURE, 0.8),
    columns=1,
    table=(0.46, 0.36, 0.18),
    signing=(71.4, SIGNING[1]),
)
NARROW = Format(  # 384 dots are 48 mm
    width=58.0,
    height=None,
    margin=5.3,
    title=Style(10.7, Ink.PURE, bold=True, spacing=1.3),
    number=Style(8.0, Ink.PURE),
    name=Style(13.0, Ink.PURE, bold=True, spacing=1.35),
    look=Look(Style(9.0, Ink.PURE), Style(8.0, Ink.PURE, spacing=1.63), Ink.PURE, 0.8),
    columns=1,
    table=(0.40, 0.38, 0.22),
    label=18.0,
    signing=(47.4, SIGNING[1]),
)
FORMATS = {"A5": A5, "80mm": ROLL, "58mm": NARROW, "A4": A4}


def pack_receipt(receipt: PackReceipt, paper: str) -> bytes:
    """Return the receipt on a roll of ``80mm`` or ``58mm``, on ``A4``, or on ``A5``, which any other name means."""
    form = FORMATS.get(paper, A5)
    parts = _parts(receipt, form)
    if form.height is None:
        height = sum(part.height for part in parts) + 2 * form.margin + 4
        sheet = Sheet(form.width, height, title=RECEIPT_TITLE)
        _lay(sheet, parts, form)
        return sheet.pdf()
    sheet = Sheet(form.width, form.height, title=RECEIPT_TITLE)
    laid = blocks.pages(parts, form.height - 2 * form.margin - 6)
    for page, page_parts in enumerate(laid, start=1):
        if page > 1:
            sheet.turn()
        _lay(sheet, page_parts, form)
        foot = f"凭条号 {receipt.receipt_number} · 第 {receipt.copy} 联 · 第 {page} 页 共 {len(laid)} 页"
        sheet.text(form.width / 2, form.height - form.margin - 1, foot, form.number, align=Align.CENTRE)
    return sheet.pdf()


def _lay(sheet: Sheet, parts: Sequence[Block], form: Format) -> None:
    y = form.margin
    for part in parts:
        part.draw(sheet, form.margin, y)
        y += part.height


def _parts(receipt: PackReceipt, form: Format) -> list[Block]:
    """Return the receipt from top to bottom."""
    return [
        *_heading(receipt, form),
        blocks.name(receipt.name or NAMELESS, form.name, form.inner),
        blocks.space(1.0),
        *_pairs(_person(receipt), form),
        blocks.space(2.5),
        *_items(receipt, form),
        blocks.space(2.5),
        *_pairs(_handing(receipt), form),
        blocks.space(2.5),
        _signature(receipt, form),
        blocks.space(2.5),
        blocks.paragraph("请当面点清物资。", form.number, form.inner),
    ]


def _title(copy: int, form: Format) -> list[str]:
    """Return the lines of the title; on a roll there is no room for the number of the copy beside it."""
    whole = receipt_title(copy)
    return [RECEIPT_TITLE, whole.removeprefix(RECEIPT_TITLE)] if form.is_roll and copy > 1 else [whole]


def _heading(receipt: PackReceipt, form: Format) -> list[Block]:
    middle = Align.CENTRE
    number = Cell(f"凭条号 {receipt.receipt_number}", form.inner * 0.7, form.number)
    copy = Cell(f"第 {receipt.copy} 联", form.inner * 0.3, form.number, Align.RIGHT)
    occasion = [("活动", receipt.event), ("地点", receipt.site), ("主办", receipt.organiser)]
    return [
        *(blocks.name(words, form.title, form.inner, align=middle) for words in _title(receipt.copy, form)),
        blocks.space(1.0),
        blocks.paragraph(f"{NOT_AN_INVOICE}。", form.look.text, form.inner, align=middle),
        blocks.space(2.5),
        blocks.row([number, copy], across=0.0, down=0.0),
        blocks.space(1.0),
        blocks.rule(form.inner, form.look, weight=1.6),
        blocks.space(1.5),
        *_pairs(occasion, form, columns=1),
        blocks.space(1.5),
        blocks.rule(form.inner, form.look),
        blocks.space(2.0),
    ]


def _person(receipt: PackReceipt) -> list[tuple[str, str]]:
    return [
        ("证件号后4位", receipt.document_tail),
        ("手机后4位", receipt.phone_tail),
        ("会员类别", receipt.member_kind),
        ("登记编号", receipt.number),
        ("工作单位", receipt.employer),
    ]


def _handing(receipt: PackReceipt) -> list[tuple[str, str]]:
    at = receipt.issued_at.astimezone(BEIJING)
    found = [("领取时间", f"{at:%Y-%m-%d %H:%M}"), ("经办人", receipt.operator)]
    if not receipt.collector:
        return found
    return [*found, (COLLECTOR, receipt.collector.removeprefix(f"{COLLECTOR}："))]


def _pairs(pairs: Sequence[tuple[str, str]], form: Format, *, columns: int = 0) -> list[Block]:
    """Return labels and values, as many side by side as the paper has columns; the last alone has the whole line."""
    columns = columns or form.columns
    each = (form.inner - GUTTER * (columns - 1)) / columns
    found = []
    for start in range(0, len(pairs), columns):
        beside = pairs[start : start + columns]
        wide = form.inner if len(beside) < columns else each
        cells: list[Cell] = []
        for name, text in beside:
            cells.append(Cell(name, form.label, form.look.label))
            cells.append(Cell(text or NONE, wide - form.label, form.look.text))
            cells.append(Cell("", GUTTER, form.look.text))
        found.append(blocks.row(cells, across=0.0, down=0.3))
    return found


def _items(receipt: PackReceipt, form: Format) -> list[Block]:
    """Return the table of what was handed out, with its sum."""
    widths = [share * form.inner for share in form.table]
    head = ("物品", "规格", "数量")
    total = sum(line.quantity for line in receipt.lines)
    rows = [(line.name, line.detail or NONE, str(line.quantity)) for line in receipt.lines]
    found = [_table_row(head, widths, form, form.look.label, tinted=not form.is_roll)]
    found += [_table_row(texts, widths, form, form.look.text) for texts in rows]
    return [
        *found,
        _table_row(("合计", f"{len(receipt.lines)} 种", str(total)), widths, form, form.look.strong),
    ]


def _table_row(
    texts: Sequence[str], widths: Sequence[float], form: Format, style: Style, *, tinted: bool = False
) -> Block:
    sides = (Align.LEFT, Align.LEFT, Align.RIGHT)
    cells = [Cell(text, width, style, side) for text, width, side in zip(texts, widths, sides, strict=True)]
    return blocks.framed(blocks.row(cells), widths, form.look, tint=[tinted] * len(widths))


def _signature(receipt: PackReceipt, form: Format) -> Block:
    """Return the box of the person who takes the goods; on a roll it is as wide as what is printed on."""
    label = COLLECTOR_SIGNS if receipt.collector else SIGNATURE_LABEL
    return blocks.signature(label, receipt.signature, *form.signing, form.look)
