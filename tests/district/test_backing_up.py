# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district that is served makes its own backups: at its start, when something came in, when a device has joined."""

import contextlib
import datetime as dt
import io
import time

import pytest
from sqlalchemy import insert

from sync.commands import console
from sync.db.moments import moment
from sync.db.notes import read_note, set_number
from sync.db.tables import device
from sync.district import found_district, open_district
from sync.intake.parts import keep_parts
from sync.safety import backups, safety
from sync.safety.backing_up import BackingUp
from sync.safety.sealed_files import digest_of
from tests.district.test_backups import HandMade

NOW = dt.datetime(2023, 11, 29, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def district(tmp_path):
    """Give an opened district."""
    found_district(tmp_path / "data", now=NOW).close()
    opened = open_district(tmp_path / "data")
    yield opened
    opened.close()


def until(happened):
    end = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_it_backs_up_at_the_start_and_when_devices_join_or_are_revoked_and_not_for_nothing(
    district, tmp_path
):
    to = tmp_path / "b"
    with BackingUp(district, to, 1000, elsewhere=True, look_seconds=0.05) as working:
        until(lambda: working.made == 1)
        with district.database.writing() as writing:
            set_number(writing, "device", 1)
        until(lambda: working.made == 2)
        with district.database.writing() as writing:
            writing.execute(insert(device).values(**HandMade(1).row() | {"revoked_at": "2023"}))
        until(lambda: working.made == 3)
    assert len(backups.generations_in(to, district.id)) == 3
    with BackingUp(district, to, 0, elsewhere=True, look_seconds=0.01) as working:
        time.sleep(0.5)
    assert (working.made, working.failed) == (0, 0)
    with district.database.reading() as reading:
        newest = safety.newest_generation(reading)
    assert newest.digest == digest_of(backups.generations_in(to)[-1])


def test_a_signature_alone_makes_a_backup_due_also_where_the_server_was_started_anew(district, tmp_path):
    """It comes after its batch, at the end of a last day nothing follows it, and the device deletes it one day."""
    backups.back_up(district, tmp_path / "b", now=NOW, actor="", elsewhere=True)
    with BackingUp(district, tmp_path / "b", 0, elsewhere=True, look_seconds=3600) as working:
        assert not working._due()
        with district.database.writing() as writing:
            keep_parts(writing, "D01", [b"signature"], moment(NOW))
        assert working._due()
        working._back_up()
        assert (working.made, working._due()) == (1, False)
    with BackingUp(district, tmp_path / "b", 0, elsewhere=True, look_seconds=3600) as working:
        assert not working._due()
        with district.database.writing() as writing:
            keep_parts(writing, "D01", [b"signature", b"another"], moment(NOW))
    with BackingUp(district, tmp_path / "b", 0, elsewhere=True, look_seconds=3600) as working:
        assert working._due()


@pytest.mark.expect_log("backup failed")
def test_a_backup_that_fails_is_told_and_the_district_serves_on(district, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with BackingUp(district, tmp_path / "file" / "b", 0, look_seconds=0.05) as working:
        until(lambda: working.failed == 1)
    with district.database.reading() as reading:
        assert safety.newest_generation(reading) is None


def run(*words):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = console.main([str(word) for word in words])
    return code, out.getvalue(), err.getvalue()


def test_the_console_backs_up_drills_and_says_whether_it_is_safe(district, tmp_path):
    folder, to = district.folder, tmp_path / "b"
    code, out, _ = run("--data", folder, "backup", "--to", to)
    assert (code, "同一块盘" in out or "两块盘" in out, "已安全" in out) == (0, True, False)
    assert "所以不算安全" in out
    assert "加 --elsewhere。" in out
    code, out, _ = run("--data", folder, "backup", "--to", to, "--elsewhere")
    assert (code, "同一块盘" in out, "个批次已安全" in out) == (0, False, True)
    file = backups.generations_in(to)[-1]
    code, out, err = run("--data", folder, "restore", file, "--check")
    assert (code, err) == (0, "")
    assert "演练通过" in out
    assert "损坏" not in out
    assert [one for one in folder.iterdir() if one.name.startswith("drill-")] == []


@pytest.mark.parametrize("key", ["recovery.key", "registrar.key"])
def test_the_console_makes_a_lost_district_anew(district, tmp_path, key, monkeypatch):
    from sync.db.place import OWNER_VARIABLE, VARIABLE

    run("--data", district.folder, "backup", "--to", tmp_path / "b")
    for variable in (VARIABLE, OWNER_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    (file,) = backups.generations_in(tmp_path / "b")
    stick = district.folder / "registrar" / key
    words = ("restore", file, "--to", tmp_path / "new", "--recovery-key", stick)
    code, out, err = run(*words)
    assert (code, out, "没有改动" in err, err.count("\n")) == (1, "", True, 1)
    code, out, err = run(*words, "--no-others-revoked")
    assert (code, err) == (0, "")
    assert f"区服务器已在 {tmp_path / 'new'} 重建" in out
    assert "所以这份备份里的批次不因它算安全" in out
    code, _, err = run(*words, "--no-others-revoked")
    assert (code, "没有改动" in err) == (1, True)


def test_a_restored_district_counts_its_backup_as_safe_where_that_is_said(district, tmp_path, move):
    run("--data", district.folder, "backup", "--to", tmp_path / "b")
    (file,) = backups.generations_in(tmp_path / "b")
    move()
    stick = district.folder / "registrar" / "recovery.key"
    words = ("--recovery-key", stick, "--no-others-revoked", "--elsewhere")
    code, out, err = run("restore", file, "--to", tmp_path / "new", *words)
    assert (code, err, "算安全" in out) == (0, "", False)


def test_what_cannot_be_restored_is_said_in_one_sentence(district, tmp_path):
    other = tmp_path / "other"
    run("--data", district.folder, "backup", "--to", tmp_path / "b")
    found = tmp_path / "found"
    (file,) = backups.generations_in(tmp_path / "b")
    from fieldkit.seals import keytexts

    (tmp_path / "stranger.key").write_bytes(keytexts.write_key(keytexts.new_key(keytexts.RECOVERY, "x")))
    (tmp_path / "locked.key").write_bytes(keytexts.write_key(keytexts.new_key(keytexts.RECOVERY, "x"), "p"))
    (tmp_path / "pass").write_text("q\n", encoding="utf-8")
    stick = district.folder / "registrar" / "recovery.key"
    for named, key, sentence in (
        (file, tmp_path / "stranger.key", "它是封给别的钥匙的"),
        (file, file, "不是本区的钥匙"),
        (file, tmp_path / "none.key", f"没有这个文件：{tmp_path / 'none.key'}"),
        (file, tmp_path / "locked.key", "口令打不开"),
        (stick, stick, "不是完整的 FieldKit 备份"),
        (tmp_path / "none.age", stick, "没有这个文件"),
        (tmp_path, stick, "系统拒绝了操作"),
    ):
        words = ("--recovery-key", key, "--passphrase-file", tmp_path / "pass", "--no-others-revoked")
        code, out, err = run("--data", found, "restore", named, "--to", other, *words)
        assert (code, out, err.count("\n")) == (1, "", 1), err
        assert sentence in err
    assert not other.exists()


def test_whether_a_standby_counts_is_noted(district, kind):
    code, out, _ = run("--data", district.folder, "standby", "counts")
    assert (code, "没有备机" in out, "GRANT" in out) == (0, kind == "sqlcipher", kind == "postgresql")
    with district.database.reading() as reading:
        assert read_note(reading, safety.STANDBY_COUNTS) == "1"
        assert safety.safe_place(reading) == 0
    run("--data", district.folder, "standby", "ignored")
    with district.database.reading() as reading:
        assert read_note(reading, safety.STANDBY_COUNTS) == ""
