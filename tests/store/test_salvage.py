# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A store that will not open: set aside untouched, and whatever is on whole pages rescued into a new one."""

import random
import secrets
import subprocess
import sys

import pytest

from fieldkit.problems import StoreDamaged, StoreLocked, StoreMissing
from fieldkit.store import checkup, salvage
from fieldkit.store.vault import create_store, open_store
from tests.support.bare_stores import act
from tests.support.clock import TEN

KEY = bytes(range(32))
PAGE = 4096
COUNT = 600


@pytest.fixture
def folder(tmp_path):
    """Return the folder of a closed store with many acts, of a hundred people."""
    store = create_store(tmp_path / "desk", KEY, now=TEN)
    store.check()  # brings the WAL into the file
    (tmp_path / "contents").write_text(str((tmp_path / "desk/fieldkit.db").stat().st_size // PAGE))
    act(store, COUNT, said=secrets.token_hex(200))
    with store.writing() as db:
        for number in range(100):
            db.conn.execute(
                "INSERT INTO members (uid, known, here, standing, name, birth_date) VALUES (?, 0, 1, 0, ?, '')",
                (f"u{number}", f"示例员{number}"),
            )
        db.conn.execute(
            "UPDATE operations SET uid = 'u' || (place % 100), at = '2023-11-29' WHERE place <= 599"
        )
        for number in range(100):
            db.conn.execute(
                "INSERT INTO service_records (operation, service, uid, count, event, site, booth, at, operator)"
                " VALUES ((SELECT id FROM operations WHERE place = ?), 'legal', '', 1, 'E', 'S', '1', '', 'P')",
                (number + 1,),
            )
    store.close()
    return tmp_path / "desk"


def rows_begin(folder):
    """Return the first page behind the table of contents."""
    return int((folder.parent / "contents").read_text()) + 1


def spoil(file, pages):
    """Turn a byte in each of ``pages`` (from 1)."""
    raw = bytearray(file.read_bytes())
    for page in pages:
        raw[(page - 1) * PAGE + 100] ^= 1
    file.write_bytes(raw)


def rescued(folder, key=KEY):
    salvage.set_aside(folder, folder.parent / "aside")
    return salvage.salvage(folder.parent / "aside", key, folder.parent / "new", now=TEN)


def places(folder):
    store = open_store(folder, KEY)
    try:
        store.check()
        with store.reading() as db:
            return {row[0] for row in db.conn.execute("SELECT place FROM operations").fetchall()}
    finally:
        store.close()


def test_of_a_whole_store_nothing_is_lost(folder):
    before = (folder / "fieldkit.db").read_bytes()
    done = rescued(folder)
    assert done.kept["operations"] == COUNT
    assert not any(done.lost.values())
    assert (done.last_name, done.last_at) == ("示***9", "2023-11-29")
    assert places(folder.parent / "new") == set(range(1, COUNT + 1))
    assert (
        (folder / "fieldkit.db").read_bytes() == before == (folder.parent / "aside/fieldkit.db").read_bytes()
    )


def test_the_new_store_begins_a_new_life_and_goes_on(folder):
    done = rescued(folder)
    store = open_store(folder.parent / "new", KEY)
    with store.reading() as db:
        assert db.conn.execute("SELECT life, sequence FROM counters").fetchone() == (done.life, 0)
        (found,) = db.conn.execute("SELECT count(*) FROM seek_here").fetchone()
        assert found == 100
    act(store, 2)
    store.close()
    assert len(places(folder.parent / "new")) == COUNT + 2


@pytest.mark.parametrize("seed", range(6))
def test_damaged_pages_cost_only_what_stood_on_them(folder, seed):
    file, chance = folder / "fieldkit.db", random.Random(seed)
    pages = file.stat().st_size // PAGE
    spoiled = chance.sample(range(rows_begin(folder), pages + 1), 5)
    spoil(file, spoiled)
    done = rescued(folder)
    left = places(folder.parent / "new")
    # Each page of acts holds some five of them; a page in the middle of the tree stands for all below it.
    assert len(left) == done.kept["operations"]
    assert len(left) >= COUNT - 5 * 60
    assert len(left) + done.lost["operations"] >= COUNT - 60


def test_acts_before_and_after_a_hole_are_kept(folder):
    file = folder / "fieldkit.db"
    lost = []
    for page in range(rows_begin(folder), file.stat().st_size // PAGE):
        whole = file.read_bytes()
        spoil(file, [page])
        salvage.set_aside(folder, folder.parent / f"aside{page}")
        done = salvage.salvage(folder.parent / f"aside{page}", KEY, folder.parent / f"new{page}", now=TEN)
        lost.append(COUNT - done.kept["operations"])
        file.write_bytes(whole)
        if len(lost) > 14:
            break
    assert 0 < sorted(lost)[-2] < 20
    assert sum(lost) < COUNT


def changed_and_checked(store, change):
    """Check the store with ``change`` in it; of what is found to be damaged nothing stays."""
    with store.writing() as db:
        db.conn.execute("PRAGMA defer_foreign_keys = ON")
        db.conn.execute(change)
        checkup.check_chains(store)


def test_a_salvaged_store_passes_its_check_with_the_gaps_it_is_known_to_have_and_no_others(folder):
    spoil(folder / "fieldkit.db", [(folder / "fieldkit.db").stat().st_size // PAGE // 2])
    rescued(folder)
    store = open_store(folder.parent / "new", KEY)
    found = checkup.check(store)
    left = places(folder.parent / "new")
    missing = {n for gap in found.gaps for n in range(gap.place - gap.missing, gap.place)}
    assert found.gaps
    assert missing == set(range(1, COUNT + 1)) - left
    assert found.operations == len(left)
    act(store, 3)
    assert checkup.check(store).gaps == found.gaps
    after = found.gaps[0].place
    for change in (
        f"DELETE FROM operations WHERE place = {after}",
        f"UPDATE operations SET raw = x'00' WHERE place = {after}",
        f"DELETE FROM operations WHERE place = {after - found.gaps[0].missing - 1}",
        "DELETE FROM operations WHERE place = 3",
    ):
        with pytest.raises(StoreDamaged):
            changed_and_checked(store, change)
    store.close()


def test_of_a_store_salvaged_twice_the_gaps_of_both_are_known(folder, tmp_path):
    spoil(folder / "fieldkit.db", [(folder / "fieldkit.db").stat().st_size // PAGE // 2])
    rescued(folder)
    again = tmp_path / "again"
    salvage.set_aside(folder.parent / "new", again)
    salvage.salvage(again, KEY, tmp_path / "newer", now=TEN)
    first, second = open_store(folder.parent / "new", KEY), open_store(tmp_path / "newer", KEY)
    assert checkup.check(second).gaps == checkup.check(first).gaps != ()
    first.close()
    second.close()


def test_what_stands_only_in_the_wal_is_rescued_too(folder, tmp_path):
    store = open_store(folder, KEY)
    act(store, 5)
    salvage_from = tmp_path / "torn"
    salvage_from.mkdir()
    for name in ("fieldkit.db", "fieldkit.db-wal"):
        (salvage_from / name).write_bytes((folder / name).read_bytes())
    store.close()
    salvage.set_aside(salvage_from, tmp_path / "aside")
    assert salvage.salvage(tmp_path / "aside", KEY, tmp_path / "new", now=TEN).kept["operations"] == COUNT + 5


def test_a_lost_row_of_counters_is_made_again(folder):
    store = open_store(folder, KEY)
    with store.writing() as db:
        db.conn.execute("DELETE FROM counters")
    store.close()
    with pytest.raises(StoreDamaged):
        open_store(folder, KEY)
    rescued(folder)
    assert len(places(folder.parent / "new")) == COUNT


def test_without_the_first_page_or_with_another_key_nothing_is_claimed(folder):
    salvage.set_aside(folder, folder.parent / "aside")
    with pytest.raises(StoreDamaged):
        salvage.salvage(folder.parent / "aside", bytes(32), folder.parent / "new", now=TEN)
    spoil(folder / "fieldkit.db", [1])
    salvage.set_aside(folder, folder.parent / "aside2")
    with pytest.raises(StoreDamaged):
        salvage.salvage(folder.parent / "aside2", KEY, folder.parent / "new", now=TEN)
    assert not (folder.parent / "new").exists()


def test_an_open_store_a_missing_one_and_a_place_in_use_are_named(folder, tmp_path):
    with pytest.raises(StoreMissing):
        salvage.set_aside(tmp_path, tmp_path / "aside")
    held = (
        "import sys, pathlib; from fieldkit.store import lockfile; lockfile.take(pathlib.Path(sys.argv[1]));"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held + "print(1, flush=True); input()", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        other.stdout.readline()
        with pytest.raises(StoreLocked):
            salvage.set_aside(folder, tmp_path / "aside")
        other.communicate(b"\n")
    salvage.set_aside(folder, tmp_path / "aside")
    with pytest.raises(FileExistsError):
        salvage.set_aside(folder, tmp_path / "aside")
