# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What an operator says to a paper on its way: it came out, it did not, try again, another printer, call it back.

Each moves the order only from where the operator saw it; if it stands elsewhere by then, PrintMovedOn is raised and
nothing is changed. Calls that reach the spooler may take seconds: make them on the printer's own lane.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.acts.print_hands import Hands
from fieldkit.domain.operators import Operator
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.domain.print_orders import Heard, Order, OrderState
from fieldkit.problems import PrintMovedOn, Problem
from fieldkit.store import identity, print_queue, print_runs
from fieldkit.store import prints as ledger
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.search import rows_for
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

_S = OrderState
MOST_FOUND = 20
ANSWERED, STILL_THERE = "answered", "still-there"
"""Why an order stands where an operator's word put it; the second where its spooler could not be asked to forget it."""


def came_out(store: Store, *, place: int, now: dt.datetime) -> Order:
    """Note that somebody looked, and it came out. Raises Unknown, PrintMovedOn."""
    with store.writing_what_is_owed() as db:
        move(db, place, [_S.UNKNOWN, _S.SENT], _S.PRINTED, now)
        return print_queue.one(db, place)


def did_not_come_out(
    store: Store,
    *,
    place: int,
    hands: Hands,
    reason: str,
    printer: str | None = None,
    operator: Operator,
    now: dt.datetime,
) -> Order:
    """Slow. Note that it did not come out, and order it as the next copy, at another ``printer`` where one is named.

    What the spooler still has of it is called back first, so that it cannot come out later beside the copy; where the
    spooler cannot be reached, the order says so (``STILL_THERE``). Of sheets of a run all are ordered again;
    ``run_continued`` knows the sheet.

    Raises Unknown, PrintMovedOn, DeviceRevoked.
    """
    with store.reading() as db:
        order = print_queue.one(db, place)
        identity.refuse_revoked(db)
    why = ANSWERED if call_back(order, hands) else STILL_THERE
    with store.writing_what_is_owed() as db:
        identity.refuse_revoked(db)
        move(db, place, [_S.UNKNOWN, _S.SENT], _S.NOT_PRINTED, now, why=why)
        new = print_queue.add(
            db,
            printer=order.printer if printer is None else printer,
            paper=order.paper,
            now=now,
            run=order.run,
            first_sheet=order.first_sheet,
            last_sheet=order.last_sheet,
        )
        for line in ledger.of_order(db, place):
            ledger.again(db, line, order=new, reason=reason, operator=operator.id, now=now)
        made = print_queue.one(db, new)
    fault_point("print-answered")
    return made


def leave(store: Store, *, place: int, hands: Hands, now: dt.datetime) -> Order:
    """Slow. Note that it did not come out and that no copy is wanted: it is called back, so that none comes later.

    Raises Unknown, PrintMovedOn.
    """
    with store.reading() as db:
        order = print_queue.one(db, place)
    why = ANSWERED if call_back(order, hands) else STILL_THERE
    with store.writing_what_is_owed() as db:
        move(db, place, [_S.UNKNOWN], _S.NOT_PRINTED, now, why=why)
        return print_queue.one(db, place)


def try_again(store: Store, *, place: int, printer: str | None = None, now: dt.datetime) -> Order:
    """Send what failed or waits, the same copy, at another ``printer`` where one is named ('' saves a PDF).

    Raises Unknown, PrintMovedOn: what may have come out is a question or a new copy.
    """
    with store.writing_what_is_owed() as db:
        order = print_queue.one(db, place)
        if not order.nothing_left or not print_queue.move(
            db, place, [order.state], _S.QUEUED, now=now, printer=printer
        ):
            raise PrintMovedOn
        return print_queue.one(db, place)


def cancel(store: Store, *, place: int, hands: Hands, now: dt.datetime) -> Order:
    """Slow. Call a paper back: ``CANCELLED`` where certainly nothing of it came out, else a question.

    Raises Unknown, PrintMovedOn, and what the spooler says.
    """
    with store.reading() as db:
        order = print_queue.one(db, place)
    if order.nothing_left:
        to, before = _S.CANCELLED, [order.state]
    elif order.state is _S.SENT:
        waited = hands.look(order).heard is Heard.WAITING
        hands.cancel(order)
        then = hands.look(
            order
        )  # it may have begun between the two, or the spooler may have forgotten it since
        certain = waited and then.heard is Heard.GONE and then.why == "cancelled"
        to, before = (_S.CANCELLED if certain else _S.UNKNOWN), [_S.SENT]
    else:
        raise PrintMovedOn
    with store.writing_what_is_owed() as db:
        if not print_queue.move(db, place, before, to, now=now, why="cancelled"):
            raise PrintMovedOn
        return print_queue.one(db, place)


def standing(store: Store, *, place: int) -> Order:
    """Return an order as it stands now. Raises Unknown."""
    with store.reading() as db:
        return print_queue.one(db, place)


def open_orders(store: Store, *, limit: int = 200) -> tuple[tuple[Order, Print], ...]:
    """Return what wants something done, the oldest first, each with the first of its ledger's lines."""
    with store.reading() as db:
        orders = print_queue.open_orders(db, limit=limit)
        return tuple((order, ledger.of_order(db, order.place)[0]) for order in orders)


def printers_at_work(store: Store) -> tuple[str, ...]:
    """Return the printers that have open orders; '' stands for the folder."""
    with store.reading() as db:
        return print_queue.printers_at_work(db)


def lines(store: Store, *, order: Order) -> tuple[Print, ...]:
    """Return the ledger's lines of an order, in the order of their sheets."""
    with store.reading() as db:
        return ledger.of_order(db, order.place)


def found(
    store: Store,
    *,
    text: str = "",
    kind: PaperKind | None = None,
    outcomes: tuple[str, ...] = (),
    limit: int = 200,
) -> tuple[Print, ...]:
    """Return the ledger's latest lines that fit, the newest first.

    ``text`` is part of a document's number or a reason, an operator, or whatever finds a member (name, pinyin, tail).
    """
    with store.reading() as db:
        uids: tuple[str, ...] = ()
        if text.strip() and not identity.is_revoked(db):
            rows = list(rows_for(db, text))[:MOST_FOUND]
            uids = print_runs.uids_of(db, rows)
        return ledger.found(db, text=text.strip(), kind=kind, outcomes=outcomes, uids=uids, limit=limit)


def call_back(order: Order, hands: Hands) -> bool:
    """Call back what the spooler has of an order; return False where it cannot, and the operator's word stands."""
    try:
        hands.cancel(order)
    except Problem:
        return False
    return True


def move(
    db: Database,
    place: int,
    states: list[OrderState],
    to: OrderState,
    now: dt.datetime,
    *,
    why: str = ANSWERED,
) -> None:
    """Move an order by an operator's word. Raises Unknown, PrintMovedOn."""
    order = print_queue.one(db, place)
    if order.state not in states:
        raise PrintMovedOn
    print_queue.move(db, place, [order.state], to, now=now, why=why)
