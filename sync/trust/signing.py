# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The keys that sign for the district, old and new, and which of them a device can check.

1. A new key is vouched for by the root in a trust list; from that list's version on a device knows the key.
2. A device that holds an older list is answered with an older key, so that it can follow after any absence.
3. While two keys are vouched for, what is for everybody is signed by the older of them: everybody knows it.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, bindparam, select

from fieldkit.seals.keys import key_id, load_signing_key, private_bytes, public_bytes
from sync.db.database import Database
from sync.db.moments import moment
from sync.db.notes import read_note, read_secret, write_note, write_secret
from sync.db.office_tables import statement

LOOK_SECONDS = 10.0
"""After so long a running server looks whether there is a new key."""


_NEWEST = (
    select(statement.c.version, statement.c.envelope)
    .where(statement.c.kind == bindparam("of"))
    .order_by(statement.c.version.desc())
    .limit(1)
)
"""Made once: to make a question costs more than to ask it, and every exchange asks this one."""


class Signer(msgspec.Struct, frozen=True):
    """One signing key: its place in the row of keys and its short id (hex).

    ``trust`` is the version of the trust list that first named it, ``vouched`` whether the root still stands by it,
    ``stolen`` whether it may be in a thief's hands.
    """

    number: int
    key_id: str
    trust: int
    until: str
    vouched: bool = True
    stolen: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """The signing keys as they are now, oldest first, and the root's newest word on them."""

    signers: tuple[Signer, ...]
    private: tuple[Ed25519PrivateKey, ...] = field(repr=False)
    vouch: bytes = field(repr=False)

    def for_everybody(self, now: str) -> Ed25519PrivateKey:
        """Return the oldest key that still counts at ``now``; the newest where none does."""
        for signer, key in zip(self.signers, self.private, strict=True):
            if signer.vouched and signer.until > now:
                return key
        return self.private[-1]

    def for_holder(self, trust: int) -> Ed25519PrivateKey:
        """Return the newest key that a device with the trust list ``trust`` knows."""
        known = [key for signer, key in zip(self.signers, self.private, strict=True) if signer.trust <= trust]
        return known[-1] if known else self.private[0]


class KeyRing:
    """Hands out the signing keys; looks for new ones now and then."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._keys: Keys | None = None
        self._looked = 0.0

    def keys(self) -> Keys:
        """Return the keys, at most ``LOOK_SECONDS`` old."""
        with self._lock:
            if self._keys is None or time.monotonic() - self._looked > LOOK_SECONDS:
                with self._database.reading() as reading:
                    self._keys = read_keys(reading)
                self._looked = time.monotonic()
            return self._keys

    def forget(self) -> None:
        """Look anew the next time: a key was added."""
        with self._lock:
            self._keys = None


def signers(reading: Connection) -> tuple[Signer, ...]:
    """Return what is known of the signing keys, oldest first, without the keys."""
    return msgspec.json.decode(read_note(reading, "signing_keys", "[]"), type=tuple[Signer, ...])


def add_key(
    writing: Connection, key: Ed25519PrivateKey, *, trust: int, until: dt.datetime, kept: tuple[Signer, ...]
) -> None:
    """Keep ``key`` as the newest; ``kept`` are the older ones as they shall be noted now."""
    made = Signer(len(kept) + 1, key_id(public_bytes(key)).hex(), trust, moment(until))
    write_secret(writing, _name(made.number), private_bytes(key))
    write_note(writing, "signing_keys", msgspec.json.encode([*kept, made]).decode())


def newest_statement(reading: Connection, kind: str) -> tuple[int, bytes]:
    """Return version and envelope of the newest statement of ``kind``; (0, b'') before the first."""
    newest = reading.execute(_NEWEST, {"of": kind}).first()
    return (0, b"") if newest is None else (newest.version, bytes(newest.envelope))


def read_keys(reading: Connection) -> Keys:
    """Return the signing keys as they are at ``reading``'s moment."""
    known = signers(reading)
    private = tuple(load_signing_key(read_secret(reading, _name(signer.number))) for signer in known)
    return Keys(known, private, newest_statement(reading, "vouch")[1])


def _name(number: int) -> str:
    return f"signing_key/{number}"
