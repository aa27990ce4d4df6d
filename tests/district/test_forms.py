# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A database of an earlier form is brought to ours with what it holds, and every form ends as the tables say."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

from sync.db import migrations, office_tables
from sync.db.database import open_database
from sync.db.migrate import migrate
from sync.db.tables import metadata

OPERATION = (
    "INSERT INTO operation SELECT :id, 'D01', '3f2a91c4', :n, :kind, '', '', 'E1', 'S1', '1', 'v', x'00', x'00',"
    " '2023-11-29', 'accepted', '', '', '{}', '', :id, '', ''"
)


def opened_at(tmp_path, form, *statements):
    """Return a database of an earlier form in which ``statements`` were run."""
    database = open_database(tmp_path / "x.db", bytes(32))
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with database.writing() as writing:
        config.attributes["connection"] = writing
        command.upgrade(config, form)
        for statement, values in statements:
            writing.execute(text(statement), values)
    return database


def form_of(reading):
    """Return what SQLite knows of each table: its columns, indexes and where its rows are."""
    tables = [row for row in reading.exec_driver_sql("PRAGMA table_list").all() if row[0] == "main"]
    found = {}
    for _, name, _, columns, rowless, _ in tables:
        if name.startswith(("sqlite_", "alembic_")):
            continue
        info = reading.exec_driver_sql(f"PRAGMA table_info({name})").all()
        indexes = {}
        for _, index, unique, origin, partial in reading.exec_driver_sql(f"PRAGMA index_list({name})").all():
            over = [row[2] for row in reading.exec_driver_sql(f"PRAGMA index_info({index})").all()]
            indexes[index if origin == "c" else tuple(over)] = (over, unique, origin, partial)
        found[name] = (rowless, columns, [tuple(row[1:]) for row in info], indexes)
    return found


@pytest.mark.parametrize("form", ["", "0002"])
def test_a_fresh_database_and_one_of_the_form_before_end_as_the_tables_say(tmp_path, form):
    assert office_tables.metadata is metadata
    database = opened_at(tmp_path, form) if form else open_database(tmp_path / "x.db", bytes(32))
    migrate(database)
    wanted = open_database(tmp_path / "wanted.db", bytes(32))
    with wanted.writing() as writing:
        metadata.create_all(writing)
    with database.reading() as reading, wanted.reading() as other:
        assert form_of(reading) == form_of(other)
        assert compare_metadata(MigrationContext.configure(reading), metadata) == []
        assert {"chain", "staff", "operation"} <= form_of(reading).keys()
    for one in (database, wanted):
        one.close()


def test_what_was_taken_is_carried_over(tmp_path):
    database = opened_at(
        tmp_path,
        "0002",
        (OPERATION, {"id": "a", "n": 1, "kind": "enrol"}),
        ("INSERT INTO enrolment VALUES ('a','D01','E1','S1','u-1','t1','示例','FK-1','临-1', true)", {}),
        ("INSERT INTO device VALUES ('D01','d','S1','T',x'01',x'02','','','','',7,NULL)", {}),
        ("INSERT INTO joining_ticket VALUES ('h','d','S1','T','','','D01')", {}),
        ("INSERT INTO serial_use VALUES (5, 'a')", {}),
        ("INSERT INTO serial_block VALUES (1, 200, 'D01', '', 'h', '3f2a91c4')", {}),
        ("INSERT INTO briefing_row VALUES ('site', 'S1', 1, x'7b7d'), ('member', 'm-1', 2, x'7b7d')", {}),
        ("INSERT INTO known_member VALUES ('m-1', 't', 900, 'FK', '示例', 'DX', 1)", {}),
        ("INSERT INTO mark VALUES ('a','a','enrol','u-1','t1','FK-1','临-1',true,'')", {}),
    )
    migrate(database)

    def rows(select):
        return [tuple(row) for row in reading.execute(text(select))]

    with database.reading() as reading:
        assert rows("SELECT id, site, verdict, told_batch, told_place FROM operation") == [
            ("a", "S1", "accepted", 0, 0)
        ]
        assert rows("SELECT root, name, provisional FROM enrolment") == [("a", "示例", "临-1")]
        assert rows("SELECT id, cursor, sealing_key, nonce, revoked_chains FROM device") == [
            ("D01", 7, b"", "", "[]")
        ]
        assert rows("SELECT code_hash, device, tag_key_box FROM joining_ticket") == [("h", "D01", b"")]
        assert rows("SELECT number, root FROM serial_use") == [(5, "a")]
        assert rows("SELECT first, last, life FROM serial_block") == [(1, 200, "3f2a91c4")]
        assert rows("SELECT cursor, topic, key, scope FROM briefing_row") == [(1, "site", "S1", "")]
        assert rows("SELECT uid, number, standing FROM known_member") == [("m-1", 900, 1)]
        assert rows("SELECT operation, provisional FROM mark") == [("a", "临-1")]
    database.close()


def test_marks_are_made_of_what_stands(tmp_path):
    database = opened_at(
        tmp_path,
        "0001",
        (OPERATION, {"id": "a", "n": 1, "kind": "enrol"}),
        (OPERATION, {"id": "b", "n": 2, "kind": "transfer"}),
        ("INSERT INTO enrolment VALUES ('a','D01','E1','S1','u-1','t1','示例','FK-1','临-1', true)", {}),
        ("INSERT INTO transfer VALUES ('b','D01','E1','S1','m-1','t2','FK-2','示例', true)", {}),
        ("INSERT INTO serial_block VALUES (1, 200, 'D01', '', 'h')", {}),
    )
    migrate(database)
    with database.reading() as reading:
        marks = "SELECT root, kind, uid, tag, serial, provisional, accepted FROM mark ORDER BY root"
        assert reading.execute(text(marks)).all() == [
            ("a", "enrol", "u-1", "t1", "FK-1", "临-1", 1),
            ("b", "transfer", "m-1", "t2", "", "", 1),
        ]
        assert reading.execute(text("SELECT life FROM serial_block")).scalar_one() == ""
    database.close()
