# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What goes into a batch: which operations in which order, how many fit, and their bytes compared with their chain."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fieldkit.problems import StoreDamaged
from fieldkit.protocol.codec import as_they_are
from fieldkit.protocol.messages import MAX_BATCH_BYTES, MAX_OPERATIONS, Batch, SealSession
from fieldkit.protocol.version import PROTOCOL_VERSION
from fieldkit.seals import chain
from fieldkit.store import sealing
from fieldkit.store.entries import WAITING
from fieldkit.store.identity import Identity
from fieldkit.store.levels import LOST, MOVED

if TYPE_CHECKING:
    from sqlite_utils import Database

ENVELOPE_BYTES = 65_536
"""Kept free of a batch's content for what is around the operations, mostly the boxes of sealing sessions."""

_EXPECTED_SHRINKING = 5
"""How many times smaller operations of a day become when they are packed, a little less than measured (5.6)."""

_RANKS = {"issue": 1, "serve": 2}


@dataclass(slots=True)
class Waiting:
    """What is to be frozen, in its order: places and sizes.

    Nothing changes that but a new operation, a batch that somebody else froze, or one that can never follow and gave
    its operations back (``unfollowed``): only then it is read again. ``last`` are the places of the last operation and
    of the last batch, and the number of such batches, that are taken into account.
    """

    last: tuple[int, int, int] = (-1, -1, -1)
    places: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


def look_again(db: Database, waiting: Waiting) -> None:
    """Bring ``waiting`` up to what is entered by now, in the order of rule 3."""
    last = db.conn.execute(
        "SELECT (SELECT coalesce(max(place), 0) FROM operations), (SELECT coalesce(max(place), 0) FROM batches),"
        " (SELECT count(*) FROM batches WHERE level IN (?, ?))",
        (MOVED, LOST),
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


def fitting(waiting: Waiting, seal: Callable[[list[int]], bytes], most_bytes: int) -> tuple[list[int], bytes]:
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


def batch_of(db: Database, places: list[int], who: Identity, link: tuple[int, bytes]) -> Batch:
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
