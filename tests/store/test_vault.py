# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The encrypted file: opened by its key only, written whole or not at all, told apart when it is damaged."""

import os
import shutil
import stat
import subprocess
import sys

import pytest
import sqlite_utils

from fieldkit.problems import (
    DiskFull,
    DiskRefused,
    StoreDamaged,
    StoreLocked,
    StoreMissing,
    StoreTooNew,
)
from fieldkit.store import ballast, migrations, schema, vault
from fieldkit.store.vault import STORE_FILE, create_store, open_store
from tests.support.clock import TEN
from tests.support.factories import KEY, make_store

PAGE = 4096


def rows(store):
    with store.reading() as db:
        return [uid for (uid,) in db.execute("SELECT uid FROM looks ORDER BY place")]


def look(store, uid):
    with store.writing() as db:
        db.execute("INSERT INTO looks (uid, operator, site, at) VALUES (?, '', '', '')", [uid])


def look_and_fail(store):
    with store.writing():
        look(store, "m1")
        assert rows(store) == ["m1"]
        raise RuntimeError


@pytest.fixture
def folder(tmp_path):
    """Give the folder of a store that was made and closed."""
    create_store(tmp_path / "store", KEY, now=TEN).close()
    return tmp_path / "store"


def test_a_new_store_opens_with_its_key(folder):
    store = open_store(folder, KEY)
    look(store, "m1")
    store.close()
    store = open_store(folder, KEY)
    assert rows(store) == ["m1"]
    store.close()


def test_it_is_a_sqlite_utils_database_over_the_cipher(folder):
    store = open_store(folder, KEY)
    with store.writing() as db:
        assert isinstance(db, sqlite_utils.Database)
        db["looks"].insert({"uid": "m1", "operator": "", "site": "", "at": ""})
        assert db.execute("PRAGMA cipher_version").fetchone()[0].startswith("4.")
    assert rows(store) == ["m1"]
    store.close()


def test_a_power_cut_finds_every_commit_on_the_disk(folder):
    store = open_store(folder, KEY)
    with store.reading() as db:
        found = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "fullfsync",
                "checkpoint_fullfsync",
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
                "temp_store",
                "cipher_use_hmac",
            )
        }
        mmap = db.execute("PRAGMA mmap_size").fetchall()
    store.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "cipher_use_hmac": "1",
    }
    assert mmap in ([], [(0,)])


def test_nothing_on_the_disk_can_be_read_without_the_key(folder):
    store = open_store(folder, KEY)
    look(store, "canary-119999197807040115")
    on_disk = b"".join(file.read_bytes() for file in folder.iterdir())
    store.close()
    assert b"SQLite format" not in on_disk
    assert b"canary" not in on_disk
    assert b"CREATE TABLE" not in on_disk


def test_a_wrong_key_opens_nothing(folder):
    with pytest.raises(StoreDamaged):
        open_store(folder, b"\x12" * 32)
    open_store(folder, KEY).close()


def test_a_key_has_32_bytes(folder):
    with pytest.raises(ValueError, match="32 bytes"):
        open_store(folder, b"short")


def test_a_missing_store_is_named_as_missing(tmp_path):
    with pytest.raises(StoreMissing):
        open_store(tmp_path, KEY)


def test_a_store_is_never_made_over_another(folder):
    with pytest.raises(FileExistsError):
        create_store(folder, KEY, now=TEN)


def test_what_a_crash_left_of_a_store_half_made_is_cleared_away(tmp_path):
    folder = tmp_path / "store"
    folder.mkdir()
    for end in ("", "-wal", "-shm", "-journal"):
        (folder / f"{STORE_FILE}.new{end}").write_bytes(b"half")
    create_store(folder, KEY, now=TEN).close()
    assert not list(folder.glob("*.new*"))


def test_a_write_that_fails_leaves_nothing(folder):
    store = open_store(folder, KEY)
    with pytest.raises(RuntimeError):
        look_and_fail(store)
    assert rows(store) == []
    store.close()


def test_our_own_mistakes_stay_what_they_are(folder):
    store = open_store(folder, KEY)
    with pytest.raises(Exception, match="no such table") as caught, store.writing() as db:
        db.execute("INSERT INTO nowhere VALUES (1)")
    assert type(caught.value).__name__ == "OperationalError"
    assert not caught.value.__cause__
    store.close()


