# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A second copy of the store in another place, and the store made of it again.

1. A copy is the encrypted file, made by the driver's own backup while work goes on, and checked whole before it counts.
2. Each copy is a folder of its own that appears by one rename; the two newest stay.
3. A place must be there before a copy is made in it, and is never made on the way: where a stick was pulled out, its
   folder may be left on the disk that has the store.
4. The key file that goes with it has the recovery code's slot and no other: whoever finds the stick has nothing to
   guess at. (``keys`` writes it; here it is bytes.)
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path
from typing import NamedTuple

from fieldkit.problems import DiskFull, DiskRefused, SecondPlaceGone, StoreMissing
from fieldkit.store.newest import Newest, acts, newest
from fieldkit.store.rekeying import copy_file
from fieldkit.store.vault import STORE_FILE, Store, _flush

KEPT = 2
NOTE_FILE = "copy.json"
_NEW = "new"


class Copy(NamedTuple):
    """What a copy holds: its folder, how many acts, its newest act, and when it was made (ISO)."""

    folder: Path
    acts: int
    newest: Newest
    made_at: str


def begin_copies(place: Path) -> None:
    """Make the folder ``place`` that copies will be put into. Raises SecondPlaceGone."""
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise SecondPlaceGone(errno=fault.errno or 0) from fault


def on_one_disk(one: Path, other: Path) -> bool:
    """Return True where both lie on the same disk (or part of it), so that they are lost together."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def make_copy(
    store: Store,
    key: bytes,
    place: Path,
    beside: Callable[[Path], None],
    *,
    now: dt.datetime,
    kept: int = KEPT,
) -> Copy:
    """Copy ``store`` into a new folder of ``place``, which is there; ``beside`` writes the key file into it.

    Of all copies the newest ``kept`` stay. Raises SecondPlaceGone (a full stick too), StoreDamaged.
    """
    with store.reading() as db:
        at, entered = newest(db), acts(db)
    try:
        new = place / _NEW
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        copy_file(store.folder / STORE_FILE, key, new / STORE_FILE, key)
        beside(new)
        _write_note(new, entered, at, now)
        _flush(new)
        last = max((int(one.name) for one in copies(place)), default=0)
        made = place / f"{last + 1:06d}"
        new.replace(made)
        _flush(place)
        for old in copies(place)[kept:]:
            shutil.rmtree(old, ignore_errors=True)
    except (DiskFull, DiskRefused) as problem:
        shutil.rmtree(place / _NEW, ignore_errors=True)
        raise SecondPlaceGone(errno=problem.facts.get("code", ENOSPC)) from problem
    except OSError as fault:
        raise SecondPlaceGone(errno=fault.errno or 0) from fault
    return Copy(made, entered, at, now.isoformat())


def _write_note(new: Path, entered: int, at: Newest, now: dt.datetime) -> None:
    file = new / NOTE_FILE
    file.write_text(json.dumps({"acts": entered, "newest": at, "made_at": now.isoformat()}), encoding="utf-8")
    _flush(file)


def newest_copy(place: Path) -> Copy | None:
    """Return what the newest copy in ``place`` holds by its own word; None where there is none, or without a word."""
    for folder in copies(place)[:1]:
        try:
            said = json.loads((folder / NOTE_FILE).read_text(encoding="utf-8"))
            return Copy(folder, int(said["acts"]), Newest(*said["newest"]), str(said["made_at"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None
    return None


def copies(place: Path) -> list[Path]:
    """Return the folders of the copies in ``place``, the newest first."""
    try:
        found = [one for one in place.iterdir() if one.name.isdecimal() and (one / STORE_FILE).is_file()]
    except OSError:
        return []
    return sorted(found, key=lambda one: int(one.name), reverse=True)


def put_back(copy: Path, folder: Path) -> None:
    """Let ``folder``, which has no store, have the file of ``copy``: it appears whole or not at all.

    Raises StoreMissing, FileExistsError, DiskFull, DiskRefused.
    """
    if not (copy / STORE_FILE).is_file():
        raise StoreMissing
    if (folder / STORE_FILE).exists():
        raise FileExistsError(STORE_FILE)
    new = folder / f"{STORE_FILE}.new"
    shutil.copyfile(copy / STORE_FILE, new)
    new.chmod(0o600)
    _flush(new)
    new.replace(folder / STORE_FILE)
    _flush(folder)
