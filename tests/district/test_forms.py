# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A database of an earlier form is brought to ours with what it holds."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from sync import migrations
from sync.database import open_database
from sync.migrate import migrate

OPERATION = (
    "INSERT INTO operation SELECT :id, 'D01', '3f2a91c4', :n, :kind, '', '', 'E1', 'S1', '1', 'v', x'00', x'00',"
    " '2023-11-29', 'accepted', '', '', '{}', '', :id, '', ''"
)


def test_marks_are_made_of_what_stands(tmp_path):
    database = open_database(tmp_path / "x.db", bytes(32))
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with database.writing() as writing:
        config.attributes["connection"] = writing
        command.upgrade(config, "0001")
        writing.execute(text(OPERATION), {"id": "a", "n": 1, "kind": "enrol"})
        writing.execute(text(OPERATION), {"id": "b", "n": 2, "kind": "transfer"})
        writing.execute(
            text("INSERT INTO enrolment VALUES ('a','D01','E1','S1','u-1','t1','示例','FK-1','临-1', true)")
        )
        writing.execute(
            text("INSERT INTO transfer VALUES ('b','D01','E1','S1','m-1','t2','FK-2','示例', true)")
        )
        writing.execute(text("INSERT INTO serial_block VALUES (1, 200, 'D01', '', 'h')"))
    migrate(database)
    with database.reading() as reading:
        marks = "SELECT root, kind, uid, tag, serial, provisional, accepted FROM mark ORDER BY root"
        assert reading.execute(text(marks)).all() == [
            ("a", "enrol", "u-1", "t1", "FK-1", "临-1", 1),
            ("b", "transfer", "m-1", "t2", "", "", 1),
        ]
        assert reading.execute(text("SELECT life FROM serial_block")).scalar_one() == ""
    database.close()
