# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Devices: invited by a one-time ticket, joined with a key of their own, known by it, revoked.

1. A ticket's code is kept as its SHA-256 only, works once, and for some minutes.
2. Joining again with the same key is answered as before, by the same code or a fresh one: the first answer may have
   been lost. A fresh code is used up by it. A key that was revoked never joins again.
3. A device's number is never given to another.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from fieldkit.seals.keys import key_id
from sync.moments import moment
from sync.notes import next_number, set_number
from sync.reference import Reference
from sync.tables import device, joining_ticket

CODE_BYTES = 10


class UnknownSite(Exception):
    """The site is not in the briefing."""


class UnknownDevice(Exception):
    """No device has this id."""


class NotJoined(Exception):
    """The code does not let this key join. ``args[0]`` is ``unknown``, ``revoked``, ``expired`` or ``used``."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device as the district knows it. ``revoked`` devices are heard and refused."""

    id: str
    name: str
    site: str
    town: str
    signing_key: bytes
    revoked: bool


def invite(
    writing: Connection,
    reference: Reference,
    *,
    name: str,
    site: str,
    town: str,
    now: dt.datetime,
    minutes: int,
) -> str:
    """Note that one device may join as ``name``; return its code of 16 letters. Raises UnknownSite."""
    if site and site not in reference.sites:
        raise UnknownSite(site)
    code = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode()
    writing.execute(
        insert(joining_ticket).values(
            code_hash=_code_hash(code),
            name=name,
            site=site,
            town=town or (reference.sites[site].org_code if site else ""),
            expires_at=moment(now + dt.timedelta(minutes=minutes)),
            used_at="",
            device="",
        )
    )
    return code


def join(
    writing: Connection,
    *,
    code: str,
    name: str,
    signing_key: bytes,
    program: str,
    now: dt.datetime,
    today: dt.datetime,
) -> Device:
    """Let the holder of ``signing_key`` join by ``code``; return its device. Raises NotJoined.

    ``today`` judges the ticket's age; it is the real time also where a rehearsal sets ``now`` to another day.
    """
    ticket = writing.execute(
        select(joining_ticket).where(joining_ticket.c.code_hash == _code_hash(code))
    ).one_or_none()
    if ticket is None:
        raise NotJoined("unknown")
    known = by_key(writing, key_id(signing_key))
    if known is not None and known.revoked:
        raise NotJoined("revoked")
    if ticket.used_at:
        if known is None or known.id != ticket.device:
            raise NotJoined("used")
        return known
    if ticket.expires_at < moment(today):
        raise NotJoined("expired")
    made = known
    if made is None:
        number = next_number(writing, "device")
        set_number(writing, "device", number)
        given = ticket.name or name
        made = Device(f"D{number:02d}", given, ticket.site, ticket.town, signing_key, revoked=False)
        _write(writing, made, program, moment(now))
    writing.execute(
        update(joining_ticket)
        .where(joining_ticket.c.code_hash == ticket.code_hash)
        .values(used_at=moment(now), device=made.id)
    )
    return made


def by_key(reading: Connection, named: bytes) -> Device | None:
    """Return the device whose key has the short id ``named``, or None."""
    row = reading.execute(select(device).where(device.c.key_id == named)).one_or_none()
    if row is None:
        return None
    return Device(row.id, row.name, row.site, row.town, row.signing_key, revoked=bool(row.revoked_at))


def revoke(writing: Connection, named: str, now: dt.datetime) -> None:
    """Refuse device ``named`` from now on; what it told before stays. Raises UnknownDevice."""
    done = writing.execute(
        update(device).where(device.c.id == named, device.c.revoked_at == "").values(revoked_at=moment(now))
    )
    if (
        done.rowcount == 0
        and writing.execute(select(device.c.id).where(device.c.id == named)).first() is None
    ):
        raise UnknownDevice(named)


def note_exchange(
    writing: Connection, named: str, *, cursor: int, program: str, ahead: int | None, now: dt.datetime
) -> None:
    """Note that device ``named`` exchanged now, from which cursor, and how far its clock was ahead of ours."""
    writing.execute(
        update(device)
        .where(device.c.id == named)
        .values(exchanged_at=moment(now), cursor=cursor, program=program, seconds_ahead=ahead)
    )


def _write(writing: Connection, made: Device, program: str, now: str) -> None:
    writing.execute(
        insert(device).values(
            id=made.id,
            name=made.name,
            site=made.site,
            town=made.town,
            signing_key=made.signing_key,
            key_id=key_id(made.signing_key),
            program=program,
            joined_at=now,
        )
    )


def _code_hash(code: str) -> str:
    return hashlib.sha256(code.replace("-", "").upper().encode()).hexdigest()
