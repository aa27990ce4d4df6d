# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The store's key: 32 random bytes, sealed once for each operator in a file beside the store.

1. With a keyring service: an operator's PIN opens the slot together with a device secret that the keyring holds.
   The PIN is a lock on the window; the keyring and the disk's own encryption hold the disk.
2. Without one: a passphrase opens the slot alone. Nothing ever falls back to a plain file, and the ui says so.
3. A recovery code of 160 random bits opens a slot of its own, with no keyring: for a computer that was set up anew.
4. A wrong try is counted, on the disk, before it is tried. Five are free, then the wait doubles. Nothing is ever
   wiped: records that were not sent outrank secrecy. A full disk keeps nobody out who has the right secret.
5. Of two keys, while the store gets a new one, the one that opens the store is the key; ``rekey`` says how.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fieldkit import keyfile, keyrings, tries
from fieldkit.keyfile import KEY_BYTES, KEYS_FILE, PASSPHRASE, PIN, RECOVERY, KeyFile
from fieldkit.problems import (
    DiskFull,
    DiskRefused,
    KeyFileDamaged,
    KeyringGone,
    LastOperator,
    PinTooShort,
    RecoveryCodeWrong,
    Unknown,
    WrongPin,
)

__all__ = ["KEYS_FILE", "KEY_BYTES", "LEAST", "PASSPHRASE", "PIN", "Slot"]

STORE_FILE = "fieldkit.db"
LEAST = {PIN: 6, PASSPHRASE: 8}


@dataclass(frozen=True, slots=True)
class Slot:
    """Whose PIN or passphrase opens the store."""

    operator_id: str
    operator_name: str


def keyring_available() -> bool:
    """Return True when a keyring service answers that keeps secrets sealed."""
    return keyrings.available()


def create_keys(folder: Path, *, operator_id: str, operator_name: str, pin: str) -> bytes:
    """Make the key of a store to be, sealed for its first operator; return it.

    Raises PinTooShort, KeyringGone, DiskRefused, and FileExistsError where a store stands already.
    """
    if (folder / STORE_FILE).exists():
        raise FileExistsError(STORE_FILE)
    kind = PIN if keyring_available() else PASSPHRASE
    check_length(kind, pin)
    file, key = KeyFile(os.urandom(16).hex(), kind, ()), os.urandom(KEY_BYTES)
    if kind == PIN:
        keyrings.keep(file.store, os.urandom(KEY_BYTES).hex())
    keyfile.write(folder, _with_slot(file, key, operator_id, operator_name, pin), key)
    return key


def open_keys(folder: Path, *, operator_id: str, pin: str, now: dt.datetime) -> bytes:
    """Return the store's key out of the operator's slot; 0.15 s.

    The right secret opens also on a disk that takes no write. Raises WrongPin (facts ``tries_left``, or
    ``wait_seconds`` while it is too early to try), KeyringGone, KeyFileDamaged, Unknown (operator), and for a wrong
    secret whose try could not be counted DiskFull or DiskRefused.
    """
    file = keyfile.read(folder)
    slot = file.slot(operator_id)
    if slot is None:
        raise Unknown(what="operator")
    device_secret = _device_secret(file)
    count, uncounted = tries.count(folder, operator_id, now)
    found = keyfile.open_slot(file, slot, _plain(pin), device_secret)
    if found is None:
        if uncounted is not None:
            raise uncounted
        if count < tries.FREE_TRIES:
            raise WrongPin(tries_left=tries.FREE_TRIES - count)
        raise WrongPin(wait_seconds=tries.wait(count))
    with contextlib.suppress(DiskFull, DiskRefused):
        tries.forget(folder, operator_id)
    return _settled(folder, file, *found)


def add_slot(folder: Path, *, key: bytes, operator_id: str, operator_name: str, pin: str) -> None:
    """Seal ``key`` for a further operator, or anew for one whose PIN is forgotten or changed.

    Raises PinTooShort, KeyringGone, KeyFileDamaged (also where a stranger put a slot in), DiskFull, DiskRefused.
    """
    file = _mine(folder, key)
    check_length(file.kind, pin)
    keyfile.write(folder, _with_slot(file, key, operator_id, operator_name, pin), key)
    tries.forget(folder, operator_id)


