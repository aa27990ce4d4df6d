# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Which paper is drawn by which printing function, from the store as it is now. No Qt here.

Whoever adds a kind of paper adds its row to ``DRAWERS``. A row is called on a printer's lane, when the paper's turn
comes: what it shows is what the store says then.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from fieldkit.acts import papers
from fieldkit.acts.print_answers import lines
from fieldkit.acts.print_runs import cards_in_run
from fieldkit.domain.card_forms import Backs, CardForm
from fieldkit.domain.filing import LETTERS
from fieldkit.domain.papers import MemberCard, PaperKind, Print
from fieldkit.domain.print_orders import Order
from fieldkit.problems import LayoutRefused

if TYPE_CHECKING:
    from fieldkit.printing.layouts import Layout

RECEIPT_PAPERS = ("A5", "80mm", "58mm", "A4")

_drawing = threading.Lock()  # fonts are shared by all that is drawn, and each printer has a lane of its own


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn: the ledger's lines, the paper asked for, where layouts of one's own lie.

    ``paper`` is a receipt's paper or the text of a card form; '' takes the usual. ``cards`` is how many the whole
    run has.
    """

    lines: tuple[Print, ...]
    paper: str
    layouts: Path | None
    cards: int = 0

    @property
    def line(self) -> Print:
        """Return the first line: of anything but sheets, the only one."""
        return self.lines[0]


def draw(store: Any, order: Order, *, paper: str, layouts: Path | None) -> bytes:
    """Slow. Return the paper of ``order`` as a PDF. Raises Problem: FontsMissing, LayoutRefused, Unknown."""
    cards = cards_in_run(store, run=order.run) if order.run else 0
    asked = Asked(lines(store, order=order), paper, layouts, cards)
    with _drawing:
        return DRAWERS[asked.line.kind](store, asked)


def layout_named(name: str, own: Path | None) -> Layout:
    """Return a card layout by its name, of the folder ``own`` or a shipped one. Raises LayoutRefused."""
    from fieldkit.printing import layout_store  # noqa: PLC0415 - slow to import, and only paper needs it

    return layout_store.opened(name, own)


class CardsOfRun(Sequence[MemberCard | None]):
    """The cards of a whole run as ``printing.cards`` counts them; only those of one order's sheets are read.

    None stands for a member who is known no more, or has no number any more: the others are printed all the same.
    """

    def __init__(self, store: Any, asked: Asked, places: int, used: int) -> None:
        self._store = store
        self._asked = asked
        self._places = places
        self._used = used  # places of the first sheet that were used before

    def __len__(self) -> int:
        return self._asked.cards

    @overload
    def __getitem__(self, place: int) -> MemberCard | None: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[MemberCard | None]: ...

    def __getitem__(self, place: int | slice) -> MemberCard | Sequence[MemberCard | None] | None:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        sheet, corner = divmod(place + self._used, self._places)
        first = self._asked.line.sheet
        if not sheet:
            corner -= self._used
        uid = self._asked.lines[sheet + 1 - first].about.split()[corner]
        return papers.card_of_run(self._store, uid=uid)


def _card(store: Any, asked: Asked) -> bytes:
    from fieldkit.printing import cards  # noqa: PLC0415 - slow to import, and only paper needs it

    form = CardForm.of(asked.paper, backs=Backs.BOTH)
    layout = layout_named(form.layout, asked.layouts)
    return cards.member_card(
        papers.card(store, uid=asked.line.about), layout, back=form.backs is not Backs.NONE
    )


def _sheets(store: Any, asked: Asked) -> bytes:
    from fieldkit.printing import cards  # noqa: PLC0415

    form = CardForm.of(asked.paper)
    layout = layout_named(form.layout, asked.layouts)
    places, used = places_of(layout), form.start - 1
    for line in asked.lines:  # by a layout that has other places since, some cards would lie nowhere
        begins, ends = (max(sheet * places - used, 0) for sheet in (line.sheet - 1, line.sheet))
        if len(line.about.split()) != min(ends, asked.cards) - begins:
            raise LayoutRefused(name=form.layout, faults=1)
    run = CardsOfRun(store, asked, places, used)
    first, last = asked.line.sheet, asked.lines[-1].sheet
    if layout.sheet is None:  # a roll of labels, or cards one by one: each is a sheet of its own
        return cards.cards_in_turn(run[first - 1 : last], layout, back=form.backs is not Backs.NONE)
    return cards.card_sheets(
        run, layout, first_sheet=first, sheets=last - first + 1, start=form.start, backs=form.backs
    )


def places_of(layout: Layout) -> int:
    """Return how many cards lie on a sheet of ``layout``; a label is a sheet of its own."""
    return layout.sheet.places if layout.sheet is not None else 1


def _receipt(store: Any, asked: Asked) -> bytes:
    from fieldkit.printing import receipts  # noqa: PLC0415

    told = papers.receipt(store, operation=asked.line.about, copy=asked.line.copy)
    return receipts.pack_receipt(told, asked.paper or RECEIPT_PAPERS[0])


def _application(store: Any, asked: Asked) -> bytes:
    from fieldkit.printing import forms  # noqa: PLC0415

    if not asked.line.about:
        return _document(store, asked)
    return forms.application(papers.application(store, uid=asked.line.about))


def _document(store: Any, asked: Asked) -> bytes:
    from fieldkit.ui.documents.drawer import document  # noqa: PLC0415

    return document(store, asked.line, asked.layouts.parent / "forms" if asked.layouts else None)


DRAWERS: dict[PaperKind, Callable[[Any, Asked], bytes]] = {
    PaperKind.CARD: _card,
    PaperKind.CARD_SHEET: _sheets,
    PaperKind.RECEIPT: _receipt,
    PaperKind.APPLICATION: _application,
    **dict.fromkeys(LETTERS, _document),
}
