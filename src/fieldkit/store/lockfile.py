# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One store, one program: a lock of the operating system on a file beside the store.

1. The lock belongs to the process. Several connections of one process (the lanes) share it; the last one to close
   lets it go. A process that dies lets it go too, whatever it died of.
2. A child made by fork holds nothing: it must ask for itself.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from fieldkit.problems import DiskRefused, StoreLocked

LOCK_FILE = "fieldkit.lock"

_guard = threading.Lock()
_held: dict[Path, tuple[BinaryIO, int]] = {}


def take(folder: Path) -> Path:
    """Take the lock of the store in ``folder``; return what to hand to ``let_go``. Raises StoreLocked, DiskRefused."""
    place = folder.resolve() / LOCK_FILE
    with _guard:
        if place in _held:
            file, count = _held[place]
            _held[place] = (file, count + 1)
            return place
        try:
            file = place.open("ab")
        except OSError:
            raise DiskRefused from None
        try:
            _lock(file)
        except OSError:
            file.close()
            raise StoreLocked from None
        _held[place] = (file, 1)
        return place


def is_first(place: Path) -> bool:
    """Return True while the hold just taken at ``place`` is the only one of this process."""
    with _guard:
        return _held[place][1] == 1


def let_go(place: Path) -> None:
    """Give back one hold of the lock at ``place``."""
    with _guard:
        file, count = _held[place]
        if count > 1:
            _held[place] = (file, count - 1)
            return
        del _held[place]
        file.close()


if sys.platform == "win32":  # pragma: no cover - the other half is tested on the other systems
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        """Lock the first byte of ``file``; closing it unlocks."""
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        """Lock ``file``; closing it unlocks."""
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    os.register_at_fork(after_in_child=_held.clear)
