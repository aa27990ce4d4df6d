# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A folder instead of a printer: each PDF is saved whole or not at all, and none is ever overwritten."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import threading
from pathlib import Path

from fieldkit.problems import DiskFull, DiskRefused

FULL = {errno.ENOSPC, errno.EDQUOT}

PART = ".paper-"  # how the name of a file begins that is not yet whole
EARLY, LATE = 2.0, 600.0
"""Seconds by which a file may be older than its handing over (a stick's clock has two), and younger."""

_saving = threading.Lock()


def save(pdf: bytes, *, name: str, folder: Path) -> Path:
    """Slow. Write the PDF whole or not at all, under a name that no file has yet; return where it lies."""
    if not name or name.startswith(".") or Path(name).name != name or "\\" in name:
        raise ValueError("a document number is no path")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _saving:
            return _save(pdf, name, folder)
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull from error
        raise DiskRefused from error


def sweep(folder: Path) -> None:
    """Slow. Remove what a crash left half written, which holds personal data; what is being written now stays.

    Never raises: a folder that is not there has nothing, and one that refuses is swept at the next save.
    """
    with contextlib.suppress(OSError), _saving:
        _sweep(folder)


def found(name: str, *, folder: Path, begun: float) -> Path | None:
    """Slow. Return the file of that name if it was saved since ``begun`` (seconds, UTC, since 1970), or None.

    An older one is another paper's: after a restore from a backup numbers and copies come again.
    """
    file = folder / f"{name}.pdf"
    try:
        return file if -EARLY <= file.stat().st_mtime - begun <= LATE else None
    except OSError:
        return None


def _sweep(folder: Path) -> None:
    """Remove unfinished files; one program at a time has this folder, and it holds ``_saving``."""
    for left in folder.glob(f"{PART}*"):
        left.unlink(missing_ok=True)


def _save(pdf: bytes, name: str, folder: Path) -> Path:
    _sweep(folder)
    number, temporary = tempfile.mkstemp(dir=folder, prefix=PART)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(pdf)
            stream.flush()
            os.fsync(stream.fileno())
        target, copy = folder / f"{name}.pdf", 1
        while not _named(Path(temporary), target):
            copy += 1
            target = folder / f"{name}-{copy}.pdf"
        _keep_names(folder)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return target


def _named(temporary: Path, target: Path) -> bool:
    """Give the written file its name; return False where another file has it."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno in FULL:
            raise
        if target.exists():
            return False
        temporary.rename(target)  # a stick's file system knows no links
    return True


def _keep_names(folder: Path) -> None:
    """Make the new name survive a power cut, where the system knows how."""
    if os.name == "posix":
        place = os.open(folder, os.O_RDONLY)
        with contextlib.suppress(OSError):
            os.fsync(place)
        os.close(place)
