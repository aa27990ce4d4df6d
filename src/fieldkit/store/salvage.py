# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What can still be read of a store that will not open, put into a new one.

1. The file and its WAL are copied aside first, byte for byte, and never written to; only a copy of the copy is opened.
2. A page that does not check costs the rows on it and no others: rows are asked for in ranges, halved where one fails.
   After a failure the driver refuses all that follows on that connection, so a new one is opened.
3. What is derived (the index of members) is made anew. The new store begins a new life: what the lost rows gave out
   is not known any more. Its gaps are noted in it, so that a checkup tells them from damage that came later.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldkit.domain.people import masked_name
from fieldkit.problems import StoreMissing
from fieldkit.store import checkup, counters, lockfile, members
from fieldkit.store.driver import DriverError, connected, translated
from fieldkit.store.vault import STORE_FILE, _flush, create_store

if TYPE_CHECKING:
    from sqlite_utils import Database

ASIDE = (STORE_FILE, f"{STORE_FILE}-wal", "keys.json")
BEYOND = 512
"""How far beyond the last row that could be read others are looked for, where no index tells."""

_DERIVED = ("seek_known", "seek_here", "seek_late", "sqlite_", "_sqlite")
_REFILLED = ("counters", "lives")


@dataclass(slots=True)
class Salvaged:
    """What was rescued: rows by table, kept and (at least) lost; whose record was saved last, masked, and when."""

    kept: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    life: str = ""
    last_name: str = ""
    last_at: str = ""


def set_aside(folder: Path, aside: Path) -> None:
    """Copy the store's files to ``aside``, which must not be there yet.

    Raises StoreMissing, StoreLocked, FileExistsError, DiskFull, DiskRefused.
    """
    if not (folder / STORE_FILE).is_file():
        raise StoreMissing
    if aside.exists():
        raise FileExistsError(aside.name)
    hold = lockfile.take(folder)
    try:
        with translated():
            aside.mkdir(parents=True, mode=0o700)
            for name in ASIDE:
                if (folder / name).is_file():
                    shutil.copyfile(folder / name, aside / name)
                    (aside / name).chmod(0o600)
                    _flush(aside / name)
            _flush(aside)
    finally:
        lockfile.let_go(hold)


def salvage(aside: Path, key: bytes, folder: Path, *, now: dt.datetime) -> Salvaged:
    """Make a new store in ``folder`` of what can be read of the files in ``aside``.

    Raises StoreDamaged where not even the table of contents can be read (or the key is another store's),
    FileExistsError, DiskFull, DiskRefused.
    """
    work = aside / "work"
    with translated():
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        for name in ASIDE[:2]:
            if (aside / name).is_file():
                shutil.copyfile(aside / name, work / name)
    try:
        with translated():
            old = _Torn(work / STORE_FILE, key)
            try:
                old.ask("SELECT count(*) FROM sqlite_master")
                return _rescue(old, key, folder, now)
            finally:
                old.close()
    finally:
        shutil.rmtree(work, ignore_errors=True)


