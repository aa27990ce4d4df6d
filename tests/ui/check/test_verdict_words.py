# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The words of a check agree with one another: why, what to do, and how good the lists are."""

import datetime as dt

import pytest

from fieldkit.acts.check_card import check
from fieldkit.domain.card_checks import CardCheck, Lists, Reason
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.serials import code_of, serial_of
from fieldkit.store import briefing
from fieldkit.ui.check.words import advice_of, lists_of, reason_of
from tests.support.card_signing import CLAIMS, digits, key_of, let_trust, vouch
from tests.support.clock import TEN
from tests.support.factories import known, make_store

DAY = dt.timedelta(days=1)
UNTOLD = "不知道多久没有同步，电脑的时间可能不对"
NUMBER = serial_of(5006)


@pytest.fixture
def booth(tmp_path):
    made = make_store(tmp_path / "store")
    let_trust(made)
    yield made
    made.close()


def believe(store, days):
    """Let the latest time that ``store`` believes be ``days`` after the district was last heard."""
    with store.writing() as db:
        db.conn.execute("UPDATE counters SET latest = ?", ((TEN + days * DAY).isoformat(),))


def lose_the_list(store):
    """Let the key that has signed the list of ``store`` count for cards only."""
    with store.writing() as db:
        told = vouch(key_of("the next key"), former=(key_of("district"),))
        db.conn.execute("UPDATE vouches SET envelope = ?", (told,))


@pytest.mark.parametrize(
    ("believed", "now", "reason", "lists"),
    [
        (0, 0, Reason.UNLISTED, "一天之内同步过"),
        (0, 5, Reason.UNLISTED, "5 天前同步"),
        (0, 40, Reason.LISTS_OLD, "已经过期，40 天前同步"),
        (0, -3, Reason.CLOCK_DOUBTFUL, UNTOLD),
        (0, 500, Reason.CLOCK_DOUBTFUL, UNTOLD),
        (5, 0, Reason.CLOCK_DOUBTFUL, "至少 5 天前同步，电脑的时间可能不对"),
        (40, 0, Reason.LISTS_OLD, "已经过期，至少 40 天前同步"),
        (40, 500, Reason.LISTS_OLD, "已经过期，至少 40 天前同步"),
    ],
)
@pytest.mark.parametrize("row", [None, {"serial": serial_of(7777)}, {"standing": 10}], ids=str)
def test_whatever_is_known_of_the_person_the_lists_are_told_alike(booth, believed, now, reason, lists, row):
    believe(booth, believed)
    if row is not None:
        one = known(CLAIMS.uid, CLAIMS.name, **{"serial": NUMBER, "org_code": "DX-1", **row})
        briefing.apply(booth, (one,), briefing.cursor(booth) + 1)
        reason = Reason.NOT_A_MEMBER if "standing" in row else Reason.SUPERSEDED
    found = check(booth, scanned=digits(), now=TEN + now * DAY)
    assert (found.reason, lists_of(found)) == (reason, lists)
    bare = check(booth, scanned=code_of(NUMBER), now=TEN + now * DAY)
    assert lists_of(bare) == lists


@pytest.mark.parametrize("now", [0, 40, -3, 500])
def test_lists_that_count_for_nothing_are_neither_young_nor_old(booth, now):
    lose_the_list(booth)
    found = check(booth, scanned=digits(), now=TEN + now * DAY)
    assert (found.reason, lists_of(found)) == (Reason.LISTS_MISSING, "没有作数的名单")


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_is_told_whole(reason):
    found = CardCheck(reason, number_now=NUMBER, name_now="王*", standing=MemberStanding.WITHDRAWN.value)
    for words in (reason_of(found), advice_of(found)):
        assert words.endswith("。")
        assert not {"{", "}"} & set(words)


def test_a_number_that_is_none_is_not_told_as_one():
    assert "现在的编号" not in reason_of(CardCheck(Reason.SUPERSEDED))
    assert "现在的编号是 FK-" in reason_of(CardCheck(Reason.SUPERSEDED, number_now=NUMBER))


def test_a_name_that_is_printed_otherwise_is_not_asked_to_be_the_documents():
    same, other = (advice_of(CardCheck(Reason.UNLISTED, stands_in=stands_in)) for stands_in in (False, True))
    assert "一致即可办理" in same
    assert "除代用的字以外" in other
    assert "除代用的字以外" not in advice_of(CardCheck(Reason.RENAMED, stands_in=True))


@pytest.mark.parametrize("lists", list(Lists))
@pytest.mark.parametrize("days", [-1, 0, 3])
@pytest.mark.parametrize("doubtful", [False, True])
def test_how_good_the_lists_are_is_always_told(lists, days, doubtful):
    if lists in (Lists.FRESH, Lists.UNSURE) and doubtful is (lists is Lists.FRESH):
        return  # what is fresh was judged by a clock that is believed
    assert lists_of(CardCheck(Reason.UNSIGNED, lists=lists, days_old=days, doubtful=doubtful))
