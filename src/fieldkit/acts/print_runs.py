# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Thousands of cards on sheets: a run is cut into orders of some sheets each, paused, gone on with, continued anywhere.

1. Which card lies on which sheet is settled when the run begins, and kept in the ledger: a line for each sheet.
2. Each order is drawn by itself when its turn comes, so memory does not grow with the run.
3. After a jam an operator names the sheet to go on with (``run_continued``).
4. Cards that came out before are a run's only with a reason, which their sheets' lines keep.
"""

from __future__ import annotations

import datetime as dt

from fieldkit.acts.papers import document_number
from fieldkit.domain.operators import Operator
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import (
    CardChoice,
    CardGroups,
    Chosen,
    Order,
    OrderState,
    Run,
)
from fieldkit.problems import AlreadyPrinted, Unknown
from fieldkit.store import card_choice, identity, print_queue, print_runs
from fieldkit.store import prints as ledger
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store

SHEETS_OF_AN_ORDER = 20
"""Sheets handed over at once: some 35 kB and a minute's paper; what a jam costs to send again."""

_S = OrderState


def groups(store: Store) -> CardGroups:
    """Return of whom cards can be chosen. Raises DeviceRevoked."""
    with store.reading() as db:
        identity.refuse_revoked(db)
        return card_choice.groups(db)


def choose(store: Store, *, choice: CardChoice) -> Chosen:
    """Return whose cards are chosen. Raises DeviceRevoked."""
    with store.reading() as db:
        identity.refuse_revoked(db)
        return card_choice.choose(db, choice)


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
    in (``domain.card_forms``), ``printer`` '' saves PDFs. ``reason`` is kept by the sheets on which a card lies that
    came out before. All of it is written, or nothing is.

    Raises Unknown (nobody is chosen), AlreadyPrinted (one of them has a card, and there is no reason), DeviceRevoked.
    """
    sheets = _cut(uids, places, start)
    with store.writing() as db:
        identity.refuse_revoked(db)
        before = card_choice.with_card(db).intersection(uids)
        if before and not reason:
            raise AlreadyPrinted
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
                    reason="" if before.isdisjoint(sheets[sheet - 1]) else reason,
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


def how_far(store: Store, *, run: int) -> Run:
    """Return how far a run is. Raises Unknown."""
    with store.reading() as db:
        return print_runs.one(db, run)


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


def sheet_again(
    store: Store, *, run: int, sheet: int, reason: str, operator: Operator, now: dt.datetime
) -> Order:
    """Order one sheet of a run once more, as its next copy with the same cards; one that waits is sent on as it is.

    Raises Unknown, DeviceRevoked.
    """
    with store.writing_what_is_owed() as db:
        identity.refuse_revoked(db)
        line = print_runs.newest(db, run, sheet)
        waiting = print_queue.one(db, line.order)
        if waiting.nothing_left:  # it comes anyway, and would come twice
            print_queue.move(db, waiting.place, [_S.FAILED], _S.QUEUED, now=now)
            return print_queue.one(db, waiting.place)
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


def _cut(uids: tuple[str, ...], places: int, start: int) -> list[tuple[str, ...]]:
    """Return whose cards lie on each sheet; a used first sheet has fewer places. Raises Unknown for nobody."""
    if not uids:
        raise Unknown(what="member")
    return [uids[max(first, 0) : first + places] for first in range(1 - start, len(uids), places)]
