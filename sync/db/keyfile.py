# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where the key of the district's database comes from: the environment, the service manager, or a file beside it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_BYTES = 32
VARIABLE = "FIELDKIT_DISTRICT_KEY"
NAME = "district.key"


class NoKey(Exception):
    """There is no key for the database, or it is not 64 hex digits. ``args[0]`` says where it was sought."""


def district_key(folder: Path, *, make: bool) -> bytes:
    """Return the key of the database in ``folder``; when ``make``, a new one is written where there is none."""
    given = os.environ.get(VARIABLE)
    if given:
        return _read(given, VARIABLE)
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    if credentials and (credential := Path(credentials, NAME)).is_file():
        return _read(credential.read_text(encoding="ascii"), str(credential))
    file = folder / NAME
    if file.is_file():
        return _read(file.read_text(encoding="ascii"), str(file))
    if not make:
        raise NoKey(str(file))
    key = secrets.token_bytes(KEY_BYTES)
    write_private(file, key.hex().encode() + b"\n")
    return key


def write_private(file: Path, content: bytes) -> None:
    """Write ``content`` to ``file`` so that only its owner reads it, on the disk before this returns."""
    new = file.with_name(file.name + ".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def _read(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        raise NoKey(where) from None
    if len(key) != KEY_BYTES:
        raise NoKey(where)
    return key
