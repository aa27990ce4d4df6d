# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Batches that can never follow again: a district made anew lacks one before them that was purged here.

1. What is still here of them is frozen anew, in the life that begins: the same operations by the same ids.
2. What was purged and is not with the district is lost to both. It is confirmed no more, and its operator is told.
3. A district that turns out to hold it after all takes the loss back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import Batch, SealSession
from fieldkit.store.entries import WAITING
from fieldkit.store.levels import LOST, MOVED, RECEIVED
from fieldkit.store.operations import RETOLD

if TYPE_CHECKING:
    from sqlite_utils import Database


Read = Callable[[bytes], Batch | None]
"""What reads a batch in the envelope that we made of it, None where it is not ours."""


def tell_anew(db: Database, places: Sequence[int], read: Read) -> int:
    """Let the operations of the batches at ``places`` be frozen anew, as far as they are here; return how many are."""
    return sum(_tell_one(db, place, read) for place in places)


def found_again(db: Database, life: str, number: int) -> None:
    """Take back that batches of ``life`` up to ``number`` were lost: the district has them, safe or not."""
    db.conn.execute(
        "UPDATE batches SET level = ?, safe_at = '' WHERE life = ? AND number <= ? AND level = ?",
        (RECEIVED, life, number, LOST),
    )


def _tell_one(db: Database, place: int, read: Read) -> int:
    _fill_in(db, place, read)
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


def _fill_in(db: Database, place: int, read: Read) -> None:
    """Give operations of the batch at ``place`` that were purged one by one their bytes again, from its envelope."""
    (raw,) = db.conn.execute("SELECT envelope FROM batches WHERE place = ?", (place,)).fetchone()
    batch = read(bytes(raw)) if raw else None
    if batch is None:
        return
    for operation in batch.operations:
        told = bytes(operation)
        db.conn.execute(
            "UPDATE operations SET raw = ?, digest = x'' WHERE batch = ? AND batch <> 0 AND digest = ?",
            (told, place, hashlib.sha256(told).digest()),
        )
    for one in batch.sessions:
        db.conn.execute(
            "INSERT OR IGNORE INTO seal_sessions (life, number, boxes) VALUES (?, ?, ?)",
            (one.life or batch.life, one.number, to_bytes(SealSession(number=one.number, boxes=one.boxes))),
        )
