# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The store's key: 32 random bytes, sealed once for each operator in a file beside the store.

1. With a keyring service: an operator's PIN opens the slot together with a device secret that the keyring holds.
   The PIN is a lock on the window; the keyring and the disk's own encryption hold the disk.
2. Without one: a passphrase opens the slot alone. Nothing ever falls back to a plain file, and the ui says so.
3. A wrong try is counted, on the disk, before it is tried. Five are free, then the wait doubles. Nothing is ever
   wiped: records that were not sent outrank secrecy. A full disk keeps nobody out who has the right secret.
4. The file appears whole or not at all. It holds names and ids of operators, never a key in the clear.
5. The first window asks only who may sign in: what opens a slot is imported when somebody does.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fieldkit import tries
from fieldkit.problems import (
    DiskFull,
    DiskRefused,
    KeyFileDamaged,
    KeyringGone,
    PinTooShort,
    Unknown,
    WrongPin,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEYS_FILE = "keys.json"
STORE_FILE = "fieldkit.db"
SERVICE = "FieldKit"

PIN, PASSPHRASE = "pin", "passphrase"
LEAST = {PIN: 6, PASSPHRASE: 8}
KEY_BYTES = 32

_ITERATIONS, _MEMORY_KIB, _LANES = 3, 64 * 1024, 4
_MOST_MEMORY_KIB = 1024 * 1024
_INFO = b"fieldkit/kek/1"
_NOT_TRUSTED = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


@dataclass(frozen=True, slots=True)
class Slot:
    """Whose PIN or passphrase opens the store."""

    operator_id: str
    operator_name: str


class _Sealed(NamedTuple):
    """One slot as it is kept: the store's key under this operator's, and how that is made."""

    operator_id: str
    operator_name: str
    salt: str
    nonce: str
    sealed: str
    iterations: int
    memory_kib: int
    lanes: int


class _KeyFile(NamedTuple):
    """The file: which store it belongs to, what kind of secret opens it, and the slots."""

    store: str
    kind: str
    slots: tuple[_Sealed, ...]


def keyring_available() -> bool:
    """Return True when a keyring service answers that keeps secrets sealed."""
    keyring, broken = _keyring()
    if type(keyring.get_keyring()).__module__.startswith(_NOT_TRUSTED):
        return False
    try:
        keyring.get_password(SERVICE, "probe")
    except broken:
        return False
    return True


def create_keys(folder: Path, *, operator_id: str, operator_name: str, pin: str) -> bytes:
    """Make the key of a store to be, sealed for its first operator; return it.

    Raises PinTooShort, KeyringGone, DiskRefused, and FileExistsError where a store stands already.
    """
    if (folder / STORE_FILE).exists():
        raise FileExistsError(STORE_FILE)
    kind = PIN if keyring_available() else PASSPHRASE
    _check_length(kind, pin)
    store = os.urandom(16).hex()
    if kind == PIN:
        _keep_device_secret(store, os.urandom(KEY_BYTES).hex())
    key = os.urandom(KEY_BYTES)
    file = _KeyFile(store, kind, ())
    _write(folder, _with_slot(file, key, operator_id=operator_id, operator_name=operator_name, pin=pin))
    return key


def open_keys(folder: Path, *, operator_id: str, pin: str, now: dt.datetime) -> bytes:
    """Return the store's key out of the operator's slot; 0.15 s.

    The right secret opens also on a disk that takes no write. Raises WrongPin (facts ``tries_left``, or
    ``wait_seconds`` while it is too early to try), KeyringGone, KeyFileDamaged, Unknown (operator), and for a wrong
    secret whose try could not be counted DiskFull or DiskRefused.
    """
    file = _read(folder)
    slot = next((one for one in file.slots if one.operator_id == operator_id), None)
    if slot is None:
        raise Unknown(what="operator")
    device_secret = _device_secret(file)
    count, uncounted = tries.count(folder, operator_id, now)
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - rule 5

    try:
        key = _cipher(slot, pin, device_secret).decrypt(
            bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed), _bound_to(file.store, operator_id)
        )
    except InvalidTag:
        if uncounted is not None:
            raise uncounted from None
        if count < tries.FREE_TRIES:
            raise WrongPin(tries_left=tries.FREE_TRIES - count) from None
        raise WrongPin(wait_seconds=tries.wait(count)) from None
    except ValueError:
        raise KeyFileDamaged from None
    with contextlib.suppress(DiskFull, DiskRefused):
        tries.forget(folder, operator_id)
    return key


