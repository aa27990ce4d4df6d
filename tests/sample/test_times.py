# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Arrivals follow the parts of the day, with bursts when a shift arrives."""

import datetime as dt
import random

import pytest

from fieldkit.sample.rules import rules
from fieldkit.sample.times import times

DAY = dt.date(2023, 11, 29)
MAIN = rules("arrivals")["main"]


def local(hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2023, 11, 29, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def between(moments: list[dt.datetime], starts: dt.datetime, ends: dt.datetime) -> int:
    return sum(starts <= moment < ends for moment in moments)


@pytest.mark.parametrize("seed", range(5))
def test_the_parts_of_the_main_site_get_their_share_in_order(seed):
    moments = times(random.Random(seed), DAY, 440, MAIN)
    assert moments == sorted(moments)
    assert between(moments, local(10, 0), local(11, 30)) == 110
    assert between(moments, local(11, 30), local(13, 0)) == 242
    assert between(moments, local(13, 0), local(14, 0)) == 88


@pytest.mark.parametrize("starts", [local(11, 38), local(12, 4), local(12, 31)])
def test_a_burst_brings_25_in_5_minutes_beside_the_others(starts):
    moments = times(random.Random(1), DAY, 440, MAIN)
    assert between(moments, starts, starts + dt.timedelta(minutes=5)) >= 25


def test_moments_are_utc():
    assert {moment.tzinfo for moment in times(random.Random(1), DAY, 3, {"parts": MAIN["parts"]})} == {dt.UTC}
