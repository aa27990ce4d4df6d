# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page that all tables and forms share: title, occasion, what flows, and a foot with number, copy and page.

Everything is laid out before anything is drawn, so that each page knows how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from fieldkit.domain.days import CHINA
from fieldkit.domain.filing import Imprint
from fieldkit.printing import blocks
from fieldkit.printing.blocks import Block, Look
from fieldkit.printing.sheet import MM, Align, Ink, Sheet, Style

FOOT = 9.0  # millimetres at the bottom for number, copy and page
MOST_RUNNING = 3  # what runs on top of each page takes no more than this part of it
GAP = 3.0  # millimetres between what stands left and right in the foot


@dataclass(frozen=True, slots=True)
class Format:
    """One size of page, in millimetres."""

    width: float
    height: float
    side: float
    top: float
    bottom: float

    @property
    def inner(self) -> float:
        """Return the width that is written on."""
        return self.width - 2 * self.side

    @property
    def room(self) -> float:
        """Return the height that is written on, the foot left out."""
        return self.height - self.top - self.bottom - FOOT


A4 = Format(210.0, 297.0, 18.0, 16.0, 9.0)
A4_ACROSS = Format(297.0, 210.0, 12.0, 11.0, 8.0)
A3 = Format(297.0, 420.0, 24.0, 20.0, 12.0)
A5 = Format(148.0, 210.0, 12.0, 11.0, 8.0)

TITLE = Style(19.0, Ink.BLACK, bold=True, spacing=1.35)
HEADING = Style(12.0, Ink.BLACK, bold=True, spacing=1.5)
SMALL = Style(8.5, Ink.GREY)
LOOK = Look(Style(10.5, spacing=1.5), Style(9.5, Ink.GREY, spacing=1.66), Ink.HAIRLINE, 0.6)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that flow over pages: ``head`` stands above them on each, ``subtotal`` closes each page.

    ``subtotal`` gets the numbers of the first row of the page and of the one after the last; its height is the same
    for any of them. ``end`` follows the last row.
    """

    head: Block
    rows: Sequence[Block]
    subtotal: Callable[[int, int], Block] | None = None
    end: Sequence[Block] = ()


Part = Block | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be laid on pages.

    ``signing`` is drawn at the bottom of each page, ``running`` on top of each but the first, ``told`` in the foot.
    """

    title: str
    imprint: Imprint
    form: Format
    parts: Sequence[Part]
    running: Sequence[Block] = ()
    signing: Block | None = None
    told: str = ""


def pdf(paper: Paper) -> bytes:
    """Return the document, on as many pages as it takes."""
    return _drawn(paper, laid := _laid(paper), len(laid))


def first_pages(paper: Paper, most: int) -> tuple[bytes, int]:
    """Return at most ``most`` pages of the document, each as it is in the whole, and how many the whole has."""
    laid = _laid(paper)
    return _drawn(paper, laid, most), len(laid)


def _drawn(paper: Paper, laid: Sequence[Sequence[Block]], most: int) -> bytes:
    form = paper.form
    sheet = Sheet(form.width, form.height, title=paper.title)
    for page, parts in enumerate(laid[:most], start=1):
        if page > 1:
            sheet.turn()
        y = form.top
        for part in parts:
            part.draw(sheet, form.side, y)
            y += part.height
        if paper.signing is not None:
            paper.signing.draw(sheet, form.side, form.top + form.room - paper.signing.height)
        foot(sheet, paper, page, len(laid))
    return sheet.pdf()


class _Pages:
    """Pages being filled from the top."""

    def __init__(self, room: float, running: Sequence[Block]) -> None:
        self.pages: list[list[Block]] = [[]]
        self.left = self._room = room
        self._running = running if _height(running) <= room / MOST_RUNNING else running[:1]
        if _height(self._running) > room / MOST_RUNNING:
            self._running = ()
        self._clean = True

    @property
    def room(self) -> float:
        """Return the height of a page that is left below what runs on top of each."""
        return self._room - _height(self._running)

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append(list(self._running))
        self.left = self.room
        self._clean = True

    def put(self, block: Block, *, keep: float = 0.0) -> None:
        """Put a block on this page, or on the next where it and ``keep`` millimetres after it do not fit here.

        What is taller than any page goes on over several.
        """
        *pieces, last = blocks.slices(block, self.room)
        for piece in pieces:
            self._put(piece, 0.0)
        self._put(last, keep)

    def _put(self, block: Block, keep: float) -> None:
        if not self._clean and block.height + keep > self.left:
            self.turn()
        self.pages[-1].append(block)
        self.left -= block.height
        self._clean = False


def _laid(paper: Paper) -> list[list[Block]]:
    signing = paper.signing.height if paper.signing is not None else 0.0
    pages = _Pages(paper.form.room - signing, paper.running)
    for part in paper.parts:
        if isinstance(part, Table):
            _lay_table(pages, part)
        else:
            pages.put(part)
    return pages.pages


def _lay_table(pages: _Pages, table: Table) -> None:
    count, most = len(table.rows), pages.room / MOST_RUNNING
    closing = max(table.subtotal(0, end).height for end in (0, count)) if table.subtotal else 0.0
    head, subtotal = table.head, table.subtotal
    if head.height > most:  # too much to stand on each page: it stands before the first row alone
        pages.put(head)
        head = blocks.space(0.0)
    if closing > most:
        closing, subtotal = 0.0, None
    fits = pages.room - head.height - closing
    pieces = [(place, piece) for place, row in enumerate(table.rows) for piece in blocks.slices(row, fits)]
    pages.put(head, keep=(pieces[0][1].height if pieces else 0.0) + closing)
    after = _height(table.end)
    after = after if after <= most else 0.0
    begun = 0  # the first row that begins on this page
    empty = True
    for number, (place, row) in enumerate(pieces):
        last = number == len(pieces) - 1  # the end never stands on a page without a row
        if not empty and row.height + closing + (after if last else 0.0) > pages.left:
            begins = place if not number or pieces[number - 1][0] != place else place + 1
            if subtotal:
                pages.put(subtotal(begun, begins))
            pages.turn()
            pages.put(head)
            begun = begins
        pages.put(row)
        empty = False
    if table.subtotal:
        pages.put(table.subtotal(begun, count))
    for block in table.end:
        pages.put(block)


def _height(told: Iterable[Block]) -> float:
    return sum(block.height for block in told)


def foot(sheet: Sheet, paper: Paper, page: int, pages: int) -> None:
    """Write the foot of a page: which document, number, copy, when it was made, and which page of how many."""
    form, imprint = paper.form, paper.imprint
    y = form.height - form.bottom - 5.0
    sheet.rule(form.side, y - 1.0, form.inner, ink=Ink.HAIRLINE, weight=0.4)
    at = f"{imprint.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    told = f" · {paper.told}" if paper.told else ""
    left = f"{paper.title} · 编号 {imprint.number} · 第 {imprint.copy} 联 · {at} 打印{told}"
    counted = f"第 {page} 页 共 {pages} 页"
    room = form.inner - blocks.width_of(counted, SMALL) - GAP
    size = min(SMALL.size, SMALL.size * room / blocks.width_of(left, SMALL))
    sheet.text(form.side, y + (SMALL.size - size) / MM, left, replace(SMALL, size=size))
    sheet.text(form.width - form.side, y, counted, SMALL, align=Align.RIGHT)
