# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Registrars: who may open sealed identities, of one town and below it or of the whole district.

Only the public half of a registrar's key comes here. It reaches the devices in the trust list.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from fieldkit.seals.keys import key_id
from sync.db.moments import moment
from sync.db.office_tables import registrar


class UnknownRegistrar(Exception):
    """No registrar who may still read has a key with this id. ``args[0]`` is the id."""


class RegistrarKnown(Exception):
    """This key is a registrar's already, or was one's; no key comes back. ``args[0]`` is its id."""


class LastRegistrar(Exception):
    """Without this one nobody could open what devices seal from now on."""


@dataclass(frozen=True, slots=True)
class Registrar:
    """A registrar by the id of the key.

    ``town`` is '' for the whole district, ``ended_at`` '' while the key is in use.
    """

    key_id: str
    name: str
    town: str
    added_at: str
    ended_at: str


def add_registrar(writing: Connection, *, name: str, town: str, sealing_key: bytes, now: dt.datetime) -> str:
    """Let the holder of ``sealing_key`` (X25519, the public half) read what is sealed from now on; return the key's id.

    Raises RegistrarKnown.
    """
    named = key_id(sealing_key).hex()
    if writing.execute(select(registrar.c.key_id).where(registrar.c.key_id == named)).first() is not None:
        raise RegistrarKnown(named)
    writing.execute(
        insert(registrar).values(
            key_id=named, name=name, town=town, sealing_key=sealing_key, added_at=moment(now), ended_at=""
        )
    )
    return named


def end_registrar(writing: Connection, named: str, now: dt.datetime) -> None:
    """Seal nothing more to the key ``named``. Raises UnknownRegistrar, LastRegistrar.

    What was sealed to it before stays readable for whoever has the key.
    """
    present = [one for one in registrars(writing) if not one.ended_at]
    if named not in {one.key_id for one in present}:
        raise UnknownRegistrar(named)
    if not any(one.key_id != named and not one.town for one in present):
        raise LastRegistrar
    writing.execute(update(registrar).where(registrar.c.key_id == named).values(ended_at=moment(now)))


def registrars(reading: Connection) -> list[Registrar]:
    """Return every registrar there is or was, in the order they came."""
    row = registrar.c
    words = (row.key_id, row.name, row.town, row.added_at, row.ended_at)
    return [Registrar(*found) for found in reading.execute(select(*words).order_by(row.added_at, row.key_id))]