def change_pin(folder: Path, *, operator_id: str, pin: str, new_pin: str, now: dt.datetime) -> None:
    """Seal the key of who knows ``pin`` under ``new_pin``; raises what ``open_keys`` and ``add_slot`` do."""
    check_length(secret_kind(folder), new_pin)
    key = open_keys(folder, operator_id=operator_id, pin=pin, now=now)
    name = next(slot.operator_name for slot in slots(folder) if slot.operator_id == operator_id)
    add_slot(folder, key=key, operator_id=operator_id, operator_name=name, pin=new_pin)


def remove_slot(folder: Path, *, key: bytes, operator_id: str) -> None:
    """Take an operator's slot away: their secret opens nothing here from now on.

    Whoever may have seen the key itself is kept out by ``rekey``. Raises LastOperator, Unknown, KeyFileDamaged,
    DiskFull, DiskRefused.
    """
    file = _mine(folder, key)
    others = tuple(one for one in file.slots if one.operator_id != operator_id)
    if len(others) == len(file.slots):
        raise Unknown(what="operator")
    if not others:
        raise LastOperator
    keyfile.write(folder, file._replace(slots=others), key)
    tries.forget(folder, operator_id)


def slots(folder: Path) -> tuple[Slot, ...]:
    """Return whose secrets open the store. Raises KeyFileDamaged."""
    return tuple(Slot(one.operator_id, one.operator_name) for one in keyfile.read(folder).slots)


def secret_kind(folder: Path) -> str:
    """Return ``pin`` where the keyring has its part, ``passphrase`` where there was none. Raises KeyFileDamaged."""
    return keyfile.read(folder).kind


def check_length(kind: str, pin: str) -> None:
    """Raise PinTooShort for a PIN or passphrase that is too short."""
    if len(pin) < LEAST[kind]:
        raise PinTooShort(least=LEAST[kind], kind=kind)


# -- the recovery code ------------------------------------------------------------------------------------------------


def new_recovery_code(folder: Path, *, key: bytes) -> str:
    """Return a fresh recovery code, to be shown once and written down; the one before opens nothing any more.

    Raises KeyFileDamaged, DiskFull, DiskRefused.
    """
    from fieldkit import recovery  # noqa: PLC0415 - rare

    file, code = _mine(folder, key), recovery.new_code()
    slot = keyfile.new_slot(
        file, key, operator_id=RECOVERY, operator_name="", secret=recovery.read_code(code), device_secret=b""
    )
    keyfile.write(folder, file._replace(recovery=slot), key)
    return code


def has_recovery_code(folder: Path) -> bool:
    """Return True when a recovery code was made. Raises KeyFileDamaged."""
    return keyfile.read(folder).recovery is not None


def put_recovery_slot(folder: Path, key: bytes, to: Path) -> None:
    """Write into ``to`` a key file that only the recovery code opens, to go with a copy of the store.

    Raises KeyFileDamaged, DiskFull, DiskRefused.
    """
    keyfile.write(to, _mine(folder, key)._replace(slots=()), key)


def open_with_code(folder: Path, *, code: str) -> bytes:
    """Return the store's key by the recovery code; no keyring is asked.

    Raises RecoveryCodeMistyped, RecoveryCodeWrong (also where none was ever made), KeyFileDamaged.
    """
    from fieldkit import recovery  # noqa: PLC0415 - rare

    secret, file = recovery.read_code(code), keyfile.read(folder)
    found = keyfile.open_slot(file, file.recovery, secret, b"") if file.recovery is not None else None
    if found is None:
        raise RecoveryCodeWrong
    return _settled(folder, file, *found)


