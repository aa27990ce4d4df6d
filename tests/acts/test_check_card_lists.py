# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How old a booth's lists may be, and who may have signed them, for a card to be judged by them."""

import datetime as dt

import pytest

from fieldkit.acts.check_card import check
from fieldkit.domain.card_checks import Reason
from tests.support.card_signing import CLAIMS, DISTRICT, digits, key_of, let_trust, tell_list, vouch
from tests.support.clock import TEN

DAY = dt.timedelta(days=1)


@pytest.fixture
def booth(store):
    """Give a booth that knows its district, and what it says of a card."""
    let_trust(store)
    return store


def said(store, now=TEN):
    return check(store, scanned=digits(), now=now)


def reason(store, scanned=None):
    return check(store, scanned=scanned or digits(), now=TEN).reason


@pytest.mark.parametrize(
    ("later", "expected", "days"),
    [
        (0, Reason.UNLISTED, 0),
        (20, Reason.UNLISTED, 20),
        (40, Reason.LISTS_OLD, 40),
        (500, Reason.CLOCK_DOUBTFUL, 0),
        (-3, Reason.CLOCK_DOUBTFUL, 0),
    ],
)
def test_lists_past_their_end_are_no_proof_any_more(booth, later, expected, days):
    found = said(booth, now=TEN + later * DAY)
    assert (found.reason, found.days_old) == (expected, days)
    assert found.doubtful is (expected is Reason.CLOCK_DOUBTFUL)
    assert found.name == CLAIMS.name


def test_a_clock_that_was_put_back_makes_no_list_young(booth):
    with booth.writing() as db:  # an act of 40 days later was believed
        db.conn.execute("UPDATE counters SET latest = ?", ((TEN + 40 * DAY).isoformat(),))
    found = said(booth, now=TEN)
    assert (found.reason, found.days_old, found.doubtful) == (Reason.LISTS_OLD, 40, True)


def test_a_list_whose_signer_counts_no_more_tells_nothing(booth):
    with booth.writing() as db:
        db.conn.execute("UPDATE vouches SET envelope = ?", (vouch(key_of("the next key")),))
    assert reason(booth) is Reason.UNKNOWN_SIGNER
    assert reason(booth, digits(by=key_of("the next key"))) is Reason.LISTS_MISSING


def test_a_former_key_of_the_district_counts_for_cards_and_for_no_list(booth):
    with booth.writing() as db:
        told = vouch(key_of("the next key"), former=(DISTRICT,))
        db.conn.execute("UPDATE vouches SET envelope = ?", (told,))
    assert reason(booth) is Reason.LISTS_MISSING
    tell_list(booth, 9, by=key_of("the next key"))
    assert reason(booth) is Reason.UNLISTED
