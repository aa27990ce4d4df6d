# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The encrypted file: made, opened by its key, read and written in transactions. Driver errors end here.

1. The key is raw: no passphrase is ever stretched here, so opening takes milliseconds.
2. A commit has reached the disk when ``writing()`` ends: WAL with ``synchronous=FULL``.
3. Every write takes the write lock first (``BEGIN IMMEDIATE``), so that it waits for its turn instead of failing.
4. A new file appears under its name only when it is whole; an older one is copied before it is migrated.
5. One program at a time, several connections of it: each lane opens its own and uses it in its own thread.
6. The driver refuses everything on a connection that one read failed on. So it is opened anew after a fault, and the
   store is called damaged only when what was read then is damaged too.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldkit.problems import (
    DiskFull,
    DiskRefused,
    Problem,
    StoreDamaged,
    StoreLocked,
    StoreMissing,
    StoreTooNew,
)
from fieldkit.store import ballast, counters, lockfile, schema
from fieldkit.store.driver import FAULTS, connected, problem_of, translated
from fieldkit.wiping import wipe

if TYPE_CHECKING:
    from sqlite_utils import Database as Database  # noqa: PLC0414 - what reading() and writing() give

STORE_FILE = "fieldkit.db"
LEAST_ROOM = 256 * 1024
_VITAL = ("counters", "serial_blocks")


class Store:
    """One open connection to a device's store. Use it in the thread that opened it.

    ``unclean`` says that the program which had the store before ended without closing it: time for a checkup.
    """

    def __init__(self, folder: Path, db: Database, hold: Path, key: bytes, *, unclean: bool = False) -> None:
        self.folder = folder
        self._key = bytes(bytearray(key))  # our own, to be wiped
        self._damaged = False
        self.unclean = unclean
        self.kept: dict[str, Any] = {}
        self._db = db
        self._hold: Path | None = hold

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Give the store as it is at one moment: what other lanes commit meanwhile is not seen."""
        return self._transaction("BEGIN", "ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Give the store to write to: all of it is kept, on the disk, or nothing is."""
        return self._transaction("BEGIN IMMEDIATE", "COMMIT")

    def _transaction(self, begin: str, end: str) -> Iterator[Database]:
        """Give the store between ``begin`` and ``end``; inside another transaction, be part of that."""
        execute = self._db.conn.execute
        if self._db.conn.in_transaction:
            yield self._db
            return
        try:
            execute(begin)
            yield self._db
            execute(end)
        except FAULTS as fault:
            self._roll_back()
            problem = problem_of(fault)
            if problem is None:
                raise
            raise _by_room(self.folder, self._read_again(problem)) from fault
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self._db.conn.in_transaction:
            self._db.conn.execute("ROLLBACK")

    @contextmanager
    def writing_what_is_owed(self) -> Iterator[Database]:
        """Like ``writing``, for what a full disk must not refuse: the ballast is given up for it beforehand."""
        if shutil.disk_usage(self.folder).free < ballast.BALLAST_BYTES // 4:
            ballast.give_up(self.folder)
        with self.writing() as db:
            yield db

    def check(self) -> None:
        """Read and check every page; seconds on a large store. Raises StoreDamaged."""
        try:
            self._check_pages()
        except (StoreDamaged, DiskRefused):
            self._open_anew()
            self._check_pages()

    def _read_again(self, problem: Problem) -> Problem:
        """Open the file anew after a fault; return what there is to tell: damage only where it is found again."""
        if self._damaged or not isinstance(problem, StoreDamaged | DiskRefused):
            return problem
        try:
            self._open_anew()
            if isinstance(problem, StoreDamaged):
                self._check_pages()
                return DiskRefused(why="read")
        except StoreDamaged:
            self._damaged = True
        except Problem:
            pass  # what was found first is told
        return problem

    def _open_anew(self) -> None:
        """Take a new connection in place of the one that a fault has made useless. Raises DiskRefused, StoreDamaged."""
        if not (self.folder / STORE_FILE).is_file():
            raise DiskRefused
        with translated():
            new = connected(self.folder / STORE_FILE, self._key)
            self._db.conn.close()
            self._db = new

    def _check_pages(self) -> None:
        with translated():
            self._db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            for look in ("cipher_integrity_check", "integrity_check(1)"):
                if self._db.conn.execute(f"PRAGMA {look}").fetchall() not in ([], [("ok",)]):
                    raise StoreDamaged

    def compact(self) -> None:
        """Write the file anew without what was deleted, so that no byte of it is left; seconds on a large store.

        Not inside a transaction. Raises DiskFull, DiskRefused, StoreLocked while another lane is at work for long.
        """
        with translated():
            for step in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                said = self._db.conn.execute(step).fetchall()
                if said and said[0][0]:  # a reader of before is still there: the log holds what was deleted
                    raise StoreLocked

    def close(self) -> None:
        """Close the connection and give back the lock. Closing twice does no harm."""
        if self._hold is not None:
            self._db.conn.close()
            wipe(self._key)
            lockfile.let_go(self._hold)
            self._hold = None


