# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A bare number, from the front of a card or by hand, is looked up and proves nothing."""

import pytest

from fieldkit.acts.check_card import check
from fieldkit.domain.card_checks import Reason, Verdict
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.serials import code_of, serial_of
from fieldkit.store import briefing
from tests.support.card_signing import CLAIMS, let_trust
from tests.support.clock import TEN
from tests.support.factories import known

NUMBER = serial_of(5006)


@pytest.fixture
def booth(store):
    """Give a booth that knows its district, and what it says of a card."""
    let_trust(store)
    return store


def said(store, scanned):
    return check(store, scanned=scanned, now=TEN)


def reason(store, scanned):
    return said(store, scanned).reason


def tell(store, *changes):
    """Let the district say something of members."""
    briefing.apply(store, changes, briefing.cursor(store) + 1)


def listed(**changed):
    """Return the row of the person on the card."""
    return known(CLAIMS.uid, CLAIMS.name, **{"serial": NUMBER, "org_code": "DX-1", **changed})


def test_the_front_code_is_only_a_number_to_look_up(booth):
    found = said(booth, code_of(NUMBER))
    assert (found.verdict, found.reason, found.name, found.number) == (
        Verdict.AMBER,
        Reason.UNSIGNED,
        "",
        NUMBER,
    )
    tell(booth, listed())
    found = said(booth, code_of(NUMBER))
    assert (found.reason, found.uid, found.name_now) == (Reason.UNSIGNED, CLAIMS.uid, "欧**婷")
    assert reason(booth, NUMBER) is reason(booth, "临-D08-0003") is Reason.UNSIGNED


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (MemberStanding.WITHDRAWN, Reason.NOT_A_MEMBER),
        (MemberStanding.MOVED_OUT, Reason.MOVED_OUT),
        (MemberStanding.MOVING_OUT, Reason.UNSIGNED),
    ],
)
def test_a_bare_number_is_worth_no_more_than_the_signed_card(booth, standing, expected):
    tell(booth, listed(standing=standing.value))
    found = said(booth, code_of(NUMBER))
    assert (found.reason, found.name, found.standing) == (expected, "", standing.value)
