# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Devices: invited by a one-time ticket, joined with keys of their own, known by them.

1. Of a ticket's code only the SHA-256 of its proof is kept, so what is here lets nobody join. It works once, and for
   some minutes. The box beside it opens with the code only: the tag key in it cannot be had here.
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

from sqlalchemy import Connection, bindparam, insert, select, update

from fieldkit.seals.keys import key_id
from fieldkit.seals.tickets import proof_of, seal_tag_key
from sync.db.moments import moment
from sync.db.notes import last_number, next_number, set_number
from sync.db.tables import device, joining_ticket
from sync.outgoing.reference import Reference

CODE_BYTES = 10
NONCE_BYTES = 16


_EXCHANGED = (
    update(device)
    .where(device.c.id == bindparam("named"))
    .values(
        exchanged_at=bindparam("at"),
        cursor=bindparam("reached"),
        program=bindparam("by"),
        seconds_ahead=bindparam("ahead"),
    )
)
_BY_KEY = select(device).where(device.c.key_id == bindparam("key"))
"""Made once: every exchange says them."""


class UnknownSite(Exception):
    """The site is not in the briefing."""


class UnknownDevice(Exception):
    """No device has this id."""


class NotJoined(Exception):
    """The code does not let this key join. ``args[0]`` is one of the refusals of docs/protocol.md, 5.4."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device as the district knows it. What a ``revoked`` one tells is held."""

    id: str
    name: str
    site: str
    town: str
    signing_key: bytes
    sealing_key: bytes
    joined_at: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """A device that has joined, the tag key in the box of its ticket, and the nonce for its first request."""

    device: Device
    tag_key_box: bytes
    nonce: str


def invite(
    writing: Connection,
    reference: Reference,
    *,
    name: str,
    site: str,
    town: str,
    tag_key: bytes,
    now: dt.datetime,
    minutes: int,
) -> str:
    """Note that one device may join as ``name``; return its code of 16 letters. Raises UnknownSite."""
    if site and site not in reference.sites:
        raise UnknownSite(site)
    code = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode()
    writing.execute(
        insert(joining_ticket).values(
            code_hash=_hash(proof_of(code)),
            name=name,
            site=site,
            town=town or (reference.sites[site].org_code if site else ""),
            expires_at=moment(now + dt.timedelta(minutes=minutes)),
            used_at="",
            device="",
            tag_key_box=seal_tag_key(tag_key, code),
        )
    )
    return code


def join(
    writing: Connection,
    *,
    proof: str,
    name: str,
    signing_key: bytes,
    sealing_key: bytes,
    program: str,
    now: dt.datetime,
    today: dt.datetime,
    was: str = "",
) -> Joined:
    """Let the holder of ``signing_key`` join by the ``proof`` of a code. Raises NotJoined.

    ``today`` judges the ticket's age; it is the real time also where a rehearsal sets ``now`` to another day. ``was``:
    the number that its certificate proves: of before this district was restored from a backup that does not know it.
    """
    ticket = writing.execute(
        select(joining_ticket).where(joining_ticket.c.code_hash == _hash(proof))
    ).one_or_none()
    if ticket is None:
        raise NotJoined("unknown")
    known = by_key(writing, key_id(signing_key))
    if known is not None and known.revoked:
        raise NotJoined("revoked")
    if ticket.used_at:
        if known is None or known.id != ticket.device:
            raise NotJoined("used")
        return Joined(known, ticket.tag_key_box, nonce_of(writing, known.id))
    if ticket.expires_at < moment(today):
        raise NotJoined("expired")
    made = known
    if made is None:
        number = _number(writing, was)
        given = ticket.name or name
        at = moment(now)
        made = Device(
            f"D{number:02d}", given, ticket.site, ticket.town, signing_key, sealing_key, at, revoked=False
        )
        _write(writing, made, program)
    elif made.sealing_key != sealing_key:
        made = _with_sealing_key(writing, made, sealing_key)
    writing.execute(
        update(joining_ticket)
        .where(joining_ticket.c.code_hash == ticket.code_hash)
        .values(used_at=moment(now), device=made.id)
    )
    return Joined(made, ticket.tag_key_box, nonce_of(writing, made.id))


def by_key(reading: Connection, named: bytes) -> Device | None:
    """Return the device whose key has the short id ``named``, or None."""
    row = reading.execute(_BY_KEY, {"key": named}).one_or_none()
    if row is None:
        return None
    return Device(
        id=row.id,
        name=row.name,
        site=row.site,
        town=row.town,
        signing_key=row.signing_key,
        sealing_key=row.sealing_key,
        joined_at=row.joined_at,
        revoked=bool(row.revoked_at),
    )


def nonce_of(reading: Connection, named: str) -> str:
    """Return our last word to device ``named``, good for one request. Raises UnknownDevice."""
    found: str | None = reading.execute(
        select(device.c.nonce).where(device.c.id == named)
    ).scalar_one_or_none()
    if found is None:
        raise UnknownDevice(named)
    return found


def note_exchange(
    writing: Connection, named: str, *, cursor: int, program: str, ahead: int | None, now: dt.datetime
) -> None:
    """Note that device ``named`` exchanged now, from which cursor, and how far its clock was ahead of ours."""
    said = {"at": moment(now), "reached": cursor, "by": program, "ahead": ahead}
    writing.execute(_EXCHANGED, {"named": named, **said})


def _write(writing: Connection, made: Device, program: str) -> None:
    writing.execute(
        insert(device).values(
            id=made.id,
            name=made.name,
            site=made.site,
            town=made.town,
            signing_key=made.signing_key,
            key_id=key_id(made.signing_key),
            sealing_key=made.sealing_key,
            program=program,
            joined_at=made.joined_at,
            nonce=secrets.token_hex(NONCE_BYTES),
            last_heard="",
            revoked_reason="",
        )
    )


def _with_sealing_key(writing: Connection, known: Device, sealing_key: bytes) -> Device:
    """Seal for a key that the device made anew; that it is the same device its signing key has proved."""
    writing.execute(update(device).where(device.c.id == known.id).values(sealing_key=sealing_key))
    found = by_key(writing, key_id(known.signing_key))
    assert found is not None
    return found


def _number(writing: Connection, was: str) -> int:
    """Return the number for a device that joins: the next, or that which it ``was``. Raises NotJoined."""
    number = int(was.removeprefix("D")) if was else next_number(writing, "device")
    if was and writing.execute(select(device.c.id).where(device.c.id == was)).first() is not None:
        raise NotJoined("signature")
    set_number(writing, "device", max(number, last_number(writing, "device")))
    return number


def _hash(proof: str) -> str:
    return hashlib.sha256(proof.encode()).hexdigest()
