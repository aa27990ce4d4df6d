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
from fieldkit.protocol.codec import as_they_are
from fieldkit.protocol.messages import (
    MAX_BATCH_BYTES,
    MAX_BATCHES,
    MAX_LIVES,
    MAX_OPERATIONS,
    Batch,
    Chain,
    SealSession,
)
from fieldkit.protocol.version import PROTOCOL_VERSION
from fieldkit.seals import chain
from fieldkit.store import counters, identity, sealing
from fieldkit.store.counters import moment
from fieldkit.store.entries import WAITING
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.identity import Identity
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

FROZEN, RECEIVED, SAFE, HELD = range(4)
"""How far a batch is with the district; ``FROZEN`` is what is to be sent, be it for the first time or again."""

MOST_BYTES = 49_152
ENVELOPE_BYTES = 65_536
"""Kept free of a batch's content for what is around the operations, mostly the boxes of sealing sessions."""

_EXPECTED_SHRINKING = 4
"""How many times smaller operations of a day become when they are packed, a little more than measured."""

_RANKS = {"issue": 1, "serve": 2}

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


@dataclass(slots=True)
class _Waiting:
    """What is to be frozen, in its order: places and sizes.

    Nothing but a new operation or a batch that somebody else froze changes that: only then it is read again. ``last``
    are the places of the last operation and of the last batch that are taken into account.
    """

    last: tuple[int, int]
    places: list[int]
    sizes: list[int]


def freeze(store: Store, sign: Sign, *, most_bytes: int = MOST_BYTES, now: dt.datetime) -> int:
    """Freeze all that is not frozen yet, each batch in a transaction of its own; return how many were made.

    ``sign`` makes the envelope of a batch. One of more than one operation has at most ``most_bytes``. Raises Unknown
    (district) before the device has joined, StoreDamaged, DiskFull, DiskRefused.
    """
    made = 0
    waiting = _Waiting((-1, -1), [], [])
    while _freeze_one(store, sign, waiting, most_bytes, now):
        made += 1
    return made


