# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parts: bytes that operations name by their digest, told after the batches, in any order, as often as it takes.

What a revoked device tells of them has a bound, as what is held of it has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, select

from sync.db.among import among
from sync.db.database import insert_new
from sync.db.notes import last_number, set_number
from sync.db.tables import part

_ID_BYTES = 16
MOST_REVOKED_BYTES = 256 * 1024 * 1024
"""Of parts, from one device since it was revoked: signatures of 25,000 acts and more."""


class PartsFull(Exception):
    """A revoked device has told more parts than any laptop holds back."""


def part_id(content: bytes) -> str:
    """Return the name of ``content``: the head of its SHA-256, in hex."""
    return hashlib.sha256(content).digest()[:_ID_BYTES].hex()


def keep_parts(
    writing: Connection, device: str, parts: Iterable[bytes], now: str, *, revoked: bool = False
) -> tuple[str, ...]:
    """Keep ``parts``, each once; return their names in order. A name is of its bytes: who told them makes no odds.

    Raises PartsFull, of a ``revoked`` device.
    """
    named = {part_id(content): content for content in parts}
    if named and revoked:
        _count_revoked(writing, device, named)
    insert_new(
        writing,
        part,
        [
            {"id": name, "content": content, "device": device, "received_at": now}
            for name, content in named.items()
        ],
    )
    return tuple(named)


def _count_revoked(writing: Connection, device: str, named: dict[str, bytes]) -> None:
    """Count those of the parts ``named`` that are new. Raises PartsFull."""
    known = set(writing.execute(select(part.c.id).where(among(writing, part.c.id, set(named)))).scalars())
    counter = f"revoked-parts-{device}"
    size = last_number(writing, counter) + sum(
        len(content) for name, content in named.items() if name not in known
    )
    if size > MOST_REVOKED_BYTES:
        raise PartsFull
    set_number(writing, counter, size)
