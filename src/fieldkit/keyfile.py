# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The file of key slots beside the store: its form, and how a slot is sealed and opened.

1. A slot has a key pair of its own. Its private key is sealed by the operator's secret, the store's key is in a box
   for its public key: so the store can get a new key without anybody's PIN, and everybody's PIN opens that one too.
2. While the store gets a new key each slot has two boxes, until the new key has opened the file.
3. A code over the slots, made with the store's key, keeps a stranger's slot from being given the next key.
4. The file appears whole or not at all. It holds names and ids of operators, never a key in the clear.
5. The first window asks only who may sign in: what opens a slot is imported when somebody does.
"""

from __future__ import annotations

import hmac
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fieldkit import tries
from fieldkit.problems import KeyFileDamaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KEYS_FILE = "keys.json"
KEY_BYTES = 32
PIN, PASSPHRASE = "pin", "passphrase"
RECOVERY = "recovery"
"""The id of the slot that the recovery code opens."""

ITERATIONS, MEMORY_KIB, LANES = 3, 64 * 1024, 4
_MOST_MEMORY_KIB = 1024 * 1024
_FORMAT = 2


class Sealed(NamedTuple):
    """One slot as it is kept: its key pair, and the store's key (``box``; ``next``: the key to be) for it."""

    operator_id: str
    operator_name: str
    salt: str
    nonce: str
    sealed: str
    public: str
    box: str
    next: str
    iterations: int
    memory_kib: int
    lanes: int


class KeyFile(NamedTuple):
    """The file: which store it belongs to, what kind of secret opens it, the slots, and the code over them."""

    store: str
    kind: str
    slots: tuple[Sealed, ...]
    recovery: Sealed | None = None
    code: str = ""

    @property
    def locks(self) -> tuple[Sealed, ...]:
        """Return all slots, the recovery code's among them."""
        return self.slots if self.recovery is None else (*self.slots, self.recovery)

    def slot(self, operator_id: str) -> Sealed | None:
        """Return the slot of an operator, or None."""
        return next((one for one in self.slots if one.operator_id == operator_id), None)

    def with_locks(self, change: Callable[[Sealed], Sealed]) -> KeyFile:
        """Return the file with each slot changed."""
        recovery = None if self.recovery is None else change(self.recovery)
        return self._replace(slots=tuple(change(one) for one in self.slots), recovery=recovery)


