# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who this device is to its district, and the life of its store; the keys in it never leave the store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fieldkit.problems import DeviceRevoked
from fieldkit.store import counters
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Identity:
    """What a device got when it joined.

    ``signing_key``, ``district_key`` and ``root_key`` are the 32 bytes of Ed25519 keys, ``sealing_key`` those of our
    X25519 key, which opens what the district answers.

    While the district has not answered there is a ``signing_key`` already, and ``district_key`` is empty.
    ``card_certificate`` is the district's short word on the same key, which goes into the codes of cards; empty until
    an exchange has brought it. ``life`` names the store's life; it is the store's own and never taken from a caller.
    """

    device: str
    district: str
    district_name: str
    life: str
    signing_key: bytes = field(repr=False)
    district_key: bytes
    address: str
    ca_pem: str = field(repr=False)
    tag_key: bytes = field(repr=False)
    town: str
    joined_at: dt.datetime
    sealing_key: bytes = field(repr=False)
    root_key: bytes
    certificate: bytes = field(repr=False)
    card_certificate: bytes = field(default=b"", repr=False)

    @property
    def has_joined(self) -> bool:
        """Return True once the district has answered."""
        return bool(self.district_key)


def identity(store: Store) -> Identity | None:
    """Return who this device is or asked to be, or None before it asked."""
    with store.reading() as db:
        return read(db)


def read(db: Database) -> Identity | None:
    """Return the identity kept in ``db``, finished or not, or None."""
    row = db.conn.execute(
        "SELECT device, district, district_name, life, signing_key, district_key, address, ca_pem, tag_key, town,"
        " joined_at, sealing_key, root_key, certificate, card_certificate FROM identities, counters"
    ).fetchone()
    if row is None:
        return None
    device, district, district_name, life, signing_key, district_key, address, ca_pem, tag_key, town, at = (
        row[:11]
    )
    return Identity(
        device=device,
        district=district,
        district_name=district_name,
        life=life,
        signing_key=signing_key,
        district_key=district_key,
        address=address,
        ca_pem=ca_pem,
        tag_key=tag_key,
        town=town,
        joined_at=dt.datetime.fromisoformat(at),
        sealing_key=row[11],
        root_key=row[12],
        certificate=row[13],
        card_certificate=row[14],
    )


def joined(db: Database) -> Identity | None:
    """Return the identity kept in ``db`` once the device has joined, else None."""
    who = read(db)
    return who if who is not None and who.has_joined else None


def keep_identity(
    store: Store,
    *,
    device: str,
    district: str,
    district_name: str,
    signing_key: bytes,
    district_key: bytes,
    address: str,
    ca_pem: str,
    tag_key: bytes,
    town: str,
    joined_at: dt.datetime,
    sealing_key: bytes,
    root_key: bytes,
    certificate: bytes,
    card_certificate: bytes = b"",
) -> Identity:
    """Keep what the district gave this device, in place of any earlier identity; return it with the store's life.

    Nonce and revocation of an earlier identity are forgotten with it.
    """
    at = joined_at.astimezone(dt.UTC).isoformat()
    who = (device, district, district_name, signing_key, district_key, address, ca_pem, tag_key, town, at)
    keys = (sealing_key, root_key, certificate, card_certificate)
    with store.writing() as db:
        db.conn.execute(
            "INSERT OR REPLACE INTO identities VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            who + keys,
        )
        db.conn.execute("UPDATE counters SET nonce = '', revoked = 0")
        counters.new_generation(db)
        kept = read(db)
    assert kept is not None
    return kept


def keep_certificate(store: Store, certificate: bytes) -> None:
    """Keep the district's newer word on this device's keys, an envelope that was checked."""
    with store.writing() as db:
        db.conn.execute("UPDATE identities SET certificate = ?", (certificate,))
        counters.new_generation(db)


def keep_card_certificate(store: Store, certificate: bytes) -> None:
    """Keep the district's newer word by which this device signs cards, an envelope that was checked."""
    with store.writing_what_is_owed() as db:
        db.conn.execute("UPDATE identities SET card_certificate = ?", (certificate,))
        counters.new_generation(db)


def new_life(store: Store, *, now: dt.datetime) -> str:
    """Begin a new life, as a store restored from a backup must before it enters anything; return its name."""
    with store.writing() as db:
        return counters.begin_life(db, now)


def nonce(store: Store) -> str:
    """Return the district's last word to this device, good for one request; '' where there is none."""
    with store.reading() as db:
        return str(db.conn.execute("SELECT nonce FROM counters").fetchone()[0])


def keep_nonce(store: Store, nonce: str) -> None:
    """Keep the district's word for the next request; inside a transaction of ``store`` as part of it."""
    with store.writing_what_is_owed() as db:
        db.conn.execute("UPDATE counters SET nonce = ?", (nonce,))


def revoked(store: Store) -> bool:
    """Return True once the district has said that this device's signature counts no more."""
    with store.reading() as db:
        return is_revoked(db)


def is_revoked(db: Database) -> bool:
    """Return True once the district has said that this device's signature counts no more."""
    return bool(db.conn.execute("SELECT revoked FROM counters").fetchone()[0])


def note_revoked(store: Store) -> None:
    """Note that the district has revoked this device: its lists are locked from now on."""
    with store.writing_what_is_owed() as db:
        db.conn.execute("UPDATE counters SET revoked = 1")


def refuse_revoked(db: Database) -> None:
    """Raise DeviceRevoked once the district has revoked this device."""
    if is_revoked(db):
        raise DeviceRevoked
