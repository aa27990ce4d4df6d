# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district remembers about itself: notes, keys and the last number given of each row of numbers.

Every exchange asks some of it a dozen times. So the questions are made once: to make one costs more than to ask it.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select

from sync.db.database import upsert
from sync.db.tables import counter, note, secret
from sync.db.wrapping import wrapping_of

_NOTE = select(note.c.value).where(note.c.name == bindparam("called"))
_SECRET = select(secret.c.value).where(secret.c.name == bindparam("called"))
_NUMBER = select(counter.c.value).where(counter.c.name == bindparam("called"))


def read_note(reading: Connection, name: str, default: str = "") -> str:
    """Return the note ``name``."""
    found: str | None = reading.execute(_NOTE, {"called": name}).scalar_one_or_none()
    return default if found is None else found


def write_note(writing: Connection, name: str, value: str) -> None:
    """Write the note ``name`` over what it was."""
    upsert(writing, note, [{"name": name, "value": value}])


def read_secret(reading: Connection, name: str) -> bytes:
    """Return the key ``name``; there is one since the district was founded. Raises KeyRefused."""
    kept: bytes = reading.execute(_SECRET, {"called": name}).scalar_one()
    return wrapping_of(reading).open(name, kept)


def write_secret(writing: Connection, name: str, value: bytes) -> None:
    """Write the key ``name`` over what it was."""
    upsert(writing, secret, [{"name": name, "value": wrapping_of(writing).seal(name, value)}])


def last_number(reading: Connection, name: str) -> int:
    """Return the last number given of row ``name``; 0 before the first."""
    found: int | None = reading.execute(_NUMBER, {"called": name}).scalar_one_or_none()
    return found or 0


def next_number(reading: Connection, name: str) -> int:
    """Return the number that comes after the last of row ``name``; ``set_number`` takes it."""
    return last_number(reading, name) + 1


def set_number(writing: Connection, name: str, value: int) -> None:
    """Note ``value`` as the last number given of row ``name``."""
    set_numbers(writing, {name: value})


def set_numbers(writing: Connection, values: Mapping[str, int]) -> None:
    """Note the last numbers given of several rows, by their names."""
    upsert(writing, counter, [{"name": name, "value": value} for name, value in values.items()])
