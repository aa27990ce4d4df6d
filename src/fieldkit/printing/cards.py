# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The member card: alone on a plastic card (CR80), or ten to a perforated A4 sheet.

The QR symbol holds the digits of the card's code and nothing else; whoever finds a card learns no more than it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldkit.domain.papers import MemberCard
from fieldkit.printing import lines, qr
from fieldkit.printing.sheet import DOT, MM, Align, Ink, Sheet, Style

WIDTH, HEIGHT = 85.6, 53.98  # millimetres, CR80 (ISO/IEC 7810 ID-1)
EDGE = 6.0  # nothing is printed nearer to the left and right edge, so that a cut a little off harms nothing
RULE = 12.6  # where the red rule under the heading lies
MODULE_DOTS = 10  # 0.85 mm at 300 dpi: read by a laptop's camera a little out of focus
TITLE = "工会会员卡"


@dataclass(frozen=True, slots=True)
class Perforation:
    """Where the cards of a sheet lie: upper left corner of the first, and the steps to the next, in millimetres."""

    width: float
    height: float
    left: float
    top: float
    step_across: float
    step_down: float
    columns: int
    rows: int

    def corner(self, place: int) -> tuple[float, float]:
        """Return the upper left corner of a card by its place on the page, row by row."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.step_across, self.top + row * self.step_down

    @property
    def places(self) -> int:
        """Return how many cards a page holds."""
        return self.columns * self.rows


A4_TEN = Perforation(
    width=210.0, height=297.0, left=14.7, top=13.51, step_across=95.0, step_down=54.0, columns=2, rows=5
)  # the usual 85 × 54 stock with a 10 mm gutter: each card is centred on its perforated place

UNION = Style(8.6, Ink.BLACK, spacing=1.3)
NAME = Style(25.0, Ink.BLACK, bold=True, spacing=1.26)
NUMBER = Style(12.5, Ink.BLACK, bold=True, spacing=1.3)
LABEL = Style(6.4, Ink.GREY, spacing=1.4)
MARK = Style(6.4, Ink.WHITE, bold=True, spacing=1.4)
KIND = Style(8.6, Ink.RED, bold=True, spacing=1.3)
FOOT = Style(5.6, Ink.GREY, spacing=1.4)


def member_card(card: MemberCard) -> bytes:
    """Return one card on a page of its own size."""
    sheet = Sheet(WIDTH, HEIGHT, title=TITLE)
    _draw(sheet, card)
    return sheet.pdf()


def card_sheet(cards: Sequence[MemberCard]) -> bytes:
    """Return the cards ten to a page, as many pages as it takes."""
    if not cards:
        raise ValueError("a sheet needs a card")
    sheet = Sheet(A4_TEN.width, A4_TEN.height, title=f"{TITLE}（每页十张）")
    pages = -(-len(cards) // A4_TEN.places)
    for page in range(pages):
        if page:
            sheet.turn()
        _crop_marks(sheet)
        _foot(sheet, page + 1, pages)
        for place, card in enumerate(cards[page * A4_TEN.places : (page + 1) * A4_TEN.places]):
            with sheet.at(*A4_TEN.corner(place)):
                _draw(sheet, card)
    return sheet.pdf()


def _draw(sheet: Sheet, card: MemberCard) -> None:
    """Draw a card from its upper left corner: whose it is, which union, which number, and the code."""
    inner = WIDTH - 2 * EDGE
    code = qr.symbol(card.code)
    side = code.modules * MODULE_DOTS * DOT
    beside = inner - side - qr.QUIET * MODULE_DOTS * DOT
    _heading(sheet, card.union, inner)
    _name(sheet, card.name, beside)
    sheet.code(WIDTH - EDGE - side, HEIGHT - EDGE - side - 3.6, code, dots=MODULE_DOTS)
    sheet.text(WIDTH - EDGE - side / 2, HEIGHT - EDGE - 2.6, "办理服务请出示此码", FOOT, align=Align.CENTRE)
    _number(sheet, card, beside)


def _heading(sheet: Sheet, union: str, inner: float) -> None:
    """Write the union and what this is, over a red rule."""
    sheet.text(WIDTH - EDGE, RULE - 1.4 - KIND.line, TITLE, KIND, align=Align.RIGHT)
    fitted = lines.fitted(
        union, width=(inner - 22) * MM, height=7.6 * MM, largest=UNION.size, single=8.0, spacing=UNION.spacing
    )
    style = Style(fitted.size, UNION.ink, spacing=UNION.spacing)
    top = RULE - 1.4 - style.line * len(fitted.lines)
    for place, line in enumerate(fitted.lines):
        sheet.text(EDGE, top + place * style.line, line, style)
    sheet.rule(EDGE, RULE, inner, ink=Ink.RED, weight=1.1)


def _name(sheet: Sheet, name: str, beside: float) -> None:
    """Write the name as large as it fits: smaller first, then on several lines, never cut."""
    top, height = RULE + 1.2, HEIGHT - EDGE - 14.0 - RULE - 2.0
    fitted = lines.fitted(
        name, width=beside * MM, height=height * MM, largest=NAME.size, single=15.0, spacing=NAME.spacing
    )
    style = Style(fitted.size, NAME.ink, bold=True, spacing=NAME.spacing)
    above = (height - style.line * len(fitted.lines)) / 2
    for place, line in enumerate(fitted.lines):
        sheet.text(EDGE, top + above + place * style.line, line, style)


def _number(sheet: Sheet, card: MemberCard, beside: float) -> None:
    """Write the number under its label; a provisional one says so in red and says what becomes of it."""
    top = HEIGHT - EDGE - 13.4
    if card.provisional:
        sheet.block(EDGE, top - 0.2, 12.6, 3.6, ink=Ink.RED, corner=0.7)
        sheet.text(EDGE + 6.3, top + 0.02, "临时编号", MARK, align=Align.CENTRE)
        sheet.text(EDGE + 14.0, top + 0.02, "正式编号核发后换发", LABEL)
    else:
        sheet.text(EDGE, top, "登记编号", LABEL)
    fitted = lines.fitted(
        card.number,
        width=beside * MM,
        height=5.8 * MM,
        largest=NUMBER.size,
        single=8.0,
        spacing=NUMBER.spacing,
    )
    style = Style(fitted.size, NUMBER.ink, bold=True, spacing=NUMBER.spacing)
    for place, line in enumerate(fitted.lines):
        sheet.text(EDGE, top + 3.8 + place * style.line, line, style)
    sheet.text(EDGE, HEIGHT - EDGE - 2.8, f"发卡日期 {card.issued:%Y-%m-%d}", LABEL)


def _crop_marks(sheet: Sheet) -> None:
    """Draw short lines in the margins and the gutter, where the cards' edges go on."""
    length, gap = 3.0, 1.0
    for column in range(A4_TEN.columns):
        left = A4_TEN.left + column * A4_TEN.step_across
        for x in (left, left + WIDTH):
            sheet.upright(x, A4_TEN.top - gap - length, length, weight=0.35)
            sheet.upright(
                x, A4_TEN.top + (A4_TEN.rows - 1) * A4_TEN.step_down + HEIGHT + gap, length, weight=0.35
            )
        for row in range(A4_TEN.rows):
            top = A4_TEN.top + row * A4_TEN.step_down
            for y in (top, top + HEIGHT):
                sheet.rule(left - gap - length, y, length, weight=0.35)
                sheet.rule(left + WIDTH + gap, y, length, weight=0.35)


def _foot(sheet: Sheet, page: int, pages: int) -> None:
    """Say how to print the sheet, and which page it is."""
    told = f"按实际大小（100%）打印 · 第 {page} 页 共 {pages} 页"
    sheet.text(A4_TEN.width / 2, A4_TEN.height - 8.4, told, FOOT, align=Align.CENTRE)
