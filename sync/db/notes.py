# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district remembers about itself: notes, keys and the last number given of each row of numbers."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sync.db.database import upsert
from sync.db.tables import counter, note, secret
from sync.db.wrapping import wrapping_of


def read_note(reading: Connection, name: str, default: str = "") -> str:
    """Return the note ``name``."""
    found = reading.execute(select(note.c.value).where(note.c.name == name)).scalar_one_or_none()
    return default if found is None else found


def write_note(writing: Connection, name: str, value: str) -> None:
    """Write the note ``name`` over what it was."""
    upsert(writing, note, [{"name": name, "value": value}])


def read_secret(reading: Connection, name: str) -> bytes:
    """Return the key ``name``; there is one since the district was founded. Raises KeyRefused."""
    kept: bytes = reading.execute(select(secret.c.value).where(secret.c.name == name)).scalar_one()
    return wrapping_of(reading).open(name, kept)


def write_secret(writing: Connection, name: str, value: bytes) -> None:
    """Write the key ``name`` over what it was."""
    upsert(writing, secret, [{"name": name, "value": wrapping_of(writing).seal(name, value)}])


def last_number(reading: Connection, name: str) -> int:
    """Return the last number given of row ``name``; 0 before the first."""
    found = reading.execute(select(counter.c.value).where(counter.c.name == name)).scalar_one_or_none()
    return found or 0


def next_number(reading: Connection, name: str) -> int:
    """Return the number that comes after the last of row ``name``; ``set_number`` takes it."""
    return last_number(reading, name) + 1


def set_number(writing: Connection, name: str, value: int) -> None:
    """Note ``value`` as the last number given of row ``name``."""
    upsert(writing, counter, [{"name": name, "value": value}])
