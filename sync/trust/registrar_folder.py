# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The registrar's folder: the keys that belong on the registrar's stick and not on the server.

1. ``root.key`` signs for the district's signing keys, ``tag.key`` makes keyed tags, ``registrar.key`` opens sealed
   identities, ``recovery.key`` (age) opens parcels and backups when the server is lost.
2. It is made once, beside the district's data, and is to be moved away. Left there it is the fallback "without
   registrar": everything works, and whoever has the machine has everything.
3. Each key is checked against what the district knows of it, so that the wrong stick is named and does no harm.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldkit.seals import keytexts
from fieldkit.seals.keys import load_signing_key, new_signing_key, private_bytes, public_bytes
from sync.db.keyfile import write_private

NAME = "registrar"
ROOT, TAG, REGISTRAR, RECOVERY = "root.key", "tag.key", "registrar.key", "recovery.key"
FIRST_REGISTRAR = "区登记员"
KEY_BYTES = 32
_TAG_CHECK = b"fieldkit/tag-key-check/1|"


class NoRegistrarFolder(Exception):
    """A key of the registrar's is needed and its file is not there. ``args[0]`` is the file that was sought."""


class FolderTaken(Exception):
    """There are a registrar's keys already; they are never written over. ``args[0]`` is the folder."""


class WrongKey(Exception):
    """The file holds no key, or another district's. ``args[0]`` is the file."""


class WrongPassphrase(Exception):
    """The root key does not open with this passphrase, or needs one. ``args[0]`` is the file."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a district keeps of the keys that were made; the root's key only until the first vouch is signed."""

    root: Ed25519PrivateKey = field(repr=False)
    tag_check: str
    registrar: keytexts.Card
    recovery: keytexts.Card


def folder_in(data: Path, given: Path | None = None) -> Path:
    """Return the registrar's folder: the one ``given``, else the one beside the ``data``."""
    return given if given is not None else data / NAME


def make(data: Path, passphrase: str = "") -> Made:
    """Write the keys of a new district into a folder that ``settle`` puts in its place. Raises FolderTaken.

    A ``passphrase`` seals all of them but the tag key, which is needed at every desk anyway.
    """
    if (data / NAME).exists():
        raise FolderTaken(str(data / NAME))
    new = _unsettled(data)
    shutil.rmtree(new, ignore_errors=True)  # of a founding that was cut: no district ever knew these keys
    new.mkdir(mode=0o700)
    root, tag_key = new_signing_key(), secrets.token_bytes(KEY_BYTES)
    plain = _line(private_bytes(root).hex())
    write_private(new / ROOT, pyrage.passphrase.encrypt(plain, passphrase) if passphrase else plain)
    write_private(new / TAG, _line(tag_key.hex()))
    registrar = keytexts.new_key(keytexts.REGISTRAR, FIRST_REGISTRAR)
    recovery = keytexts.new_key(keytexts.RECOVERY, FIRST_REGISTRAR)
    write_private(new / REGISTRAR, keytexts.write_key(registrar, passphrase))
    write_private(new / RECOVERY, keytexts.write_key(recovery, passphrase))
    return Made(root, tag_check(tag_key), registrar.card, recovery.card)


def settle(data: Path) -> None:
    """Put the folder that ``make`` wrote in its place, once the district is there; also after a cut between the two."""
    new, place = _unsettled(data), data / NAME
    if new.is_dir() and not place.exists():
        new.replace(place)


def tag_check(tag_key: bytes) -> str:
    """Return what tells ``tag_key`` from any other and nothing else of it: 64 hex digits."""
    return hashlib.sha256(_TAG_CHECK + tag_key).hexdigest()


def read_tag_key(folder: Path, check: str) -> bytes:
    """Return the tag key in ``folder``. Raises NoRegistrarFolder, and WrongKey unless ``check`` is of it."""
    key = _hex(folder / TAG, _read(folder / TAG))
    if tag_check(key) != check:
        raise WrongKey(str(folder / TAG))
    return key


def root_is_locked(folder: Path) -> bool:
    """Return True when the root key in ``folder`` needs a passphrase. Raises NoRegistrarFolder."""
    return keytexts.needs_passphrase(_read(folder / ROOT))


def read_root_key(folder: Path, passphrase: str, public: bytes) -> Ed25519PrivateKey:
    """Return the root key in ``folder``, whose public half is ``public``.

    Raises NoRegistrarFolder, WrongPassphrase, WrongKey.
    """
    file = folder / ROOT
    raw = _read(file)
    if keytexts.needs_passphrase(raw):
        try:
            raw = pyrage.passphrase.decrypt(raw, passphrase)
        except pyrage.DecryptError:
            raise WrongPassphrase(str(file)) from None
    key = load_signing_key(_hex(file, raw))
    if public_bytes(key) != public:
        raise WrongKey(str(file))
    return key


def _unsettled(data: Path) -> Path:
    return data / f"{NAME}.new"


def _line(text: str) -> bytes:
    return text.encode() + b"\n"


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NoRegistrarFolder(str(file)) from None


def _hex(file: Path, raw: bytes) -> bytes:
    try:
        key = bytes.fromhex(raw.decode("ascii").strip())
    except ValueError:
        raise WrongKey(str(file)) from None
    if len(key) != KEY_BYTES:
        raise WrongKey(str(file))
    return key
