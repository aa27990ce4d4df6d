# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Wrong tries at signing in, counted on the disk beside the keys; and how a small file is replaced whole."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from pathlib import Path

from fieldkit.problems import DiskFull, DiskRefused, Problem, WrongPin

TRIES_FILE = "tries.json"
FREE_TRIES = 5
FIRST_WAIT = 30
LONGEST_WAIT = 900


def count(folder: Path, operator_id: str, now: dt.datetime) -> tuple[int, Problem | None]:
    """Count a try before it is made; return how many wrong ones that makes, and what kept it from being counted.

    Raises WrongPin while it is too early.
    """
    tries = _read(folder)
    before, last = tries.get(_who(operator_id), (0, 0))
    seconds = int(now.timestamp())
    if before >= FREE_TRIES:
        # A clock that was set back must neither open the door nor lock it for years.
        left = min(wait(before), last + wait(before) - seconds) if seconds >= last else wait(before)
        if seconds < last:
            _kept(folder, tries | {_who(operator_id): (before, seconds)})
        if left > 0:
            raise WrongPin(wait_seconds=left)
    return before + 1, _kept(folder, tries | {_who(operator_id): (before + 1, seconds)})


def _kept(folder: Path, tries: dict[str, tuple[int, int]]) -> Problem | None:
    """Write the tries; return the problem that kept the disk from taking them."""
    try:
        replace_file(folder / TRIES_FILE, json.dumps(tries))
    except (DiskFull, DiskRefused) as problem:
        return problem
    return None


def wait(wrong: int) -> int:
    """Return the seconds to wait after ``wrong`` tries."""
    return int(min(FIRST_WAIT * 2 ** min(wrong - FREE_TRIES, 10), LONGEST_WAIT))


def forget(folder: Path, operator_id: str) -> None:
    """Forget the wrong tries of an operator. Raises DiskFull, DiskRefused."""
    tries = _read(folder)
    if tries.pop(_who(operator_id), None):
        replace_file(folder / TRIES_FILE, json.dumps(tries))


def _who(operator_id: str) -> str:
    import hashlib  # noqa: PLC0415 - rule 5

    return hashlib.sha256(operator_id.encode()).hexdigest()[:16]


def _read(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the wrong tries by operator: how many, and the second of the last. A damaged file counts as none."""
    try:
        raw = json.loads((folder / TRIES_FILE).read_text(encoding="utf-8"))
        return {str(who): (int(count), int(last)) for who, (count, last) in raw.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def replace_file(place: Path, text: str) -> None:
    """Write ``text`` to ``place`` so that a power cut leaves one of the two. Raises DiskFull, DiskRefused."""
    new = place.with_name(f"{place.name}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(
            os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        new.replace(place)
        _flush_folder(place.parent)
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from fault
        raise DiskRefused(code=fault.errno or 0) from fault


def _flush_folder(folder: Path) -> None:
    """Bring a new name to the disk, before anything that relies on it."""
    if os.name == "nt":  # pragma: no cover - that system flushes no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
