# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's database: opened, read, written by one at a time. The only file that knows a dialect.

1. Every write is one transaction that takes the writer's place at its start, so that what it reads stays true.
2. A commit is on the disk before anybody is told of it: WAL with synchronous=FULL.
3. Another database comes in here and nowhere else.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

Row = Mapping[str, Any]

_INSERTS: dict[str, type[SqliteInsert | PostgresqlInsert]] = {
    "sqlite": SqliteInsert,
    "postgresql": PostgresqlInsert,
}

_WAIT_SECONDS = 30
_PRAGMAS = (
    "cipher_log_level=NONE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "cache_size=-8192",
    "wal_autocheckpoint=4000",
)


class KeyRefused(Exception):
    """The key does not open the database, or the file is none."""


class Database:
    """The tables of one district."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the connection of the one writer; what it did is on the disk when this returns, or undone."""
        with self._writer, self._engine.connect() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                yield writer

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_database(file: Path, key: bytes) -> Database:
    """Return the database in ``file``, made where there is none. Raises KeyRefused when ``key`` is not its own."""

    def connect() -> Any:
        connection = driver.connect(
            str(file), check_same_thread=False, isolation_level=None, timeout=_WAIT_SECONDS
        )
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=driver,
        poolclass=QueuePool,
        pool_size=6,
        max_overflow=0,
        hide_parameters=True,  # a member's name has no place in a log
    )
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except OperationalError:
        raise
    except DatabaseError:
        raise KeyRefused from None
    return Database(engine)


def _begin(connection: Connection) -> None:
    """Begin, and when it is to write take the writer's place at once: a read that later writes would be turned away."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write ``rows`` into ``table``; where the primary key is there already, the other columns change."""
    if not rows:
        return
    made = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: made.excluded[column.name] for column in table.columns if column.name not in keys}
    connection.execute(made.on_conflict_do_update(index_elements=keys, set_=others), list(rows))


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write those of ``rows`` into ``table`` whose primary key is not there yet."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def _insert(connection: Connection, table: Table) -> SqliteInsert | PostgresqlInsert:
    return _INSERTS[connection.dialect.name](table)
