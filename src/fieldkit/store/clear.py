# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Identities in clear: numbers typed here, by operation, to amend, tell anew and print; ``purge`` takes them away.

The operation itself holds them sealed, and this device cannot open what it has sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Clear:
    """The numbers that an operation tells of a person, either of them maybe ''."""

    document: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


def keep(db: Database, operation: str, numbers: Clear) -> None:
    """Keep the numbers that ``operation`` tells."""
    db.conn.execute(
        "INSERT INTO identities_in_clear (operation, document, phone) VALUES (?, ?, ?)",
        (operation, numbers.document, numbers.phone),
    )


def of(db: Database, operation: str) -> Clear | None:
    """Return the numbers that ``operation`` told, None where it told none or they were purged."""
    row = db.conn.execute(
        "SELECT document, phone FROM identities_in_clear WHERE operation = ?", (operation,)
    ).fetchone()
    return None if row is None else Clear(row[0], row[1])


def forget(db: Database, operation: str) -> None:
    """Forget the numbers that ``operation`` told."""
    db.conn.execute("DELETE FROM identities_in_clear WHERE operation = ?", (operation,))
