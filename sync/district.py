# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One district: its data folder opened, its name, its keys. Founded once, then opened."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, load_signing_key, new_signing_key, private_bytes, public_bytes
from sync.authority import Certified, new_authority
from sync.database import Database, open_database
from sync.keyfile import district_key
from sync.migrate import migrate
from sync.notes import read_note, read_secret, set_number, write_note, write_secret
from sync.reference import Reference, ReferenceShelf
from sync.serials import BLOCK_SIZE

FILE = "district.db"
DEFAULT_NAME = "FieldKit 区工会"


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
    signing_key: Ed25519PrivateKey = field(repr=False)
    tag_key: bytes = field(repr=False)
    authority: Certified = field(repr=False)
    reference: ReferenceShelf = field(default_factory=ReferenceShelf, repr=False)

    @property
    def public_key(self) -> bytes:
        """Return the key by which devices check our replies."""
        return public_bytes(self.signing_key)

    def sign(self, content: bytes, aad: bytes) -> bytes:
        """Return ``content`` in an envelope of this district."""
        return envelope.sign(content, self.signing_key, key_id(self.public_key), aad)

    def pinned(self) -> str:
        """Return the certificate (PEM) that devices pin: of the authority whose certificate we serve with."""
        with self.database.reading() as reading:
            return read_note(reading, "given_authority") or self.authority.certificate

    def current(self) -> Reference:
        """Return what the briefing says now."""
        with self.database.reading() as reading:
            return self.reference.current(reading)

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def is_founded(folder: Path) -> bool:
    """Return True when there is a district in ``folder``."""
    return (folder / FILE).is_file()


def found_district(
    folder: Path, *, name: str = "", first_serial: int = 1, block_size: int = BLOCK_SIZE, now: dt.datetime
) -> District:
    """Make a district in ``folder``: its keys, its authority, its database. Raises AlreadyFounded."""
    if is_founded(folder):
        raise AlreadyFounded
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = folder / f"{FILE}.new"
    for left_over in folder.glob(f"{FILE}.new*"):
        left_over.unlink()
    unfinished.touch(mode=0o600)
    database = open_database(unfinished, district_key(folder, make=True))
    migrate(database)
    with database.writing() as writing:
        write_note(writing, "id", f"FKD-{secrets.token_hex(4)}")
        write_note(writing, "name", name or DEFAULT_NAME)
        write_note(writing, "block_size", str(block_size))
        write_note(writing, "refill_below", str(max(1, block_size // 4)))
        set_number(writing, "serial", first_serial - 1)
        write_secret(writing, "signing_key", private_bytes(new_signing_key()))
        write_secret(writing, "tag_key", secrets.token_bytes(32))
        authority = new_authority(name or DEFAULT_NAME, now)
        write_secret(writing, "authority_certificate", authority.certificate.encode())
        write_secret(writing, "authority_key", authority.key.encode())
    database.close()
    unfinished.replace(folder / FILE)
    return open_district(folder)


def open_district(folder: Path) -> District:
    """Open the district in ``folder``, brought up to this program's form. Raises NotFounded."""
    if not is_founded(folder):
        raise NotFounded
    database = open_database(folder / FILE, district_key(folder, make=False))
    migrate(database)
    with database.reading() as reading:
        return District(
            folder=folder,
            database=database,
            id=read_note(reading, "id"),
            name=read_note(reading, "name"),
            signing_key=load_signing_key(read_secret(reading, "signing_key")),
            tag_key=read_secret(reading, "tag_key"),
            authority=Certified(
                read_secret(reading, "authority_certificate").decode(),
                read_secret(reading, "authority_key").decode(),
            ),
        )
