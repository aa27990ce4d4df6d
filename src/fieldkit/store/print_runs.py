# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Runs of card sheets: whose cards they hold, which lies on which sheet, and how far each run is.

Which card lies on which sheet is the ``about`` of the sheet's line in the ledger, the uids in the order of their
places: a sheet that is printed again shows the same cards.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.papers import Print
from fieldkit.domain.print_orders import Run
from fieldkit.problems import Unknown
from fieldkit.store import prints
from fieldkit.store.counters import moment

if TYPE_CHECKING:
    from sqlite_utils import Database

_SELECT = "SELECT place, document_number, printer, layout, cards, sheets, paused, at, operator FROM print_runs WHERE "
_NEWEST = (  # of each sheet the latest copy; SQLite takes the bare column from the row that has the maximum
    "SELECT sheet, outcome, print_order, about, max(copy) FROM prints WHERE run = ? AND run <> 0 GROUP BY sheet"
    " ORDER BY sheet"
)
SKIPPED = "skipped"
"""The outcome of a sheet that was passed over when a run was continued after it: not printed, and not to be."""


@dataclass(frozen=True, slots=True)
class SheetNow:
    """The latest copy of a sheet: how it stands, in which order, and whose cards lie on it."""

    sheet: int
    outcome: str
    order: int
    uids: tuple[str, ...]

    @property
    def told(self) -> str:
        """Return which figure of ``Run`` it counts for; '' for one that is left out."""
        return _TOLD.get(self.outcome, "failed")


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


def ahead(db: Database, place: int, printer: str) -> int:
    """Return how many orders of a run are at ``printer`` already; what hangs at another keeps it from nothing."""
    found = db.conn.execute(
        "SELECT count(*) FROM print_orders WHERE run = ? AND printer = ? AND state IN ('sent', 'unknown')",
        (place, printer),
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


def sheets(db: Database, place: int) -> tuple[SheetNow, ...]:
    """Return how each sheet of a run stands, in their order."""
    return tuple(
        SheetNow(sheet, outcome, order, tuple(about.split()))
        for sheet, outcome, order, about, _copy in db.conn.execute(_NEWEST, (place,))
    )


def split(db: Database, order: int, sheet: int) -> None:
    """Make the sheets from ``sheet`` on of an order that nothing has left of an order of their own, as they are."""
    db.conn.execute(
        "INSERT INTO print_orders (printer, state, since, tries, why, facts, paper, run, first_sheet, last_sheet)"
        " SELECT printer, state, since, tries, why, facts, paper, run, ?, last_sheet FROM print_orders WHERE place = ?",
        (sheet, order),
    )
    new = db.conn.execute("SELECT last_insert_rowid()").fetchone()[0]
    db.conn.execute(
        "UPDATE prints SET print_order = ? WHERE print_order = ? AND print_order <> 0 AND sheet >= ?",
        (new, order, sheet),
    )
    db.conn.execute("UPDATE print_orders SET last_sheet = ? WHERE place = ?", (sheet - 1, order))


def note_skipped(db: Database, order: int, reason: str) -> None:
    """Write in the ledger that the sheets of an order were passed over, and why."""
    db.conn.execute(
        "UPDATE prints SET outcome = ?, reason = ? WHERE print_order = ? AND print_order <> 0",
        (SKIPPED, reason, order),
    )


def _run(db: Database, row: tuple[object, ...]) -> Run:
    place, number, printer, layout, cards, count, paused, at, operator = row
    told = {"waiting": 0, "sent": 0, "out": 0, "asked": 0, "failed": 0}
    now = sheets(db, int(str(place)))
    for one in now:
        if one.told:
            told[one.told] += 1
    out = [one for one in now if one.told == "out"]
    uids = tuple(uid for one in out for uid in one.uids)
    over = told["out"] == sum(told.values())
    lost = _lost(db, uids) if over else 0
    return Run(
        place=int(str(place)),
        document_number=str(number),
        printer=str(printer),
        layout=str(layout),
        cards=int(str(cards)),
        sheets=int(str(count)),
        paused=bool(paused),
        at=dt.datetime.fromisoformat(str(at)),
        operator=str(operator),
        next_sheet=next((one.sheet for one in now if one.told not in ("out", "")), 0),
        saved=sum(one.outcome == "saved" for one in out),
        cards_out=len(uids) - lost,
        left_out=tuple(one.sheet for one in now if not one.told),
        lost=lost,
        still_at=(),
        **told,
    )


def _lost(db: Database, uids: tuple[str, ...]) -> int:
    """Return for how many cards there is no member any more, or none with a number."""
    found = db.conn.execute(
        "SELECT count(*) FROM json_each(?) LEFT JOIN members ON members.uid = json_each.value"
        " WHERE coalesce(serial, '') = '' AND coalesce(provisional, '') = ''",
        (json.dumps(uids),),
    ).fetchone()
    return int(found[0])


_TOLD = {
    "queued": "waiting",
    "sending": "sent",
    "sent": "sent",
    "printed": "out",
    "saved": "out",
    "unknown": "asked",
    "cancelled": "",
    "not-printed": "",
    SKIPPED: "",
}
