# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The database embedded in this process: one encrypted file.

1. A commit is on the disk before anybody is told of it: WAL with synchronous=FULL.
2. The writer begins IMMEDIATE: a transaction that reads and later writes would be turned away.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from sync.db import wrapping
from sync.db.database import WAIT_SECONDS, KeyRefused, Kind, Trouble

MOST_READERS = 6
PRAGMAS = (
    "cipher_log_level=NONE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "wal_autocheckpoint=16000",
)
WRITERS = ("cache_size=-49152",)
READERS = ("cache_size=-4096", "query_only=ON")
"""In KiB. Keys come in no order of the trees': the writer keeps the upper parts of them all in memory."""


def sqlcipher(file: Path, key: bytes) -> Kind:
    """Return the database in ``file``, made where there is none. Raises KeyRefused when ``key`` is not its own."""
    reader = _engine(file, key, READERS, MOST_READERS)
    writer = _engine(file, key, WRITERS, 1)
    event.listen(reader, "begin", lambda connection: _say(connection, "BEGIN"))
    event.listen(writer, "begin", lambda connection: _say(connection, "BEGIN IMMEDIATE"))
    try:
        with writer.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except OperationalError:
        raise
    except DatabaseError:
        raise KeyRefused from None
    return Kind("sqlcipher", reader, writer, _trouble, _never, wrapping.OPEN)


def _engine(file: Path, key: bytes, own: Sequence[str], most: int) -> Engine:
    def connect() -> Any:
        connection = driver.connect(
            str(file), check_same_thread=False, isolation_level=None, timeout=WAIT_SECONDS
        )
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (*PRAGMAS, *own):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    return create_engine(
        "sqlite://",
        creator=connect,
        module=driver,
        poolclass=QueuePool,
        pool_size=most,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        hide_parameters=True,  # a member's name has no place in a log
    )


def _say(connection: Connection, words: str) -> None:
    connection.exec_driver_sql(words)


def _trouble(fault: BaseException) -> Trouble:
    """Return what ``fault`` is: the writer's place held by another process for long, or the disk full."""
    if isinstance(fault, PoolTimeout):
        return "busy"
    told = str(fault.orig) if isinstance(fault, OperationalError) else ""
    return "busy" if any(word in told for word in ("locked", "is full", "disk I/O")) else ""


def _never(_connection: Connection) -> bool:
    return False
