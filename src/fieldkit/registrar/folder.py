# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The registrar's folder, on a stick: keys made and read, and which district they belong to.

The district is pinned at the first export that is opened; whatever another district sends is refused from then on.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from fieldkit.seals import keytexts
from fieldkit.seals.envelope import Refused
from fieldkit.seals.keytexts import RECOVERY, REGISTRAR, SecretKey

KEY_SUFFIX, CARD_SUFFIX = ".key", ".pub"
DISTRICT = "district.json"


class KeyThere(Exception):
    """There is a key already; it is never written over. ``args[0]`` is the file."""


class NoKey(Exception):
    """There is no key. ``args[0]`` is the file that was sought."""


class BadKey(Exception):
    """The file is no such key. ``args[0]`` is the file."""


class WrongPassphrase(Exception):
    """The passphrase does not open the key. ``args[0]`` is the file."""


class Pinned(msgspec.Struct, frozen=True):
    """The district that this folder belongs to: its id, its root key (hex)."""

    district: str
    root: str


def make_keys(folder: Path, *, name: str, town: str, passphrase: str, recovery: bool) -> list[Path]:
    """Make the registrar's key in ``folder``, and the recovery key where that is asked; return the cards' files.

    Raises KeyThere.
    """
    kinds = [REGISTRAR, *([RECOVERY] if recovery else [])]
    for kind in kinds:
        if (folder / (kind + KEY_SUFFIX)).exists():
            raise KeyThere(str(folder / (kind + KEY_SUFFIX)))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    cards = []
    for kind in kinds:
        key = keytexts.new_key(kind, name, town if kind == REGISTRAR else "")
        write_whole(folder / (kind + KEY_SUFFIX), keytexts.write_key(key, passphrase))
        write_whole(folder / (kind + CARD_SUFFIX), keytexts.write_card(key.card))
        cards.append(folder / (kind + CARD_SUFFIX))
    return cards


def key_is_locked(folder: Path, kind: str = REGISTRAR) -> bool:
    """Return True when the key needs a passphrase. Raises NoKey."""
    return keytexts.needs_passphrase(_raw(folder / (kind + KEY_SUFFIX)))


def read_key(folder: Path, passphrase: str = "", kind: str = REGISTRAR) -> SecretKey:
    """Return the key of ``kind`` in ``folder``. Raises NoKey, BadKey, WrongPassphrase."""
    file = folder / (kind + KEY_SUFFIX)
    try:
        return keytexts.read_key(_raw(file), kind, passphrase)
    except Refused as fault:
        raise (WrongPassphrase if fault.args[0] == "passphrase" else BadKey)(str(file)) from None


def pinned(folder: Path) -> Pinned | None:
    """Return the district that ``folder`` belongs to; None before its first export. Raises BadKey."""
    file = folder / DISTRICT
    if not file.is_file():
        return None
    try:
        return msgspec.json.decode(file.read_bytes(), type=Pinned)
    except msgspec.DecodeError:
        raise BadKey(str(file)) from None


def pin(folder: Path, district: Pinned) -> None:
    """Note that ``folder`` belongs to ``district`` from now on."""
    write_whole(folder / DISTRICT, msgspec.json.encode(district) + b"\n")


def write_whole(file: Path, content: bytes) -> None:
    """Write ``file`` for its owner only, whole or not at all, on the medium before this returns."""
    new = file.with_name(file.name + ".new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def _raw(file: Path) -> bytes:
    try:
        with file.open("rb") as key:
            return key.read(keytexts.MAX_KEY_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise NoKey(str(file)) from None
