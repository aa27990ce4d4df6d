# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Columns that hold keys: each value is wrapped under its own row's name, as the keys in ``secret`` are.

A value without letters is none and stays so. On PostgreSQL these columns were once written as they were: what is still
bare is told by its length, and is wrapped when its district is next opened, for nobody else has the key to do it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Table, func, select, update

from sync.db.chain_tables import snapshot
from sync.db.database import Database
from sync.db.office_tables import staff
from sync.db.wrapping import wrapping_of

BARE: dict[Column[Any], int] = {staff.c.totp: 20, snapshot.c.key: 32}
"""The columns, and how long a value is that is not wrapped. Both tables go by ``id``."""


def wrap(writing: Connection, column: Column[Any], named: str, value: bytes) -> bytes:
    """Return what is written into ``column`` of the row ``named`` for ``value``."""
    return wrapping_of(writing).seal(_name(column, named), value) if value else b""


def unwrap(reading: Connection, column: Column[Any], named: str, kept: bytes) -> bytes:
    """Return the value of which ``kept`` was written. Raises KeyRefused."""
    return wrapping_of(reading).open(_name(column, named), bytes(kept)) if kept else b""


def columns_of(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns of ``table`` that hold keys."""
    return tuple(column for column in BARE if column.table is table)


def wrap_what_is_bare(database: Database) -> int:
    """Wrap what an older program left bare; return how many values. In a file encrypted as a whole all may be bare."""
    if database.kind.name == "sqlcipher":
        return 0
    with database.reading() as reading:
        if not any(_bare(reading, column, length) for column, length in BARE.items()):
            return 0
    done = 0
    with database.writing() as writing:
        for column, length in BARE.items():
            for named, value in _bare(writing, column, length):
                fresh = {column.name: wrap(writing, column, named, bytes(value))}
                row = column.table.c
                writing.execute(update(column.table).where(row.id == named).values(**fresh))
                done += 1
    return done


def _bare(reading: Connection, column: Column[Any], length: int) -> list[tuple[str, bytes]]:
    found = select(column.table.c.id, column).where(func.length(column) == length)
    return [(named, value) for named, value in reading.execute(found)]


def _name(column: Column[Any], named: str) -> str:
    return f"{column.table.name}.{column.name}/{named}"
