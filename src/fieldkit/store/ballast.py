# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Room kept back on the disk: a file that is given up when the disk is full, so that what is owed can still be written.

1. While the ballast is there, nothing here matters.
2. When the disk is full the ballast is given up for what must not be refused: opening the store, taking in the
   district's word, noting a print. New acts are refused until there is room for the ballast again.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from fieldkit.problems import DiskFull

BALLAST_FILE = "fieldkit.ballast"
BALLAST_BYTES = 8 * 1024 * 1024
ROOM_FOR_IT = 2 * BALLAST_BYTES

_missing: set[Path] = set()
"""The folders whose ballast does not lie; the lock sees to it that no other process knows better."""


def lay(folder: Path) -> bool:
    """Lay the ballast where there is room for it; return True when it lies there whole."""
    laid = _lies(folder / BALLAST_FILE) or _laid(folder)
    (_missing.discard if laid else _missing.add)(folder)
    return laid


def give_up(folder: Path) -> bool:
    """Give the ballast's room back to the disk; return True when there was any."""
    _missing.add(folder)
    try:
        (folder / BALLAST_FILE).unlink()
    except OSError:
        return False
    return True


def demand_room(folder: Path) -> None:
    """Raise DiskFull when the ballast was given up and there is still no room to lay it again."""
    if folder in _missing and not lay(folder):
        raise DiskFull


def _lies(file: Path) -> bool:
    try:
        return file.stat().st_size == BALLAST_BYTES
    except OSError:
        return False


def _laid(folder: Path) -> bool:
    """Write the ballast; return False, and leave nothing, where there is no room."""
    file = folder / BALLAST_FILE
    try:
        if shutil.disk_usage(folder).free < ROOM_FOR_IT:
            return False
        with file.open("wb") as out:
            _fill(out)
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        with suppress(OSError):  # a disk that refuses everything refuses this, too
            file.unlink(missing_ok=True)
        return False
    return True


def _fill(out: BinaryIO) -> None:
    """Take the room: reserved where the system can, else written with what no file system can shrink."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(out.fileno(), 0, BALLAST_BYTES)
    else:
        out.write(os.urandom(BALLAST_BYTES))
