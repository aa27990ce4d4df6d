# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The print ledger: a line before the paper moves, its outcome afterwards.

A line that says ``printing`` when the program starts was cut by a crash: whether the paper came out is unknown, and
the next copy has the next number in any case.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.domain.papers import PaperKind, Print
from fieldkit.problems import Unknown
from fieldkit.store.counters import moment

if TYPE_CHECKING:
    from sqlite_utils import Database

PRINTING, UNKNOWN = "printing", "unknown"

_SELECT = (
    "SELECT document_number, copy, kind, about, reason, operator, at, outcome, print_place FROM prints WHERE "
)


def begin(
    db: Database,
    *,
    kind: PaperKind,
    about: str,
    document_number: str,
    reason: str,
    operator: str,
    now: dt.datetime,
) -> Print:
    """Write the line of the next copy of a document."""
    copy = (
        1
        + db.conn.execute(
            "SELECT coalesce(max(copy), 0) FROM prints WHERE kind = ? AND document_number = ?",
            (kind.value, document_number),
        ).fetchone()[0]
    )
    db.conn.execute(
        "INSERT INTO prints (kind, about, document_number, copy, reason, operator, at, outcome)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (kind.value, about, document_number, copy, reason, operator, moment(now), PRINTING),
    )
    return Print(
        document_number=document_number,
        copy=copy,
        kind=kind,
        about=about,
        reason=reason,
        operator=operator,
        at=now,
        outcome=PRINTING,
        place="",
    )


def end(db: Database, *, document_number: str, copy: int, kind: PaperKind, outcome: str, place: str) -> None:
    """Write how a print ended. Raises Unknown."""
    changed = db.conn.execute(
        "UPDATE prints SET outcome = ?, print_place = ? WHERE kind = ? AND document_number = ? AND copy = ?",
        (outcome, place, kind.value, document_number, copy),
    ).rowcount
    if not changed:
        raise Unknown(what="print")


def latest(db: Database, *, about: str | None, limit: int) -> tuple[Print, ...]:
    """Return the latest lines, the newest first; ``about`` one member or operation, or all."""
    where, values = ("about = ?", (about, limit)) if about is not None else ("1 = 1", (limit,))
    return _prints(db, f"{where} ORDER BY place DESC LIMIT ?", *values)


def cut(db: Database) -> tuple[Print, ...]:
    """Mark the lines that a crash cut as unknown; return all unknown ones, oldest first."""
    db.conn.execute("UPDATE prints SET outcome = ? WHERE outcome = ?", (UNKNOWN, PRINTING))
    return _prints(db, "outcome = ? ORDER BY place", UNKNOWN)


def _prints(db: Database, where: str, *values: object) -> tuple[Print, ...]:
    rows = db.conn.execute(_SELECT + where, values).fetchall()
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
        )
        for row in rows
    )
