# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One person at two devices that know nothing of each other: both serve her, the district finds it, a clerk ends it."""

import pytest

from fieldkit.acts import look_up, void
from fieldkit.acts.enrol import AlreadyMember
from fieldkit.domain.documents import DocumentKind
from fieldkit.domain.members import MemberStanding
from fieldkit.problems import AlreadyTaken, NotEntitled
from tests.support.factories import draft
from tests.support.journey import CLERK, FieldDevice, office

HER = 7


@pytest.fixture
def district(tmp_path):
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def two(tmp_path, district):
    """Two devices; the second works five minutes behind the first."""
    devices = [FieldDevice(tmp_path / site, site=site) for site in ("S1", "S2")]
    for device in devices:
        device.join(district)
    devices[1].clock.move(minutes=5)
    yield devices
    for device in devices:
        device.close()


def two_sites(district):
    return [(set(one["serials"]), set(one["sites"])) for one in district.facts("overlaps")["two_sites"]]


def test_both_booths_serve_her_and_the_district_finds_it(district, two):
    first, second = (device.enrol(HER) for device in two)
    for device, enrolled in zip(two, (first, second), strict=True):
        device.give(uid=enrolled.member.uid)
    assert first.member.serial != second.member.serial

    for device in reversed(two):  # the later one hands in first
        device.sync()
        assert (device.counts.confirmed, device.counts.attention) == (2, 0)

    both = {first.member.serial, second.member.serial}
    assert two_sites(district) == [(both, {"S1", "S2"})]
    packs = district.facts("overlaps")["double_packs"]
    assert [(set(one["serials"]), one["goods"]) for one in packs] == [(both, "pack")]


def test_typed_differently_she_is_still_one_person(district, two):
    number = draft(HER).document_number
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number)
    two[0].enrol(HER)
    two[1].enrol(HER, document_number=f" {wide[:6]} {wide[6:]} ", name="王  芳芳")
    for device in two:
        device.sync()
    assert len(two_sites(district)) == 1


def test_without_a_document_the_same_phone_is_the_same_person(district, two):
    later = {
        "document_kind": DocumentKind.LATER,
        "document_number": "",
        "birth_date": "1990-05-05",
        "sex": "2",
    }
    for device in two:
        device.enrol(HER, **later)
        device.sync()
    assert len(two_sites(district)) == 1


def test_a_clerk_voids_the_second_enrolment_and_nothing_overlaps_any_more(district, two):
    first, second = two
    kept, twice = first.enrol(HER), second.enrol(HER)
    for device in two:
        device.sync()
    second.act(void.void, operation=twice.operation, reason="重复登记", by=CLERK)
    second.sync()
    assert two_sites(district) == []
    for device, number, standing in (
        (first, kept.member.serial, MemberStanding.APPLYING),
        (second, twice.member.serial, MemberStanding.WITHDRAWN),  # her second card is known for what it is
    ):
        assert [line.standing for line in look_up.search(device.store, text=number)] == [standing]
    with pytest.raises(NotEntitled):
        second.give(uid=twice.member.uid)
    lines = {line["site"]: line for line in district.facts("sites")}
    assert (lines["S1"]["enrolled"], lines["S2"]["enrolled"]) == (1, 0)
    assert (second.counts.recorded, second.counts.confirmed) == (2, 2)


def test_one_device_never_enrols_or_supplies_her_twice(two):
    first, _ = two
    her = first.enrol(HER).member
    first.give(uid=her.uid)
    with pytest.raises(AlreadyMember) as already:
        first.enrol(HER, name="王  芳芳")
    assert already.value.line.uid == her.uid
    with pytest.raises(AlreadyTaken):
        first.give(uid=her.uid)
    with pytest.raises(AlreadyTaken):
        first.give(number=her.serial)
    assert first.counts.recorded == 2


def test_the_same_uid_again_is_the_same_enrolment(two):
    first, _ = two
    once = first.enrol(HER, uid="a" * 32)
    again = first.enrol(HER, uid="a" * 32)
    assert (again.operation, again.member.serial) == (once.operation, once.member.serial)
    assert first.counts.recorded == 1
