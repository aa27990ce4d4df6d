# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The print ledger: a line for each copy of a document, written before the paper moves, its outcome kept with it.

1. A line belongs to an order (``print_queue``); its outcome is that order's state, or the problem by which it failed.
2. A line remembers by which operation its member stood when it was ordered, and when it was drawn: so it can be told
   what an amended member's paper shows, though the paper itself is not kept.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldkit.domain.papers import PaperKind, Print
from fieldkit.store.counters import moment

if TYPE_CHECKING:
    from sqlite_utils import Database

QUEUED = "queued"
_OF_A_MEMBER = frozenset({PaperKind.CARD, PaperKind.APPLICATION})
"""Papers that a member has one of, whatever its number."""
OUT_OR_COMING = (  # what failed with nothing sent is sent again by itself
    "(outcome IN ('queued', 'sending', 'sent', 'printed', 'saved', 'unknown')"
    " OR EXISTS (SELECT 1 FROM print_orders WHERE print_orders.place = print_order AND state = 'failed'))"
)
"""The lines of which paper came out, may have, or will: a condition in SQL."""

_COLUMNS = (
    "document_number, copy, kind, about, reason, operator, at, outcome, print_place, print_order, run, sheet,"
    " ordered_of, drawn_of,"
    " coalesce((SELECT why FROM print_orders WHERE print_orders.place = print_order), ''),"
    " coalesce((SELECT name FROM operators WHERE operators.id = prints.operator), '')"
)
_SELECT = f"SELECT {_COLUMNS} FROM prints WHERE "  # noqa: S608 - names of our own
_ABOUT = "SELECT place FROM prints WHERE about = ?"
_HOLDS = "kind = ? AND instr(' ' || about || ' ', ' ' || ? || ' ')"
"""The sheets on which a member's card lies."""
_HELD_BY = f"SELECT place FROM prints WHERE {_HOLDS}"  # noqa: S608 - words of our own
_SHOWING = "'enrol', 'amend', 'update', 'transfer'"
"""The kinds of operation that change what a member's paper shows."""
_MADE_THEM = "SELECT id FROM operations WHERE uid IN (SELECT value FROM json_each(?)) AND uid <> '' AND"


def begin(
    db: Database,
    *,
    order: int,
    kind: PaperKind,
    about: str,
    document_number: str,
    reason: str,
    operator: str,
    now: dt.datetime,
    run: int = 0,
    sheet: int = 0,
) -> Print:
    """Write the line of the next copy of a document, of which nothing has left yet."""
    copy = 1 + last_copy(db, kind, about, document_number)
    db.conn.execute(
        "INSERT INTO prints (kind, about, document_number, copy, reason, operator, at, outcome, print_order, run,"
        " sheet, ordered_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            kind.value,
            about,
            document_number,
            copy,
            reason,
            operator,
            moment(now),
            QUEUED,
            order,
            run,
            sheet,
            _sheet_stands_by(db, about) if run else stands_by(db, about),
        ),
    )
    return of_order(db, order)[-1]


def again(db: Database, line: Print, *, order: int, reason: str, operator: str, now: dt.datetime) -> Print:
    """Write the next copy of a line's document, as part of another order."""
    return begin(
        db,
        order=order,
        kind=line.kind,
        about=line.about,
        document_number=line.document_number,
        reason=reason,
        operator=operator,
        now=now,
        run=line.run,
        sheet=line.sheet,
    )


def last_copy(db: Database, kind: PaperKind, about: str, document_number: str) -> int:
    """Return the number of the latest copy of a document, 0 where it has none.

    The card of a member that came on sheets has had so many copies more.
    """
    column, value = _same(kind, about, document_number)
    latest_copy, lines = db.conn.execute(
        f"SELECT coalesce(max(copy), 0), count(*) FROM prints WHERE kind = ? AND {column} = ?",  # noqa: S608 - ours
        (kind.value, value),
    ).fetchone()
    if kind is not PaperKind.CARD:
        return int(latest_copy)
    return max(int(latest_copy), int(lines) + on_sheets(db, about))


def on_sheets(db: Database, uid: str) -> int:
    """Return how many sheets with the card of ``uid`` came out, may have, or are on their way."""
    found = db.conn.execute(
        f"SELECT count(*) FROM prints WHERE {_HOLDS} AND {OUT_OR_COMING}",  # noqa: S608 - words of our own
        (PaperKind.CARD_SHEET.value, uid),
    ).fetchone()
    return int(found[0])


def came_out(
    db: Database, kind: PaperKind, about: str, document_number: str, outcomes: tuple[str, ...]
) -> bool:
    """Tell whether a copy of the document has one of these outcomes."""
    column, value = _same(kind, about, document_number)
    found = db.conn.execute(
        f"SELECT 1 FROM prints WHERE kind = ? AND {column} = ?"  # noqa: S608 - names of our own
        " AND outcome IN (SELECT value FROM json_each(?))",
        (kind.value, value, json.dumps(outcomes)),
    ).fetchone()
    return found is not None


