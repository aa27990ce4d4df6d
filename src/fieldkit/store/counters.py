# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The one row that every act steps: the life, the sequence, the numbers given out, and the times seen."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING

from fieldkit.domain.serials import HIGHEST_PROVISIONAL

if TYPE_CHECKING:
    from sqlite_utils import Database

JUMP, FAR = 1000, 900
"""Numbers of papers jump by whole thousands at a new life: at most so many."""
SHARE = 4
"""Provisional numbers end: one new life passes over this part of what is left at most, so that dozens leave enough."""


def moment(at: dt.datetime) -> str:
    """Return ``at`` as it is kept and told: UTC to the millisecond, so that text sorts as time does."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def begin_life(db: Database, now: dt.datetime) -> str:
    """Begin a new life: of a store just made, or of one restored from a backup. Return its name.

    After a restore the other copy may have given out any number since, so what is left of the serial blocks is given
    up (the district sends a fresh block), and the counters of papers jump by a random way.
    """
    life = secrets.token_hex(4)
    row = db.conn.execute("SELECT provisionals, receipts, sheets FROM counters").fetchone()
    db.conn.execute("INSERT INTO lives (life, began) VALUES (?, ?)", (life, moment(now)))
    if row is None:
        db.conn.execute("INSERT INTO counters (one, life, latest) VALUES (1, ?, ?)", (life, moment(now)))
        return life
    provisionals, receipts, sheets = row
    room = (HIGHEST_PROVISIONAL - provisionals) // JUMP // SHARE
    db.conn.execute(
        "UPDATE counters SET life = ?, sequence = 0, generation = generation + 1, provisionals = ?, receipts = ?,"
        " sheets = ?",
        (life, _jump(provisionals, room) if room else provisionals, _jump(receipts, FAR), _jump(sheets, FAR)),
    )
    db.conn.execute("UPDATE serial_blocks SET next = last + 1")
    return life


def step_sequence(db: Database, *, at: str) -> tuple[str, int]:
    """Step the sequence; return the life and the new number. ``at`` is the act's time, '' when it is doubtful."""
    life, sequence = db.conn.execute(
        "UPDATE counters SET sequence = sequence + 1, latest = max(latest, ?) RETURNING life, sequence", (at,)
    ).fetchone()
    return str(life), int(sequence)


def step(db: Database, name: str) -> int:
    """Step the counter ``name`` (``provisionals``, ``receipts`` or ``sheets``); return the new number."""
    assert name in ("provisionals", "receipts", "sheets")
    found = db.conn.execute(f"UPDATE counters SET {name} = {name} + 1 RETURNING {name}").fetchone()  # noqa: S608
    return int(found[0])


def life(db: Database) -> str:
    """Return the store's life."""
    return str(db.conn.execute("SELECT life FROM counters").fetchone()[0])


def latest(db: Database) -> dt.datetime:
    """Return the largest time this store believes."""
    return dt.datetime.fromisoformat(db.conn.execute("SELECT latest FROM counters").fetchone()[0])


def members_known(db: Database) -> int:
    """Return how many members the briefing made known."""
    return int(db.conn.execute("SELECT members_known FROM counters").fetchone()[0])


def new_generation(db: Database) -> None:
    """Say that the briefing or the identity changed, so that no lane stands on an older one."""
    db.conn.execute("UPDATE counters SET generation = generation + 1")


def _jump(number: int, most: int) -> int:
    """Return the end of a thousand, beyond the one ``number`` is in, that hardly any other copy has chosen."""
    return (number // JUMP + 1 + secrets.randbelow(most)) * JUMP
