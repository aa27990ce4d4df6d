# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Batches that can never follow again: a district made anew lacks one before them that was purged here.

1. What is still here of them is frozen anew, in the life that begins: the same operations by the same ids.
2. What was purged and is not with the district is lost to both. It is confirmed no more, and its operator is told.
3. A district that turns out to hold it after all takes the loss back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import MAX_BATCH_BYTES, Batch, SealSession
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals import envelope, packing
from fieldkit.seals.keys import key_id, load_signing_key, public_bytes
from fieldkit.store import identity
from fieldkit.store.batches import LOST, MOVED, SAFE
from fieldkit.store.entries import WAITING
from fieldkit.store.operations import RETOLD

if TYPE_CHECKING:
    from sqlite_utils import Database


def tell_anew(db: Database, places: Sequence[int]) -> int:
    """Let the operations of the batches at ``places`` be frozen anew, as far as they are here; return how many are."""
    return sum(_tell_one(db, place) for place in places)


def found_again(db: Database, life: str, number: int) -> None:
    """Take back that batches of ``life`` up to ``number`` were lost: the district holds them."""
    db.conn.execute(
        "UPDATE batches SET level = ? WHERE life = ? AND number <= ? AND level = ?",
        (SAFE, life, number, LOST),
    )


def _tell_one(db: Database, place: int) -> int:
    _fill_in(db, place)
    db.conn.execute(
        "UPDATE operations SET standing = ?, code = '', field = '', facts = '', settled_by = ''"
        " WHERE batch = ? AND batch <> 0 AND digest = x'' AND voided <> ?",
        (WAITING, place, RETOLD),
    )
    moved = db.conn.execute(
        "UPDATE operations SET batch = 0 WHERE batch = ? AND batch <> 0 AND digest = x''", (place,)
    ).rowcount
    db.conn.execute(
        "UPDATE batches SET operations = operations - ?, envelope = x'',"
        " level = CASE WHEN operations = ? THEN ? ELSE ? END WHERE place = ?",
        (moved, moved, MOVED, LOST, place),
    )
    return int(moved)


def _fill_in(db: Database, place: int) -> None:
    """Give operations of the batch at ``place`` that were purged one by one their bytes again, from its envelope."""
    batch = _opened(db, place)
    if batch is None:
        return
    for operation in batch.operations:
        raw = bytes(operation)
        db.conn.execute(
            "UPDATE operations SET raw = ?, digest = x'' WHERE batch = ? AND batch <> 0 AND digest = ?",
            (raw, place, hashlib.sha256(raw).digest()),
        )
    for one in batch.sessions:
        db.conn.execute(
            "INSERT OR IGNORE INTO seal_sessions (life, number, boxes) VALUES (?, ?, ?)",
            (one.life or batch.life, one.number, to_bytes(SealSession(number=one.number, boxes=one.boxes))),
        )


def _opened(db: Database, place: int) -> Batch | None:
    """Return what we froze as the batch at ``place``, None where its envelope was purged or is not ours."""
    who = identity.joined(db)
    (raw,) = db.conn.execute("SELECT envelope FROM batches WHERE place = ?", (place,)).fetchone()
    if who is None or not raw:
        return None
    key = load_signing_key(who.signing_key).public_key()
    try:
        _, content = envelope.open_envelope(bytes(raw), {key_id(public_bytes(key)): key}, envelope.BATCH)
        return from_bytes(packing.unpack(content, most=MAX_BATCH_BYTES), Batch)
    except (envelope.Refused, TheirMistake):
        return None
