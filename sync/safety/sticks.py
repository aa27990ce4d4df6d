# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Files on sticks that strangers may have filled: one named file is read, within a bound, and its answer written.

1. What kind of thing it is and how large is looked at before a byte is read. No link is followed, no folder listed.
2. The answer appears whole or not at all, under its name in the folder that was said, also when a link lies in its way.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from pathlib import Path

from fieldkit.seals.parcels import MAX_PARCEL_BYTES
from sync.safety.sealed_files import sync_folder

SUFFIX, ANSWER_SUFFIX = ".age", ".answer"
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?\Z", re.IGNORECASE)
_FOLLOW_NOTHING = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class BadFile(Exception):
    """The file is not one to read in. ``args[0]``: ``missing``, ``link``, ``folder``, ``odd``, ``empty``, ``large``."""


def read_parcel_file(file: Path) -> bytes:
    """Return what is in ``file``, at most as much as a parcel holds. Raises BadFile, OSError."""
    if _RESERVED.match(file.name.strip(" .")):
        raise BadFile("odd")  # on Windows this is a device, whatever stands behind the dot
    try:
        _look(file.lstat())
        handle = os.open(file, os.O_RDONLY | _FOLLOW_NOTHING)
    except FileNotFoundError:
        raise BadFile("missing") from None
    with os.fdopen(handle, "rb") as lying:
        _look(os.fstat(lying.fileno()))  # it may have been changed for another in between
        raw = lying.read(MAX_PARCEL_BYTES + 1)
    if len(raw) > MAX_PARCEL_BYTES:
        raise BadFile("large")
    return raw


def answer_name(file: Path) -> str:
    """Return the name of the answer to the parcel ``file``."""
    stem = file.name[: -len(SUFFIX)] if file.name.lower().endswith(SUFFIX) else file.name
    return stem + ANSWER_SUFFIX


def write_answer(folder: Path, name: str, content: bytes) -> Path:
    """Write ``content`` under ``name`` into ``folder``, on the medium before this returns. Raises OSError."""
    file = folder / name
    handle, new = tempfile.mkstemp(prefix=".answer-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(new).replace(file)  # a link of this name is replaced, not followed
    except BaseException:
        Path(new).unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return file


def _look(found: os.stat_result) -> None:
    kind = found.st_mode
    if stat.S_ISLNK(kind):
        raise BadFile("link")
    if stat.S_ISDIR(kind):
        raise BadFile("folder")
    if not stat.S_ISREG(kind):
        raise BadFile("odd")
    if found.st_size == 0:
        raise BadFile("empty")
    if found.st_size > MAX_PARCEL_BYTES:
        raise BadFile("large")
