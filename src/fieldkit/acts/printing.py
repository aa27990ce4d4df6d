# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Printing: a paper is ordered, sent when its printer's turn comes, and followed until it came out or somebody says.

1. ``SENDING`` is on the disk before the first byte leaves, the outcome after the last. What a crash finds in between is
   ``UNKNOWN``, and a question, unless the spooler knows the paper by its title and time.
2. Nothing is sent twice by itself. Only an order of which certainly nothing left is sent again, as the same copy;
   whatever came out or may have is a new copy, which an operator asks for with a reason.
3. No PDF is kept. A paper is drawn from the store each time it is sent; its line says which operation it shows.
4. ``step`` is called for one printer at a time, on that printer's own lane: one that hangs keeps no other waiting.
5. How a paper is drawn and handed over is not known here: ``Hands`` does it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fieldkit.acts.papers import document_number
from fieldkit.acts.print_copies import WITH_REASON, is_further
from fieldkit.acts.print_hands import Hands
from fieldkit.acts.print_turns import PATIENCE, again, in_hand, is_in_hand, may_be_heard_of, now_due
from fieldkit.domain.operators import Operator
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.domain.print_orders import (
    CRASHED,
    FAULT,
    STALLED,
    UNSURE,
    Handed,
    Heard,
    Order,
    OrderState,
)
from fieldkit.problems import AlreadyPrinted, Problem
from fieldkit.store import identity, print_queue
from fieldkit.store import prints as ledger
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store
from fieldkit.work import Progress, Quiet, Report, Step

ANSWER_WITHIN = dt.timedelta(seconds=45)
"""How long a spooler may be unable to say anything (it is started anew) before somebody is asked to look."""

_S = OrderState


@dataclass(frozen=True, slots=True)
class Stepped:
    """What a step did: the orders that moved, and after how many seconds there is more to do (None: nothing waits)."""

    moved: tuple[Order, ...]
    again: float | None


def order_paper(
    store: Store,
    *,
    kind: PaperKind,
    about: str,
    reason: str = "",
    printer: str,
    paper: str = "",
    operator: Operator,
    now: dt.datetime,
) -> Order:
    """Put a paper into the queue of ``printer`` ('' saves a PDF), with its line in the ledger; return its order.

    ``about`` is the member's uid, of a receipt the issue's operation. The same paper that waits already, or failed with
    nothing sent, is sent on as the copy it is.

    Raises Unknown, AlreadyPrinted (``print_copies.is_further``, and there is no reason), DeviceRevoked.
    """
    with store.writing_what_is_owed() as db:
        identity.refuse_revoked(db)
        waiting = print_queue.waiting_for(db, kind, about) if about and kind in WITH_REASON else None
        if waiting is not None:
            if waiting.state is _S.FAILED:
                print_queue.move(db, waiting.place, [_S.FAILED], _S.QUEUED, printer=printer, now=now)
            return print_queue.one(db, waiting.place)
        number = document_number(db, kind, about)
        if not reason and is_further(db, kind, about, number):
            raise AlreadyPrinted
        place = print_queue.add(db, printer=printer, paper=paper, now=now)
        ledger.begin(
            db,
            order=place,
            kind=kind,
            about=about,
            document_number=number,
            reason=reason,
            operator=operator.id,
            now=now,
        )
        ordered = print_queue.one(db, place)
    fault_point("print-ordered")
    return ordered


def step(
    store: Store, *, printer: str, hands: Hands, now: dt.datetime, report: Report | None = None
) -> Stepped:
    """Slow. Do what there is to do at one printer: look after what it has, then hand over whose turn it is.

    ``report`` hears when a paper begins to be sent, for that may take its time.

    Raises DiskFull, DiskRefused, DeviceRevoked (nothing is sent), and what is a fault of ours after it was noted.
    """
    moved = [*_recover(store, printer, hands, now), *_follow(store, printer, hands, now)]
    with store.reading() as db:
        turn = now_due(db, printer, now)
    if turn is not None:
        with in_hand(store, turn) as free:  # not while a lane from before a lock is at the printer
            moved += [_handed_over(store, turn, hands, now, report or Quiet())] if free else []
    return Stepped(tuple(moved), again(store, printer, now))


