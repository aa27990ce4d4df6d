# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The row that every act steps."""

import datetime as dt

from fieldkit.store import counters
from tests.support.clock import TEN


def test_moments_are_utc_and_sort_as_time_does():
    there = TEN.astimezone(dt.timezone(dt.timedelta(hours=8)))
    assert counters.moment(there) == "2023-11-29T02:00:00.000+00:00"
    later = [counters.moment(TEN + dt.timedelta(milliseconds=step)) for step in (0, 1, 999, 60_000)]
    assert later == sorted(later)


def test_a_step_gives_the_next_number_and_keeps_the_latest_believed_time(store):
    with store.writing() as db:
        life, first = counters.step_sequence(db, at="2023-11-29T03:00:00.000+00:00")
        assert counters.step_sequence(db, at="") == (life, first + 1)
        assert counters.step_sequence(db, at="2023-11-29T02:30:00.000+00:00") == (life, first + 2)
        assert counters.latest(db) == dt.datetime(2023, 11, 29, 3, tzinfo=dt.UTC)


def test_each_counter_counts_by_itself(store):
    with store.writing() as db:
        assert [counters.step(db, name) for name in ("receipts", "receipts", "sheets", "provisionals")] == [
            1,
            2,
            1,
            1,
        ]


def test_a_new_life_begins_its_sequence_anew(store):
    with store.writing() as db:
        before, _ = counters.step_sequence(db, at="")
        life = counters.begin_life(db, TEN)
        assert life != before
        assert counters.step_sequence(db, at="") == (life, 1)
