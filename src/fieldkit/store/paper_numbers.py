# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Numbers of papers, looked up in the print ledger: the same paper again has the number it had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.domain.papers import PaperKind
from fieldkit.store import counters, identity

if TYPE_CHECKING:
    from sqlite_utils import Database


def known(db: Database, kind: PaperKind, about: str) -> str:
    """Return the number under which this paper was printed before, '' when it was not."""
    row = db.conn.execute(
        "SELECT document_number FROM prints WHERE kind = ? AND about = ? ORDER BY place LIMIT 1",
        (kind.value, about),
    ).fetchone()
    return "" if row is None else str(row[0])


def fresh(db: Database, letter: str) -> str:
    """Return the next number of this device: ``Q-D07-0012``; all kinds of paper share one counter."""
    who = identity.read(db)
    return f"{letter}-{who.device if who else ''}-{counters.step(db, 'sheets'):04d}"


def place_in_line(db: Database, kind: PaperKind, document_number: str) -> int:
    """Return how many papers of this kind about the same were numbered up to this one, itself included; 0 for none."""
    found = db.conn.execute(
        "SELECT count(DISTINCT before.document_number) FROM prints AS this JOIN prints AS before"
        " ON before.kind = this.kind AND before.about = this.about AND before.place <= this.place"
        " WHERE this.kind = ? AND this.document_number = ?",
        (kind.value, document_number),
    ).fetchone()
    return int(found[0])
