# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The queue's hands: draw a paper, give it to its printer's road, ask what became of it. No Qt here.

A printer's name '' is the folder of PDFs. What the printers' room says is put into the queue's own words.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fieldkit.domain.card_forms import Backs, CardForm
from fieldkit.domain.print_orders import Handed, Heard, Order
from fieldkit.printers import folder, lookup, raster, roads
from fieldkit.printers.fits import misfit
from fieldkit.printers.ticket import Kind, Printer, Ticket
from fieldkit.problems import PrinterGone, PrinterRefused
from fieldkit.ui.drawing import RECEIPT_PAPERS, draw
from fieldkit.ui.remembered import lying_in

Remembered = Callable[[str], Printer | None]


@dataclass(frozen=True, slots=True)
class PrinterHands:
    """Hands over the room ``printers``.

    ``remembered`` gives a printer by its name, as it is set up now, or None; ``folder`` is where PDFs are saved;
    ``layouts`` is the folder of card layouts of one's own.
    """

    remembered: Remembered
    folder: Path
    layouts: Path | None = None

    def draw(self, store: Any, order: Order) -> bytes:
        """Return the paper, for the paper that lies in the printer where that is known."""
        paper = order.paper
        if order.printer and paper in RECEIPT_PAPERS:
            taken = lying_in(self.remembered(order.printer), RECEIPT_PAPERS)
            paper = paper if paper in taken else taken[0]
        return draw(store, order, paper=paper, layouts=self.layouts)

    def submit(self, pdf: bytes, order: Order) -> Handed:
        """Hand it over. Raises what ``printers.roads.submit`` raises.

        Sheets of a run are refused where what lies in the printer by now does not hold them: cut cards are no cards.
        """
        printer = self._printer(order)
        if order.run and misfit(printer, raster.sizes_mm(pdf)[0]):
            raise PrinterRefused(printer=order.printer, why="too-wide")
        ticket = roads.submit(pdf, printer, document=order.title, sides=_turned(order.paper))
        if not order.printer:
            return Handed(ticket.job, Heard.DONE, final=True)
        return _handed(ticket)

    def look(self, order: Order) -> Handed:
        """Ask what became of it."""
        return _handed(_ticket(order.ticket))

    def find(self, order: Order) -> Handed | None:
        """Ask the spooler for the title, the folder for the file, from the order's own time; None: they cannot tell."""
        begun = order.begun.timestamp()
        if not order.printer:
            file = folder.found(order.title, folder=self.folder, begun=begun)
            return Handed(str(file), Heard.DONE, final=True) if file is not None else None
        printer = self.remembered(order.printer)
        ticket = lookup.find(printer, document=order.title, begun=begun) if printer is not None else None
        return _handed(ticket) if ticket is not None else None

    def cancel(self, order: Order) -> None:
        """Call it back, by its title where a crash left no ticket. Raises Problem."""
        if order.printer and order.ticket:
            roads.cancel(_ticket(order.ticket))
        elif order.printer and order.title:
            lookup.call_back(self._printer(order), document=order.title)

    def _printer(self, order: Order) -> Printer:
        if not order.printer:
            return Printer("", Kind.FOLDER, str(self.folder))
        printer = self.remembered(order.printer)
        if printer is None:
            raise PrinterGone(printer=order.printer, why="unknown-name")
        return printer


def _turned(paper: str) -> str:
    """Return the edge by which the sheets of a card form are turned over, '' for one side and for other papers."""
    edges = {Backs.BOTH: "long", Backs.LONG_EDGE: "long", Backs.SHORT_EDGE: "short"}
    return edges.get(CardForm.of(paper).backs, "")


def _handed(ticket: Ticket) -> Handed:
    standing = roads.state(ticket)
    kept = json.dumps(asdict(ticket), ensure_ascii=False)
    return Handed(kept, Heard(standing.state.value), standing.why, final=bool(ticket.told))


def _ticket(kept: str) -> Ticket:
    return Ticket(**json.loads(kept))