def to_send(store: Store, *, most: int = MAX_BATCHES, most_bytes: int) -> tuple[Frozen, ...]:
    """Return what the district has not received or asks for again, oldest first.

    At most ``most`` batches and ``most_bytes`` in all; the first is returned however large it is. Raises StoreDamaged
    for bytes that do not fit their chain.
    """
    found: list[Frozen] = []
    with store.reading() as db:
        for place, size in db.conn.execute(
            "SELECT place, length(envelope) FROM batches WHERE level = ? ORDER BY place LIMIT ?",
            (FROZEN, most),
        ).fetchall():
            most_bytes -= size
            if found and most_bytes < 0:
                break
            found.append(_whole(db, place))
    return tuple(found)


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

    A life is over when it is not the present one and all its batches are safe; so one without batches is over too.
    """
    with store.reading() as db:
        present = counters.life(db)
        others = db.conn.execute(
            "SELECT life FROM lives WHERE life <> ? AND EXISTS"
            " (SELECT 1 FROM batches b WHERE b.life = lives.life AND b.level <> ?) ORDER BY place DESC LIMIT ?",
            (present, SAFE, MAX_LIVES - 1),
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


def _freeze_one(store: Store, sign: Sign, waiting: _Waiting, most_bytes: int, now: dt.datetime) -> bool:
    """Freeze the next batch; return False when there was nothing to freeze."""
    with store.writing_what_is_owed() as db:
        _look_again(db, waiting)
        if not waiting.places:
            return False
        who = identity.joined(db)
        if who is None:
            raise Unknown(what="district")
        fault_point("freeze-begin")
        number, prev = newest(db, who.life)
        places, envelope = _fitting(
            waiting, lambda chosen: sign(_batch(db, chosen, who, (number + 1, prev))), most_bytes
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
        db.conn.executemany(
            "UPDATE operations SET batch = ? WHERE place = ?", [(batch, place) for place in places]
        )
        fault_point("freeze-before-commit")
    del waiting.places[: len(places)], waiting.sizes[: len(places)]
    waiting.last = (waiting.last[0], batch)
    fault_point("freeze-committed")
    return True


def _look_again(db: Database, waiting: _Waiting) -> None:
    """Bring ``waiting`` up to what is entered by now, in the order of rule 3."""
    last = db.conn.execute(
        "SELECT (SELECT coalesce(max(place), 0) FROM operations), (SELECT coalesce(max(place), 0) FROM batches)"
    ).fetchone()
    if last == waiting.last:
        return
    ranks: dict[str, int] = {}
    by_rank: list[list[tuple[int, int]]] = [[] for _ in range(1 + max(_RANKS.values()))]
    for place, id_, kind, replaces, size in db.conn.execute(
        "SELECT place, id, kind, replaces, length(raw) FROM operations WHERE standing = ? AND batch = 0"
        " ORDER BY place",
        (WAITING,),
    ):
        rank = ranks.get(replaces, 0) if replaces else _RANKS.get(kind, 0)
        if rank:
            ranks[id_] = rank
        by_rank[rank].append((place, size))
    found = [one for some in by_rank for one in some]
    waiting.last = last
    waiting.places, waiting.sizes = [one[0] for one in found], [one[1] for one in found]


def _fitting(
    waiting: _Waiting, seal: Callable[[list[int]], bytes], most_bytes: int
) -> tuple[list[int], bytes]:
    """Return the places of the first operations that fit a batch, and its envelope."""
    room = min(most_bytes * _EXPECTED_SHRINKING, MAX_BATCH_BYTES - ENVELOPE_BYTES)
    count = 0
    for size in waiting.sizes[:MAX_OPERATIONS]:
        room -= size + 1
        if count and room < 0:
            break
        count += 1
    while True:
        places = waiting.places[:count]
        envelope = seal(places)
        if len(envelope) <= most_bytes or count == 1:
            return places, envelope
        count = max(1, min(count - 1, int(count * most_bytes / len(envelope) * 0.95)))


def _batch(db: Database, places: list[int], who: Identity, link: tuple[int, bytes]) -> Batch:
    """Return the batch of the operations at ``places``, each compared with its place in the chain of acts."""
    number, prev = link
    rows = _rows(db, places)
    heads = {place: row[2] for place, row in rows.items()}
    heads |= _heads(db, [place - 1 for place in places if place - 1 not in heads])
    raws: list[bytes] = []
    named: dict[tuple[str, int], None] = {}
    for place in places:
        life, session, head, raw = rows[place]
        if chain.head_after(heads.get(place - 1, chain.START), raw) != head:
            raise StoreDamaged
        raws.append(raw)
        if session:
            named[life, session] = None
    sessions: tuple[SealSession, ...] = tuple(
        sealing.told(db, life, session, of=who.life) for life, session in named
    )
    return Batch(
        protocol=PROTOCOL_VERSION,
        district=who.district,
        device=who.device,
        life=who.life,
        number=number,
        prev=prev.hex(),
        operations=as_they_are(raws),
        sessions=sessions,
    )


def _rows(db: Database, places: list[int]) -> dict[int, tuple[str, int, bytes, bytes]]:
    """Return life, session, head and bytes of the operations at ``places``."""
    found = db.conn.execute(
        "SELECT place, life, session, head, raw FROM operations WHERE place IN (SELECT value FROM json_each(?))",
        (json.dumps(places),),
    )
    return {row[0]: row[1:] for row in found}


def _heads(db: Database, places: list[int]) -> dict[int, bytes]:
    """Return the heads after the operations at ``places``, as far as there are such."""
    found = db.conn.execute(
        "SELECT place, head FROM operations WHERE place IN (SELECT value FROM json_each(?))",
        (json.dumps(places),),
    )
    return dict(found.fetchall())
