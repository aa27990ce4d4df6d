# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parts: bytes that operations name by their digest, told after the batches, in any order, as often as it takes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection

from sync.db.database import insert_new
from sync.db.tables import part

_ID_BYTES = 16


def part_id(content: bytes) -> str:
    """Return the name of ``content``: the head of its SHA-256, in hex."""
    return hashlib.sha256(content).digest()[:_ID_BYTES].hex()


def keep_parts(writing: Connection, device: str, parts: Iterable[bytes], now: str) -> tuple[str, ...]:
    """Keep ``parts``, each once; return their names in order. A name is of its bytes: who told them makes no odds."""
    named = {part_id(content): content for content in parts}
    insert_new(
        writing,
        part,
        [
            {"id": name, "content": content, "device": device, "received_at": now}
            for name, content in named.items()
        ],
    )
    return tuple(named)
