# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Thousands of cards on sheets: a run is cut into orders of some sheets each, paused, gone on with, continued anywhere.

1. Which card lies on which sheet is settled when the run begins, and kept in the ledger: a line for each sheet.
2. Each order is drawn by itself when its turn comes, so memory does not grow with the run.
3. After a jam an operator names the sheet: what was sent from there on is called back and ordered anew, as the next
   copy of the same sheets with the same cards.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.acts.papers import document_number
from fieldkit.acts.print_answers import call_back
from fieldkit.acts.print_hands import Hands
from fieldkit.domain.operators import Operator
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CardChoice, Order, OrderState, Run
from fieldkit.problems import Unknown
from fieldkit.store import identity, print_queue, print_runs
from fieldkit.store import prints as ledger
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

SHEETS_OF_AN_ORDER = 20
"""Sheets handed over at once: some 35 kB and a minute's paper; what a jam costs to send again."""

_S = OrderState
_SENT = ("sent", "unknown", "printed", "saved")


def enrolled_here(store: Store) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[dt.date, int], ...]]:
    """Return whose cards there are: (union's code, people) and (day of enrolment, people). Raises DeviceRevoked."""
    with store.reading() as db:
        identity.refuse_revoked(db)
        return print_runs.enrolled_here(db)


def choose(store: Store, *, choice: CardChoice) -> tuple[str, ...]:
    """Return the uids of whose cards are chosen, in the order of their enrolment. Raises DeviceRevoked."""
    with store.reading() as db:
        identity.refuse_revoked(db)
        return print_runs.choose(db, choice)


def begin_run(
    store: Store,
    *,
    uids: tuple[str, ...],
    places: int,
    start: int = 1,
    layout: str,
    printer: str,
    reason: str = "",
    operator: Operator,
    now: dt.datetime,
    sheets_of_an_order: int = SHEETS_OF_AN_ORDER,
) -> Run:
    """Put the cards of ``uids`` into the queue, ``places`` to a sheet, cut into orders; return the run.

    ``start`` is the first free place (from 1) of the first sheet, ``layout`` the text of the form the cards are printed
    in (``domain.card_forms``), ``printer`` '' saves PDFs. All of it is written, or nothing is.

    Raises Unknown (nobody is chosen), DeviceRevoked.
    """
    if not uids:
        raise Unknown(what="member")
    cuts = range(1 - start, len(uids), places)  # a used sheet has fewer places
    sheets = [uids[max(first, 0) : first + places] for first in cuts]
    with store.writing() as db:
        identity.refuse_revoked(db)
        number = document_number(db, PaperKind.CARD_SHEET, "")
        run = print_runs.add(
            db,
            document_number=number,
            layout=layout,
            cards=len(uids),
            sheets=len(sheets),
            printer=printer,
            operator=operator.id,
            now=now,
        )
        for first in range(1, len(sheets) + 1, sheets_of_an_order):
            last = min(first + sheets_of_an_order - 1, len(sheets))
            order = print_queue.add(
                db, printer=printer, paper=layout, now=now, run=run, first_sheet=first, last_sheet=last
            )
            for sheet in range(first, last + 1):
                ledger.begin(
                    db,
                    order=order,
                    kind=PaperKind.CARD_SHEET,
                    about=" ".join(sheets[sheet - 1]),
                    document_number=f"{number}-{sheet:04d}",
                    reason=reason,
                    operator=operator.id,
                    now=now,
                    run=run,
                    sheet=sheet,
                )
        begun = print_runs.one(db, run)
    fault_point("run-begun")
    return begun


def runs(store: Store, *, limit: int = 20) -> tuple[Run, ...]:
    """Return the latest runs and how far each is, the newest first."""
    with store.reading() as db:
        return print_runs.latest(db, limit=limit)


def cards_in_run(store: Store, *, run: int) -> int:
    """Return how many cards a run has. Raises Unknown."""
    with store.reading() as db:
        return print_runs.one(db, run).cards


def pause(store: Store, *, run: int, paused: bool) -> Run:
    """Send no further sheet of a run, or go on. What the printer has already is not called back."""
    with store.writing_what_is_owed() as db:
        print_runs.pause(db, run, paused=paused)
        return print_runs.one(db, run)


