# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Runs of card sheets: whose cards they hold, which lies on which sheet, and how far each run is.

Which card lies on which sheet is the ``about`` of the sheet's line in the ledger, the uids in the order of their
places: a sheet that is printed again shows the same cards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fieldkit.domain.days import CHINA
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.domain.print_orders import CardChoice, Run
from fieldkit.problems import Unknown
from fieldkit.store import prints
from fieldkit.store.counters import moment
from fieldkit.store.members import STILL_MEMBERS

if TYPE_CHECKING:
    from sqlite_utils import Database

_SELECT = "SELECT place, document_number, printer, layout, cards, sheets, paused, at, operator FROM print_runs WHERE "
_NEWEST = (  # of each sheet the latest copy; SQLite takes the bare column from the row that has the maximum
    "SELECT sheet, outcome, max(copy) FROM prints WHERE run = ? GROUP BY sheet"
)


def choose(db: Database, choice: CardChoice) -> tuple[str, ...]:
    """Return the uids of whose cards are chosen, in the order in which they were enrolled."""
    still = ", ".join(str(standing.value) for standing in sorted(STILL_MEMBERS, key=lambda one: one.value))
    where = [f"here = 1 AND standing IN ({still}) AND (serial <> '' OR provisional <> '')"]
    values: list[str] = []
    if choice.union:
        where.append("org_code = ?")
        values.append(choice.union)
    if choice.day is not None:
        begins = dt.datetime.combine(choice.day, dt.time(), CHINA)
        where.append("uid IN (SELECT uid FROM operations WHERE kind = 'enrol' AND at >= ? AND at < ?)")
        values += [moment(begins), moment(begins + dt.timedelta(days=1))]
    found = db.conn.execute(
        f"SELECT uid FROM members WHERE {' AND '.join(where)} ORDER BY id",  # noqa: S608 - words of our own
        values,
    )
    has = _has_card(db) if choice.unprinted else set()
    return tuple(uid for (uid,) in found if uid not in has)


def enrolled_here(db: Database) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[dt.date, int], ...]]:
    """Return of whom cards can be chosen: people by union, the most first, and by day, the latest first."""
    unions = db.conn.execute(
        "SELECT org_code, count(*) FROM members WHERE here = 1 AND org_code <> '' GROUP BY org_code ORDER BY 2 DESC, 1"
    ).fetchall()
    days: dict[dt.date, int] = {}
    for (at,) in db.conn.execute("SELECT at FROM operations WHERE kind = 'enrol' AND voided = 0"):
        day = dt.datetime.fromisoformat(at).astimezone(CHINA).date()
        days[day] = days.get(day, 0) + 1
    return tuple(unions), tuple(sorted(days.items(), reverse=True))


def add(
    db: Database,
    *,
    document_number: str,
    layout: str,
    cards: int,
    sheets: int,
    printer: str,
    operator: str,
    now: dt.datetime,
) -> int:
    """Write a run; return its place. Its sheets and orders are the caller's, in this transaction."""
    row = db.conn.execute(
        "INSERT INTO print_runs (document_number, layout, cards, sheets, printer, at, operator)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (document_number, layout, cards, sheets, printer, moment(now), operator),
    ).lastrowid
    assert row is not None
    return row


def one(db: Database, place: int) -> Run:
    """Return the run at ``place`` and how far it is. Raises Unknown."""
    found = db.conn.execute(f"{_SELECT} place = ?", (place,)).fetchone()
    if found is None:
        raise Unknown(what="print")
    return _run(db, found)


def latest(db: Database, *, limit: int) -> tuple[Run, ...]:
    """Return the latest runs, the newest first."""
    rows = db.conn.execute(f"{_SELECT} 1 = 1 ORDER BY place DESC LIMIT ?", (limit,)).fetchall()
    return tuple(_run(db, row) for row in rows)


def pause(db: Database, place: int, *, paused: bool) -> None:
    """Send no further sheet of a run, or go on."""
    db.conn.execute("UPDATE print_runs SET paused = ? WHERE place = ?", (int(paused), place))


def redirect(db: Database, place: int, printer: str) -> None:
    """Let what is not yet sent of a run go to another printer, as the run itself."""
    db.conn.execute("UPDATE print_runs SET printer = ? WHERE place = ?", (printer, place))
    db.conn.execute(
        "UPDATE print_orders SET printer = ?, state = 'queued', why = '' WHERE run = ?"
        " AND state IN ('queued', 'failed')",
        (printer, place),
    )
    db.conn.execute(
        "UPDATE prints SET outcome = ?, print_place = ? WHERE run = ? AND run <> 0"
        " AND print_order IN (SELECT place FROM print_orders WHERE run = ? AND state = 'queued')",
        (prints.QUEUED, printer, place, place),
    )


def ahead(db: Database, place: int) -> int:
    """Return how many orders of a run are at the printer already."""
    found = db.conn.execute(
        "SELECT count(*) FROM print_orders WHERE run = ? AND state IN ('sent', 'unknown')", (place,)
    ).fetchone()
    return int(found[0])


def newest(db: Database, place: int, sheet: int) -> Print:
    """Return the line of the latest copy of a sheet; its ``about`` is the uids of its cards. Raises Unknown."""
    found = db.conn.execute(
        "SELECT print_order FROM prints WHERE run = ? AND run <> 0 AND sheet = ? ORDER BY copy DESC LIMIT 1",
        (place, sheet),
    ).fetchone()
    if found is None:
        raise Unknown(what="print")
    return next(line for line in prints.of_order(db, found[0]) if line.sheet == sheet)


def uids_of(db: Database, rows: Iterable[int]) -> tuple[str, ...]:
    """Return the uids of members by the numbers of their rows."""
    found = (db.conn.execute("SELECT uid FROM members WHERE id = ?", (row,)).fetchone() for row in rows)
    return tuple(one[0] for one in found if one is not None)


def _has_card(db: Database) -> set[str]:
    """Return who has a card, or may have one, or will have."""
    rows = db.conn.execute(
        f"SELECT about FROM prints WHERE kind IN (?, ?) AND {prints.OUT_OR_COMING}",  # noqa: S608 - ours
        (PaperKind.CARD.value, PaperKind.CARD_SHEET.value),
    )
    return {uid for (about,) in rows for uid in about.split()}


def _run(db: Database, row: tuple[object, ...]) -> Run:
    place, number, printer, layout, cards, sheets, paused, at, operator = row
    told = {"waiting": 0, "sent": 0, "out": 0, "asked": 0, "failed": 0}
    next_sheet = 0
    for sheet, outcome, _copy in db.conn.execute(_NEWEST + " ORDER BY sheet", (place,)):
        name = _TOLD.get(outcome, "failed")
        if name in told:
            told[name] += 1
        if not next_sheet and name not in ("out", "over"):
            next_sheet = int(sheet)
    return Run(
        place=int(str(place)),
        document_number=str(number),
        printer=str(printer),
        layout=str(layout),
        cards=int(str(cards)),
        sheets=int(str(sheets)),
        paused=bool(paused),
        at=dt.datetime.fromisoformat(str(at)),
        operator=str(operator),
        next_sheet=next_sheet,
        **told,
    )


_TOLD = {
    "queued": "waiting",
    "sending": "sent",
    "sent": "sent",
    "printed": "out",
    "saved": "out",
    "unknown": "asked",
    "cancelled": "over",
    "not-printed": "over",
}
