# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whose turn it is at a printer, when the printer is seen to again, and that one paper at a time is handed over."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fieldkit.domain.print_orders import CRASHED, Order, OrderState
from fieldkit.store import print_queue, print_runs
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

PATIENCE = dt.timedelta(minutes=3)
"""How long a printer may be silent about a paper it took, and bring out no other, before somebody is asked to look."""
LATE_NEWS = 10 * PATIENCE
"""How long a spooler is asked about a paper of which a person is asked too, who need not answer then."""
FIRST_WAIT, LONGEST_WAIT = 3.0, 15.0
"""Seconds until a printer that was away is tried again: twice as long each time, up to the second.

Trying is the only way to learn that it is back, and until then the operator reads that it is away.
"""
LOOK_AGAIN = 2.0
"""Seconds between two questions to a spooler."""
AHEAD = 2
"""How many orders of a run are handed to a spooler before it has brought them out."""

_S = OrderState
_holding = threading.Lock()
_held: set[tuple[Path, int | str]] = set()
"""Orders and printers at which this process hands over now: a lock and a return make new lanes while old ones end."""


def now_due(db: Database, printer: str, now: dt.datetime) -> Order | None:
    """Return what is handed to a printer now, or None: nothing waits for it, or its time is not come."""
    turn = _turn(db, printer)
    return turn if turn is not None and not _wait(db, turn, now) else None


def again(store: Store, printer: str, now: dt.datetime) -> float | None:
    """Return after how many seconds a printer's orders want to be seen to again; None where none do by themselves."""
    with store.reading() as db:
        turn = _turn(db, printer)
        wait = 0.0 if turn is None else _wait(db, turn, now)
        asked = print_queue.standing(db, printer, [_S.SENDING, _S.SENT, _S.UNKNOWN])
    held = (store.folder, printer) in _held
    waits = [] if turn is None else [LOOK_AGAIN if held else wait]
    if any(order.state is not _S.UNKNOWN or may_be_heard_of(order, now) for order in asked):
        waits.append(LOOK_AGAIN)
    return min(waits, default=None)


def may_be_heard_of(order: Order, now: dt.datetime) -> bool:
    """Tell whether a spooler may yet say what became of a paper of which a person is asked."""
    if order.ticket:
        return now - order.since <= LATE_NEWS
    return order.why == CRASHED and now - order.since < PATIENCE  # it may come up later than we do


def is_in_hand(store: Store, order: Order) -> bool:
    """Tell whether an order is being handed over in this process."""
    return (store.folder, order.place) in _held


@contextmanager
def in_hand(store: Store, order: Order) -> Iterator[bool]:
    """Say that an order is being handed over here, and is not cut; False where its printer is being handed one."""
    names: set[tuple[Path, int | str]] = {(store.folder, order.place), (store.folder, order.printer)}
    with _holding:
        free = not names & _held
        if free:
            _held.update(names)
    try:
        yield free
    finally:
        if free:
            _held.difference_update(names)


def _turn(db: Database, printer: str) -> Order | None:
    """Return what may be handed to a printer next: of a run not more than ``AHEAD`` orders before they came out."""
    turn = print_queue.next_of(db, printer)
    is_ahead = turn is not None and turn.run and print_runs.ahead(db, turn.run, printer) >= AHEAD
    return None if is_ahead else turn


def _wait(db: Database, order: Order, now: dt.datetime) -> float:
    """Return how many seconds an order whose turn it is waits yet: none once somebody has ordered another paper since.

    Who orders one stands at the printer, and may just have plugged it in.
    """
    if order.state is not _S.FAILED or print_queue.was_ordered(db, order.printer, order.since, now):
        return 0.0
    wait: float = min(FIRST_WAIT * 2.0 ** min(max(order.tries - 1, 0), 8), LONGEST_WAIT)
    return min(wait, max(0.0, wait - (now - order.since).total_seconds()))  # the clock may have been put back
