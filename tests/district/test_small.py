# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The small rooms of the district: its key, its log, its tables, its forms, its marks of persons."""

import json
import logging

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from sync.commands import terminal
from sync.db import database, keyfile, migrate, migrations, moments, sqlcipher
from sync.db.tables import counter, metadata
from sync.office.persons import Persons
from sync.serving import logs

ONE_KIND = "sqlcipher"
KEY = bytes(range(32))


@pytest.fixture
def kept(tmp_path):
    opened = database.open_database(tmp_path / "x.db", KEY)
    migrate.migrate(opened)
    yield opened
    opened.close()


def test_the_migrations_make_the_tables_that_we_read(kept):
    with kept.reading() as reading:
        assert compare_metadata(MigrationContext.configure(reading), metadata) == []


def test_the_newest_form_is_the_last_step():
    config = Config()
    config.set_main_option("script_location", str(__import__("pathlib").Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.NEWEST


def test_migrating_again_changes_nothing(kept):
    migrate.migrate(kept)
    assert migrate.form_of(kept) == migrations.NEWEST


def test_a_migration_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    opened = database.open_database(tmp_path / "x.db", KEY)
    from alembic import command

    upgrade = command.upgrade

    def half(config, to):
        upgrade(config, to)
        raise RuntimeError("power")

    monkeypatch.setattr(command, "upgrade", half)
    with pytest.raises(RuntimeError):
        migrate.migrate(opened)
    with opened.reading() as reading:
        assert reading.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one() == 0
    opened.close()


def test_a_database_of_a_newer_program_is_left_alone(kept):
    with kept.writing() as writing:
        writing.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrate.DatabaseTooNew):
        migrate.migrate(kept)
    with kept.writing() as writing:
        writing.execute(text("DELETE FROM alembic_version"))
    assert migrate.form_of(kept) == ""


def test_what_is_not_committed_is_undone(kept):
    def cut(writing):
        database.insert_new(writing, counter, [{"name": "cursor", "value": 7}])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), kept.writing() as writing:
        cut(writing)
    with kept.reading() as reading:
        assert reading.execute(counter.select()).all() == []


def test_rows_are_written_over_or_beside(kept):
    row = {"name": "cursor", "value": 7}
    with kept.writing() as writing:
        database.upsert(writing, counter, [])
        database.insert_new(writing, counter, [])
        database.upsert(writing, counter, [row])
        database.upsert(writing, counter, [{**row, "value": 8}])
        database.insert_new(writing, counter, [row, {"name": "other", "value": 1}])
        assert sorted(writing.execute(counter.select()).all()) == [("cursor", 8), ("other", 1)]


def test_every_write_is_on_the_disk_before_it_is_told(kept):
    with kept.reading() as reading:
        assert reading.execute(text("PRAGMA synchronous")).scalar_one() == 2
        assert reading.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert reading.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_a_database_that_is_locked_is_no_wrong_key(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlcipher, "PRAGMAS", ("no_such_thing(",))
    with pytest.raises(OperationalError):
        database.open_database(tmp_path / "x.db", KEY)


def test_the_key_comes_from_the_environment_the_manager_or_a_file(tmp_path, monkeypatch):
    with pytest.raises(keyfile.NoKey):
        keyfile.district_key(tmp_path, make=False)
    made = keyfile.district_key(tmp_path, make=True)
    assert keyfile.district_key(tmp_path, make=False) == made
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "credentials"))
    assert keyfile.district_key(tmp_path, make=False) == made
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "district.key").write_text("ab" * 32 + "\n", encoding="ascii")
    assert keyfile.district_key(tmp_path, make=False) == bytes.fromhex("ab" * 32)
    monkeypatch.setenv("FIELDKIT_DISTRICT_KEY", "cd" * 32)
    assert keyfile.district_key(tmp_path, make=False) == bytes.fromhex("cd" * 32)


@pytest.mark.parametrize("key", ["xyz", "ab", "ab" * 33])
def test_a_key_that_is_none_is_not_taken(tmp_path, monkeypatch, key):
    monkeypatch.setenv("FIELDKIT_DISTRICT_KEY", key)
    with pytest.raises(keyfile.NoKey, match="FIELDKIT_DISTRICT_KEY"):
        keyfile.district_key(tmp_path, make=True)


def line_of(told, exc_info=None, **fields):
    record = logging.LogRecord("fieldkit.district", logging.INFO, "x.py", 1, told, None, exc_info)
    record.__dict__.update(fields)
    return json.loads(logs.Line().format(record))


def test_only_named_fields_reach_the_log():
    line = line_of("exchange", device="D07", name="示例王五", operations=3)
    assert (line["told"], line["device"], line["operations"]) == ("exchange", "D07", 3)
    assert "name" not in line


def test_a_fault_is_told_by_its_type_and_place_and_never_by_its_words():
    try:
        keyfile._read("示例王五", "x")
    except keyfile.NoKey as fault:
        line = line_of("fault", (type(fault), ValueError("示例王五"), fault.__traceback__))
    assert line["fault"] == "NoKey"
    assert line["where"][-1].startswith("db/keyfile.py:")
    assert "示例王五" not in json.dumps(line, ensure_ascii=False)
    assert "fault" not in line_of("x", (None, None, None))


def test_log_lines_go_to_standard_error(capsys, monkeypatch):
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    logs.write_log_lines()
    logs.log.info("ready", extra={"address": "https://127.0.0.1:1"})
    assert json.loads(capsys.readouterr().err)["address"] == "https://127.0.0.1:1"
    logs.log.setLevel(logging.NOTSET)


def test_columns_line_up_for_chinese_readers():
    assert terminal.table(("点位", "收"), [("主会场", 5), ("S2", 120)]).splitlines() == [
        "点位     收",
        "──────  ───",
        "主会场    5",
        "S2      120",
    ]
    assert terminal.table(("甲", "乙"), []).splitlines()[0] == "甲  乙"
    assert terminal.width("e\u0301") == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [("", ""), ("王", "王"), ("王五", "王*"), ("王小五", "王*五"), ("阿卜杜热合曼·买买提", "阿***提")],
)
def test_names_are_masked(name, shown):
    assert terminal.masked(name) == shown


def test_nothing_steers_the_terminal():
    assert terminal.plain("a\x1b[2Jb\u202e") == "a�[2Jb�"


def test_moments_are_read_back():
    assert moments.moment(moments.read_moment("2023-11-29T12:00:00+08:00")) == "2023-11-29T04:00:00Z"
    assert moments.read_moment("") is moments.read_moment("2023-11-29T12:00:00") is None


def test_marks_that_belong_together_are_one_person():
    persons = Persons()
    persons.see("u-1", "", "")
    persons.see("", "t-1", "")
    persons.see("", "", "FK-1")
    assert persons.of("u-1", "", "") != persons.of("", "t-1", "")
    persons.link("u-1", "t-1", "", "")
    persons.link("u-2", "t-1", "FK-1", "")
    persons.name("u-1", "FK-0", "甲")
    persons.name("u-2", "FK-1", "乙")
    persons.see("", "", "FK-9")
    persons.see("u-3", "", "FK-8")
    assert persons.known(persons.of("u-3", "", "")).serials == {"FK-8"}
    one = persons.of("u-1", "", "")
    assert one == persons.of("", "t-1", "") == persons.of("", "", "FK-1") == persons.of("u-2", "x", "y")
    known = persons.known(one)
    assert (known.serials, known.name) == ({"FK-0", "FK-1"}, "甲")
    assert persons.tags() == {"t-1"}
