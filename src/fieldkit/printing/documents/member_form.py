# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The member form (工会会员登记表): blank, filled, or only the values for a form that was printed before.

Every place comes from ``resources/documents/member_form.toml``, so a value printed over a blank form stands in the
frame it belongs to. Values shrink and then wrap inside their frames and are never cut: one that no size makes fit
stands on a page after the form.
"""

from __future__ import annotations

from pathlib import Path

from fieldkit.domain.day_papers import MemberForm
from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks, line_breaks
from fieldkit.printing.blocks import Block
from fieldkit.printing.documents import page, parts, texts
from fieldkit.printing.documents.form_layout import Layout, Spot, layout
from fieldkit.printing.documents.page import A4, LOOK, SMALL, TITLE
from fieldkit.printing.sheet import MM, Align, Ink, Sheet, Style

INSIDE = 1.5  # millimetres between a frame and what stands in it
SMALLEST = 5.5  # points: smaller than this a value takes more lines instead
SPACING = 1.25
SIGNATURE = "signature"
ON_THE_NEXT = "（见下页）"
TENTH = 0.1  # millimetres


def pdf(form: MemberForm, imprint: Imprint, own: Path | None = None) -> bytes:
    """Return the form with its values; with none it is a blank form to fill in by hand.

    ``own`` is the folder where a layout of the district's may lie. Raise ``FormLayoutRefused`` where it has faults.
    """
    places = layout(own)
    sheet = Sheet(A4.width, A4.height, title=places.title)
    sheet.text(A4.width / 2, places.title_y, places.title, TITLE, align=Align.CENTRE)
    sheet.text(190.0, places.number_y, f"编号 {imprint.number}", SMALL, align=Align.RIGHT)
    for spot in places.spots:
        _frame(sheet, spot)
    more = _more(_fill(sheet, form, places))
    told = page.Paper(places.title, imprint, A4, ())
    page.foot(sheet, told, 1, 1 + len(more))
    for number, found in enumerate(more, start=2):
        _next_page(sheet, found)
        page.foot(sheet, told, number, 1 + len(more))
    return sheet.pdf()


def over(form: MemberForm, *, across: int, down: int, own: Path | None = None) -> bytes:
    """Return the values alone, moved by tenths of a millimetre, for a form that was printed before."""
    places = layout(own)
    sheet = Sheet(A4.width, A4.height, title=places.title)
    with sheet.at(across * TENTH, down * TENTH):
        rest = _fill(sheet, form, places)
    for found in _more(rest):
        _next_page(sheet, found)
    return sheet.pdf()


def _frame(sheet: Sheet, spot: Spot) -> None:
    sheet.block(spot.x, spot.y, spot.label_width, spot.height, ink=Ink.TINT)
    sheet.frame(spot.x, spot.y, spot.label_width, spot.height, ink=LOOK.rule, weight=LOOK.weight)
    sheet.frame(spot.x, spot.y, spot.width, spot.height, ink=LOOK.rule, weight=LOOK.weight)
    label = Style(9.0, Ink.BLACK, spacing=1.3)
    told = blocks.paragraph(spot.label, label, spot.label_width - 2 * INSIDE)
    told.draw(sheet, spot.x + INSIDE, spot.y + (spot.height - told.height) / 2)
    words = texts.texts()["member_form"]
    left, right = spot.x + spot.label_width + 3.0, spot.x + spot.width - 4.0
    if spot.text == "ticks":
        ticks = "\u3000\u3000".join(f"□ {name}" for name in words["reviewed"])
        sheet.text(left, spot.y + (spot.height - LOOK.text.line) / 2, ticks, LOOK.text)
        sheet.text(right - 44.0, spot.y + (spot.height - LOOK.text.line) / 2, "审核人", LOOK.text)
    elif spot.text == "approval":
        lower = spot.y + spot.height
        sheet.text(left, lower - 20.0, "经办人", LOOK.text)
        sheet.text(right - 50.0, lower - 20.0, "（公章）", LOOK.text)
        sheet.text(right, lower - 9.0, parts.DATE_TO_WRITE, LOOK.text, align=Align.RIGHT)
    elif spot.value == SIGNATURE:
        sheet.text(left, spot.y + 1.0, words["declaration"], Style(7.5, Ink.GREY, spacing=1.4))


def _fill(sheet: Sheet, form: MemberForm, places: Layout) -> list[tuple[str, str]]:
    """Write the values into their places; return those, with their labels, that are too long for theirs."""
    rest: list[tuple[str, str]] = []
    for spot in places.spots:
        left, width = spot.x + spot.label_width + INSIDE, spot.width - spot.label_width - 2 * INSIDE
        value = form.values.get(spot.value, "")
        if spot.value == SIGNATURE:
            if form.signature:
                sheet.picture(left, spot.y + 5.5, width, spot.height - 6.5, form.signature)
        elif value and not _write(sheet, value, spot, places.size):
            _write(sheet, ON_THE_NEXT, spot, places.size)
            rest.append((spot.label, value))
    return rest


def _more(rest: list[tuple[str, str]]) -> list[list[Block]]:
    """Return the pages after the form: each value that was too long for its place, under its label."""
    told = [
        block
        for label, value in rest
        for block in (
            blocks.paragraph(label, page.HEADING, A4.inner),
            *blocks.prose(value, LOOK.text, A4.inner),
            blocks.space(4.0),
        )
    ]
    return blocks.pages(told, A4.room) if told else []


def _next_page(sheet: Sheet, found: list[Block]) -> None:
    sheet.turn()
    blocks.stack(found).draw(sheet, A4.side, A4.top)


def _write(sheet: Sheet, text: str, spot: Spot, size: float) -> bool:
    """Write a value into its place, on the middle of its height; return False, and write nothing, if it is too long."""
    fitted = line_breaks.fitted(
        text,
        width=(spot.width - spot.label_width - 2 * INSIDE) * MM,
        height=(spot.height - 1.0) * MM,
        largest=size,
        single=SMALLEST + 2.5,
        spacing=SPACING,
    )
    style = Style(fitted.size, Ink.BLACK, spacing=SPACING)
    if style.line * len(fitted.lines) > spot.height:
        return False
    left = spot.x + spot.label_width + INSIDE
    top = spot.y + (spot.height - style.line * len(fitted.lines)) / 2
    for place, line in enumerate(fitted.lines):
        sheet.text(left, top + place * style.line, line, style)
    return True
