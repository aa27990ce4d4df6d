# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Keys in columns: a dump of the server shows none, what an older program left bare is wrapped, and copies open."""

import base64
import contextlib
import datetime as dt
import subprocess

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import select, update

from fieldkit.rehearsal.cluster import programs
from sync.db.chain_tables import snapshot
from sync.db.database import open_database
from sync.db.keyfile import district_key
from sync.db.notes import write_note
from sync.db.office_tables import staff
from sync.db.place import FILE
from sync.db.wrapped import unwrap, wrap_what_is_bare
from sync.db.wrapping import KeyRefused
from sync.district import found_district, open_district
from sync.office.staff import Member, add_staff, prove
from sync.outgoing.briefing import take_in
from sync.outgoing.scopes import Hearing
from sync.outgoing.snapshots import snapshot_for
from sync.safety.copies import copy_district
from tests.support import postgres

NOW = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
CLERK = Member("clerk", "", "town-clerk", "DX-PGZ", "", must_change=False)
ONE_ROW = b'{"table":"organisation","key":"DX","row":{"code":"DX","parent":"","level":"district","name":"x"}}'
EVERYTHING = Hearing(now=None, ever=None)


@pytest.fixture
def founded(tmp_path):
    made = found_district(tmp_path / "d", now=NOW)
    with made.database.writing() as writing:
        write_note(writing, "snapshot_rows", "0")
        take_in(writing, [ONE_ROW], bytes(32))
    yield made
    made.close()


@pytest.fixture
def first(founded):
    """Give the first words of a clerk who may export."""
    with founded.database.writing() as writing:
        return add_staff(writing, CLERK, NOW)


def word_of(secret, now=NOW):
    return TOTP(secret, 6, SHA1(), 30).generate(int(now.timestamp())).decode()


def offered(district):
    return snapshot_for(district.database, EVERYTHING, NOW, coding=1)


def kept(database, column, named):
    with database.reading() as reading:
        return bytes(reading.execute(select(column).where(column.table.c.id == named)).scalar_one())


def test_a_dump_of_the_server_shows_neither_the_secret_of_one_time_words_nor_a_snapshots_key(
    kind, founded, first
):
    told = offered(founded)
    if kind == "sqlcipher":
        seen = b"".join(file.read_bytes() for file in founded.folder.glob(f"{FILE}*"))
    else:
        words = [str(programs() / "pg_dump"), "--dbname"]
        words += [postgres.cluster().conninfo(postgres.shared().name), "--data-only", "--table=fieldkit.s*"]
        seen = subprocess.run(words, check=True, capture_output=True).stdout
        assert f"\t{CLERK.id}\t".encode() in seen  # it is a dump, and of this table
        assert told.id.encode() in seen
    for secret in (first.totp, told.key):
        forms = (secret, secret.hex().encode(), base64.b64encode(secret), base64.b32encode(secret))
        assert [form for form in forms if form.rstrip(b"=") in seen] == []


def test_what_an_older_program_left_bare_is_wrapped_when_its_district_is_opened(kind, founded, first):
    told = offered(founded)
    with founded.database.writing() as writing:
        writing.execute(update(staff).values(totp=first.totp))
        writing.execute(update(snapshot).values(key=told.key))
    again = open_district(founded.folder)
    wrapped = kind == "postgresql"
    assert (kept(again.database, staff.c.totp, CLERK.id) != first.totp) is wrapped
    assert (kept(again.database, snapshot.c.key, told.id) != told.key) is wrapped
    assert prove(again.database, CLERK.id, first.password, word_of(first.totp), NOW).id == CLERK.id
    assert offered(again) == told
    assert wrap_what_is_bare(again.database) == 0
    again.close()


def test_a_key_holds_in_its_own_row_only(kind, founded, first):
    if kind == "sqlcipher":
        pytest.skip("the file is encrypted as a whole")
    moved = kept(founded.database, staff.c.totp, CLERK.id)
    with founded.database.reading() as reading, pytest.raises(KeyRefused):
        unwrap(reading, staff.c.totp, "somebody", moved)


def test_a_copy_for_a_backup_holds_them_for_its_own_kind_of_database(founded, first, tmp_path):
    told = offered(founded)
    key = district_key(founded.folder, make=False)
    copy_district(founded.database, founded.folder / FILE, key, tmp_path / "copy.db")
    with contextlib.closing(open_database(tmp_path / "copy.db", key)) as copy:
        assert kept(copy, staff.c.totp, CLERK.id) == first.totp
        assert kept(copy, snapshot.c.key, told.id) == told.key
        assert prove(copy, CLERK.id, first.password, word_of(first.totp), NOW).id == CLERK.id