def _same(kind: PaperKind, about: str, document_number: str) -> tuple[str, str]:
    """Return the column, and its value, by which lines are of one document.

    A member has one card and one application, though their number was provisional when they were printed first: the
    one with the final number takes their place, and the old one is still in somebody's hands.
    """
    return ("about", about) if about and kind in _OF_A_MEMBER else ("document_number", document_number)


def stands_by(db: Database, about: str) -> str:
    """Return the latest operation that made the member of a paper what they are; '' where none of this store did.

    ``about`` is a member's uid, or of a receipt the issue's operation.
    """
    issued_to = db.conn.execute("SELECT uid FROM issues WHERE operation = ?", (about,)).fetchone()
    return _latest_of(db, (issued_to[0] if issued_to else about,))


def _sheet_stands_by(db: Database, about: str) -> str:
    """Return the latest operation that made any of a sheet's members what they are, as ``stands_by``."""
    return _latest_of(db, about.split())


def _latest_of(db: Database, uids: Sequence[str]) -> str:
    # by the plus they are sought by their members: of a kind there are as many as members
    found = db.conn.execute(
        f"{_MADE_THEM} +kind IN ({_SHOWING}) ORDER BY place DESC LIMIT 1",
        (json.dumps(uids),),
    ).fetchone()
    return str(found[0]) if found else ""


def note_drawn(db: Database, order: int) -> None:
    """Note by which operation each line's member stands now that its paper is drawn; of a sheet the latest of all."""
    for line in of_order(db, order):
        by = _sheet_stands_by(db, line.about) if line.sheet else stands_by(db, line.about)
        db.conn.execute(
            "UPDATE prints SET drawn_of = ? WHERE print_order = ? AND print_order <> 0 AND sheet = ?",
            (by, order, line.sheet),
        )


def note(
    db: Database, order: int, outcome: str, place: str, *, from_sheet: int = 0, to_sheet: int = 0
) -> None:
    """Write how the lines of an order stand now; of sheets, those from ``from_sheet`` to ``to_sheet`` where given."""
    where = ""
    values: tuple[int, ...] = ()
    if from_sheet or to_sheet:
        where, values = " AND sheet BETWEEN ? AND ?", (from_sheet, to_sheet)
    db.conn.execute(
        f"UPDATE prints SET outcome = ?, print_place = ? WHERE print_order = ? AND print_order <> 0{where}",  # noqa: S608 - ours
        (outcome, place, order, *values),
    )


def of_order(db: Database, order: int) -> tuple[Print, ...]:
    """Return the lines of an order, in the order of their sheets."""
    return _prints(db, "print_order = ? AND print_order <> 0 ORDER BY sheet, place", order)


def latest(db: Database, *, about: str | None, limit: int) -> tuple[Print, ...]:
    """Return the latest lines, the newest first; ``about`` one member or operation, or all.

    The sheets on which a member's card lies are about that member too.
    """
    if about is None:
        return _prints(db, "1 = 1 ORDER BY place DESC LIMIT ?", limit)
    return _prints(
        db,
        f"place IN ({_ABOUT} UNION ALL {_HELD_BY}) ORDER BY place DESC LIMIT ?",  # each half by an index of its own
        *(about, PaperKind.CARD_SHEET.value, about, limit),
    )


def found(
    db: Database,
    *,
    text: str,
    kind: PaperKind | None,
    outcomes: tuple[str, ...],
    uids: tuple[str, ...],
    limit: int,
) -> tuple[Print, ...]:
    """Return the latest lines that fit all that is asked, the newest first.

    ``text`` is in the document's number, the operator's name or the reason, or is the operator's id; or the line is
    about one of ``uids``. No ``outcomes`` are all. Reads the ledger from its end: some milliseconds for ten thousand
    lines.
    """
    where = ["1 = 1"]
    values: list[object] = []
    if kind is not None:
        where.append("kind = ?")
        values.append(kind.value)
    if outcomes:
        where.append("outcome IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(outcomes))
    if text:
        about = "".join(" OR instr(about, ?)" for _ in uids)
        by = "operator = ? OR operator IN (SELECT id FROM operators WHERE instr(name, ?))"
        where.append(f"(instr(document_number, ?) OR {by} OR instr(reason, ?){about})")
        values += [text.upper(), text, text, text, *uids]
    return _prints(db, f"{' AND '.join(where)} ORDER BY place DESC LIMIT ?", *values, limit)


def _prints(db: Database, where: str, *values: object) -> tuple[Print, ...]:
    return tuple(
        Print(
            document_number=row[0],
            copy=row[1],
            kind=PaperKind(row[2]),
            about=row[3],
            reason=row[4],
            operator=row[5],
            at=dt.datetime.fromisoformat(row[6]),
            outcome=row[7],
            place=row[8],
            order=row[9],
            run=row[10],
            sheet=row[11],
            ordered_of=row[12],
            drawn_of=row[13],
            why=row[14],
            operator_name=row[15],
        )
        for row in db.conn.execute(_SELECT + where, values).fetchall()
    )
