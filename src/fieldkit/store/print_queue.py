# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is on its way to each printer: orders, moved from state to state, each move durable before the next is made.

1. An order moves only from the states that its mover names: who comes second is refused, nothing is overwritten.
2. Every move writes the ledger's lines of the order too, in the same transaction.
3. No PDF is kept: personal data stays where it is, and a paper is drawn anew each time it is sent.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import BY_ITSELF, HOLDING, OPEN, Order, OrderState
from fieldkit.problems import Unknown
from fieldkit.store import prints
from fieldkit.store.counters import moment

if TYPE_CHECKING:
    from sqlite_utils import Database

_SELECT = (
    "SELECT place, printer, state, since, tries, title, ticket, why, facts, paper, run, first_sheet, last_sheet"
    " FROM print_orders WHERE "
)
_OPEN = f"state IN ({', '.join(repr(state.value) for state in OPEN)})"  # the words of the index
_ONE_OF = "state IN (SELECT value FROM json_each(?))"
_PAUSED = "run NOT IN (SELECT place FROM print_runs WHERE paused)"


def add(
    db: Database,
    *,
    printer: str,
    paper: str,
    now: dt.datetime,
    run: int = 0,
    first_sheet: int = 0,
    last_sheet: int = 0,
) -> int:
    """Write an order of which nothing has left; return its place. Its lines are the caller's, in this transaction."""
    row = db.conn.execute(
        "INSERT INTO print_orders (printer, state, since, paper, run, first_sheet, last_sheet)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (printer, OrderState.QUEUED.value, moment(now), paper, run, first_sheet, last_sheet),
    ).lastrowid
    assert row is not None
    return row


def one(db: Database, place: int) -> Order:
    """Return the order at ``place``. Raises Unknown."""
    found = _orders(db, "place = ?", place)
    if not found:
        raise Unknown(what="print")
    return found[0]


def waiting_for(db: Database, kind: PaperKind, about: str) -> Order | None:
    """Return the order of the same paper of which certainly nothing has left yet, or None."""
    row = db.conn.execute(
        "SELECT print_order FROM prints WHERE about = ? AND kind = ? AND print_order <> 0 ORDER BY place DESC LIMIT 1",
        (about, kind.value),
    ).fetchone()
    order = one(db, row[0]) if row else None
    return order if order is not None and order.nothing_left and not order.run else None


def open_orders(db: Database, *, limit: int = -1) -> tuple[Order, ...]:
    """Return what wants something done yet, the oldest first, single papers before sheets of a run."""
    return _orders(db, f"{_OPEN} ORDER BY run, first_sheet, place LIMIT ?", limit)


def standing(db: Database, printer: str, states: Iterable[OrderState]) -> tuple[Order, ...]:
    """Return the open orders of a printer that stand in one of ``states``."""
    return _orders(
        db,
        f"{_OPEN} AND printer = ? AND {_ONE_OF} ORDER BY run, first_sheet, place",
        printer,
        _values(states),
    )


def of_run(db: Database, run: int, states: Iterable[OrderState]) -> tuple[Order, ...]:
    """Return the orders of a run that stand in one of ``states``, in the order of their sheets."""
    return _orders(
        db, f"run = ? AND run <> 0 AND {_ONE_OF} ORDER BY first_sheet, place", run, _values(states)
    )


def printers_at_work(db: Database) -> tuple[str, ...]:
    """Return the printers that have open orders; '' stands for the folder."""
    rows = db.conn.execute(f"SELECT DISTINCT printer FROM print_orders WHERE {_OPEN}").fetchall()  # noqa: S608 - ours
    return tuple(row[0] for row in rows)


