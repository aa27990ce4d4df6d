# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The day: what the briefing says, and what was done."""

import datetime as dt

from fieldkit.acts.day import DayNumbers, day_book, day_numbers
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.desk import Desk
from fieldkit.store.vault import create_store
from tests.support.clock import DAY, TEN
from tests.support.factories import CLERK, DESK, KEY, draft


def test_before_the_first_briefing_the_book_is_empty(tmp_path):
    store = create_store(tmp_path / "bare", KEY, now=TEN)
    assert day_book(store) == DayBook()
    store.close()


def test_stock_and_serials_are_what_is_left_now(store):
    enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN)
    issue(store, uid="u1", goods="pack", operator=CLERK, desk=DESK, now=TEN)
    book = day_book(store)
    assert book.serials_left == 999
    assert {stock.goods: (stock.opening, stock.left) for stock in book.stocks} == {
        "pack": (50, 49),
        "soap": (2, 2),
        "leaflet": (100, 100),
    }


def test_numbers_are_of_one_site_and_one_day(store):
    enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN)
    late = dt.datetime(2023, 11, 29, 16, 30, tzinfo=dt.UTC)
    enrol(store, uid="u2", draft=draft(2), operator=CLERK, desk=DESK, now=late)
    enrol(store, uid="u3", draft=draft(3), operator=CLERK, desk=Desk("E1", "S2", "1"), now=TEN)
    assert day_numbers(store, desk=DESK, day=DAY) == DayNumbers(1, 0, 0, 0)
    assert day_numbers(store, desk=DESK, day=DAY + dt.timedelta(days=1)) == DayNumbers(1, 0, 0, 0)
