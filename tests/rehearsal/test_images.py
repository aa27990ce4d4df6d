# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The disk that forgets: what it may lose and what it may not; and that the shim sees what strace sees."""

from __future__ import annotations

import ctypes
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fieldkit.rehearsal.storms import shim
from fieldkit.rehearsal.storms.images import SECTOR, Disk, Record, read_log

TRIES = 300
ONE, TWO = b"1" * SECTOR, b"2" * SECTOR


def wrote(inode: int, at: int, data: bytes) -> Record:
    return Record("W", inode, at, data, b"")


def synced(inode: int) -> Record:
    return Record("S", inode, 0, b"", b"")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one file of two sectors."""
    (tmp_path / "a").write_bytes(ONE * 2)
    return tmp_path


def contents(disk: Disk, name: str) -> set[bytes | None]:
    """Return every content that was found for ``name`` in many images."""
    chance = random.Random(1)
    return {disk.after_power_cut(chance).get(name) for _ in range(TRIES)}


def test_what_was_not_synced_may_be_there_or_not_by_sector(folder: Path) -> None:
    disk = Disk(folder)
    disk.take(wrote((folder / "a").stat().st_ino, 0, TWO * 2))
    assert contents(disk, "a") == {ONE + ONE, TWO + ONE, ONE + TWO, TWO + TWO}


def test_what_was_synced_is_there(folder: Path) -> None:
    disk = Disk(folder)
    inode = (folder / "a").stat().st_ino
    disk.take(wrote(inode, 0, TWO))
    disk.take(synced(inode))
    assert contents(disk, "a") == {TWO + ONE}


def test_a_lying_drive_has_synced_nothing(folder: Path) -> None:
    disk = Disk(folder, lying=True)
    inode = (folder / "a").stat().st_ino
    disk.take(wrote(inode, 0, TWO))
    disk.take(synced(inode))
    assert contents(disk, "a") == {ONE + ONE, TWO + ONE}


def test_later_writes_may_arrive_without_earlier_ones(folder: Path) -> None:
    disk = Disk(folder)
    inode = (folder / "a").stat().st_ino
    disk.take(wrote(inode, 0, TWO))
    disk.take(wrote(inode, SECTOR, TWO))
    assert ONE + TWO in contents(disk, "a")


def test_a_file_may_shrink_or_not_until_it_is_synced(folder: Path) -> None:
    disk = Disk(folder)
    inode = (folder / "a").stat().st_ino
    disk.take(Record("T", inode, SECTOR, b"", b""))
    assert contents(disk, "a") == {ONE, ONE + ONE}


def test_names_are_certain_once_the_folder_is_synced(folder: Path) -> None:
    disk = Disk(folder)
    disk.take(Record("C", 999_999, 0, b"new", b""))
    disk.take(wrote(999_999, 0, TWO))
    disk.take(synced(999_999))
    disk.take(Record("R", 0, 0, b"new", b"a"))
    assert contents(disk, "a") == {ONE + ONE, TWO}
    assert contents(disk, "new") == {None, TWO}
    disk.take(synced(folder.stat().st_ino))
    assert contents(disk, "a") == {TWO}
    assert contents(disk, "new") == {None}


def test_a_removed_file_is_gone_once_the_folder_is_synced(folder: Path) -> None:
    disk = Disk(folder)
    disk.take(Record("U", 0, 0, b"a", b""))
    assert contents(disk, "a") == {None, ONE + ONE}
    disk.take(synced(folder.stat().st_ino))
    assert contents(disk, "a") == {None}


def test_the_shim_of_this_process_is_not_there() -> None:
    assert not shim.Shim().there
    assert shim.Shim().passed() == 0
    assert not hasattr(ctypes.CDLL(None), "storm_watch")


WORK = """
import ctypes, json, os, sys
from pathlib import Path
from fieldkit.rehearsal.storms.shim import Kinds, Shim, Strike
from fieldkit.store.vault import create_store
import datetime as dt
folder, log = Path(sys.argv[1]), sys.argv[2]
folder.mkdir()
mine = Shim()
mine.watch(folder, log)
mine.arm(Strike(Kinds.CHANGES, 0, 0))
create_store(folder, bytes(32), now=dt.datetime.now(dt.UTC)).close()
print(json.dumps({"passed": mine.passed(), "there": mine.there}))
"""

CALLS = (
    "pwrite64,write,writev,pwritev,pwritev2,fsync,fdatasync,ftruncate,fallocate,"
    "rename,renameat,renameat2,unlink,unlinkat"
)


@pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not here: nothing to compare the shim with"
)
@pytest.mark.skipif(bool(shim.lacking()), reason=shim.lacking() or "-")
def test_the_shim_sees_every_change_that_strace_sees(tmp_path: Path) -> None:
    folder, log, trace = tmp_path / "store", tmp_path / "log", tmp_path / "trace"
    command = [
        "strace",
        "-f",
        "-y",
        "-qq",
        "-o",
        trace,
        "-e",
        f"trace={CALLS}",
        sys.executable,
        "-c",
        WORK,
        folder,
        log,
    ]
    done = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "LD_PRELOAD": str(shim.built())},
    )
    assert json.loads(done.stdout)["there"]
    inside = re.compile(
        rf"^\d+ +(\w+)\((?:\d+<|AT_FDCWD[^,]*, \"|\"){re.escape(str(folder))}[/>\"].* = (\d+)"
    )
    seen = [found for line in trace.read_text().splitlines() if (found := inside.match(line))]
    letters = {
        "pwrite64": "W", "write": "W", "fsync": "S", "fdatasync": "S", "ftruncate": "T", "fallocate": "X",
        "renameat": "R", "rename": "R", "unlinkat": "U", "unlink": "U",
    }  # fmt: skip
    by_strace = [letters[found.group(1)] for found in seen]
    by_shim = [record.kind for record in read_log(log) if record.kind != "C"]
    # An empty write is no record, and the -shm file is made by a write that the shim sees, too.
    assert by_shim == by_strace
    assert by_shim.count("S") > 3