def read(folder: Path) -> KeyFile:
    """Return the key file. Raises KeyFileDamaged."""
    try:
        raw: Any = json.loads((folder / KEYS_FILE).read_text(encoding="utf-8"))
        file = KeyFile(
            store=str(raw["store"]),
            kind=str(raw["kind"]),
            slots=tuple(Sealed(**one) for one in raw["slots"]),
            recovery=Sealed(**raw["recovery"]) if raw.get("recovery") else None,
            code=str(raw["code"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise KeyFileDamaged from None
    if file.kind not in (PIN, PASSPHRASE):
        raise KeyFileDamaged
    return file


def write(folder: Path, file: KeyFile, key: bytes) -> None:
    """Write the key file, whole, with the code over its slots made anew. Raises DiskFull, DiskRefused."""
    told: dict[str, Any] = {"format": _FORMAT, **file._asdict(), "code": code_over(file, key)}
    told["slots"] = [slot._asdict() for slot in file.slots]
    told["recovery"] = None if file.recovery is None else file.recovery._asdict()
    tries.replace_file(folder / KEYS_FILE, json.dumps(told, ensure_ascii=False, indent=1))


def code_over(file: KeyFile, key: bytes) -> str:
    """Return the code over the slots' public keys under the store's key."""
    said = json.dumps([file.store, [[one.operator_id, one.public] for one in file.locks]])
    return hmac.new(_derived(key, None, b"fieldkit/slots/1"), said.encode(), "sha256").hexdigest()


def demand_code(file: KeyFile, key: bytes) -> None:
    """Raise KeyFileDamaged unless the slots are those that a holder of ``key`` wrote."""
    if not hmac.compare_digest(code_over(file, key), file.code):
        raise KeyFileDamaged


def new_slot(
    file: KeyFile, key: bytes, *, operator_id: str, operator_name: str, secret: bytes, device_secret: bytes
) -> Sealed:
    """Return a slot of ``file`` that ``secret`` opens, together with the keyring's part."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - rule 5

    from fieldkit.seals import boxes  # noqa: PLC0415

    if len(key) != KEY_BYTES:
        raise ValueError("a store's key has 32 bytes")
    own, nonce = boxes.new_sealing_key(), os.urandom(12)
    stretch = (0, 0, 0) if operator_id == RECOVERY else (ITERATIONS, MEMORY_KIB, LANES)
    slot = Sealed(
        operator_id,
        operator_name,
        os.urandom(16).hex(),
        nonce.hex(),
        "",
        boxes.sealing_public_bytes(own).hex(),
        "",
        "",
        *stretch,
    )
    cipher = AESGCM(_kek(slot, secret, device_secret))
    sealed = cipher.encrypt(nonce, boxes.sealing_private_bytes(own), bound_to(file, slot))
    return slot._replace(sealed=sealed.hex(), box=boxed(file, slot, key))


def boxed(file: KeyFile, slot: Sealed, key: bytes) -> str:
    """Return ``key`` in a box for ``slot``. Raises KeyFileDamaged where the slot's public key is none."""
    from fieldkit.seals import boxes  # noqa: PLC0415 - rule 5
    from fieldkit.seals.envelope import Refused  # noqa: PLC0415

    try:
        return boxes.seal_box(key, bytes.fromhex(slot.public), bound_to(file, slot)).hex()
    except (Refused, ValueError):
        raise KeyFileDamaged from None


def open_slot(file: KeyFile, slot: Sealed, secret: bytes, device_secret: bytes) -> Iterable[bytes] | None:
    """Return the store's key in ``slot``, and the key to be where there is one; None for the wrong secret.

    Raises KeyFileDamaged.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - rule 5
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    from fieldkit.seals import boxes  # noqa: PLC0415
    from fieldkit.seals.envelope import Refused  # noqa: PLC0415

    bound = bound_to(file, slot)
    try:
        cipher = AESGCM(_kek(slot, secret, device_secret))
        own = boxes.load_sealing_key(
            cipher.decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed), bound)
        )
    except InvalidTag:
        return None
    except (ValueError, TypeError):
        raise KeyFileDamaged from None
    try:
        return [boxes.open_box(bytes.fromhex(box), own, bound) for box in (slot.box, slot.next) if box]
    except (Refused, ValueError):
        raise KeyFileDamaged from None


def bound_to(file: KeyFile, slot: Sealed) -> bytes:
    """Return what a slot's seals are bound to: its store and its operator."""
    return f"fieldkit/slot/2|{file.store}|{slot.operator_id}".encode()


def _kek(slot: Sealed, secret: bytes, device_secret: bytes) -> bytes:
    """Return the key that seals a slot: a PIN is stretched first (trust.md §4.1), a recovery code needs it not."""
    if slot.operator_id == RECOVERY:
        return _derived(secret, bytes.fromhex(slot.salt), b"fieldkit/recovery/1")
    from cryptography.hazmat.primitives.kdf import argon2  # noqa: PLC0415 - rule 5

    stretched = argon2.Argon2id(
        salt=bytes.fromhex(slot.salt),
        length=KEY_BYTES,
        iterations=slot.iterations,
        lanes=slot.lanes,
        memory_cost=min(slot.memory_kib, _MOST_MEMORY_KIB),
    ).derive(secret)
    return _derived(stretched, device_secret or None, b"fieldkit/kek/1")


def _derived(secret: bytes, salt: bytes | None, info: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - rule 5
    from cryptography.hazmat.primitives.kdf import hkdf  # noqa: PLC0415

    return hkdf.HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)
