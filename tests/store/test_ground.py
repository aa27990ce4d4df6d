# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What an act stands on when the clock or the site is not what the briefing knows."""

import datetime as dt

from fieldkit.domain.desk import Desk
from fieldkit.store.ground import ground
from tests.support.clock import DAY, TEN
from tests.support.factories import DESK

LOST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def test_with_a_doubtful_clock_ages_are_judged_by_the_events_day(store):
    with store.reading() as db:
        on = ground(store, db)
    assert on.today(DESK, TEN) == DAY
    assert on.today(DESK, LOST) == DAY
    assert on.today(DESK, TEN + dt.timedelta(days=1)) == DAY


def test_without_an_event_by_the_last_believed_day(store):
    with store.reading() as db:
        on = ground(store, db)
    assert on.today(Desk("nowhere", "S1", "1"), LOST) == DAY


def test_a_site_the_briefing_does_not_know_has_no_union(store):
    with store.reading() as db:
        assert ground(store, db).org_code(Desk("E1", "S9", "1")) == ""