def create_store(folder: Path, key: bytes, *, now: dt.datetime) -> Store:
    """Make the store of this device and open it. Raises FileExistsError, DiskFull, DiskRefused, StoreLocked."""
    with translated():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if (folder / STORE_FILE).exists():
        raise FileExistsError(STORE_FILE)
    hold = lockfile.take(folder)
    try:
        _build(folder, key, now)
    finally:
        lockfile.let_go(hold)
    return open_store(folder, key)


def open_store(folder: Path, key: bytes) -> Store:
    """Open the store in ``folder``; bring it to today's schema first where it is older.

    Raises StoreMissing, StoreLocked, StoreDamaged (also when the key is another store's), StoreTooNew, DiskFull,
    DiskRefused.
    """
    if not (folder / STORE_FILE).is_file():
        raise StoreMissing
    hold = lockfile.take(folder)
    unclean = lockfile.is_first(hold) and _left_open(folder)
    try:
        try:
            db = _opened_once_or_twice(folder, key)
        except (DiskFull, DiskRefused) as problem:
            if not isinstance(_by_room(folder, problem), DiskFull) or not ballast.give_up(folder):
                raise _by_room(folder, problem) from problem.__cause__
            db = _opened(folder, key)
    except BaseException:
        lockfile.let_go(hold)
        raise
    return Store(folder, db, hold, key, unclean=unclean)


def _left_open(folder: Path) -> bool:
    """Return True when a log lies beside the store: who closes a store takes its log away."""
    log = folder / f"{STORE_FILE}-wal"
    return log.is_file() and log.stat().st_size > 0


def _by_room(folder: Path, problem: Problem) -> Problem:
    """Return DiskFull for a refusal on a disk that is full: not every write that fails for it says so."""
    if isinstance(problem, DiskRefused) and shutil.disk_usage(folder).free < LEAST_ROOM:
        return DiskFull()
    return problem


def _build(folder: Path, key: bytes, now: dt.datetime) -> None:
    """Build the file under another name, and give it its own once it is whole and on the disk."""
    new = folder / f"{STORE_FILE}.new"
    rests = [new.with_name(new.name + end) for end in ("-wal", "-shm", "-journal")]
    with translated():
        for rest in (new, *rests):
            rest.unlink(missing_ok=True)
        db = connected(new, key)
        try:
            _migrate(db)
            counters.begin_life(db, now)
        finally:
            db.conn.close()
        if rests[0].exists():  # the driver closes in silence when the disk refused it the last checkpoint
            raise DiskRefused
        _flush(new)
        new.replace(folder / STORE_FILE)
        _flush(folder)
    ballast.lay(folder)


def _opened_once_or_twice(folder: Path, key: bytes) -> Database:
    """Open the file; where it looks damaged, read it once more before saying so."""
    try:
        return _opened(folder, key)
    except StoreDamaged:
        return _opened(folder, key)


def _opened(folder: Path, key: bytes) -> Database:
    file = folder / STORE_FILE
    with translated():
        db = connected(file, key)
        try:
            version = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
            _bring_up(db, file, version)
            _check_vitals(db)
            ballast.lay(folder)
        except BaseException:
            db.conn.close()
            raise
    return db


def _bring_up(db: Database, file: Path, version: int) -> None:
    """Bring an older schema up to today's; refuse a newer one."""
    if version > schema.NEWEST:
        raise StoreTooNew(version=version, newest=schema.NEWEST)
    if version < schema.NEWEST:
        _copy_aside(db, file, version)
        _migrate(db)


def _migrate(db: Database) -> None:
    from fieldkit.store import migrations  # noqa: PLC0415 - it imports sqlite_utils

    migrations.migrate(db)


def _check_vitals(db: Database) -> None:
    """Check what every act stands on; the rest is checked page by page as it is read, and whole by ``check``."""
    for table in _VITAL:
        said = db.conn.execute(f"PRAGMA quick_check('{table}')").fetchall()
        if said != [("ok",)]:
            raise StoreDamaged
    life, sequence = db.conn.execute("SELECT life, sequence FROM counters").fetchone() or ("", -1)
    last = db.conn.execute("SELECT life, sequence FROM operations ORDER BY place DESC LIMIT 1").fetchone()
    if sequence != (last[1] if last and last[0] == life else 0):
        raise StoreDamaged


def _copy_aside(db: Database, file: Path, version: int) -> None:
    """Keep the file as it was before a migration, beside it."""
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    aside = file.with_name(f"{STORE_FILE}.v{version}")
    new = file.with_name(f"{aside.name}.new")
    shutil.copyfile(file, new)
    _flush(new)
    new.replace(aside)


def _flush(place: Path) -> None:
    """Bring a file or folder to the disk."""
    if place.is_dir() and os.name == "nt":  # pragma: no cover - that system flushes no folders
        return
    handle = os.open(place, os.O_RDONLY if place.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
