# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The program forgets by itself: at its start, after a round, when the day is over; never while somebody types."""

import datetime as dt

import pytest

from fieldkit import heads, keys
from fieldkit.acts.enrol import enrol
from fieldkit.app.watch import Watch
from fieldkit.problems import StoreLocked
from fieldkit.settings import Settings
from fieldkit.store import parts, rounds, settle
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, draft, make_store, resident
from tests.support.told import MUCH, answer, standings

DAY = dt.timedelta(days=1)


class Desk:
    """A store with one person enrolled, a watch on it, and two clocks that stand still until they are moved."""

    def __init__(self, folder):
        self.store = make_store(folder)
        self.now, self.ticks = TEN, 1000.0
        self.enrol(1)
        self.watch = Watch(
            open_store(folder, KEY),
            bytes(bytearray(KEY)),
            Settings,
            now=lambda: self.now,
            monotonic=lambda: self.ticks,
        )

    def enrol(self, number):
        enrol(self.store, uid=f"u{number}", draft=draft(number), operator=CLERK, desk=DESK, now=TEN)

    def round(self):
        """Let everything be told and safe, as a round by wire or by stick does."""
        number = rounds.begin_round(self.store, now=self.now)
        answer(self.store)
        settle.settle(self.store, [], standings(self.store, safe=99), TEN)
        parts.told(self.store, [name for name, _ in parts.to_send(self.store, most_bytes=MUCH)], TEN)
        nothing = dict.fromkeys(("sent", "accepted", "rejected", "received"), 0)
        rounds.end_round(self.store, number, now=self.now, outcome="done", **nothing)

    def numbers(self):
        with self.store.reading() as db:
            return [
                row[0] for row in db.execute("SELECT document FROM identities_in_clear ORDER BY document")
            ]

    def forgot(self, seconds=0.0):
        self.ticks += seconds
        return self.watch.look().forgot


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(heads, "keep_head", lambda *_: None)
    monkeypatch.setattr(keys, "has_recovery_code", lambda _: True)
    made = Desk(tmp_path / "desk")
    yield made
    made.watch.store.close()
    made.store.close()


def test_at_its_start_it_forgets_what_was_safe_and_is_over(desk):
    desk.round()
    desk.now = TEN + DAY
    assert desk.forgot()
    assert desk.numbers() == []
    assert desk.watch._place._stale  # what copies hold of it goes too


def test_a_round_that_made_it_safe_is_enough(desk):
    desk.now = TEN + DAY
    assert not desk.forgot()
    assert desk.numbers() == [resident(1)]
    desk.round()
    assert desk.forgot(61)
    assert desk.numbers() == []


def test_within_an_hour_of_midnight_what_was_safe_is_forgotten(desk):
    desk.round()
    assert not desk.forgot()
    desk.now = TEN + DAY
    assert not desk.forgot(61)
    assert desk.forgot(3600)


def test_it_waits_until_nothing_was_entered_for_a_minute(desk):
    desk.round()
    assert not desk.forgot()
    desk.now = TEN + DAY
    desk.enrol(2)
    assert not desk.forgot(3601)
    desk.enrol(3)
    assert not desk.forgot(59)
    assert not desk.forgot(59)
    assert desk.forgot(2)
    assert desk.numbers() == [resident(2), resident(3)]  # which nobody has heard of yet


def test_by_a_clock_that_cannot_be_right_nothing_is_forgotten(desk):
    desk.round()
    desk.now = TEN - DAY
    assert not desk.forgot()
    with desk.store.writing() as db:
        db.execute("UPDATE counters SET trusted = ?", [TEN.isoformat()])
    desk.now = TEN + 500 * DAY
    assert not desk.forgot(3601)
    assert desk.numbers() == [resident(1)]


@pytest.mark.expect_log("purge not kept: store-locked")
def test_a_store_that_is_busy_stops_nothing_and_it_goes_on_later(desk, monkeypatch):
    desk.round()
    desk.now = TEN + DAY
    monkeypatch.setattr(desk.watch.store, "compact", _locked)
    found = desk.watch.look()
    assert (found.problem, found.forgot) == (None, False)
    monkeypatch.undo()
    assert not desk.forgot(3601)  # content went the first time, its bytes go now
    with desk.store.reading() as db:
        assert db.execute("SELECT owes_compacting FROM counters").fetchone()[0] == 0


def _locked():
    raise StoreLocked
