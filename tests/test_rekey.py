# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A new key for the store: everybody's PIN still opens it, a kill at any point leaves the old key or the new one."""

import errno
import json
import shutil

import pytest

from fieldkit import keyfile, keys
from fieldkit.acts.sign_in import operators
from fieldkit.problems import DiskFull, KeyFileDamaged, LastOperator, StoreDamaged, StoreLocked, Unknown
from fieldkit.rehearsal import rekeys
from fieldkit.rehearsal.rekeys import FIRST, SECRET, storm_of_rekeys
from fieldkit.rekey import rekey
from fieldkit.store import rekeying
from fieldkit.store.vault import open_store
from tests.support.clock import TEN

OTHER = "five large horses"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder with a store, two operators and a recovery code."""
    monkeypatch.setattr(keyfile, "ITERATIONS", 1)
    monkeypatch.setattr(keyfile, "MEMORY_KIB", 64)
    rekeys._set_up(tmp_path)
    keys.add_slot(tmp_path, key=key_of(tmp_path), operator_id="P02", operator_name="示例甲", pin=OTHER)
    return tmp_path


def key_of(folder, operator="P01", pin=SECRET):
    return keys.open_keys(folder, operator_id=operator, pin=pin, now=TEN)


def reads(folder, key):
    store = open_store(folder, key)
    try:
        store.check()
        return [one.name for one in operators(store)]
    finally:
        store.close()


def test_everybody_signs_in_as_before_and_the_old_key_opens_nothing(folder):
    old, code = key_of(folder), keys.new_recovery_code(folder, key=key_of(folder))
    new = rekey(folder, old)
    assert new != old
    assert key_of(folder) == key_of(folder, "P02", OTHER) == keys.open_with_code(folder, code=code) == new
    assert reads(folder, new) == [FIRST.name]
    with pytest.raises(StoreDamaged):
        open_store(folder, old)
    assert not [file for file in folder.iterdir() if "rekeyed" in file.name]


def test_an_operator_left_out_has_no_slot_any_more(folder):
    rekey(folder, key_of(folder), without=("P02",))
    with pytest.raises(Unknown):
        key_of(folder, "P02", OTHER)
    with pytest.raises(LastOperator):
        rekey(folder, key_of(folder), without=("P01",))
    assert reads(folder, key_of(folder)) == [FIRST.name]


def test_an_old_key_file_put_back_opens_nothing(folder):
    shutil.copy(folder / "keys.json", folder / "keys.old")
    rekey(folder, key_of(folder), without=("P02",))
    shutil.copy(folder / "keys.old", folder / "keys.json")
    with pytest.raises(StoreDamaged):
        open_store(folder, key_of(folder, "P02", OTHER))


def test_a_slot_that_a_stranger_put_in_is_not_given_the_new_key(folder):
    key, file = key_of(folder), folder / "keys.json"
    raw = json.loads(file.read_text(encoding="utf-8"))
    stranger = keyfile.new_slot(
        keyfile.read(folder),
        bytes(32),
        operator_id="P09",
        operator_name="",
        secret=b"known to the stranger",
        device_secret=b"",
    )
    raw["slots"].append(stranger._asdict())
    file.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(KeyFileDamaged):
        rekey(folder, key)
    assert reads(folder, key) == [FIRST.name]


def test_a_store_that_is_open_elsewhere_is_left_alone(folder):
    key = key_of(folder)
    store = open_store(folder, key)
    with store.writing() as db:
        db.conn.execute("UPDATE counters SET receipts = receipts + 1")
    try:
        with pytest.raises(StoreLocked):
            rekey(folder, key)
    finally:
        store.close()
    assert key_of(folder) == key
    assert reads(folder, key) == [FIRST.name]


def test_a_disk_that_is_full_changes_nothing(folder, monkeypatch):
    key = key_of(folder)

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(rekeying, "_flush", full)
    with pytest.raises(DiskFull):
        rekey(folder, key)
    monkeypatch.undo()
    assert key_of(folder) == key
    assert reads(folder, key) == [FIRST.name]


@pytest.mark.slow
def test_killed_at_every_point_and_at_random_one_of_the_two_keys_opens(tmp_path):
    result = storm_of_rekeys(tmp_path, times=24, seed=20231129, plant=None, tell=lambda *_: None)
    assert result["holds"], result
    assert result["figures"]["old"] > 3
    assert result["figures"]["new"] > 3


def test_the_storm_finds_a_key_dropped_too_early(tmp_path):
    result = storm_of_rekeys(tmp_path, times=24, seed=20231129, plant="lost", tell=lambda *_: None)
    assert not result["holds"]
    assert result["figures"]["neither"] == 1
