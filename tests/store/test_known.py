# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Known members: taken in by the page, never over what waits here."""

import json

import pytest

from fieldkit.acts.day import day_book
from fieldkit.acts.enrol import enrol
from fieldkit.acts.look_up import member, search
from fieldkit.acts.papers import card
from fieldkit.acts.transfer import update
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.people import Sex
from fieldkit.domain.serials import serial_of
from fieldkit.problems import Unknown
from fieldkit.store import briefing, members
from tests.support.clock import TEN
from tests.support.factories import (
    CLERK,
    DESK,
    accepted,
    draft,
    gone,
    known,
    name_of,
    phone,
    rejected,
    resident,
)
from tests.support.told import hear


def uids(store, text):
    return [line.uid for line in search(store, text=text)]


def test_known_members_are_found_and_counted(store):
    briefing.apply(
        store, [known(f"m{n}", name_of(n), document=resident(n), phone=phone(n)) for n in range(1, 1201)], 2
    )
    assert day_book(store).members_known == 1200
    assert uids(store, resident(700)) == ["m700"]
    found = member(store, uid="m700")
    assert (found.name, found.from_briefing, found.enrolled_here) == (name_of(700), True, False)
    assert found.document_tail == resident(700)[-6:]


def test_a_changed_member_is_found_by_the_new_name_only(store):
    briefing.apply(store, [known("m1", "王示例")], 2)
    briefing.apply(store, [known("m1", "李样本", serial="FK-0000-0009-1", standing=2)], 3)
    assert uids(store, "王示例") == []
    assert uids(store, "lyb") == ["m1"]
    assert member(store, uid="m1").standing is MemberStanding.KEPT_RETIRED
    assert day_book(store).members_known == 1


def test_of_several_words_on_one_person_in_a_page_the_last_counts(store):
    briefing.apply(store, [known("m1", "王示例"), known("m1", "李样本")], 2)
    assert member(store, uid="m1").name == "李样本"
    briefing.apply(store, [known("m2", "王示例"), gone("m2"), gone("m3")], 3)
    with pytest.raises(Unknown):
        member(store, uid="m2")
    assert day_book(store).members_known == 1


def test_a_tombstone_takes_a_member_away(store):
    briefing.apply(store, [known("m1", "王示例")], 2)
    briefing.apply(store, [gone("m1")], 3)
    assert uids(store, "王") == []
    assert day_book(store).members_known == 0


def test_codes_that_only_a_newer_district_knows_do_no_harm(store):
    briefing.apply(store, [known("m1", "王示例", standing=77, sex=5)], 2)
    found = member(store, uid="m1")
    assert (found.standing, found.sex) == (MemberStanding.KEPT_OTHER, Sex.UNKNOWN)


@pytest.fixture
def enrolled(store):
    """Give the enrolment of the first person."""
    return enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN)


def test_nothing_goes_over_what_waits_here(store, enrolled):
    briefing.apply(store, [known("u1", "别的名字", serial="FK-0000-0099-1")], 2)
    assert member(store, uid="u1").name == name_of(1)
    hear(store, accepted([enrolled.operation]))
    now = member(store, uid="u1")
    assert (now.name, now.serial, now.from_briefing, now.enrolled_here) == (
        "别的名字",
        "FK-0000-0099-1",
        True,
        True,
    )
    assert day_book(store).members_known == 1


def test_nothing_goes_over_what_was_rejected_here(store, enrolled):
    hear(store, [rejected(enrolled.operation)])
    briefing.apply(store, [known("u1", "别的名字")], 2)
    assert member(store, uid="u1").name == name_of(1)


def test_of_what_was_held_the_last_word_counts_and_only_when_all_is_settled(store, enrolled):
    change = update(store, uid="u1", employer="示例食品厂", operator=CLERK, desk=DESK, now=TEN)
    briefing.apply(store, [known("u1", "第一句")], 2)
    briefing.apply(store, [known("u1", "第二句")], 3)
    hear(store, accepted([enrolled.operation]))
    assert member(store, uid="u1").name == name_of(1)
    hear(store, accepted([change.operation]))
    assert member(store, uid="u1").name == "第二句"
    assert uids(store, "第二句") == ["u1"]


def test_the_district_replaces_what_it_knows_and_keeps_the_typed_numbers(store, enrolled):
    hear(store, accepted([enrolled.operation]))
    row = json.loads(bytes(known("u1", name_of(1), document=resident(1), standing=1).row))
    briefing.apply(store, [known("u1", name_of(1), document=resident(1), standing=1)], 2)
    with store.reading() as db:
        kept = members.whole(db, "u1")
    assert kept.member.document_number == resident(1)
    assert kept.member.serial == enrolled.member.serial
    assert kept.member.standing is MemberStanding.NORMAL
    assert kept.tag == row["tag"]


def test_a_tombstone_of_somebody_enrolled_here_only_says_that_they_are_not_known(store, enrolled):
    hear(store, accepted([enrolled.operation]))
    briefing.apply(store, [known("u1", name_of(1))], 2)
    briefing.apply(store, [gone("u1")], 3)
    assert not member(store, uid="u1").from_briefing
    assert day_book(store).members_known == 0
    assert uids(store, name_of(1)) == ["u1"]


def test_a_held_tombstone_is_taken_in_later(store, enrolled):
    briefing.apply(store, [gone("u1")], 2)
    hear(store, accepted([enrolled.operation]))
    assert not member(store, uid="u1").from_briefing


@pytest.mark.parametrize("others", [0, 1200])
def test_how_a_known_name_is_printed_comes_with_it_and_finds_it(store, others):
    page = [known(f"m{n}", name_of(n)) for n in range(others)]
    briefing.apply(store, [*page, known("m-9", "王𠅤", print_as="王芒", serial=serial_of(9))], 2)
    found = member(store, uid="m-9")
    assert (found.name, found.print_as) == ("王𠅤", "王芒")
    assert card(store, uid="m-9").name == "王芒"
    assert uids(store, "王芒") == uids(store, "王𠅤") == ["m-9"]
    briefing.apply(store, [known("m-9", "王𠅤", serial=serial_of(9))], 3)
    assert card(store, uid="m-9").name == "王𠅤"
    assert uids(store, "王芒") == []


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ({"name": "王𠅤"}, "王芒"),
        ({"name": "王𠅤", "print_as": "王亡"}, "王亡"),
        ({"name": "王伟"}, "王伟"),
    ],
    ids=["says nothing of it", "says another", "another name"],
)
def test_how_a_name_was_printed_here_stays_as_long_as_the_name_does(store, row, printed):
    person = enrol(
        store, uid="u1", draft=draft(1, name="王𠅤", print_as="王芒"), operator=CLERK, desk=DESK, now=TEN
    )
    hear(store, accepted([person.operation]))
    name = row["name"]
    more = {key: value for key, value in row.items() if key != "name"}
    briefing.apply(store, [known("u1", name, document=resident(1), **more)], briefing.cursor(store) + 1)
    assert card(store, uid="u1").name == printed
    assert uids(store, printed) == ["u1"]
