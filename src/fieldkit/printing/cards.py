# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Member cards on paper: a card printer's two sides, ten to a perforated sheet with or without backs, roll labels.

1. How a card looks is data (``layouts``); without a layout the shipped ``standard`` is taken.
2. The front's code holds the digits of the card's code and nothing else; whoever finds a card learns no more than it
   shows. The back's holds the signed claims that any booth can check without a network.
3. A run of thousands is made a few sheets at a time: a sheet is named by its number, and the same sheet again is the
   same file.
"""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.domain.card_forms import STANDARD, Backs
from fieldkit.domain.papers import MemberCard
from fieldkit.printing import layout_store
from fieldkit.printing.card_press import Press
from fieldkit.printing.layouts import Layout, Perforation
from fieldkit.printing.sheet import Align, Ink, Style

TITLE = "工会会员卡"
NOBODY = "此处没有卡：查不到本人资料"
FOOT = Style(5.6, Ink.GREY, spacing=1.4)
FOOT_ROOM = 12.0  # millimetres below the last card
CROP, CROP_GAP = 3.0, 1.0  # millimetres: a mark's length, and how far from the card it begins


def member_card(
    card: MemberCard,
    layout: Layout | None = None,
    *,
    back: bool = True,
    offset: tuple[float, float] = (0.0, 0.0),
) -> bytes:
    """Return one card on pages of its own size: the front, and the back where it has one that says something.

    ``offset`` moves everything right and down by millimetres, as this printer needs it.
    """
    layout = layout or layout_store.shipped(STANDARD)
    press = Press(layout, layout.width, layout.height, title=TITLE)
    press.put("front", card, *offset)
    if back and layout.back and card.signed:
        press.turn()
        press.put("back", card, *offset)
    return press.pdf()


def cards_in_turn(
    cards: Sequence[MemberCard | None],
    layout: Layout | None = None,
    *,
    back: bool = True,
    offset: tuple[float, float] = (0.0, 0.0),
) -> bytes:
    """Return many cards or labels, each on pages of its own size, in one file for one job.

    None is a card that cannot be made: its page stays empty.
    """
    if not cards:
        raise ValueError("a file needs a card")
    layout = layout or layout_store.shipped(STANDARD)
    press = Press(layout, layout.width, layout.height, title=TITLE)
    for number, card in enumerate(cards):
        if number:
            press.turn()
        if card is None:
            continue
        press.put("front", card, *offset)
        if back and layout.back and card.signed:
            press.turn()
            press.put("back", card, *offset)
    return press.pdf()


def sheets_needed(count: int, layout: Layout | None = None, *, start: int = 1) -> int:
    """Return how many sheets ``count`` cards take when the first goes to place ``start`` (from 1) of a used sheet."""
    places = _sheet(layout or layout_store.shipped(STANDARD)).places
    return -(-(count + start - 1) // places)


def card_sheets(
    cards: Sequence[MemberCard | None],
    layout: Layout | None = None,
    *,
    first_sheet: int = 1,
    sheets: int | None = None,
    start: int = 1,
    backs: Backs = Backs.NONE,
    offset: tuple[float, float] = (0.0, 0.0),
    back_offset: tuple[float, float] | None = None,
) -> bytes:
    """Return sheets of cards, each followed by its backs where they are wanted.

    Of all the sheets that ``cards`` take, those from number ``first_sheet`` (from 1), ``sheets`` of them or all the
    rest. None is a card that cannot be made: its place stays empty, and says so. ``start`` is the first place (from 1)
    that is still free on the first sheet of all. The offsets move the
    fronts and the backs right and down by millimetres; the backs move with the fronts where nothing else is said.
    Raises ValueError for a sheet or a place that there is not.
    """
    layout = layout or layout_store.shipped(STANDARD)
    stock = _sheet(layout)
    total = sheets_needed(len(cards), layout, start=start)
    last = total if sheets is None else min(first_sheet + sheets - 1, total)
    if not cards or not 1 <= start <= stock.places or not 1 <= first_sheet <= last:
        raise ValueError("no such card, place or sheet")
    press = Press(layout, stock.width, stock.height, title=f"{TITLE}（每页{_counted(stock.places)}张）")
    for number in range(first_sheet, last + 1):
        if number > first_sheet:
            press.turn()
        here = _on_sheet(cards, stock, number, start)
        _crop_marks(press, layout, stock, offset)
        _foot(press, layout, stock, number, total)
        for place, card in here:
            left, top = stock.corner(place)
            if card is None:
                press.text(left + layout.width / 2, top + layout.height / 2, NOBODY, FOOT, align=Align.CENTRE)
            else:
                press.put("front", card, left + offset[0], top + offset[1])
        if backs is not Backs.NONE and layout.back:
            press.turn()
            for place, card in here:
                if card is None:
                    continue
                left, top = behind(stock, layout, place, backs)
                across, down = offset if back_offset is None else back_offset
                press.put("back", card, left + across, top + down, turned=backs is Backs.SHORT_EDGE)
    return press.pdf()


def behind(stock: Perforation, layout: Layout, place: int, backs: Backs) -> tuple[float, float]:
    """Return the corner on the turned page that lies behind a place of the front.

    Turned over its long edge, left and right change sides. Turned over its short edge, top and bottom do; the cards
    stand on their heads there, so that a card is always turned like the page of a book.
    """
    left, top = stock.corner(place)
    if backs is not Backs.SHORT_EDGE:
        return stock.width - left - layout.width, top
    return left, stock.height - top - layout.height


def _sheet(layout: Layout) -> Perforation:
    if layout.sheet is None:
        raise ValueError(f"the layout {layout.name} is for single cards")
    return layout.sheet


def _on_sheet(
    cards: Sequence[MemberCard | None], stock: Perforation, number: int, start: int
) -> list[tuple[int, MemberCard | None]]:
    """Return the cards of a sheet, each with its place."""
    begin = (number - 1) * stock.places - (start - 1)
    return [(place, cards[begin + place]) for place in range(stock.places) if 0 <= begin + place < len(cards)]


def _counted(places: int) -> str:
    return {8: "八", 10: "十"}.get(places, str(places))


def _crop_marks(press: Press, layout: Layout, stock: Perforation, offset: tuple[float, float]) -> None:
    """Draw short lines in the margins and the gutters, where the cards' edges go on; none where there is no room."""
    reach = CROP_GAP + CROP
    marks = []
    lefts = [stock.left + column * stock.step_across for column in range(stock.columns)]
    tops = [stock.top + row * stock.step_down for row in range(stock.rows)]
    narrow = stock.columns > 1 and stock.step_across - layout.width < 2 * reach
    flat = stock.rows > 1 and stock.step_down - layout.height < 2 * reach
    for column, left in enumerate(lefts):
        for y in (edge for top in tops for edge in (top, top + layout.height)):
            if column == 0 or not narrow:
                marks.append((left - reach, y, CROP, 0.0))
            if column == stock.columns - 1 or not narrow:
                marks.append((left + layout.width + CROP_GAP, y, CROP, 0.0))
    for row, top in enumerate(tops):
        for x in (edge for left in lefts for edge in (left, left + layout.width)):
            if row == 0 or not flat:
                marks.append((x, top - reach, 0.0, CROP))
            if row == stock.rows - 1 or not flat:
                marks.append((x, top + layout.height + CROP_GAP, 0.0, CROP))
    press.marks(marks, offset)


def _foot(press: Press, layout: Layout, stock: Perforation, number: int, total: int) -> None:
    """Say how to print the sheet, and which of all it is, where the sheet has room below its cards."""
    if stock.height - stock.corner(stock.places - 1)[1] - layout.height < FOOT_ROOM:
        return
    told = f"按实际大小（100%）打印 · 第 {number} 页 共 {total} 页"
    press.text(stock.width / 2, stock.height - 8.4, told, FOOT, align=Align.CENTRE)
