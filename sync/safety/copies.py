# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The whole of a district at one moment, in one encrypted file: what a backup holds, whatever database it came from.

1. SQLCipher: ``VACUUM INTO`` under the same key. It reads every row, so a damaged page is found here and not on the day
   of need; writers go on meanwhile.
2. PostgreSQL: every row of this district, read in one snapshot, into a file of the same form. A dump of the server
   would hold the other districts too, and could be drilled on such a server only. So a backup opens everywhere, and a
   district may move from one kind of database to the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Table, delete, insert, select

from sync.db.database import Database, insert_rows, open_database
from sync.db.migrate import form_of, migrate
from sync.db.notes import read_note, read_secret, write_secret
from sync.db.tables import metadata, secret
from sync.db.wrapped import columns_of, unwrap, wrap
from sync.safety.drill import counts
from sync.safety.safety import newest_place  # with it comes the list of the office's tables

_WAIT_SECONDS = 60
_AT_ONCE = 1_000


class CopyDamaged(Exception):
    """The database could not be read to its end: a page of it is damaged. The backup before this one still stands."""


class NotEmpty(Exception):
    """On the database server there is this district already: nothing is written over it."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: the district, every batch up to ``place``, so many rows in each table, in which form."""

    district: str
    name: str
    kind: str
    form: str
    place: int
    counts: dict[str, int]


def copy_district(database: Database, file: Path, key: bytes, to: Path) -> Copied:
    """Write the district in ``database`` (whose file is ``file`` where it has one) to ``to``, encrypted by ``key``.

    Raises CopyDamaged, Unavailable.
    """
    if database.kind.name == "sqlcipher":
        _vacuum(file, key, to)
    else:
        _read_out(database, key, to)
    copy = open_database(to, key)
    try:
        with copy.reading() as reading:
            return Copied(
                district=read_note(reading, "id"),
                name=read_note(reading, "name"),
                kind=database.kind.name,
                form=form_of(copy),
                place=newest_place(reading),
                counts=counts(reading),
            )
    finally:
        copy.close()


def copy_rows(reading: Connection, writing: Connection) -> None:
    """Write the district that ``reading`` sees into the tables of ``writing``. Raises NotEmpty where they have one."""
    if read_note(writing, "id"):
        raise NotEmpty
    for table in reversed(metadata.sorted_tables):
        writing.execute(delete(table))  # what the steps that made the tables put in
    for table in metadata.sorted_tables:
        if table is secret:  # each kind of database wraps its keys in its own way
            for name in reading.execute(select(secret.c.name)).scalars().all():
                write_secret(writing, name, read_secret(reading, name))
            continue
        if columns_of(table):
            _copy_wrapped(reading, writing, table)
            continue
        names = [column.name for column in table.columns]
        found = reading.execute(select(table).execution_options(yield_per=_AT_ONCE))
        for rows in found.partitions():
            insert_rows(writing, table, [tuple(row) for row in rows], names)


def _copy_wrapped(reading: Connection, writing: Connection, table: Table) -> None:
    for row in reading.execute(select(table)).mappings().all():
        told = dict(row)
        for column in columns_of(table):
            kept = unwrap(reading, column, told["id"], told[column.name])
            told[column.name] = wrap(writing, column, told["id"], kept)
        writing.execute(insert(table).values(told))


def _vacuum(file: Path, key: bytes, to: Path) -> None:
    connection = driver.connect(str(file), isolation_level=None, timeout=_WAIT_SECONDS)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in ("cipher_log_level=NONE", "temp_store=MEMORY", "trusted_schema=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("VACUUM INTO ?", (str(to),))
    except driver.OperationalError:
        raise
    except driver.DatabaseError:
        raise CopyDamaged from None
    finally:
        connection.close()


def _read_out(database: Database, key: bytes, to: Path) -> None:
    copy = open_database(to, key)
    try:
        migrate(copy)
        with database.reading() as reading, copy.writing() as writing:
            copy_rows(reading, writing)
    finally:
        copy.close()