def redirect(store: Store, *, run: int, printer: str) -> Run:
    """Let what is not sent yet of a run go to another printer."""
    with store.writing_what_is_owed() as db:
        print_runs.redirect(db, run, printer)
        return print_runs.one(db, run)


def give_up(store: Store, *, run: int, now: dt.datetime) -> Run:
    """Send no further sheet of a run, for good; what is at the printer is not called back."""
    with store.writing_what_is_owed() as db:
        for order in print_queue.of_run(db, run, [_S.QUEUED, _S.FAILED]):
            print_queue.move(db, order.place, [order.state], _S.CANCELLED, now=now, why="cancelled")
        print_runs.pause(db, run, paused=False)
        return print_runs.one(db, run)


def continue_from(
    store: Store, *, run: int, sheet: int, hands: Hands, reason: str, operator: Operator, now: dt.datetime
) -> Run:
    """Slow. Go on with a run at ``sheet``: an operator looked, and the sheets before it lie in the tray.

    What was sent of the sheets from there on is called back and ordered anew, each as its next copy with the same
    cards; what was never sent waits as before.

    Raises Unknown, DeviceRevoked.
    """
    at_printer = [_S.SENT, _S.UNKNOWN, _S.PRINTED, _S.SAVED]
    with store.reading() as db:
        identity.refuse_revoked(db)
        if not 1 <= sheet <= print_runs.one(db, run).sheets:
            raise Unknown(what="print")
        sent = [order for order in print_queue.of_run(db, run, at_printer) if order.last_sheet >= sheet]
        before = [
            order for order in print_queue.of_run(db, run, [_S.SENT, _S.UNKNOWN]) if order.last_sheet < sheet
        ]
    for order in sent:
        if order.state in (_S.SENT, _S.UNKNOWN):
            call_back(order, hands)
    with store.writing_what_is_owed() as db:
        identity.refuse_revoked(db)
        for order in before:
            print_queue.move(db, order.place, [order.state], _S.PRINTED, now=now, why="answered")
        for order in sent:
            _order_again(db, order.place, sheet, reason=reason, operator=operator, now=now)
        print_runs.pause(db, run, paused=False)
        continued = print_runs.one(db, run)
    fault_point("run-continued")
    return continued


def sheet_again(
    store: Store, *, run: int, sheet: int, reason: str, operator: Operator, now: dt.datetime
) -> Order:
    """Order one sheet of a run once more, as its next copy with the same cards. Raises Unknown, DeviceRevoked."""
    with store.writing_what_is_owed() as db:
        identity.refuse_revoked(db)
        line = print_runs.newest(db, run, sheet)
        whole = print_runs.one(db, run)
        place = print_queue.add(
            db,
            printer=whole.printer,
            paper=whole.layout,
            now=now,
            run=run,
            first_sheet=sheet,
            last_sheet=sheet,
        )
        ledger.again(db, line, order=place, reason=reason, operator=operator.id, now=now)
        return print_queue.one(db, place)


def _order_again(
    db: Database, place: int, sheet: int, *, reason: str, operator: Operator, now: dt.datetime
) -> None:
    """Split an order at ``sheet``: what is before it came out, the rest is ordered anew."""
    order = print_queue.one(db, place)
    lines = [line for line in ledger.of_order(db, place) if line.sheet >= sheet and line.outcome in _SENT]
    if not lines:
        return  # ordered anew before
    if order.state in (_S.SENT, _S.UNKNOWN):
        to = _S.NOT_PRINTED if order.first_sheet >= sheet else _S.PRINTED
        print_queue.move(db, place, [order.state], to, now=now, why="answered")
    first, last = lines[0].sheet, lines[-1].sheet
    ledger.note(db, place, _S.NOT_PRINTED.value, order.printer, from_sheet=first, to_sheet=last)
    new = print_queue.add(
        db,
        printer=order.printer,
        paper=order.paper,
        now=now,
        run=order.run,
        first_sheet=first,
        last_sheet=last,
    )
    for line in lines:
        ledger.again(db, line, order=new, reason=reason, operator=operator.id, now=now)
