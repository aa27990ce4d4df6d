# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is done beside the work: the newest act noted, the second copy made, at their time and without a word more."""

import errno

import keyring
import pytest

from fieldkit import heads, keyfile, keys
from fieldkit.app import second_place
from fieldkit.app.second_place import folder_in, try_newest
from fieldkit.app.watch import Watch
from fieldkit.problems import RecoveryCodeWrong, SecondPlaceGone
from fieldkit.recovery import new_code
from fieldkit.settings import Settings
from fieldkit.store.copies import begin_copies, copies, newest_copy
from fieldkit.store.newest import acts
from fieldkit.store.vault import open_store
from tests.support.bare_stores import CLERK, PIN, act, life_of, make
from tests.support.clock import TEN
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
    settings = Settings(second_place=str(tmp_path / "stick"))
    watch = Watch(open_store(folder, key), key, lambda: settings, now=lambda: TEN, monotonic=ticks)
    own = folder_in(tmp_path / "stick", folder)
    begin_copies(own)
    yield store, watch, ticks, own
    store.close()
    watch.store.close()


def test_the_newest_act_is_noted_and_again_at_the_end(desk):
    store, watch, _, _ = desk
    act(store, 2)
    assert watch.look().problem is None
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
    watch._place._took = 60.0
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
    store, watch, _, place = desk
    watch.look()
    stick, away = place.parent, place.parent.with_name("away")
    stick.rename(away)
    stick.mkdir()  # where it was mounted
    told = []
    for _ in range(3):
        act(store, 5)
        told.append(watch.look())
    assert isinstance(told[0].problem, SecondPlaceGone)
    assert [one.problem for one in told[1:]] == [None, None]
    assert [(one.cares.place_gone, one.cares.uncopied) for one in told] == [(True, 5), (True, 10), (True, 15)]
    assert list(stick.iterdir()) == []  # never beside the store in its place
    stick.rmdir()
    away.rename(stick)
    found = watch.look()
    assert (found.problem, found.cares.place_gone, found.cares.uncopied) == (None, False, 0)
    assert len(copies(place)) == 1
    assert watch.look().cares.copied_at == TEN.isoformat()


@pytest.mark.expect_log("copy not kept: second-place-gone")
def test_a_place_that_answers_with_a_fault_is_gone_and_stops_nothing(desk, monkeypatch):
    store, watch, _, place = desk
    act(store, 30)
    looked_into = type(place).is_dir

    def faulty(folder):
        if folder == place:
            raise OSError(errno.EIO, "")
        return looked_into(folder)

    monkeypatch.setattr(type(place), "is_dir", faulty)
    assert watch.look().cares.place_gone
    monkeypatch.undo()
    monkeypatch.setattr(
        second_place, "make_copy", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.EIO, ""))
    )
    assert watch.look().cares.place_gone
    monkeypatch.undo()
    assert not watch.look().cares.place_gone
    assert len(copies(place)) == 1


def test_what_was_forgotten_is_in_no_copy_any_more(desk):
    store, watch, _, place = desk
    for _ in range(2):
        act(store, 25)
        watch.look()
    assert len(copies(place)) == 2
    watch._place.renew()
    watch.look()
    assert [one.name for one in copies(place)] == ["000003"]
    watch.look()
    assert [one.name for one in copies(place)] == ["000003"]


def test_how_far_the_copies_are_is_read_from_the_place(desk, tmp_path):
    store, watch, ticks, place = desk
    act(store, 30)
    watch.look()
    assert len(copies(place)) == 1
    act(store, 3)
    key = keys.open_keys(store.folder, operator_id=CLERK.id, pin=PIN, now=TEN)
    again = Watch(open_store(store.folder, key), key, watch._settings, now=lambda: TEN, monotonic=ticks)
    assert again.look().cares.uncopied == 3
    again.end()  # what no copy has is copied at the end
    assert len(copies(place)) == 2
    assert newest_copy(place).acts == 33
    other = Watch(open_store(store.folder, watch._key), b"1" * 32, watch._settings, now=lambda: TEN)
    assert other.look().cares.uncopied == 0
    other.end()
    assert len(copies(place)) == 2


def test_a_copy_of_another_history_does_not_count(desk):
    store, watch, _, place = desk
    act(store, 30)
    watch.look()
    note = copies(place)[0] / "copy.json"
    note.write_text(note.read_text(encoding="utf-8").replace(life_of(store), "0" * 8), encoding="utf-8")
    other = Watch(open_store(store.folder, watch._key), b"1" * 32, watch._settings, now=lambda: TEN)
    assert other._place._held_by(place, 30) == 0
    other.store.close()


def test_what_should_be_seen_to_goes_when_it_is_done(desk):
    store, watch, _, place = desk
    assert (watch.look().cares.no_code, watch.look().cares.untried) == (True, False)
    act(store, 25)
    code = keys.new_recovery_code(store.folder, key=watch._key)
    cares = watch.look().cares
    assert (cares.no_code, cares.untried) == (False, True)
    assert try_newest(place.parent, store.folder, code).operations == 25
    with pytest.raises(RecoveryCodeWrong):
        try_newest(place.parent, store.folder, new_code())
    watch._settings = lambda: Settings(second_place=str(place.parent), copy_tried="2023-11-01")
    assert not watch.look().cares.untried
    watch._settings = lambda: Settings(second_place=str(place.parent), copy_tried="2023-10-01")
    assert watch.look().cares.untried


@pytest.mark.expect_log("head not kept: keyring-gone")
def test_a_keyring_that_is_locked_stops_nothing(desk):
    store, watch, _, place = desk
    watch.look()
    keyring.set_keyring(NoKeyring())
    act(store, 25)
    assert watch.look().problem is None
    assert len(copies(place)) == 1