def recover(
    folder: Path, *, code: str, operator_id: str, operator_name: str, pin: str, without_keyring: bool = False
) -> tuple[bytes, tuple[Slot, ...]]:
    """Open by the recovery code and give an operator a new secret; return the key, and whose slots were given up.

    Where the keyring has lost its part it gets a new one, and slots that needed the lost one are given up. Where
    there is no keyring at all a passphrase takes over; if other slots need the keyring, only ``without_keyring``.
    Slots that no holder of the key has written are given up too: they would be handed the next key.
    Raises what ``open_with_code`` and ``add_slot`` do, and KeyringGone.
    """
    key = open_with_code(folder, code=code)
    file = keyfile.read(folder)
    others = tuple(one for one in file.slots if one.operator_id != operator_id)
    given_up: tuple[keyfile.Sealed, ...] = ()
    if file.kind == PIN:
        if without_keyring or (not others and not keyring_available()):
            file, given_up = file._replace(kind=PASSPHRASE, slots=()), others
        elif keyrings.kept(file.store) is None:
            file, given_up = file._replace(slots=()), others
    try:
        keyfile.demand_code(keyfile.read(folder), key)
    except KeyFileDamaged:
        file, given_up = file._replace(slots=()), others
    check_length(file.kind, pin)
    if file.kind == PIN and keyrings.kept(file.store) is None:
        keyrings.keep(file.store, os.urandom(KEY_BYTES).hex())
    keyfile.write(folder, _with_slot(file, key, operator_id, operator_name, pin), key)
    tries.forget(folder, operator_id)
    return key, tuple(Slot(one.operator_id, one.operator_name) for one in given_up)


# -- a new key (rekey.py) ---------------------------------------------------------------------------------------------


def promise(folder: Path, *, key: bytes, new_key: bytes, without: tuple[str, ...] = ()) -> None:
    """Put ``new_key`` beside ``key`` into every slot, those of the operators in ``without`` taken away.

    Raises LastOperator, KeyFileDamaged, DiskFull, DiskRefused.
    """
    file = _mine(folder, key)
    left = tuple(one for one in file.slots if one.operator_id not in without)
    if not left:
        raise LastOperator
    file = file._replace(slots=left)
    both = file.with_locks(lambda one: one._replace(next=keyfile.boxed(file, one, new_key)))
    keyfile.write(folder, both, key)


def settle(folder: Path, *, key: bytes) -> None:
    """Keep of the two keys in every slot only ``key``, which has opened the store. Raises DiskFull, DiskRefused."""
    file = keyfile.read(folder)
    keyfile.write(
        folder, file.with_locks(lambda one: one._replace(box=keyfile.boxed(file, one, key), next="")), key
    )


def _settled(folder: Path, file: KeyFile, key: bytes, new_key: bytes | None = None) -> bytes:
    """Return the key that opens the store, and settle a change of keys that was cut short."""
    if new_key is None:
        return key
    from fieldkit.store.rekeying import opens, sweep  # noqa: PLC0415 - only after a cut

    keyfile.demand_code(file, key)
    found = new_key if opens(folder, new_key) else key
    with contextlib.suppress(DiskFull, DiskRefused):
        settle(folder, key=found)
        sweep(folder)
    return found


def _mine(folder: Path, key: bytes) -> KeyFile:
    """Return the key file of whoever holds ``key``. Raises KeyFileDamaged."""
    file = keyfile.read(folder)
    keyfile.demand_code(file, key)
    return file


def _with_slot(file: KeyFile, key: bytes, operator_id: str, operator_name: str, pin: str) -> KeyFile:
    """Return ``file`` with a new slot for the operator, in place of the old one."""
    slot = keyfile.new_slot(
        file,
        key,
        operator_id=operator_id,
        operator_name=operator_name,
        secret=_plain(pin),
        device_secret=_device_secret(file),
    )
    others = tuple(one for one in file.slots if one.operator_id != operator_id)
    return file._replace(slots=(*others, slot))


def _plain(pin: str) -> bytes:
    """Return a PIN as it is stretched: typed full-width it is the same."""
    return unicodedata.normalize("NFKC", pin).encode()


def _device_secret(file: KeyFile) -> bytes:
    """Return the keyring's part; nothing where passphrases are used. Raises KeyringGone."""
    if file.kind == PASSPHRASE:
        return b""
    try:
        return bytes.fromhex(keyrings.kept(file.store) or "no secret there")
    except ValueError:
        raise KeyringGone from None
