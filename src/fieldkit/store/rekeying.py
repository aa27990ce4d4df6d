# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Copies of the store's file under the same or another key, and putting one in the store's place; kill-safe.

1. A copy is made page by page by the driver's own backup, off the WAL, and has a salt of its own. It is checked whole
   before it is used for anything.
2. The store's file is replaced by one rename, while this program holds the store and no WAL is left.
"""

from __future__ import annotations

from pathlib import Path

from fieldkit.problems import StoreDamaged, StoreLocked
from fieldkit.store import lockfile
from fieldkit.store.driver import connected, translated
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import STORE_FILE, _flush

NEW_KEY_FILE = f"{STORE_FILE}.rekeyed"
_ENDS = ("-wal", "-shm", "-journal")


def opens(folder: Path, key: bytes) -> bool:
    """Return True when ``key`` opens the store's file. Raises StoreLocked, DiskFull, DiskRefused."""
    file = folder / STORE_FILE
    if not file.is_file():
        return False
    hold = lockfile.take(folder)
    try:
        _look(file, key)
    except StoreDamaged:
        return False
    finally:
        lockfile.let_go(hold)
    return True


def copy_file(source: Path, key: bytes, new: Path, new_key: bytes) -> None:
    """Copy the store's file at ``source`` to ``new`` under ``new_key``, check it, and bring it to the disk.

    Raises StoreDamaged, DiskFull, DiskRefused.
    """
    _remove(new)
    with translated():
        db = connected(source, key)
        try:
            copy = connected(new, new_key)
            try:
                db.conn.backup(copy.conn)
                copy.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                for look in ("cipher_integrity_check", "quick_check(1)"):
                    if copy.conn.execute(f"PRAGMA {look}").fetchall() not in ([], [("ok",)]):
                        raise StoreDamaged
            finally:
                copy.conn.close()
        finally:
            db.conn.close()
        _flush(new)


def make_copy_with(folder: Path, key: bytes, new_key: bytes) -> None:
    """Copy the store under ``new_key`` beside it. Raises StoreLocked, StoreDamaged, DiskFull, DiskRefused."""
    copy_file(folder / STORE_FILE, key, folder / NEW_KEY_FILE, new_key)


def put_in_place(folder: Path, key: bytes) -> None:
    """Let the copy take the store's place; ``key`` is the old one. The caller holds the store's lock.

    Raises StoreLocked where another connection holds the file, DiskRefused.
    """
    file = folder / STORE_FILE
    with translated():
        db = connected(file, key)
        try:
            busy = db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            db.conn.close()
        if busy or file.with_name(f"{STORE_FILE}-wal").exists():
            raise StoreLocked
        fault_point("rekey-before-rename")
        (folder / NEW_KEY_FILE).replace(file)
        fault_point("rekey-renamed")
        _flush(folder)


def sweep(folder: Path) -> None:
    """Take away what a change of keys that was cut short has left."""
    with translated():
        _remove(folder / NEW_KEY_FILE)


def _look(file: Path, key: bytes) -> None:
    with translated():
        db = connected(file, key)
        try:
            db.conn.execute("SELECT life FROM counters").fetchone()
        finally:
            db.conn.close()


def _remove(file: Path) -> None:
    for one in (file, *(file.with_name(file.name + end) for end in _ENDS)):
        one.unlink(missing_ok=True)
