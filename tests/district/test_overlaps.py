# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Every person taken in twice and every pack given twice is found, and nobody else."""

import pytest

from fieldkit.protocol.messages import TransferBody
from sync.office.persons import Persons
from sync.outgoing.serials import serial_of
from tests.support.devices import enrol_body
from tests.support.district import TAG

ONE, TWO = "c1" * 16, "c2" * 16


def test_a_person_enrolled_at_two_sites_is_accepted_twice_and_listed(join, district):
    here, there = join("S1"), join("S2")
    first, second = here.next_serial(), there.next_serial()
    assert here.say(here.enrol("u-1", serial=first, tag=ONE))[0].verdict == "accepted"
    assert there.say(there.enrol("u-2", serial=second, tag=ONE, site="S2"))[0].verdict == "accepted"
    here.say(here.enrol("u-3", tag=TWO), here.enrol("u-4"), here.enrol("u-5"))
    assert district.facts("overlaps") == {
        "two_sites": [{"serials": sorted([first, second]), "sites": ["S1", "S2"]}],
        "double_packs": [],
        "already_members": [],
    }


def test_two_booths_of_one_site_are_told_as_one_site(join, district):
    one, other = join(), join()
    one.say(one.enrol("u-1", tag=ONE))
    other.say(other.enrol("u-2", tag=ONE))
    (found,) = district.facts("overlaps")["two_sites"]
    assert found["sites"] == ["S1"]


def test_a_voided_enrolment_is_no_overlap(join, district):
    here, there = join("S1"), join("S2")
    raw = here.enrol("u-1", tag=ONE)
    here.say(raw, here.void(raw))
    there.say(there.enrol("u-2", tag=ONE, site="S2"))
    assert district.facts("overlaps")["two_sites"] == []


def test_two_packs_of_one_person_are_found_by_tag_number_and_enrolment(join, district):
    here, there = join("S1"), join("S2")
    serial, other = here.next_serial(), here.next_serial()
    digits = "".join(sign for sign in other if sign.isdigit())
    here.say(
        here.enrol("u-1", serial=serial, tag=ONE),
        here.enrol("u-2", serial=other, tag=TWO),
        here.issue(uid="u-1"),
        here.issue(uid="u-2", tag=TWO),
    )
    there.say(there.issue(tag=ONE, site="S2"), there.issue(number=digits, site="S2"), there.issue(site="S2"))
    assert district.facts("overlaps")["double_packs"] == [
        {"serials": [serial], "sites": ["S1", "S2"], "goods": "pack"},
        {"serials": [other], "sites": ["S1", "S2"], "goods": "pack"},
    ]


def test_a_pack_under_a_provisional_number_is_the_persons(join, district):
    here, there = join("S1"), join("S2")
    (word,) = here.say(here.enrol("u-1", provisional="临-D01-0001", tag=ONE))
    here.say(here.issue(uid="u-1"))
    there.say(there.issue(number="9000100001", site="S2"))
    assert district.facts("overlaps")["double_packs"] == [
        {"serials": [word.serial], "sites": ["S1", "S2"], "goods": "pack"}
    ]


def test_a_pack_taken_twice_by_somebody_unknown_is_told_by_the_number_shown(device, district):
    number = serial_of(77_777)
    device.say(device.issue(number=number), device.issue(number=number))
    assert district.facts("overlaps")["double_packs"] == [
        {"serials": [number], "sites": ["S1"], "goods": "pack"}
    ]


def test_a_known_member_is_followed_through_the_membership_list(join, district):
    here, there = join("S1"), join("S2")
    here.say(here.issue(uid="m-1"))
    there.say(there.issue(tag=TAG, site="S2"))
    assert district.facts("overlaps")["double_packs"] == [
        {"serials": ["FK-9000-0001-4"], "sites": ["S1", "S2"], "goods": "pack"}
    ]


def test_what_is_given_freely_or_voided_counts_for_nothing(device, district):
    pack = device.issue(uid="u-1")
    device.say(
        *(device.issue(uid="u-1", goods="leaflet") for _ in range(3)),
        pack,
        device.void(pack),
        device.issue(uid="u-1"),
        device.issue(),
        device.issue(),
    )
    assert district.facts("overlaps")["double_packs"] == []