def _handed_over(store: Store, order: Order, hands: Hands, now: dt.datetime, report: Report) -> Order:
    """Draw an order and hand it over; return it as it stands then."""
    with store.reading() as db:
        identity.refuse_revoked(db)
    try:
        pdf = hands.draw(store, order)
    except Problem as problem:
        return _moved(store, order, _S.FAILED, now, why=problem.code, facts=problem.facts)
    except Exception:
        _moved(store, order, _S.FAILED, now, why=FAULT)
        raise
    with store.writing_what_is_owed() as db:
        identity.refuse_revoked(db)
        title = _title(ledger.of_order(db, order.place), order.tries + 1 if order.printer else 1)
        stands = print_queue.one(db, order.place)
        if stands.printer != order.printer or not print_queue.move(
            db, order.place, [order.state], _S.SENDING, title=title, now=now
        ):
            return stands  # called back, or sent to another printer, while it was drawn
        ledger.note_drawn(db, order.place)
        order = print_queue.one(db, order.place)
    fault_point("print-sending")
    report.tell(Progress(Step.PRINTING, 0, 0))
    try:
        handed = hands.submit(pdf, order)
    except Problem as problem:
        to = _S.UNKNOWN if problem.code == UNSURE else _S.FAILED
        return _moved(store, order, to, now, why=problem.code, facts=problem.facts)
    except Exception:
        _moved(store, order, _S.UNKNOWN, now, why=FAULT)
        raise
    fault_point("print-submitted")
    return _judged(store, order, handed, now) or order


def _recover(store: Store, printer: str, hands: Hands, now: dt.datetime) -> Iterator[Order]:
    """Settle what a crash cut, or a full disk kept from being settled: ask the spooler by the title, else a person."""
    with store.reading() as db:
        cut = print_queue.standing(db, printer, [_S.SENDING])
    for order in cut:
        if is_in_hand(store, order):
            continue
        found = hands.find(order)
        if found is not None:
            yield _judged(store, order, found, now) or order
        elif not printer:  # of a PDF that is not there nothing is; saved twice it would harm nobody
            yield _moved(store, order, _S.QUEUED, now)
        else:
            yield _moved(store, order, _S.UNKNOWN, now, why=CRASHED, facts={"begun": order.begun.isoformat()})


def _follow(store: Store, printer: str, hands: Hands, now: dt.datetime) -> Iterator[Order]:
    """Ask what became of what the printer has; also of what is asked of a person, who need not answer then."""
    with store.reading() as db:
        taken = print_queue.standing(db, printer, [_S.SENT, _S.UNKNOWN])
    for order in taken:
        if order.state is _S.UNKNOWN and not may_be_heard_of(order, now):
            continue
        if not order.ticket:
            found = hands.find(order)
            if found is not None and found.heard not in (Heard.GONE, Heard.UNKNOWN):
                to = _S.PRINTED if found.heard is Heard.DONE else _S.SENT
                yield _moved(store, order, to, now, why=found.why, ticket=found.ticket)
            continue
        judged = _judged(store, order, hands.look(order), now)
        if judged is not None:
            yield judged


def _judged(store: Store, order: Order, handed: Handed, now: dt.datetime) -> Order | None:
    """Move an order by what its printer says; return it where that is news."""
    ticket, why = handed.ticket, handed.why
    if handed.heard is Heard.DONE:
        return _moved(store, order, _S.PRINTED if order.printer else _S.SAVED, now, why=why, ticket=ticket)
    if order.state is _S.UNKNOWN:
        return None
    if handed.heard is Heard.GONE or (handed.heard is Heard.UNKNOWN and handed.final):
        return _moved(store, order, _S.UNKNOWN, now, why=why or "forgotten", ticket=ticket)
    if order.state is _S.SENDING:
        return _moved(store, order, _S.SENT, now, why=why, ticket=ticket)
    with store.reading() as db:
        silent = abs(now - print_queue.last_out(db, order.printer, order.since, now))
    patience = ANSWER_WITHIN if handed.heard is Heard.UNKNOWN else PATIENCE
    if handed.heard is not Heard.STOPPED and silent > patience:
        return _moved(store, order, _S.UNKNOWN, now, why=STALLED)
    with store.writing_what_is_owed() as db:
        news = print_queue.heard(db, order.place, why)
        return print_queue.one(db, order.place) if news else None


def _moved(
    store: Store,
    order: Order,
    to: OrderState,
    now: dt.datetime,
    *,
    why: str = "",
    facts: Mapping[str, str] | None = None,
    ticket: str | None = None,
) -> Order:
    """Move an order from where it stands; return it as it stands then, also where somebody else was first."""
    with store.writing_what_is_owed() as db:
        print_queue.move(
            db,
            order.place,
            [order.state],
            to,
            now=now,
            why=why,
            facts=facts,
            ticket=ticket,
        )
        moved = print_queue.one(db, order.place)
    fault_point("print-settled")
    return moved


def _title(lines: tuple[Print, ...], tries: int) -> str:
    """Return what the spooler is told: number and copy, the last of the sheets, and the try; another each time.

    A saved PDF has no tries in its name: none of them left a file.
    """
    first, last = lines[0], lines[-1]
    title = f"{first.document_number}-{first.copy}"
    title += f"-{last.sheet:04d}" if last.sheet != first.sheet else ""
    return title + (f"-t{tries}" if tries > 1 else "")
