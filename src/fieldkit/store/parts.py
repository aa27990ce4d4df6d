# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parts: bytes that operations name by their digest (signatures). They are told after the batches that name them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fieldkit.protocol.messages import MAX_PARTS
from fieldkit.store.counters import moment
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

_ID_BYTES = 16
_TOLD_LEVELS = (1, 2)  # received and safe, see batches


def id_of(content: bytes) -> str:
    """Return the name of the part ``content``, '' for nothing."""
    return hashlib.sha256(content).digest()[:_ID_BYTES].hex() if content else ""


def keep(db: Database, content: bytes, *, operation: str) -> str:
    """Keep the part ``content`` that ``operation`` names; return its name. The same bytes are kept once."""
    name = id_of(content)
    db.conn.execute(
        "INSERT INTO parts (id, operation, content) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE"
        " SET operation = excluded.operation WHERE told_at = ''",
        (name, operation, content),
    )
    return name


def read(db: Database, name: str) -> bytes:
    """Return the part ``name``, empty where it is '' or was purged."""
    row = db.conn.execute("SELECT content FROM parts WHERE id = ?", (name,)).fetchone() if name else None
    return b"" if row is None else bytes(row[0])


def to_send(store: Store, *, most: int = MAX_PARTS, most_bytes: int) -> tuple[tuple[str, bytes], ...]:
    """Return parts that the district lacks and has the operation of, oldest first: name and content.

    At most ``most``, and ``most_bytes`` of content in all; the first is returned however large it is.
    """
    found: list[tuple[str, bytes]] = []
    with store.reading() as db:
        for name, content in db.conn.execute(
            "SELECT p.id, p.content FROM parts p JOIN operations o ON o.id = p.operation"
            " JOIN batches b ON b.place = o.batch"
            " WHERE p.told_at = '' AND b.level IN (?, ?) ORDER BY p.place LIMIT ?",
            (*_TOLD_LEVELS, most),
        ):
            most_bytes -= len(content)
            if found and most_bytes < 0:
                break
            found.append((name, bytes(content)))
    return tuple(found)


def told(store: Store, names: Iterable[str], now: dt.datetime) -> None:
    """Note that the district holds the parts ``names``, and behind which batch they came."""
    with store.writing_what_is_owed() as db:
        db.conn.executemany(
            "UPDATE parts SET told_at = ?, told_behind = (SELECT coalesce(max(place), 0) FROM batches)"
            " WHERE id = ? AND told_at = ''",
            [(moment(now), name) for name in names],
        )


def untold(db: Database) -> int:
    """Let every part that is still kept be told again: the district was restored, and nobody knows what it lacks.

    Return how many had been told.
    """
    return int(db.conn.execute("UPDATE parts SET told_at = '' WHERE told_at <> ''").rowcount)