def test_a_transaction_inside_another_is_part_of_it(folder):
    store = open_store(folder, KEY)
    with pytest.raises(RuntimeError), store.writing():
        look_and_fail(store)
    assert rows(store) == []
    store.close()


def test_a_reader_sees_one_moment_while_another_lane_writes(folder):
    one, other = open_store(folder, KEY), open_store(folder, KEY)
    with one.reading() as db:
        before = db.execute("SELECT count(*) FROM looks").fetchone()
        look(other, "m1")
        assert db.execute("SELECT count(*) FROM looks").fetchone() == before == (0,)
    assert rows(one) == ["m1"]
    one.close()
    other.close()


def test_closing_twice_does_no_harm(folder):
    store = open_store(folder, KEY)
    store.close()
    store.close()
    open_store(folder, KEY).close()


def test_two_programs_never_open_one_store(folder):
    script = (
        "import sys, pathlib; from fieldkit.store.vault import open_store\n"
        f"open_store(pathlib.Path(sys.argv[1]), bytes.fromhex('{KEY.hex()}')); print('open', flush=True)\n"
        "sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreLocked):
            open_store(folder, KEY)
    finally:
        other.kill()
        other.communicate()
    open_store(folder, KEY).close()


def test_a_store_written_by_a_newer_program_is_left_alone(folder):
    store = open_store(folder, KEY)
    with store.writing() as db:
        db.execute(f"PRAGMA user_version = {schema.NEWEST + 1}")
    store.close()
    with pytest.raises(StoreTooNew) as caught:
        open_store(folder, KEY)
    assert caught.value.facts == {"version": str(schema.NEWEST + 1), "newest": str(schema.NEWEST)}


def damage(folder, page):
    """Turn some bytes over in the middle of a page."""
    file = folder / STORE_FILE
    raw = bytearray(file.read_bytes())
    for place in range(2000, 2016):
        raw[page * PAGE + place] ^= 0xFF
    file.write_bytes(raw)


def page_of(folder, table):
    store = open_store(folder, KEY)
    with store.reading() as db:
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]).fetchone()[0]
    store.close()
    return page - 1


@pytest.mark.parametrize("table", ["counters", "serial_blocks", "operations"])
def test_damage_to_what_acts_stand_on_is_noticed_at_once(folder, table):
    damage(folder, page_of(folder, table))
    with pytest.raises(StoreDamaged):
        open_store(folder, KEY)


def test_damage_elsewhere_is_noticed_when_it_is_read_and_by_a_check(folder):
    damage(folder, page_of(folder, "looks"))
    store = open_store(folder, KEY)
    with pytest.raises(StoreDamaged):
        rows(store)
    with pytest.raises(StoreDamaged):
        store.check()
    store.close()


def test_a_whole_store_passes_its_check(folder):
    store = open_store(folder, KEY)
    look(store, "m1")
    store.check()
    store.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE counters SET sequence = 7",
        "DELETE FROM counters",
        "INSERT INTO serial_blocks (first, last, next) VALUES (9, 3, 9)",
    ],
)
def test_counters_that_do_not_fit_the_operations_are_damage(folder, change):
    store = open_store(folder, KEY)
    with store.writing() as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(change)
    store.close()
    with pytest.raises(StoreDamaged):
        open_store(folder, KEY)


def test_a_file_cut_short_is_damage(folder):
    file = folder / STORE_FILE
    file.write_bytes(file.read_bytes()[: PAGE * 3])
    with pytest.raises(StoreDamaged):
        open_store(folder, KEY)


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "store").write_text("a file")
    with pytest.raises(DiskRefused):
        create_store(tmp_path / "store", KEY, now=TEN)


@pytest.fixture
def next_step(monkeypatch):
    """Plant a further step, as the next release will have one."""
    steps = type(migrations.steps)("fieldkit")
    for step in migrations.steps._migrations:
        steps(name=step.name)(step.fn)

    @steps(name="m9999_planted")
    def planted(db):
        db.execute("ALTER TABLE looks ADD COLUMN planted TEXT NOT NULL DEFAULT 'yes'")
        if fail:
            raise RuntimeError
        db.execute(f"PRAGMA user_version = {schema.NEWEST}")

    fail = []
    monkeypatch.setattr(migrations, "steps", steps)
    monkeypatch.setattr(schema, "NEWEST", schema.NEWEST + 1)
    return fail


