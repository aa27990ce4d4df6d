# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who may take what: audience, then the one-per-person lock, then the stock (domain.md §2.10)."""

import pytest

from fieldkit.domain.events import Goods
from fieldkit.domain.members import Member, MemberStanding
from fieldkit.domain.packs import LEFT_THE_UNION, entitled

PACK = Goods("pack", "福利包", audience="new")
VOUCHER = Goods("voucher", "消费券", audience="members")
CAKE = Goods("cake", "艾草饼", audience="need", once=False)
LEAFLET = Goods("leaflet", "折页", audience="visitors", once=False)
NEW = Member(uid="1", serial="", name="王明", enrolled_here=True)
TOLD = Member(uid="2", serial="", name="王明", enrolment="D01-0000000a-000001")
KNOWN = Member(uid="3", serial="", name="王明", from_briefing=True)


@pytest.mark.parametrize(
    ("goods", "member", "reason"),
    [
        (PACK, NEW, ""),
        (PACK, TOLD, ""),
        (PACK, KNOWN, "not-entitled"),
        (PACK, None, "not-entitled"),
        (VOUCHER, KNOWN, ""),
        (VOUCHER, None, "not-entitled"),
        (CAKE, None, ""),
        (LEAFLET, None, ""),
        (Goods("odd", "?", audience="nobody"), NEW, "not-entitled"),
        (Goods("pack", "福利包", audience="need", active=False), NEW, "not-entitled"),
    ],
)
def test_the_audience_decides_first(goods, member, reason):
    assert entitled(goods, member=member, taken=False, left=9) == reason


def test_a_card_of_another_site_is_proof_enough_for_members_goods():
    assert entitled(PACK, member=None, taken=False, left=1, carded=True) == ""
    assert entitled(VOUCHER, member=None, taken=False, left=1, carded=True) == ""
    odd = Goods("odd", "?", audience="nobody")
    assert entitled(odd, member=None, taken=False, left=1, carded=True) == "not-entitled"


def test_one_person_takes_one_and_the_lock_comes_before_the_stock():
    assert entitled(PACK, member=NEW, taken=True, left=0) == "already-taken"
    assert entitled(CAKE, member=NEW, taken=True, left=1) == ""


def test_nothing_is_handed_out_that_is_not_there():
    assert entitled(PACK, member=NEW, taken=False, left=0) == "out-of-stock"


@pytest.mark.parametrize("standing", MemberStanding)
def test_whoever_left_the_union_takes_no_members_goods(standing):
    member = Member(uid="1", serial="", name="王明", enrolled_here=True, standing=standing)
    expected = "not-entitled" if standing in LEFT_THE_UNION else ""
    assert entitled(VOUCHER, member=member, taken=False, left=1) == expected
    assert entitled(CAKE, member=member, taken=False, left=1) == ""
