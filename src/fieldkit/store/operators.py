# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who may be signed in at this device, in which role; and who looked at full numbers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.domain.operators import Operator, Role
from fieldkit.problems import Unknown
from fieldkit.store.counters import moment

if TYPE_CHECKING:
    from sqlite_utils import Database


def everyone(db: Database) -> tuple[Operator, ...]:
    """Return all operators, in the order of their ids."""
    rows = db.conn.execute("SELECT id, name, role FROM operators ORDER BY id").fetchall()
    return tuple(Operator(id_, name, Role(role)) for id_, name, role in rows)


def whole(db: Database, operator_id: str) -> Operator:
    """Return one operator. Raises Unknown."""
    row = db.conn.execute("SELECT id, name, role FROM operators WHERE id = ?", (operator_id,)).fetchone()
    if row is None:
        raise Unknown(what="operator")
    return Operator(row[0], row[1], Role(row[2]))


def shown_name(db: Database, operator_id: str) -> str:
    """Return an operator's name for a paper, the id of one who is not known here."""
    try:
        return whole(db, operator_id).name
    except Unknown:
        return operator_id


def keep(db: Database, operator: Operator, *, by: str, now: dt.datetime) -> None:
    """Keep an operator, in place of an earlier one of the same id."""
    db.conn.execute(
        "INSERT OR REPLACE INTO operators (id, name, role, added_at, added_by) VALUES (?, ?, ?, ?, ?)",
        (operator.id, operator.name, operator.role.value, moment(now), by),
    )


def note_look(db: Database, uid: str, *, operator: str, site: str, now: dt.datetime) -> None:
    """Note that somebody looked at a member's full numbers (PIPL art. 51)."""
    db.conn.execute(
        "INSERT INTO looks (uid, operator, site, at) VALUES (?, ?, ?, ?)", (uid, operator, site, moment(now))
    )
