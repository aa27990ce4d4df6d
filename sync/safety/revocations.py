# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Devices that were revoked after a backup was made: told when the district is made anew, before it signs a word.

1. The backup believes them still. Who makes the district anew names them from paper, or brings a trust list that a
   device has kept and that is newer than the backup's.
2. Such a list counts when the root has signed it, or a key that the root's newest word names and it is not so far ahead
   that devices would take none of ours. What it says is taken over whole, also of devices that the backup does not
   know: their certificates would be good for ever.
3. Of a device named from paper no more is good than the backup holds: it may be less, by its last good number. What
   came in between is told again, held, and decided by staff. So it is where a list says its last good number, for the
   batches before that one could be anybody's who has the device; staff know the right ones by the last good head.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection, insert, select, update

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Chain
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.trust import FARTHEST_JUMP, RevokedDevice, TrustList, Vouch
from fieldkit.seals import envelope
from fieldkit.seals.keys import PublicKey, key_id, load_public_key
from sync.db.moments import moment, read_moment
from sync.db.notes import last_number, read_note, read_secret, set_number, write_note
from sync.db.office_tables import statement
from sync.db.tables import chain, device
from sync.office.office_log import note_act
from sync.trust.devices import UnknownDevice
from sync.trust.revocation import revoke
from sync.trust.signing import newest_statement, signers
from sync.trust.trust_list import note_stranger

MOST_AHEAD = FARTHEST_JUMP - 100
"""So many lists above the backup's we go on at most: a device that holds the backup's takes none that is more than
``FARTHEST_JUMP`` ahead of it, unless the root has signed it, and some more are signed before it hears us."""


class ListRefused(Exception):
    """The trust list tells nothing. ``args[0]``: shape, key, district, older (no newer than the backup's), or far."""


@dataclass(frozen=True, slots=True)
class Named:
    """A device that paper says was revoked, and the number of its last good batch where that is known."""

    device: str
    last_number: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What whoever makes the district anew knows of revocations: by name, and the envelope of a trust list."""

    named: tuple[Named, ...] = ()
    trust_list: bytes = b""


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Told:
    """What is known, read and found to count: ``vouch`` where the list brings a newer word of the root's.

    ``by_root`` is True where the root itself has signed the list: devices take it, however far above theirs it is.
    """

    named: tuple[Named, ...] = ()
    listed: TrustList | None = None
    vouch: Vouch | None = None
    by_root: bool = False


@dataclass(frozen=True, slots=True)
class Revoked:
    """A device that is revoked from now on, believed up to batch ``number`` of its latest life; ``wanted``: asked for.

    ``head`` (hex) is the one that the list says is good at ``wanted``, '' where nobody said. ``known`` is False for a
    device of which the backup has no more than the list's word.
    """

    device: str
    number: int = 0
    wanted: int | None = None
    head: str = ""
    known: bool = True


def read_known(reading: Connection, known: Known) -> Told:
    """Return what of ``known`` counts for the district that ``reading`` sees. Raises ListRefused, UnknownDevice."""
    told = _read_list(reading, known.trust_list) if known.trust_list else Told()
    listed = {one.device for one in told.listed.revoked} if told.listed else set()
    ours = set(reading.execute(select(device.c.id)).scalars())
    for one in known.named:
        if one.device not in ours | listed:
            raise UnknownDevice(one.device)
    return replace(told, named=tuple(one for one in known.named if one.device in ours))


def take_over(writing: Connection, told: Told, now: dt.datetime, actor: str) -> tuple[Revoked, ...]:
    """Let the devices count no more that ``told`` names; return them. No list is signed here."""
    done: dict[str, Revoked] = {}
    if told.vouch is not None and told.listed is not None:
        _take_vouch(writing, told.vouch, told.listed.vouch, now)
    if told.listed is not None:
        set_number(writing, "trust", max(last_number(writing, "trust"), told.listed.version))
        for one in told.listed.revoked:
            done[one.device] = _from_list(writing, one, now)
    for named in told.named:
        done[named.device] = _from_paper(writing, named, now)
    for made in done.values():
        facts: dict[str, str | int] = {"number": made.number, "known": int(made.known)}
        note_act(writing, now, actor, "revoke", made.device, facts=facts)
    return tuple(done.values())


def _read_list(reading: Connection, raw: bytes) -> Told:
    district, root_public = read_note(reading, "id"), read_secret(reading, "root_public")
    root = _keys(root_public)
    version, ours = newest_statement(reading, "vouch")
    held = _vouch(ours, root)
    try:
        signer, content = envelope.open_envelope(raw, {**_keys_in(held), **root}, envelope.TRUST)
        told = from_bytes(content, TrustList)
    except envelope.Refused as fault:
        raise ListRefused("key" if fault.args[0] in {"unknown-key", "signature"} else "shape") from None
    except TheirMistake:
        raise ListRefused("shape") from None
    if told.district != district:
        raise ListRefused("district")
    brought = _vouch(told.vouch, root) if told.vouch else None
    newer = brought if brought and brought.district == district and brought.version > version else None
    if signer not in {**_keys_in(newer or held), **root}:
        raise ListRefused("key")
    present = max(last_number(reading, "trust"), newest_statement(reading, "trust")[0])
    if told.version <= present:
        raise ListRefused("older")
    if told.version > present + MOST_AHEAD and signer not in root:
        raise ListRefused("far")
    return Told((), told, newer, signer in root)


def _vouch(raw: bytes, root: Mapping[bytes, PublicKey]) -> Vouch | None:
    try:
        return from_bytes(envelope.open_envelope(raw, root, envelope.VOUCH)[1], Vouch)
    except (envelope.Refused, TheirMistake):
        return None


def _keys(*publics: bytes) -> dict[bytes, PublicKey]:
    return {key_id(public): load_public_key(public) for public in publics}


def _keys_in(vouch: Vouch | None) -> dict[bytes, PublicKey]:
    try:
        return _keys(*(one.key for one in vouch.keys)) if vouch else {}
    except ValueError:
        return {}


def _take_vouch(writing: Connection, vouch: Vouch, raw: bytes, now: dt.datetime) -> None:
    """Keep a word of the root's that is newer than the backup, and believe none of our keys that it does not name."""
    named = {key_id(one.key).hex() for one in vouch.keys}
    row = {"kind": "vouch", "version": vouch.version, "envelope": raw, "issued_at": moment(now)}
    writing.execute(insert(statement).values(**row))
    kept = [msgspec.structs.replace(one, vouched=one.key_id in named) for one in signers(writing)]
    write_note(writing, "signing_keys", msgspec.json.encode(kept).decode())