def test_an_older_store_is_copied_and_brought_up_to_date(folder, next_step):
    store = open_store(folder, KEY)
    look(store, "m1")
    with store.reading() as db:
        assert db.execute("SELECT uid, planted FROM looks").fetchall() == [("m1", "yes")]
    store.close()
    assert (folder / f"{STORE_FILE}.v{schema.NEWEST - 1}").exists()
    open_store(folder, KEY).close()


def test_a_step_that_fails_leaves_the_store_as_it_was(folder, next_step):
    next_step.append("fail")
    with pytest.raises(RuntimeError):
        open_store(folder, KEY)
    next_step.clear()
    store = open_store(folder, KEY)
    with store.reading() as db:
        assert db.execute("SELECT count(planted) FROM looks").fetchone() == (0,)
    store.close()


def test_the_copy_made_before_a_step_is_a_whole_store(folder, next_step, monkeypatch):
    store = open_store(folder, KEY)
    store.close()
    monkeypatch.undo()
    kept = folder.parent / "kept"
    kept.mkdir()
    shutil.copy(folder / f"{STORE_FILE}.v{schema.NEWEST}", kept / STORE_FILE)
    open_store(kept, KEY).close()


root_only = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or sys.platform != "linux", reason="mounts a small disk"
)


@pytest.fixture
def small_disk(tmp_path):
    """Give a disk of 24 MiB."""
    place = tmp_path / "small"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("this root may not mount")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place, leave=0):
    """Fill the disk up but for some bytes; return the file that does it."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(b"\xff" * 65536)
        except OSError:
            pass
    if leave:
        os.truncate(filler, filler.stat().st_size - leave)
    return filler


def write_until_full(store):
    """Write acts until the disk refuses; return how many were kept."""
    kept = 0
    while True:
        try:
            look(store, f"{kept:04d}" + "x" * 20_000)
        except DiskFull:
            return kept
        kept += 1


@root_only
def test_a_full_disk_stops_saving_and_loses_nothing(small_disk):
    store = create_store(small_disk / "store", KEY, now=TEN)
    filler = fill(small_disk, leave=600_000)
    kept = write_until_full(store)
    assert len(rows(store)) == kept > 0
    store.close()
    filler.unlink()
    store = open_store(small_disk / "store", KEY)
    look(store, "after")
    assert len(rows(store)) == kept + 1
    store.close()


@root_only
def test_what_is_owed_is_written_on_a_full_disk_and_new_acts_are_refused(small_disk):
    folder = small_disk / "store"
    store = create_store(folder, KEY, now=TEN)
    filler = fill(small_disk)
    assert write_until_full(store) >= 0
    with store.writing_what_is_owed() as db:
        db.execute("INSERT INTO looks (uid, operator, site, at) VALUES ('owed', '', '', '')")
    assert rows(store)[-1] == "owed"
    with pytest.raises(DiskFull):
        ballast.demand_room(folder)
    filler.unlink()
    ballast.demand_room(folder)
    store.close()


@root_only
def test_a_store_opens_on_a_full_disk_by_giving_up_its_ballast(small_disk):
    folder = small_disk / "store"
    store = create_store(folder, KEY, now=TEN)
    look(store, "before")
    store.close()
    fill(small_disk)
    store = open_store(folder, KEY)
    assert rows(store) == ["before"]
    store.close()


@root_only
def test_a_store_cannot_be_made_on_a_full_disk(small_disk):
    filler = fill(small_disk, leave=65_536)
    with pytest.raises(DiskFull):
        create_store(small_disk / "store", KEY, now=TEN)
    filler.unlink()
    create_store(small_disk / "store", KEY, now=TEN).close()


def test_a_disk_that_is_full_even_without_ballast_says_so(folder, monkeypatch):
    def full(*_):
        raise DiskFull

    monkeypatch.setattr(vault, "_opened", full)
    with pytest.raises(DiskFull):
        open_store(folder, KEY)
    with pytest.raises(DiskFull):
        open_store(folder, KEY)
    monkeypatch.undo()
    open_store(folder, KEY).close()
    assert (folder / ballast.BALLAST_FILE).exists()


@pytest.mark.skipif(os.name == "nt", reason="that system keeps modes otherwise")
def test_nobody_else_on_the_device_can_read_the_store(tmp_path):
    before = os.umask(0o022)
    try:
        made = make_store(tmp_path / "data")
        modes = {stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "data").glob("fieldkit.db*")}
        assert modes == {0o600}
        assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
        made.close()
    finally:
        os.umask(before)