def test_members_met_are_listed_once_by_site_and_by_how(join, district):
    here, there = join("S1"), join("S2")
    here.say(here.enrol("u-1", tag=TAG), here.enrol("u-2", tag=TAG))
    there.say(there.transfer(site="S2", tag=TAG), there.transfer(site="S2"))
    assert district.facts("overlaps")["already_members"] == [
        {"serial": "FK-9000-0001-4", "site": "S1", "how": "refused"},
        {"serial": "FK-9000-0001-4", "site": "S2", "how": "transferred"},
    ]


def test_a_number_typed_wrong_and_amended_is_no_member_met(device, district):
    raw = device.enrol(tag=TAG)
    device.say(raw, device.amend(raw, "enrol", enrol_body(provisional="临-D01-0001", tag=ONE)))
    assert district.facts("overlaps")["already_members"] == []


def test_a_member_without_serial_is_told_by_certificate(device, district):
    device.say(device.transfer(uid="m-2", tag="bb" * 16))
    assert district.facts("overlaps")["already_members"] == [
        {"serial": "工0002", "site": "S1", "how": "transferred"}
    ]


def test_the_table_for_people_is_masked(join, district):
    here, there = join("S1"), join("S2")
    here.say(here.enrol("u-1", tag=ONE, name="示例王五"), here.enrol("u-9", tag=TAG))
    there.say(there.enrol("u-2", tag=ONE, name="示例王五", site="S2"))
    printed = district.console("overlaps")
    assert "重复入会：1" in printed
    assert "示**五" in printed
    assert "示例王五" not in printed
    assert "欧**例" in printed
    assert "主会场、示例超市" in printed
    assert "重复领取：0" in printed


@pytest.mark.parametrize("amended", [False, True])
def test_the_card_of_a_refused_enrolment_is_followed(join, district, amended):
    here, there = join("S1"), join("S2")
    serial = here.next_serial()
    raw = here.enrol("u-1", serial=serial, tag=TAG)
    (word,) = here.say(raw)
    assert word.code == "already-member"
    here.say(here.issue(uid="u-1", tag=TAG))
    there.say(there.issue(number=serial, site="S2"))
    if amended:
        (word,) = here.say(here.amend(raw, "transfer", TransferBody(uid="m-1", tag="", to_org="DX-PGZ")))
        assert word.verdict == "accepted"
    assert district.facts("overlaps")["double_packs"] == [
        {"serials": ["FK-9000-0001-4"], "sites": ["S1", "S2"], "goods": "pack"}
    ]


def test_a_number_typed_wrong_and_amended_makes_nobody_one_person(join, district):
    here, there = join("S1"), join("S2")
    raw = here.enrol("u-1", provisional="临-D01-0001", tag=ONE)
    here.say(raw, here.amend(raw, "enrol", enrol_body("u-1", provisional="临-D01-0001", tag=TWO)))
    here.say(here.issue(uid="u-1"))
    there.say(there.issue(tag=ONE, site="S2"))
    assert district.facts("overlaps")["double_packs"] == []


def test_a_transfer_of_the_wrong_member_that_was_amended_makes_nobody_one_person(join, district):
    here, there = join("S1"), join("S2")
    raw = here.transfer(uid="m-3")
    here.say(raw, here.amend(raw, "transfer", TransferBody(uid="m-1", tag=TAG, to_org="DX-PGZ")))
    here.say(here.issue(uid="m-3"))
    there.say(there.issue(tag=TAG, site="S2"))
    assert district.facts("overlaps")["double_packs"] == []


def test_many_doubles_are_gathered_once():
    persons = Persons()
    for n in range(20_000):
        persons.see(f"u-{n}", "", f"n-{n}")
        persons.name(f"u-{n}", f"s-{n}", "示例")
    assert all(persons.known(persons.of(f"u-{n}", "", "")).serials == {f"s-{n}"} for n in range(20_000))
