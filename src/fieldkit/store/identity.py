# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who this device is to its district, and the life of its store; the keys in it never leave the store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fieldkit.store import counters
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Identity:
    """What a device got when it joined. ``signing_key`` and ``district_key`` are the 32 bytes of Ed25519 keys.

    While the district has not answered there is a ``signing_key`` already, and ``district_key`` is empty.
    ``life`` names the store's life; it is the store's own and never taken from a caller.
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
        " joined_at FROM identities, counters"
    ).fetchone()
    if row is None:
        return None
    device, district, district_name, life, signing_key, district_key, address, ca_pem, tag_key, town, at = row
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
) -> Identity:
    """Keep what the district gave this device, in place of any earlier identity; return it with the store's life."""
    with store.writing() as db:
        db.conn.execute(
            "INSERT OR REPLACE INTO identities VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                device,
                district,
                district_name,
                signing_key,
                district_key,
                address,
                ca_pem,
                tag_key,
                town,
                joined_at.astimezone(dt.UTC).isoformat(),
            ),
        )
        counters.new_generation(db)
        kept = read(db)
    assert kept is not None
    return kept


def new_life(store: Store, *, now: dt.datetime) -> str:
    """Begin a new life, as a store restored from a backup must before it enters anything; return its name."""
    with store.writing() as db:
        return counters.begin_life(db, now)
