# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Exports opened: sealed to this key, signed by the district this folder belongs to, whole; then each identity.

A person whose identity does not open is kept, without number and phone, and counted: nobody is lost in silence.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.exports import (
    FORM,
    MAX_EXPORT_BYTES,
    ExportContent,
    ExportCover,
    ExportPerson,
    ExportSession,
)
from fieldkit.protocol.frames import split_frames
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.trust import Vouch
from fieldkit.registrar.folder import Pinned
from fieldkit.seals import envelope, identities, packing
from fieldkit.seals.agekeys import sealing_key_of
from fieldkit.seals.envelope import Refused
from fieldkit.seals.keys import key_id, load_public_key
from fieldkit.seals.keytexts import SecretKey
from fieldkit.seals.parcels import open_parcel

_FRAMES = 4


class WrongKey(Exception):
    """The export is sealed to another registrar's key."""


class Damaged(Exception):
    """The file is no export, or not a whole one."""


class WrongDistrict(Exception):
    """The export is not of the district that this folder belongs to. ``args[0]`` names the one it claims to be of."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person with what was sealed: ``document`` and ``phone`` are '' where they did not open (``opened`` False)."""

    told: ExportPerson
    document: str = field(repr=False)
    phone: str = field(repr=False)
    opened: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """An export that was opened, and the district that signed it."""

    cover: ExportCover
    people: tuple[Person, ...]
    names: dict[str, dict[str, str]]
    district: Pinned

    @property
    def shut(self) -> int:
        """Return how many identities did not open."""
        return sum(not one.opened for one in self.people)


def open_export(
    raw: bytes, key: SecretKey, district: Pinned | None, root_of: Callable[[bytes], bytes]
) -> Opened:
    """Return what is in the export ``raw``. Raises WrongKey, Damaged, WrongDistrict.

    ``district`` is the one that is pinned; before the first, ``root_of`` says which root key (32 bytes) is to be
    believed, given the one that the export names.
    """
    try:
        inside = open_parcel(raw, [key.identity], most=MAX_EXPORT_BYTES)
        named, vouched, signed, packed = split_frames(inside, most=_FRAMES)
        root = bytes.fromhex(district.root) if district else root_of(named)
        cover = _cover(vouched, signed, root)
        content = packing.unpack(packed, most=2 * MAX_EXPORT_BYTES)
    except Refused as fault:
        if fault.args[0] == "recipient":
            raise WrongKey from None
        raise Damaged from None
    except (TheirMistake, ValueError):
        raise Damaged from None
    if district is not None and cover.district != district.district:
        raise WrongDistrict(cover.district)
    if cover.form != FORM or hashlib.sha256(content).hexdigest() != cover.content:
        raise Damaged
    try:
        told = from_bytes(content, ExportContent)
    except TheirMistake:
        raise Damaged from None
    people = _people(told, sealing_key_of(key.identity))
    return Opened(cover, people, told.names, Pinned(cover.district, root.hex()))


def _cover(vouched: bytes, signed: bytes, root: bytes) -> ExportCover:
    """Return the cover, signed by a key that ``root`` vouches for. Raises WrongDistrict, Refused, TheirMistake."""
    try:
        _, said = envelope.open_envelope(vouched, {key_id(root): load_public_key(root)}, envelope.VOUCH)
    except Refused as fault:
        if fault.args[0] in ("unknown-key", "signature"):
            raise WrongDistrict("") from None
        raise
    vouch = from_bytes(said, Vouch)
    keys = {key_id(one.key): load_public_key(one.key) for one in vouch.keys}
    _, content = envelope.open_envelope(signed, keys, envelope.EXPORT)
    cover = from_bytes(content, ExportCover)
    if cover.district != vouch.district:
        raise WrongDistrict(cover.district)
    return cover


def _people(told: ExportContent, key: X25519PrivateKey) -> tuple[Person, ...]:
    """Return the people with their numbers. A session's number may stand for several keys: two copies of a life."""
    keys: dict[tuple[str, str, int], list[bytes]] = {}
    for session in told.sessions:
        opened = _session_key(session, key)
        if opened is not None:
            keys.setdefault((session.device, session.life, session.number), []).append(opened)
    return tuple(_person(one, keys.get((one.device, one.life, one.session), [])) for one in told.people)


def _session_key(session: ExportSession, key: X25519PrivateKey) -> bytes | None:
    try:
        return identities.open_session(
            session.box.box, key, device=session.device, life=session.life, session=session.number
        )
    except Refused:
        return None


def _person(told: ExportPerson, keys: list[bytes]) -> Person:
    if not told.sealed:  # somebody without document and phone, or a member whose number the union has
        return Person(told, "", "", opened=True)
    for key in keys:
        with contextlib.suppress(Refused):
            document, phone = identities.open_identity(
                key, told.sealed, operation=told.operation, sequence=told.sequence
            )
            return Person(told, document, phone, opened=True)
    return Person(told, "", "", opened=False)
