# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Refused by the district, settled by a clerk: as a transfer, by an amendment, by voiding; never dropped before."""

from dataclasses import replace

import pytest

from fieldkit.acts import amend, look_up, void
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.serials import serial_of
from fieldkit.problems import NotAllowed
from fieldkit.ui.problems import rejection_sentence
from tests.support.factories import resident
from tests.support.journey import CLERK, VOLUNTEER, FieldDevice, brief, member_of, office

MOVING, MISTYPED, TWICE = 11, 12, 13


@pytest.fixture
def district(tmp_path):
    with office(tmp_path) as made:
        yield made


@pytest.fixture
def device(tmp_path, district):
    """A device that was briefed before the office learned of three members."""
    made = FieldDevice(tmp_path / "S1", site="S1")
    made.join(district)
    late = [
        member_of(f"late-{number}", number, f"示例{number}", serial=serial_of(90_000_000 + number))
        for number in (MOVING, MISTYPED, TWICE)
    ]
    brief(district, tmp_path, {"member": late})
    yield made
    made.close()


@pytest.fixture
def refused(device):
    """Three enrolments of people whom the district knows: their rejections, by number."""
    enrolled = {number: device.enrol(number) for number in (MOVING, MISTYPED, TWICE)}
    device.enrol(14)
    device.sync()
    by_operation = {rejection.operation: rejection for rejection in device.rejections}
    return {number: by_operation[one.operation] for number, one in enrolled.items()}


def already(district):
    """Return whom the district lists as members before, and how it ended."""
    return {(one["serial"], one["how"]) for one in district.facts("overlaps")["already_members"]}


def test_each_rejection_says_in_words_what_to_do(device, refused):
    assert (device.counts.confirmed, device.counts.attention, device.counts.waiting) == (1, 3, 0)
    for rejection in refused.values():
        assert rejection.code == "already-member"
        told = rejection_sentence(rejection)
        assert "会员" in told.title
        assert told.advice
        assert rejection.masked_name[1] == "*"


def test_rejections_stay_until_somebody_settles_them(device, refused):
    device.sync()
    device.reopen()
    device.sync()
    assert {rejection.operation for rejection in device.rejections} == {
        rejection.operation for rejection in refused.values()
    }


def test_a_volunteer_may_not_settle(device, refused):
    operation = refused[MOVING].operation
    with pytest.raises(NotAllowed):
        device.act(amend.amend_as_transfer, operation=operation, by=VOLUNTEER)
    with pytest.raises(NotAllowed):
        device.act(void.void, operation=operation, reason="重复登记", by=VOLUNTEER)
    assert device.counts.attention == 3


def test_a_clerk_settles_one_as_a_transfer_one_amended_one_voided(district, device, refused):
    device.act(amend.amend_as_transfer, operation=refused[MOVING].operation, by=CLERK)
    assert device.counts.attention == 2

    typed = amend.draft_of(device.store, operation=refused[MISTYPED].operation)
    right = replace(typed, document_number=resident(42))
    amended = device.act(amend.amend, operation=refused[MISTYPED].operation, draft=right, by=CLERK)
    assert device.counts.attention == 1

    device.act(void.void, operation=refused[TWICE].operation, reason="本人已是会员", by=CLERK)
    # three corrections wait, and with them what they settle, until the district has confirmed them
    assert (device.counts.attention, device.counts.waiting) == (0, 6)
    assert device.rejections == ()

    device.sync()
    counts = device.counts
    assert (counts.attention, counts.waiting) == (0, 0)
    assert counts.confirmed == counts.recorded
    assert district.facts("rejected") == []
    assert (serial_of(90_000_000 + MOVING), "transferred") in already(district)
    lines = {line["site"]: line for line in district.facts("sites")}
    assert (lines["S1"]["enrolled"], lines["S1"]["transferred"]) == (2, 1)
    member = look_up.member(device.store, uid=amended.member.uid)
    assert member.serial == amended.member.serial
    assert member.standing in (MemberStanding.APPLYING, MemberStanding.NORMAL)


def test_settling_over_a_cut_line_is_told_once(district, device, refused):
    """The clerk settles, the district commits, its answer is lost, the device starts anew and says it again."""
    device.act(amend.amend_as_transfer, operation=refused[MOVING].operation, by=CLERK)
    waiting = device.rows("SELECT raw FROM operations WHERE standing = 0")
    device.sync()
    with device.store.writing() as db:  # as if the answer had never come
        db.conn.execute("UPDATE operations SET standing = 0 WHERE raw = ?", waiting[0])
    device.reopen()
    device.sync()
    assert already(district) == {
        (serial_of(90_000_000 + MOVING), "transferred"),
        (serial_of(90_000_000 + MISTYPED), "refused"),
        (serial_of(90_000_000 + TWICE), "refused"),
    }
    lines = {line["site"]: line for line in district.facts("sites")}
    assert lines["S1"]["transferred"] == 1
