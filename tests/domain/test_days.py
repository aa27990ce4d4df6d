# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The day that rules go by is China's, and the event's when a clock lost its battery."""

import datetime as dt

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.days import local_day
from fieldkit.sample.day import sample_day


def test_the_day_begins_at_midnight_in_china():
    before = dt.datetime(2023, 11, 28, 15, 59, tzinfo=dt.UTC)
    assert local_day(before, DayBook()) == dt.date(2023, 11, 28)
    assert local_day(before + dt.timedelta(minutes=1), DayBook()) == dt.date(2023, 11, 29)


def test_a_clock_in_1970_goes_by_the_event():
    lost = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    assert local_day(lost, sample_day().book) == dt.date(2023, 11, 29)
    assert local_day(lost, DayBook()) == dt.date(1970, 1, 1)