class _Torn:
    """A damaged file, opened anew after each failure."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file = file
        self._key = key
        self._db: Database | None = None

    def each(self, asked: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Give row by row what is asked for. Raises DriverError where a page does not check."""
        if self._db is None:
            self._db = connected(self._file, self._key)
        try:
            yield from self._db.conn.execute(asked, values)
        except DriverError:
            self.close()
            raise

    def ask(self, asked: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Return all that is asked for. Raises DriverError."""
        return list(self.each(asked, values))

    def close(self) -> None:
        """Close what is open."""
        if self._db is not None:
            self._db.conn.close()
            self._db = None


def _rescue(old: _Torn, key: bytes, folder: Path, now: dt.datetime) -> Salvaged:
    done = Salvaged()
    store = create_store(folder, key, now=now)
    try:
        store._db.conn.execute("PRAGMA foreign_keys = OFF")  # noqa: SLF001 - a row whose parent is lost stays
        with store.writing() as db:
            for table in _tables(db):
                _copy_table(old, db, table, done)
            _fill_up_counters(db, now)
            done.life = counters.begin_life(db, now)
            for (row,) in db.conn.execute("SELECT id FROM members").fetchall():
                members.seek_again(db, row)
            checkup.note_gaps(db, now)
            done.last_name, done.last_at = _last_saved(db)
    finally:
        store.close()
    return done


def _tables(db: Database) -> list[str]:
    rows = db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    return [name for (name,) in rows if not name.startswith(_DERIVED)]


def _copy_table(old: _Torn, new: Database, table: str, done: Salvaged) -> None:
    here = [row[1] for row in new.conn.execute(f"PRAGMA table_info({table})").fetchall()]
    there = [row[1] for row in old.ask(f"PRAGMA table_info({table})")]
    shared = [name for name in here if name in there]
    if not shared:
        done.kept[table], done.lost[table] = 0, 0
        return
    if table in _REFILLED:
        new.conn.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own schema, here and below
    names = ", ".join(shared)
    put = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(shared))})"  # noqa: S608
    reading = _Reading(old, table, names, key=_key_of(new, table))
    for row in reading.rows():
        new.conn.execute(put, row)
    done.kept[table], done.lost[table] = reading.kept, reading.lost


def _key_of(db: Database, table: str) -> str:
    """Return what rows of ``table`` are ordered by: their number, or the first column of their key."""
    made = db.conn.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    if not str(made).rstrip().upper().endswith("WITHOUT ROWID"):
        return "rowid"
    columns = db.conn.execute(f"PRAGMA table_info({table})").fetchall()
    return str(next(row[1] for row in columns if row[5] == 1))


class _Reading:
    """Reads one table of a damaged file: up from the first row, down from the last, and halves of what is between."""

    def __init__(self, old: _Torn, table: str, names: str, *, key: str) -> None:
        self._old = old
        self._table = table
        self._names = names
        self._key = key
        self._numbered = key == "rowid"
        self._failed = False
        self.kept = 0
        self.lost = 0

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Give every row that can be read; where rows have no number, some maybe twice."""
        last, first_after = -1, None
        for row in self._walk("ASC"):
            last = row[0]
            yield row[1:]
        if not self._failed:
            return
        for row in self._walk("DESC"):
            first_after = row[0]
            yield row[1:]
        if not self._numbered:
            self.lost += 1
            return
        until = self._end(int(last)) if first_after is None else int(first_after)
        for row in self._between(int(last) + 1, until - 1):
            yield row[1:]

    def _end(self, last: int) -> int:
        """Return a number beyond the last row, by what an index of the table says."""
        try:
            for index in self._old.ask(f"PRAGMA index_list({self._table})"):
                if not index[4]:  # one that leaves no rows out
                    asked = f"SELECT max(rowid) FROM {self._table} INDEXED BY {index[1]}"  # noqa: S608
                    return int(self._old.ask(asked)[0][0]) + 1
        except (DriverError, TypeError):
            pass
        return last + BEYOND

    def _walk(self, order: str) -> Iterator[tuple[Any, ...]]:
        """Give rows, their number or key first, in one direction until the first that fails."""
        self._failed = False
        sort = f"SELECT {self._key}, {self._names} FROM {self._table} ORDER BY {self._key} {order}"  # noqa: S608
        try:
            for row in self._old.each(sort):
                self.kept += 1
                yield row
        except DriverError:
            self._failed = True

    def _between(self, first: int, last: int) -> Iterator[tuple[Any, ...]]:
        """Give the rows numbered from ``first`` to ``last`` that can be read."""
        if first > last:
            return
        asked = f"SELECT rowid, {self._names} FROM {self._table} WHERE rowid BETWEEN ? AND ?"  # noqa: S608
        try:
            found = self._old.ask(asked, (first, last))
        except DriverError:
            if first == last:
                self.lost += 1
                return
            middle = (first + last) // 2
            yield from self._between(first, middle)
            yield from self._between(middle + 1, last)
            return
        self.kept += len(found)
        yield from found


def _fill_up_counters(db: Database, now: dt.datetime) -> None:
    """Make the row of counters where it was lost: not below what the rows that are left have used."""
    if db.conn.execute("SELECT 1 FROM counters").fetchone() is None:
        counters.begin_life(db, now)
        db.conn.execute(
            "UPDATE counters SET provisionals = (SELECT count(*) FROM members WHERE here = 1),"
            " receipts = (SELECT count(*) FROM issues), sheets = (SELECT count(*) FROM prints)"
        )


def _last_saved(db: Database) -> tuple[str, str]:
    """Return the masked name and the time of whoever's record was saved last; '' where there is none."""
    row = db.conn.execute(
        "SELECT coalesce(members.name, ''), operations.at FROM operations LEFT JOIN members USING (uid)"
        " WHERE operations.uid <> '' ORDER BY operations.place DESC LIMIT 1"
    ).fetchone()
    return ("", "") if row is None else (masked_name(str(row[0])), str(row[1]))
