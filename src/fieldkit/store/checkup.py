# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A store looked over: its pages, the chain of its acts, the chains of its batches, and that they add up.

Pages are guarded by the cipher one by one, history by the chains: an older page put back fits its key, not its chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.problems import StoreDamaged
from fieldkit.seals import chain
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Checked:
    """What a whole store was found to hold."""

    operations: int
    batches: int


def check(store: Store) -> Checked:
    """Check everything: each page (seconds on a large store), and what ``check_chains`` does. Raises StoreDamaged."""
    store.check()
    return check_chains(store)


def check_chains(store: Store) -> Checked:
    """Check the chains and that they add up: milliseconds for a day. Raises StoreDamaged.

    To be called after an unclean end (``Store.unclean``), and by whoever asks for it.
    """
    with store.reading() as db:
        return Checked(check_chain(db), _check_batches(db))


def check_chain(db: Database) -> int:
    """Check that every act follows from those before it; return how many there are. Raises StoreDamaged."""
    head, last = chain.START, 0
    sequences: dict[str, int] = {}
    for place, life, sequence, kept, digest, raw in db.conn.execute(
        "SELECT place, life, sequence, head, digest, raw FROM operations ORDER BY place"
    ):
        head = chain.head_of(head, digest) if digest else chain.head_after(head, raw)
        sequences[life] = sequences.get(life, 0) + 1
        last += 1
        if (place, sequence, kept) != (last, sequences[life], head):
            raise StoreDamaged
    return last


def _check_batches(db: Database) -> int:
    """Check that the batches of each life follow each other, and hold each operation once."""
    count = 0
    newest: dict[str, tuple[int, bytes]] = {}
    for place, life, number, prev, head, operations, envelope in db.conn.execute(
        "SELECT place, life, number, prev, head, operations, envelope FROM batches ORDER BY place"
    ).fetchall():
        before, at = newest.get(life, (0, chain.START))
        told = db.conn.execute(
            "SELECT count(*) FROM operations WHERE batch = ? AND batch <> 0", (place,)
        ).fetchone()[0]
        if (number, prev, operations) != (before + 1, at, told):
            raise StoreDamaged
        if envelope and chain.head_after(prev, envelope) != head:
            raise StoreDamaged
        newest[life] = (number, head)
        count += 1
    strays = db.conn.execute(
        "SELECT count(*) FROM operations WHERE batch <> 0 AND batch NOT IN (SELECT place FROM batches)"
    ).fetchone()[0]
    if strays:
        raise StoreDamaged
    return count
