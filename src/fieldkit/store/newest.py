# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The newest act of a store, and whether a store still holds one that was noted outside of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlite_utils import Database


class Newest(NamedTuple):
    """The last act of the present life: its number (0: none yet), and the head of all acts up to it, in hex."""

    life: str
    sequence: int
    head: str


def newest(db: Database) -> Newest:
    """Return the newest act."""
    life, sequence = db.conn.execute("SELECT life, sequence FROM counters").fetchone()
    return Newest(str(life), int(sequence), _head_at(db, life, sequence) or "")


def acts(db: Database) -> int:
    """Return how many acts were entered, of all lives."""
    return int(db.conn.execute("SELECT coalesce(max(place), 0) FROM operations").fetchone()[0])


def holds(db: Database, noted: Newest) -> bool:
    """Return True when the store has come past ``noted``: the same act, with the same history before it."""
    if noted.sequence == 0:
        found = db.conn.execute("SELECT 1 FROM lives WHERE life = ?", (noted.life,)).fetchone()
        return found is not None
    return _head_at(db, noted.life, noted.sequence) == noted.head


def _head_at(db: Database, life: str, sequence: int) -> str | None:
    """Return the head after an act, None where there is no such act."""
    row = db.conn.execute(
        "SELECT head FROM operations WHERE life = ? AND sequence = ?", (life, sequence)
    ).fetchone()
    return None if row is None else bytes(row[0]).hex()
