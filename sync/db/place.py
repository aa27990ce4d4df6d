# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where a district's tables are: in a file of its data folder, or on a PostgreSQL server that the folder names.

Said once, at founding (``--database`` or ``FIELDKIT_DATABASE``); from then on ``district.json`` says it. Said again
later, it replaces what was kept: the server has moved. ``FIELDKIT_DATABASE_OWNER`` names the role that makes and
changes tables, where the service's own must not; it is needed at founding and after an upgrade only, and never kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from sync.db.database import Database, open_database, open_postgresql
from sync.db.keyfile import district_key, write_private
from sync.db.migrate import migrate
from sync.db.wrapped import wrap_what_is_bare

FILE = "district.db"
SETTINGS = "district.json"
VARIABLE = "FIELDKIT_DATABASE"
OWNER_VARIABLE = "FIELDKIT_DATABASE_OWNER"


@contextmanager
def said(address: str) -> Iterator[None]:
    """Let ``address`` be what is said of the server within the block; '' says nothing."""
    before = os.environ.get(VARIABLE)
    if address:
        os.environ[VARIABLE] = address  # the processes that we start hear it too
    try:
        yield
    finally:
        if address:
            os.environ.pop(VARIABLE)
            os.environ.update({VARIABLE: before} if before is not None else {})


class OtherPlace(Exception):
    """The folder's tables are in its own file, and a server was named: data are not moved by a setting."""


class NeedsPostgresql(Exception):
    """Several processes were asked for, and the tables are in a file that one process writes."""


class Place(msgspec.Struct, frozen=True):
    """The server's address, without password, and the district's name on it; both '' for the folder's own file."""

    database: str = ""
    district: str = ""


def place_of(folder: Path) -> Place | None:
    """Return where the tables of ``folder`` are; None where nothing was founded. Raises OtherPlace."""
    address = os.environ.get(VARIABLE, "")
    if (folder / FILE).is_file():
        if address:
            raise OtherPlace(str(folder))
        return Place()
    try:
        kept = msgspec.json.decode((folder / SETTINGS).read_bytes(), type=Place)
    except FileNotFoundError:
        return None
    if address and address != kept.database:
        kept = Place(address, kept.district)
        _keep(folder, kept)
    return kept


@contextmanager
def founding(folder: Path, district: str) -> Iterator[Database]:
    """Give the new, empty database of ``district``; when the block ends well, ``folder`` counts as founded."""
    address = os.environ.get(VARIABLE, "")
    place = Place(address, district) if address else Place()
    key = district_key(folder, make=True)
    if place.database:
        database = open_postgresql(place.database, district, key)
    else:
        for left_over in folder.glob(f"{FILE}.new*"):
            left_over.unlink()
        (folder / f"{FILE}.new").touch(mode=0o600)
        database = open_database(folder / f"{FILE}.new", key)
    try:
        _migrated(database, place, key)
        yield database
    finally:
        database.close()
    if place.database:
        _keep(folder, place)
    else:
        (folder / f"{FILE}.new").replace(folder / FILE)


def opened(folder: Path, place: Place) -> Database:
    """Return the database at ``place``, brought up to this program's form. Raises what opening either kind raises."""
    key = district_key(folder, make=False)
    if place.database:
        database = open_postgresql(place.database, place.district, key)
    else:
        database = open_database(folder / FILE, key)
    try:
        _migrated(database, place, key)
        wrap_what_is_bare(database)
    except BaseException:
        database.close()
        raise
    return database


def _migrated(database: Database, place: Place, key: bytes) -> None:
    """Bring ``database`` to the newest form, as the tables' owner where the surroundings name one."""
    address = os.environ.get(OWNER_VARIABLE, "")
    if not (address and place.database):
        migrate(database)
        return
    owner = open_postgresql(address, place.district, key)
    try:
        migrate(database, owner)
    finally:
        owner.close()


def _keep(folder: Path, place: Place) -> None:
    """Keep ``place`` in ``folder``, on the disk before this returns."""
    write_private(folder / SETTINGS, msgspec.json.encode(place) + b"\n")
