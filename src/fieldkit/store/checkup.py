# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A store looked over: its pages, the chain of its acts, the chains of its batches, and that they add up.

1. Pages are guarded by the cipher one by one, history by the chains: an older page put back fits its key only.
2. A salvaged store has gaps that were noted when it was made. Each is known by its place and by a mark of what stands
   on both sides of it, so that nothing else can be missing, or changed, under its name.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fieldkit.problems import StoreDamaged
from fieldkit.seals import chain
from fieldkit.store.counters import moment
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

ACTS, BATCHES, STRAYS = "acts", "batches", "strays"


class Gap(NamedTuple):
    """Where history does not follow: before the act (or batch) at ``place``, so many of which are ``missing``.

    Of kind ``strays``, ``missing`` acts stand in a batch that is not there. ``mark`` stands for what is on both sides.
    """

    kind: str
    place: int
    mark: bytes
    missing: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What a store was found to hold; whole but for the ``gaps``, which were noted when it was salvaged."""

    operations: int
    batches: int
    gaps: tuple[Gap, ...] = ()


def check(store: Store) -> Checked:
    """Check everything: each page (seconds on a large store), and what ``check_chains`` does. Raises StoreDamaged."""
    store.check()
    return check_chains(store)


def check_chains(store: Store) -> Checked:
    """Check the chains and that they add up: milliseconds for a day. Raises StoreDamaged.

    To be called after an unclean end (``Store.unclean``), and by whoever asks for it.
    """
    with store.reading() as db:
        _check_envelopes(db)
        gaps = tuple(_gaps(db))
        known = {
            Gap(*row) for row in db.conn.execute("SELECT kind, place, mark, missing FROM gaps").fetchall()
        }
        if not known.issuperset(gaps):
            raise StoreDamaged
        acts, batches = (
            int(db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - names of ours
            for table in ("operations", "batches")
        )
    return Checked(acts, batches, gaps)


def note_gaps(db: Database, now: dt.datetime) -> None:
    """Note the gaps of a store that was just salvaged, so that they are damage no more."""
    db.conn.execute("DELETE FROM gaps")
    db.conn.executemany(
        "INSERT INTO gaps (kind, place, mark, missing, noted_at) VALUES (?, ?, ?, ?, ?)",
        [(*gap, moment(now)) for gap in _gaps(db)],
    )


def _gaps(db: Database) -> Iterator[Gap]:
    yield from _gaps_in_acts(db)
    yield from _gaps_in_batches(db)
    for batch, count in db.conn.execute(
        "SELECT batch, count(*) FROM operations WHERE batch <> 0 AND batch NOT IN (SELECT place FROM batches)"
        " GROUP BY batch"
    ).fetchall():
        yield Gap(STRAYS, batch, b"", count)


def _gaps_in_acts(db: Database) -> Iterator[Gap]:
    """Give the acts that do not follow from those before them."""
    head, last = chain.START, 0
    sequences: dict[str, int] = {}
    for place, life, sequence, kept, digest, raw in db.conn.execute(
        "SELECT place, life, sequence, head, digest, raw FROM operations ORDER BY place"
    ):
        said = digest or hashlib.sha256(raw).digest()
        stands = (place, sequence, kept)
        if stands != (last + 1, sequences.get(life, 0) + 1, chain.head_of(head, said)):
            yield Gap(ACTS, place, _mark(head, said, kept, life, sequence), place - last - 1)
        head, last, sequences[life] = kept, place, sequence


def _gaps_in_batches(db: Database) -> Iterator[Gap]:
    """Give the batches that do not follow those of their life, or do not hold each operation once."""
    newest: dict[str, tuple[int, bytes]] = {}
    for place, life, number, prev, head, operations in db.conn.execute(
        "SELECT place, life, number, prev, head, operations FROM batches ORDER BY place"
    ).fetchall():
        before, at = newest.get(life, (0, chain.START))
        told = db.conn.execute(
            "SELECT count(*) FROM operations WHERE batch = ? AND batch <> 0", (place,)
        ).fetchone()[0]
        if (number, prev, operations) != (before + 1, at, told):
            mark = _mark(at, prev, head, life, number, operations, told)
            yield Gap(BATCHES, place, mark, number - before - 1)
        newest[life] = (number, head)


def _check_envelopes(db: Database) -> None:
    for prev, head, envelope in db.conn.execute(
        "SELECT prev, head, envelope FROM batches WHERE envelope <> x''"
    ):
        if chain.head_after(prev, envelope) != head:
            raise StoreDamaged


def _mark(*stands: object) -> bytes:
    return hashlib.sha256(repr(stands).encode()).digest()
