# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The cipher driver: how a connection is set up, and what its errors mean to an operator. Used by ``vault`` only."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlcipher3 import dbapi2

from fieldkit import wiping
from fieldkit.problems import DiskFull, DiskRefused, Problem, StoreDamaged, StoreLocked

if TYPE_CHECKING:
    from sqlite_utils import Database

DriverError = dbapi2.Error
FAULTS = (DriverError, OSError, MemoryError)
"""What the driver raises. It says "out of memory" also for a page that the disk refused to read."""

KEY_BYTES = 32
BUSY_MILLISECONDS = 15_000
CACHE_KIBIBYTES = 48 * 1024

_FULL, _BUSY, _LOCKED = 13, 5, 6
_REFUSED = frozenset({3, 8, 10, 14, 23})  # PERM, READONLY, IOERR, CANTOPEN, AUTH
_DAMAGED = frozenset({11, 26})  # CORRUPT, NOTADB


def connected(file: Path, key: bytes) -> Database:
    """Return a connection set up as ``vault``'s rule 2 and trust.md §4.6 ask."""
    if len(key) != KEY_BYTES:
        raise ValueError("a store's key has 32 bytes")
    wrapped = _sqlite_utils().Database
    if not file.exists():
        file.touch(mode=0o600)  # the driver gives its other files the mode of this one
    connection = dbapi2.connect(str(file), isolation_level=None, cached_statements=256)
    try:
        _give_key(connection, key)
        for pragma in (
            "cipher_log_level = NONE",
            f"busy_timeout = {BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "fullfsync = 1",
            "checkpoint_fullfsync = 1",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "mmap_size = 0",
            "temp_store = MEMORY",
            f"cache_size = -{CACHE_KIBIBYTES}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return cast("Database", wrapped(connection, recursive_triggers=False, execute_plugins=False))
    except BaseException:
        connection.close()
        raise


def _give_key(connection: Any, key: bytes) -> None:
    """Give the driver its key, and leave no copy of it behind: not in its cache of statements, not in what is freed.

    The last statement is as long as the one with the key, so that it takes the same places.
    """
    digits = key.hex()
    said = f"PRAGMA key = \"x'{digits}'\""
    with wiping.freed_is_overwritten():
        try:
            connection.executescript(said)
            for _ in range(3):
                connection.executescript(f"PRAGMA nil = \"x'{'0' * len(digits)}'\"")
        finally:
            wiping.wipe(said)
            wiping.wipe(digits)


def _sqlite_utils() -> Any:
    """Import sqlite_utils so that it knows the cipher driver's errors for what they are (paper.md §6.1)."""
    sys.modules.setdefault("pysqlite3", sys.modules["sqlcipher3"])
    sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
    import sqlite_utils  # noqa: PLC0415 - slow to import, so not at the program's start

    return sqlite_utils


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into problems an operator can act on; what is our own mistake stays as it is."""
    try:
        yield
    except FAULTS as fault:
        problem = problem_of(fault)
        if problem is None:
            raise
        raise problem from fault


def problem_of(fault: Exception) -> Problem | None:
    """Return what an error of the driver or the system means to an operator, None for what is our own mistake."""
    if isinstance(fault, MemoryError):
        return DiskRefused(code="memory")
    if isinstance(fault, OSError):
        full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
        return DiskFull() if full else DiskRefused(code=fault.errno or 0)
    code = getattr(fault, "sqlite_errorcode", None) or 0
    primary = code & 0xFF
    if primary == _FULL:
        return DiskFull()
    if primary in (_BUSY, _LOCKED):
        return StoreLocked()
    if primary in _REFUSED:
        return DiskRefused(code=code)
    return StoreDamaged() if primary in _DAMAGED else None
