# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whether a clock is believed."""

import datetime as dt

import pytest

from fieldkit.store import clock
from fieldkit.store.clock import DOUBTFUL, OK, Times, is_doubtful
from tests.support.clock import DAY, TEN

HOUR, MINUTE, DAYS = dt.timedelta(hours=1), dt.timedelta(minutes=1), dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "trusted", "judged"),
    [
        (TEN, None, OK),
        (TEN + 3 * HOUR, None, OK),
        (TEN - 9 * MINUTE, None, OK),
        (TEN - 11 * MINUTE, None, DOUBTFUL),
        (dt.datetime(1970, 1, 1, tzinfo=dt.UTC), None, DOUBTFUL),
        (TEN + DAYS, None, DOUBTFUL),
        (TEN + DAYS, TEN - HOUR, DOUBTFUL),
        (TEN + DAYS, TEN + DAYS - HOUR, OK),
        (TEN + DAYS, TEN + DAYS + HOUR, DOUBTFUL),
        (TEN - DAYS, None, DOUBTFUL),
        (TEN + 500 * DAYS, TEN, DOUBTFUL),
    ],
)
def test_a_time_is_judged_by_what_was_seen_before(now, trusted, judged):
    assert Times(TEN, trusted).judge(now, DAY) == judged


def test_without_an_event_only_the_past_and_a_long_absence_count():
    assert Times(TEN, TEN).judge(TEN + 30 * DAYS) == OK
    assert Times(TEN, TEN).judge(TEN + 401 * DAYS) == DOUBTFUL


def test_the_districts_time_is_believed_even_when_it_is_lower(store):
    with store.writing() as db:
        db.execute("UPDATE counters SET latest = '2030-01-01T00:00:00.000+00:00'")
    assert is_doubtful(store, TEN)
    clock.heard(store, TEN - HOUR)
    assert not is_doubtful(store, TEN)


def test_the_booths_day_is_chinas():
    assert clock.local_day(dt.datetime(2023, 11, 28, 16, 0, tzinfo=dt.UTC)) == DAY
    assert clock.bounds(DAY) == ("2023-11-28T16:00:00.000+00:00", "2023-11-29T16:00:00.000+00:00")
