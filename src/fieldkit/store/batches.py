# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Frozen batches: what was entered, sealed into envelopes whose bytes are kept and never made again.

1. Every operation is frozen into exactly one batch, and a batch's bytes are on the disk before they are sent.
2. Batches of a life are a chain. A gap, a held life or a restored district changes which are sent, never their bytes.
3. Members are frozen first, then goods, then services; what takes something back comes after it.
4. Before bytes are handed out they are compared with their chain. What does not fit is damage, and stops the sync only.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.problems import StoreDamaged, Unknown
from fieldkit.protocol.messages import (
    MAX_BATCHES,
    MAX_LIVES,
    Batch,
    Chain,
)
from fieldkit.seals import chain
from fieldkit.store import counters, identity
from fieldkit.store.counters import moment
from fieldkit.store.entries import WAITING
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.freezing import Waiting, batch_of, fitting, look_again
from fieldkit.store.levels import FROZEN, MOVED, SAFE
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_BYTES = 49_152
Sign = Callable[[Batch], bytes]


@dataclass(frozen=True, slots=True)
class Frozen:
    """One batch to send: its place in the chain of its life, its bytes, and the ids of its operations."""

    life: str
    number: int
    prev: bytes
    head: bytes
    envelope: bytes
    operations: tuple[str, ...]


def freeze(
    store: Store,
    sign: Sign,
    *,
    most_bytes: int = MOST_BYTES,
    now: dt.datetime,
    goes_on: Callable[[], bool] = lambda: True,
    waiting: Waiting | None = None,
) -> int:
    """Freeze all that is not frozen yet, each batch in a transaction of its own; return how many were made.

    ``sign`` makes the envelope of a batch. One of more than one operation has at most ``most_bytes``. ``goes_on`` is
    asked before each and may leave the rest for later; who comes again brings the same ``waiting``, so that it is not
    looked up anew. Raises Unknown (district) before the device has joined,
    StoreDamaged, DiskFull, DiskRefused.
    """
    made = 0
    waiting = Waiting() if waiting is None else waiting
    while goes_on() and _freeze_one(store, sign, waiting, most_bytes, now):
        made += 1
    return made


def to_send(
    store: Store, *, most: int = MAX_BATCHES, most_bytes: int, besides: int = 0
) -> tuple[Frozen, ...]:
    """Return what the district has not received or asks for again, oldest first, but for the first ``besides``.

    At most ``most`` batches and ``most_bytes`` in all; the first is returned however large it is. Raises StoreDamaged
    for bytes that do not fit their chain.
    """
    found: list[Frozen] = []
    with store.reading() as db:
        for place, size in db.conn.execute(
            "SELECT place, length(envelope) FROM batches WHERE level = ? ORDER BY place LIMIT ? OFFSET ?",
            (FROZEN, most, besides),
        ).fetchall():
            most_bytes -= size
            if found and most_bytes < 0:
                break
            found.append(_whole(db, place))
    return tuple(found)


def bytes_to_send(store: Store) -> int:
    """Return how many bytes of frozen batches ``to_send`` would give if it gave all."""
    with store.reading() as db:
        found = db.conn.execute(
            "SELECT coalesce(sum(length(envelope)), 0) FROM batches WHERE level = ?", (FROZEN,)
        ).fetchone()
    return int(found[0])


def unfrozen(store: Store) -> bool:
    """Return True when something was entered that is not frozen yet."""
    with store.reading() as db:
        found = db.conn.execute(
            "SELECT EXISTS (SELECT 1 FROM operations WHERE standing = ? AND batch = 0)", (WAITING,)
        ).fetchone()
    return bool(found[0])


def waits(store: Store) -> bool:
    """Return True when something is yet to be told to the district; what is held does not count until it can be."""
    with store.reading() as db:
        found = db.conn.execute(
            "SELECT EXISTS (SELECT 1 FROM batches WHERE level = ?)"
            " OR EXISTS (SELECT 1 FROM operations WHERE standing = ? AND batch = 0)",
            (FROZEN, WAITING),
        ).fetchone()
    return bool(found[0])


def chains(store: Store) -> tuple[Chain, ...]:
    """Return where each life stands that is not over, the present one first, then the latest.

    A life is over when it is not the present one and all its batches are safe, or what was in them is frozen anew; so
    one without batches is over too.
    """
    with store.reading() as db:
        present = counters.life(db)
        others = db.conn.execute(
            "SELECT life FROM lives WHERE life <> ? AND EXISTS"
            " (SELECT 1 FROM batches b WHERE b.life = lives.life AND b.level NOT IN (?, ?)) ORDER BY place DESC"
            " LIMIT ?",
            (present, SAFE, MOVED, MAX_LIVES - 1),
        ).fetchall()
        return tuple(_standing_of(db, life) for life in (present, *(row[0] for row in others)))


def newest(db: Database, life: str) -> tuple[int, bytes]:
    """Return the number of the newest batch of ``life`` and the head after it."""
    row = db.conn.execute(
        "SELECT number, head FROM batches WHERE life = ? ORDER BY number DESC LIMIT 1", (life,)
    ).fetchone()
    return (0, chain.START) if row is None else (int(row[0]), bytes(row[1]))


def _standing_of(db: Database, life: str) -> Chain:
    number, head = newest(db, life)
    return Chain(life=life, number=number, head=head.hex())


def _whole(db: Database, place: int) -> Frozen:
    """Return the batch at ``place``, compared with its chain."""
    life, number, prev, head, envelope = db.conn.execute(
        "SELECT life, number, prev, head, envelope FROM batches WHERE place = ?", (place,)
    ).fetchone()
    if chain.head_after(prev, envelope) != head:
        raise StoreDamaged
    ids = db.conn.execute("SELECT id FROM operations WHERE batch = ? AND batch <> 0 ORDER BY place", (place,))
    return Frozen(life, number, prev, head, envelope, tuple(str(row[0]) for row in ids))


def _freeze_one(store: Store, sign: Sign, waiting: Waiting, most_bytes: int, now: dt.datetime) -> bool:
    """Freeze the next batch; return False when there was nothing to freeze."""
    with store.writing_what_is_owed() as db:
        look_again(db, waiting)
        if not waiting.places:
            return False
        who = identity.joined(db)
        if who is None:
            raise Unknown(what="district")
        fault_point("freeze-begin")
        number, prev = newest(db, who.life)
        places, envelope = fitting(
            waiting, lambda chosen: sign(batch_of(db, chosen, who, (number + 1, prev))), most_bytes
        )
        fault_point("freeze-signed")
        batch = db.conn.execute(
            "INSERT INTO batches (life, number, prev, head, operations, frozen_at, envelope)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                who.life,
                number + 1,
                prev,
                chain.head_after(prev, envelope),
                len(places),
                moment(now),
                envelope,
            ),
        ).lastrowid
        assert batch is not None
        db.conn.execute(
            "UPDATE operations SET batch = ? WHERE place IN (SELECT value FROM json_each(?))",
            (batch, json.dumps(places)),
        )
        fault_point("freeze-before-commit")
    del waiting.places[: len(places)], waiting.sizes[: len(places)]
    waiting.last = (waiting.last[0], batch, waiting.last[2])
    fault_point("freeze-committed")
    return True
