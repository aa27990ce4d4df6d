# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is done beside the work: the newest act noted, the second copy made, at their time and without a word more."""

import shutil

import keyring
import pytest

from fieldkit import heads, keyfile, keys
from fieldkit.app.watch import Watch, folder_in
from fieldkit.problems import SecondPlaceGone
from fieldkit.store.copies import copies
from fieldkit.store.newest import acts
from fieldkit.store.vault import open_store
from tests.support.bare_stores import act, make
from tests.support.keyrings import NoKeyring


class Ticks:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Return the folder, an open store to act in, a watch with the second place ``stick``, and its clock."""
    monkeypatch.setattr(keyfile, "ITERATIONS", 1)
    monkeypatch.setattr(keyfile, "MEMORY_KIB", 64)
    folder, ticks = tmp_path / "desk", Ticks()
    key = make(folder)
    (tmp_path / "stick").mkdir()
    store = open_store(folder, key)
    watch = Watch(open_store(folder, key), key, lambda: str(tmp_path / "stick"), monotonic=ticks)
    yield store, watch, ticks, folder_in(tmp_path / "stick", folder)
    store.close()
    watch.store.close()


def test_the_newest_act_is_noted_and_again_at_the_end(desk):
    store, watch, _, _ = desk
    act(store, 2)
    assert watch.look() is None
    assert heads.kept_head(store.folder).sequence == 2
    act(store)
    assert heads.kept_head(store.folder).sequence == 2
    watch.end()
    assert heads.kept_head(store.folder).sequence == 3


def test_a_copy_is_made_after_so_many_acts(desk):
    store, watch, _, place = desk
    watch.look()
    act(store, 24)
    watch.look()
    assert copies(place) == []
    act(store)
    watch.look()
    (copy,) = copies(place)
    watch.look()
    assert copies(place) == [copy]
    back = open_store(copy, watch._key)
    with back.reading() as db:
        assert acts(db) == 25
    back.close()


def test_a_copy_is_made_after_five_minutes_with_an_act_and_two_are_kept(desk):
    store, watch, ticks, place = desk
    watch.look()
    ticks.at += 301
    watch.look()
    assert copies(place) == []
    for count in range(1, 5):
        act(store)
        ticks.at += 301
        watch.look()
        assert len(copies(place)) == min(count, 2)
    assert [one.name for one in copies(place)] == ["000004", "000003"]


def test_what_an_earlier_start_entered_is_copied_too(desk):
    store, watch, ticks, place = desk
    act(store, 3)
    watch.look()
    ticks.at += 301
    watch.look()
    assert len(copies(place)) == 1


def test_a_slow_place_is_left_to_rest(desk, monkeypatch):
    store, watch, ticks, place = desk
    watch.look()
    act(store, 25)
    watch.look()
    watch._took = 60.0
    act(store, 25)
    watch.look()
    assert len(copies(place)) == 1
    ticks.at += 601
    watch.look()
    assert len(copies(place)) == 2


def test_the_copys_key_file_opens_by_the_recovery_code_only(desk):
    store, watch, _, place = desk
    code = keys.new_recovery_code(store.folder, key=watch._key)
    watch.look()
    act(store, 25)
    watch.look()
    (copy,) = copies(place)
    assert keys.slots(copy) == ()
    assert keys.open_with_code(copy, code=code) == watch._key
    assert "示例" not in (copy / "keys.json").read_text(encoding="utf-8")


@pytest.mark.expect_log("copy not kept: second-place-gone")
def test_a_stick_that_was_pulled_is_told_once_and_taken_again_when_it_is_back(desk):
    store, watch, ticks, place = desk
    watch.look()
    shutil.rmtree(place.parent)
    place.parent.touch()
    told = []
    for _ in range(3):
        act(store, 25)
        ticks.at += 301
        told.append(watch.look())
    assert isinstance(told[0], SecondPlaceGone)
    assert told[1:] == [None, None]
    place.parent.unlink()
    act(store)
    ticks.at += 301
    assert watch.look() is None
    assert len(copies(place)) == 1


@pytest.mark.expect_log("head not kept: keyring-gone")
def test_a_keyring_that_is_locked_stops_nothing(desk):
    store, watch, _, place = desk
    watch.look()
    keyring.set_keyring(NoKeyring())
    act(store, 25)
    assert watch.look() is None
    assert len(copies(place)) == 1