def next_of(db: Database, printer: str) -> Order | None:
    """Return whose turn it is at ``printer``, or None: single papers first, then runs sheet by sheet.

    What failed for a cause that passes by itself keeps its turn. A printer that hung gets nothing more until somebody
    has answered for the paper that hangs.
    """
    if any(order.why in HOLDING for order in standing(db, printer, [OrderState.UNKNOWN])):
        return None
    passing = ", ".join(repr(code) for code in sorted(BY_ITSELF))
    turns = f"(state = 'queued' OR state = 'failed' AND why IN ({passing}))"
    found = _orders(
        db,
        f"{_OPEN} AND printer = ? AND {turns} AND {_PAUSED} ORDER BY run, first_sheet, place LIMIT 1",
        printer,
    )
    return found[0] if found else None


def was_ordered(db: Database, printer: str, after: dt.datetime, now: dt.datetime) -> bool:
    """Tell whether somebody ordered or redirected a paper to ``printer`` since ``after`` which waits yet.

    One that seems to be ordered later than ``now`` was so by a clock that has been put back since, and does not count.
    """
    found = db.conn.execute(
        f"SELECT 1 FROM print_orders WHERE {_OPEN} AND printer = ? AND state = 'queued' AND since > ? AND since <= ?",  # noqa: S608 - ours
        (printer, moment(after), moment(now)),
    ).fetchone()
    return found is not None


def move(
    db: Database,
    place: int,
    states: Iterable[OrderState],
    to: OrderState,
    *,
    now: dt.datetime,
    why: str = "",
    facts: Mapping[str, str] | None = None,
    title: str | None = None,
    ticket: str | None = None,
    printer: str | None = None,
) -> bool:
    """Move an order that stands in one of ``states``; return False, and do nothing, where it stands elsewhere.

    A ``title`` begins a try. The lines' outcome is the new state, of a failure the problem's code.
    """
    changed = db.conn.execute(
        "UPDATE print_orders SET state = ?, since = ?, why = ?, facts = ?, title = coalesce(?, title),"
        " ticket = coalesce(?, ticket), printer = coalesce(?, printer), tries = tries + (? IS NOT NULL)"
        " WHERE place = ? AND state IN (SELECT value FROM json_each(?))",
        (
            to.value,
            moment(now),
            why,
            json.dumps(dict(facts or {}), ensure_ascii=False),
            title,
            ticket,
            printer,
            title,
            place,
            _values(states),
        ),
    ).rowcount
    if changed:
        order = one(db, place)
        where = order.ticket if to is OrderState.SAVED else order.printer
        prints.note(db, place, why if to is OrderState.FAILED else to.value, where)
    return bool(changed)


def heard(db: Database, place: int, why: str) -> bool:
    """Note what the spooler says now of a paper it has; return whether that is news."""
    return bool(
        db.conn.execute(
            "UPDATE print_orders SET why = ? WHERE place = ? AND state = 'sent' AND why <> ?",
            (why, place, why),
        ).rowcount
    )


def last_out(db: Database, printer: str, after: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Return when something last came out of ``printer``, or ``after`` where that is later.

    What came out later than ``now`` came out by a clock that has been put back since, and tells nothing.
    """
    row = db.conn.execute(
        "SELECT since FROM print_orders WHERE printer = ? AND state = 'printed' AND since <= ?"
        " ORDER BY place DESC LIMIT 1",
        (printer, moment(now)),
    ).fetchone()
    return max(after, dt.datetime.fromisoformat(row[0])) if row else after


def _values(states: Iterable[OrderState]) -> str:
    return json.dumps([state.value for state in states])


def _orders(db: Database, where: str, *values: object) -> tuple[Order, ...]:
    return tuple(
        Order(
            place=row[0],
            printer=row[1],
            state=OrderState(row[2]),
            since=dt.datetime.fromisoformat(row[3]),
            tries=row[4],
            title=row[5],
            ticket=row[6],
            why=row[7],
            facts=json.loads(row[8]),
            paper=row[9],
            run=row[10],
            first_sheet=row[11],
            last_sheet=row[12],
        )
        for row in db.conn.execute(_SELECT + where, values).fetchall()
    )
