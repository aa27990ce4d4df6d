# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Numbers given out on this device: serials from the district's blocks, provisional numbers when those are used up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.domain.serials import (
    HIGHEST_PROVISIONAL,
    number_of,
    provisional_of,
    serial_from_digits,
    serial_of,
)
from fieldkit.problems import NotBriefed
from fieldkit.store import counters

if TYPE_CHECKING:
    from sqlite_utils import Database


def take(db: Database, *, device: str) -> tuple[str, str]:
    """Take the next number: (serial, '') from the oldest block that has one, else ('', provisional number).

    Raises NotBriefed when there is neither: a briefing brings a new block.
    """
    row = db.conn.execute(
        "UPDATE serial_blocks SET next = next + 1 WHERE first ="
        " (SELECT first FROM serial_blocks WHERE next <= last ORDER BY first LIMIT 1) RETURNING next - 1"
    ).fetchone()
    if row is None:
        number = counters.step(db, "provisionals")
        if number > HIGHEST_PROVISIONAL:
            raise NotBriefed
        return "", provisional_of(device, number)
    return serial_of(row[0]), ""


def left(db: Database) -> int:
    """Return how many serials are left."""
    return int(db.conn.execute("SELECT coalesce(sum(last - next + 1), 0) FROM serial_blocks").fetchone()[0])


def is_unused(db: Database, serial: str) -> bool:
    """Return True for a serial of this device's own blocks that was never handed out: no card can show it."""
    if serial_from_digits(serial) is None:
        return False
    number = number_of(serial)
    found = db.conn.execute(
        "SELECT 1 FROM serial_blocks WHERE first <= ? AND next <= ? AND last >= ?", (number, number, number)
    ).fetchone()
    return found is not None


def receipt_number(db: Database, *, device: str) -> str:
    """Take the next receipt number of this device: ``R-D07-0003``."""
    return f"R-{device}-{counters.step(db, 'receipts'):04d}"
