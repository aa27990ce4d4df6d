# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The newest act of a store, and whether a store still holds one that was noted outside of it.

Asked every few seconds, so never by reading every act: those of one life stand one behind the other, and a number
away from the last is a place away from it. Only a salvaged store, which has gaps, is read through.
"""

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


def last_round(db: Database) -> int:
    """Return the number of the last round that ended, by wire or by stick; 0 before the first."""
    row = db.conn.execute("SELECT place FROM rounds WHERE ended <> '' ORDER BY place DESC LIMIT 1").fetchone()
    return 0 if row is None else int(row[0])


def _head_at(db: Database, life: str, sequence: int) -> str | None:
    """Return the head after an act, None where there is no such act."""
    newest_place, newest_life, newest_sequence = db.conn.execute(
        "SELECT place, life, sequence FROM operations ORDER BY place DESC LIMIT 1"
    ).fetchone() or (0, "", 0)
    row = None
    if newest_life == life:
        row = db.conn.execute(
            "SELECT head FROM operations WHERE place = ? AND life = ? AND sequence = ?",
            (newest_place - newest_sequence + sequence, life, sequence),
        ).fetchone()
        if row is None and sequence >= newest_sequence:
            return None
    elif sequence == 0:
        return None
    if row is None:
        row = db.conn.execute(
            "SELECT head FROM operations WHERE life = ? AND sequence = ?", (life, sequence)
        ).fetchone()
    return None if row is None else bytes(row[0]).hex()