def _from_list(writing: Connection, told: RevokedDevice, now: dt.datetime) -> Revoked:
    row = device.c
    named = writing.execute(
        select(row.id).where(row.key_id == bytes.fromhex(told.key_id))
    ).scalar_one_or_none()
    if named is None:
        note_stranger(writing, told)
        return Revoked(told.device, known=False)
    revoke(writing, named, read_moment(told.at) or now, reason=told.reason)
    if told.chains:  # a list that was too long for them leaves them out
        good = msgspec.json.encode(told.chains).decode()
        writing.execute(update(device).where(row.id == named).values(revoked_chains=good))
    return _lacking(writing, named, told.chains)


def _lacking(reading: Connection, named: str, good: tuple[Chain, ...]) -> Revoked:
    """Return how far device ``named`` is believed by its life, of those in ``good``, of which the most is not here.

    The very next batch is known by its head; more of them are held until staff have looked.
    """
    row = chain.c
    found = select(row.life, row.number).where(row.device == named)
    here = {one.life: one.number for one in reading.execute(found)}
    far = max(good, key=lambda one: (one.number - here.get(one.life, 0), one.number), default=None)
    if far is None:
        return Revoked(named)
    taken = here.get(far.life, 0)
    if far.number <= taken + 1:
        return Revoked(named, max(one.number for one in good))
    return Revoked(named, taken, far.number, far.head)


def _from_paper(writing: Connection, told: Named, now: dt.datetime) -> Revoked:
    row = chain.c
    last = select(row.number).where(row.device == told.device).order_by(row.told_at.desc(), row.life).limit(1)
    taken = writing.execute(last).scalar_one_or_none() or 0
    number = taken if told.last_number is None else min(taken, told.last_number)
    cut = told.last_number is not None
    revoke(writing, told.device, now, reason="before-restore", last_number=number if cut else None)
    return Revoked(told.device, number, told.last_number)
