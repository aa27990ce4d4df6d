# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One district: its data folder opened, its name, its keys. Founded once, then opened.

The root key, the tag key and the registrars' keys are not among its keys: see ``sync.trust.registrar_folder``.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, public_bytes
from fieldkit.seals.parcels import new_parcel_key
from sync.db.database import Database
from sync.db.moments import moment
from sync.db.notes import read_note, read_secret, set_number, write_note, write_secret
from sync.db.place import founding, opened, place_of
from sync.outgoing.reference import Reference, ReferenceShelf
from sync.outgoing.serials import BLOCK_SIZE
from sync.trust import registrar_folder
from sync.trust.authority import Certified, new_authority
from sync.trust.registrars import add_registrar
from sync.trust.signing import KeyRing, Keys
from sync.trust.trust_list import first_statements

DEFAULT_NAME = "FieldKit 区工会"

MADE_ANEW = "made_anew"
"""The note that names the last time this district was made anew from a backup; each answer says it."""


class NotFounded(Exception):
    """There is no district in the folder."""


class AlreadyFounded(Exception):
    """There is a district in the folder already."""


@dataclass(frozen=True, slots=True)
class District:
    """An opened district. The keys in it never leave this process."""

    folder: Path
    database: Database
    id: str
    name: str
    root_public: bytes
    ring: KeyRing = field(repr=False)
    authority: Certified = field(repr=False)
    parcel_identities: tuple[str, ...] = field(repr=False)
    reference: ReferenceShelf = field(default_factory=ReferenceShelf, repr=False)

    @property
    def keys(self) -> Keys:
        """Return the signing keys, the present one and those before it."""
        return self.ring.keys()

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """Return the key that signs what is for everybody."""
        return self.keys.for_everybody(moment(dt.datetime.now(dt.UTC)))

    @property
    def public_key(self) -> bytes:
        """Return the key by which devices that join check our replies."""
        return public_bytes(self.signing_key)

    @property
    def vouch(self) -> bytes:
        """Return the root's newest word on our signing keys, an envelope."""
        return self.keys.vouch

    def sign(self, content: bytes, aad: bytes, *, trust: int = 0) -> bytes:
        """Return ``content`` in our envelope, for whoever holds the trust list ``trust``; 0: for everybody."""
        key = self.keys.for_holder(trust) if trust else self.signing_key
        return envelope.sign(content, key, key_id(public_bytes(key)), aad)

    def pinned(self) -> str:
        """Return the certificate (PEM) that devices pin: of the authority whose certificate we serve with."""
        with self.database.reading() as reading:
            return read_note(reading, "given_authority") or self.authority.certificate

    @property
    def made_anew(self) -> str:
        """Return the name of the last time this district was made anew, '' for never; another process may do it now."""
        with self.database.reading() as reading:
            return read_note(reading, MADE_ANEW)

    def current(self) -> Reference:
        """Return what the briefing says now."""
        with self.database.reading() as reading:
            return self.reference.current(reading)

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def is_founded(folder: Path) -> bool:
    """Return True when there is a district in ``folder``."""
    return place_of(folder) is not None


def found_district(
    folder: Path,
    *,
    name: str = "",
    first_serial: int = 1,
    block_size: int = BLOCK_SIZE,
    passphrase: str = "",
    now: dt.datetime,
) -> District:
    """Make a district in ``folder``: its keys, its authority, its database, and the registrar's folder beside them.

    ``passphrase`` seals the root key. Raises AlreadyFounded, FolderTaken.
    """
    if is_founded(folder):
        raise AlreadyFounded
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = registrar_folder.make(folder, passphrase)
    named = f"FKD-{secrets.token_hex(4)}"
    with founding(folder, named) as database, database.writing() as writing:
        write_note(writing, "name", name or DEFAULT_NAME)
        write_note(writing, "block_size", str(block_size))
        write_note(writing, "refill_below", str(max(1, block_size // 4)))
        set_number(writing, "serial", first_serial - 1)
        found_keys(writing, made, named, name or DEFAULT_NAME, now)
    return open_district(folder)


def found_keys(
    writing: Connection, made: registrar_folder.Made, named: str, name: str, now: dt.datetime
) -> None:
    """Write the id and the first keys of a district called ``name``, whose root's key was ``made`` just now."""
    write_note(writing, "id", named)
    write_note(writing, "tag_key_check", made.tag_check)
    write_secret(writing, "root_public", public_bytes(made.root))
    authority = new_authority(name, now)
    write_secret(writing, "authority_certificate", authority.certificate.encode())
    write_secret(writing, "authority_key", authority.key.encode())
    identity, recipient = new_parcel_key()
    write_secret(writing, "parcel_identity", identity.encode())
    write_note(
        writing, "parcel_recipients", msgspec.json.encode([recipient, made.recovery.recipient]).decode()
    )
    first = made.registrar
    add_registrar(writing, name=first.name, town=first.town, sealing_key=first.public, now=now)
    first_statements(writing, named, made.root, now)


def open_district(folder: Path) -> District:
    """Open the district in ``folder``, brought up to this program's form. Raises NotFounded."""
    place = place_of(folder)
    if place is None:
        raise NotFounded
    registrar_folder.settle(folder)
    database = opened(folder, place)
    try:
        with database.reading() as reading:
            return District(
                folder=folder,
                database=database,
                id=read_note(reading, "id"),
                name=read_note(reading, "name"),
                root_public=read_secret(reading, "root_public"),
                ring=KeyRing(database),
                authority=Certified(
                    read_secret(reading, "authority_certificate").decode(),
                    read_secret(reading, "authority_key").decode(),
                ),
                parcel_identities=tuple(read_secret(reading, "parcel_identity").decode().split()),
            )
    except BaseException:  # the key does not open what is in it
        database.close()
        raise