def add_slot(folder: Path, *, key: bytes, operator_id: str, operator_name: str, pin: str) -> None:
    """Seal ``key`` for a further operator, or anew for one whose PIN is forgotten or changed.

    Raises PinTooShort, KeyringGone, KeyFileDamaged, DiskRefused.
    """
    file = _read(folder)
    _check_length(file.kind, pin)
    _write(folder, _with_slot(file, key, operator_id=operator_id, operator_name=operator_name, pin=pin))
    tries.forget(folder, operator_id)


def slots(folder: Path) -> tuple[Slot, ...]:
    """Return whose secrets open the store. Raises KeyFileDamaged."""
    return tuple(Slot(one.operator_id, one.operator_name) for one in _read(folder).slots)


def secret_kind(folder: Path) -> str:
    """Return ``pin`` where the keyring has its part, ``passphrase`` where there was none. Raises KeyFileDamaged."""
    return _read(folder).kind


def _with_slot(file: _KeyFile, key: bytes, *, operator_id: str, operator_name: str, pin: str) -> _KeyFile:
    """Return ``file`` with a new slot for the operator, in place of the old one."""
    if len(key) != KEY_BYTES:
        raise ValueError("a store's key has 32 bytes")
    salt, nonce = os.urandom(16).hex(), os.urandom(12)
    slot = _Sealed(operator_id, operator_name, salt, nonce.hex(), "", _ITERATIONS, _MEMORY_KIB, _LANES)
    cipher = _cipher(slot, pin, _device_secret(file))
    sealed = cipher.encrypt(nonce, key, _bound_to(file.store, operator_id))
    others = tuple(one for one in file.slots if one.operator_id != operator_id)
    return file._replace(slots=(*others, slot._replace(sealed=sealed.hex())))


def _cipher(slot: _Sealed, pin: str, device_secret: bytes) -> AESGCM:
    """Return the cipher that seals a slot, under the key made of PIN and device secret (trust.md §4.1)."""
    import unicodedata  # noqa: PLC0415 - rule 5

    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf import argon2, hkdf  # noqa: PLC0415

    stretched = argon2.Argon2id(
        salt=bytes.fromhex(slot.salt),
        length=KEY_BYTES,
        iterations=slot.iterations,
        lanes=slot.lanes,
        memory_cost=min(slot.memory_kib, _MOST_MEMORY_KIB),
    ).derive(unicodedata.normalize("NFKC", pin).encode())
    kdf = hkdf.HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=device_secret or None, info=_INFO)
    return AESGCM(kdf.derive(stretched))


def _bound_to(store: str, operator_id: str) -> bytes:
    return f"fieldkit/slot/1|{store}|{operator_id}".encode()


def _check_length(kind: str, pin: str) -> None:
    if len(pin) < LEAST[kind]:
        raise PinTooShort(least=LEAST[kind], kind=kind)


def _keyring() -> tuple[Any, tuple[type[Exception], ...]]:
    """Return the keyring library, slow to import and wanted only by a sign-in, and what it raises when it is out."""
    import keyring  # noqa: PLC0415
    from keyring.errors import KeyringError  # noqa: PLC0415

    return keyring, (KeyringError, RuntimeError, OSError, ValueError)


def _keep_device_secret(store: str, secret: str) -> None:
    keyring, broken = _keyring()
    try:
        keyring.set_password(SERVICE, store, secret)
    except broken:
        raise KeyringGone from None


def _device_secret(file: _KeyFile) -> bytes:
    """Return the keyring's part; nothing where passphrases are used. Raises KeyringGone."""
    if file.kind == PASSPHRASE:
        return b""
    keyring, broken = _keyring()
    try:
        return bytes.fromhex(keyring.get_password(SERVICE, file.store) or "no secret there")
    except broken:
        raise KeyringGone from None


def _read(folder: Path) -> _KeyFile:
    """Return the key file. Raises KeyFileDamaged."""
    try:
        raw: Any = json.loads((folder / KEYS_FILE).read_text(encoding="utf-8"))
        file = _KeyFile(
            store=str(raw["store"]),
            kind=str(raw["kind"]),
            slots=tuple(_Sealed(**one) for one in raw["slots"]),
        )
    except (OSError, ValueError, TypeError, KeyError):
        raise KeyFileDamaged from None
    if file.kind not in LEAST:
        raise KeyFileDamaged
    return file


def _write(folder: Path, file: _KeyFile) -> None:
    told = {"format": 1, **file._asdict(), "slots": [slot._asdict() for slot in file.slots]}
    tries.replace_file(folder / KEYS_FILE, json.dumps(told, ensure_ascii=False, indent=1))
