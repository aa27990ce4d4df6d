# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The ruler page: millimetres along all four edges and a cross in the middle, to read how far a printer is off."""

from __future__ import annotations

from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks
from fieldkit.printing.documents import page, texts
from fieldkit.printing.documents.page import A4, A5, Format
from fieldkit.printing.sheet import Align, Ink, Sheet, Style

NUMBER = Style(6.0, Ink.BLACK, spacing=1.1)
TEXT = Style(10.0, Ink.BLACK, spacing=1.6)
SMALL_TEXT = Style(8.4, Ink.BLACK, spacing=1.5)
BAR = 100.0  # millimetres
CROSS = 15.0  # an arm of the cross
FINE, FIVE, TEN = 3.0, 5.0, 7.5  # how long the marks are
CLEAR = 14.0  # a corner where only one of two rulers has numbers


def pdf(imprint: Imprint, size: str = "A4") -> bytes:
    """Return the page: rulers begin at the paper's very edge, so what is missing is what the printer cannot reach."""
    words = texts.texts()["ruler"]
    form = A5 if size == "A5" else A4
    sheet = Sheet(form.width, form.height, title=words["title"])
    _rulers(sheet, form)
    across, down = form.width / 2, form.height / 2
    sheet.rule(across - CROSS, down, 2 * CROSS, ink=Ink.PURE, weight=0.5)
    sheet.upright(across, down - CROSS, 2 * CROSS, ink=Ink.PURE, weight=0.5)
    sheet.text(across + 2.0, down + 1.0, f"({across:.1f}, {down:.1f})", NUMBER)
    _bar(sheet, across - BAR / 2, down + 26.0, words["bar"])
    left, width = 22.0, form.width - 44.0
    text = TEXT if form is A4 else SMALL_TEXT
    y = 22.0
    for block in (
        blocks.paragraph(words["title"], Style(16.0, bold=True), width, align=Align.CENTRE),
        blocks.space(2.0),
        *(
            blocks.paragraph(
                line.format(size="A5" if form is A5 else "A4", across=f"{across:.1f}", down=f"{down:.1f}"),
                text,
                width,
            )
            for line in words["reading"]
        ),
    ):
        block.draw(sheet, left, y)
        y += block.height
    told = page.Paper(words["title"], imprint, Format(form.width, form.height, 22.0, 0.0, 15.0), ())
    page.foot(sheet, told, 1, 1)
    return sheet.pdf()


def _rulers(sheet: Sheet, form: Format) -> None:
    for place in range(1, int(form.width)):
        long = _long(place)
        sheet.upright(place, 0.0, long, ink=Ink.PURE, weight=0.25)
        sheet.upright(place, form.height - long, long, ink=Ink.PURE, weight=0.25)
        if place % 10 == 0:
            sheet.text(place, TEN + 0.2, str(place), NUMBER, align=Align.CENTRE)
            sheet.text(place, form.height - TEN - NUMBER.line - 0.2, str(place), NUMBER, align=Align.CENTRE)
    for place in range(1, int(form.height)):
        long = _long(place)
        sheet.rule(0.0, place, long, ink=Ink.PURE, weight=0.25)
        sheet.rule(form.width - long, place, long, ink=Ink.PURE, weight=0.25)
        if place % 10 == 0 and CLEAR < place < form.height - CLEAR:
            middle = place - NUMBER.line / 2
            sheet.text(TEN + 0.4, middle, str(place), NUMBER)
            sheet.text(form.width - TEN - 0.4, middle, str(place), NUMBER, align=Align.RIGHT)


def _long(place: int) -> float:
    if place % 10 == 0:
        return TEN
    return FIVE if place % 5 == 0 else FINE


def _bar(sheet: Sheet, x: float, y: float, words: str) -> None:
    """Draw a line of exactly 100 mm, to see whether the page was scaled."""
    sheet.rule(x, y, BAR, ink=Ink.PURE, weight=0.5)
    for end in (x, x + BAR):
        sheet.upright(end, y - 2.5, 5.0, ink=Ink.PURE, weight=0.5)
    sheet.text(x + BAR / 2, y + 1.0, words, TEXT, align=Align.CENTRE)
