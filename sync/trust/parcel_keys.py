# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The keys that parcels are sealed to: the district's own, old ones kept for late sticks, and the recovery key's card.

The other half of the recovery key is never here: it lies in the registrar's folder.
"""

from __future__ import annotations

import datetime as dt

import msgspec
from sqlalchemy import Connection

from fieldkit.seals.agekeys import public_of
from fieldkit.seals.keytexts import Card
from fieldkit.seals.parcels import new_parcel_key, recipient_of
from sync.db.notes import read_note, read_secret, write_note, write_secret
from sync.district import District
from sync.trust.trust import issue

MOST_KEPT = 5
"""So many keys of our own still open sticks; with a new one each year a stick may be five years late."""


def recipients(reading: Connection) -> tuple[str, ...]:
    """Return whom parcels are sealed to now: the district's newest key, then the recovery key."""
    return msgspec.json.decode(read_note(reading, "parcel_recipients", "[]"), type=tuple[str, ...])


def new_district_key(district: District, writing: Connection, now: dt.datetime) -> int:
    """Seal parcels to a new key of the district's from now on; return the trust list that tells devices of it."""
    old = read_secret(writing, "parcel_identity").decode().split()
    own = {recipient_of(identity) for identity in old}
    identity, recipient = new_parcel_key()
    write_secret(writing, "parcel_identity", "\n".join([identity, *old][:MOST_KEPT]).encode())
    return _tell(district, writing, [recipient, *(one for one in recipients(writing) if one not in own)], now)


def new_recovery_key(district: District, writing: Connection, card: Card, now: dt.datetime) -> int:
    """Seal parcels and backups to the recovery key of ``card`` from now on, in place of the one before."""
    own = {recipient_of(identity) for identity in read_secret(writing, "parcel_identity").decode().split()}
    kept = [one for one in recipients(writing) if one in own]
    assert public_of(card.recipient) == card.public
    return _tell(district, writing, [*kept, card.recipient], now)


def _tell(district: District, writing: Connection, whom: list[str], now: dt.datetime) -> int:
    write_note(writing, "parcel_recipients", msgspec.json.encode(whom).decode())
    return issue(district, writing, now)
