# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Corrections: an amendment takes the place of what it corrects, a void takes it back, in the same batch or later."""

import pytest

from fieldkit.protocol.messages import TransferBody
from tests.district.test_accept import words
from tests.support.devices import enrol_body, id_of
from tests.support.district import TAG

FINE = ("accepted", "", "")
TO_MEMBER = TransferBody(uid="m-1", tag=TAG, to_org="DX-PGZ")


def say(device, together, *operations):
    """Tell the operations in one batch, or each in its own."""
    if together:
        return words(device.say(*operations))
    return [words(device.say(raw))[0] for raw in operations]


def amounts(district, site="S1"):
    (line,) = [line for line in district.facts("sites") if line["site"] == site]
    return line["enrolled"], line["transferred"], line["served"], line["packs"]


@pytest.mark.parametrize("together", [True, False])
def test_a_void_takes_back_what_was_told(device, district, together):
    told = [device.enrol(), device.serve(count=3), device.issue(uid="u-1"), device.transfer()]
    voids = [device.void(raw) for raw in told]
    assert say(device, together, *told) == [FINE] * 4
    assert amounts(district) == (1, 1, 3, 1)
    assert say(device, together, *voids) == [FINE] * 4
    assert amounts(district) == (0, 0, 0, 0)


@pytest.mark.parametrize("together", [True, False])
def test_what_is_voided_stays_voided(device, together):
    raw = device.enrol()
    void = device.void(raw)
    more = [
        device.void(raw),
        device.void(void),
        device.amend(raw, "enrol", enrol_body(provisional="临-D01-0001")),
    ]
    assert (
        say(device, together, raw, void, *more)
        == [FINE, FINE] + [("rejected", "already-voided", "replaces")] * 3
    )


@pytest.mark.parametrize("together", [True, False])
def test_an_amendment_takes_the_place_of_an_enrolment(device, district, together):
    serial = device.next_serial()
    raw = device.enrol(serial=serial, tag="c1" * 16)
    once = device.amend(raw, "enrol", enrol_body(serial=serial, tag="c2" * 16))
    twice = device.amend(once, "enrol", enrol_body(serial=serial, tag="c3" * 16))
    assert say(device, together, raw, once, twice) == [FINE] * 3
    assert amounts(district) == (1, 0, 0, 0)


@pytest.mark.parametrize("together", [True, False])
def test_an_amendment_settles_a_rejection_as_a_transfer(device, district, together):
    raw = device.enrol(tag=TAG)
    assert say(device, together, raw, device.amend(raw, "transfer", TO_MEMBER)) == [
        ("rejected", "already-member", "document_number"),
        FINE,
    ]
    assert amounts(district) == (0, 1, 0, 0)
    assert district.facts("rejected") == []
    assert district.facts("overlaps")["already_members"] == [
        {"serial": "FK-9000-0001-4", "site": "S1", "how": "transferred"}
    ]


@pytest.mark.parametrize("together", [True, False])
def test_a_rejected_amendment_leaves_what_was_there(device, district, together):
    raw = device.enrol(tag="c1" * 16)
    wrong = device.amend(raw, "enrol", enrol_body(provisional="临-D01-0001", tag=TAG))
    nobody = device.amend(raw, "transfer", TransferBody(uid="nobody", tag="", to_org="x"))
    assert say(device, together, raw, wrong, nobody) == [
        FINE,
        ("rejected", "already-member", "document_number"),
        ("rejected", "unknown-member", "document_number"),
    ]
    assert amounts(district) == (1, 0, 0, 0)
    assert [line["operation"] for line in district.facts("rejected")] == [id_of(wrong), id_of(nobody)]


@pytest.mark.parametrize("together", [True, False])
def test_a_later_rejection_is_not_settled_by_an_earlier_correction(device, district, together):
    raw = device.enrol(tag=TAG)
    good = device.amend(raw, "transfer", TO_MEMBER)
    bad = device.amend(raw, "transfer", TransferBody(uid="nobody", tag="", to_org="x"))
    assert say(device, together, raw, good, bad)[2] == ("rejected", "unknown-member", "document_number")
    assert [line["operation"] for line in district.facts("rejected")] == [id_of(bad)]
    assert amounts(district) == (0, 1, 0, 0)


@pytest.mark.parametrize("together", [True, False])
def test_a_void_settles_a_rejection(device, district, together):
    raw = device.enrol(tag=TAG)
    say(device, together, raw, device.void(raw))
    assert district.facts("rejected") == []
    assert district.facts("overlaps")["already_members"] == [
        {"serial": "FK-9000-0001-4", "site": "S1", "how": "refused"}
    ]


@pytest.mark.parametrize("together", [True, False])
def test_an_amendment_then_a_void_leaves_nothing(device, district, together):
    serial = device.next_serial()
    raw = device.enrol(serial=serial)
    amended = device.amend(raw, "enrol", enrol_body(serial=serial))
    assert say(device, together, raw, amended, device.void(amended)) == [FINE] * 3
    assert amounts(district) == (0, 0, 0, 0)


def test_only_an_enrolment_or_a_transfer_is_amended(device):
    raw = device.serve()
    assert words(device.say(raw, device.amend(raw, "transfer", TO_MEMBER))) == [
        FINE,
        ("rejected", "unknown-operation", "replaces"),
    ]


def test_an_unreadable_operation_can_be_amended_and_voided(device, district):
    raw = device.operation("enrol", b"{}", at="yesterday")
    other = device.operation("enrol", b"{}", at="yesterday")
    amended = device.amend(raw, "enrol", enrol_body(provisional="临-D01-0001"))
    assert words(device.say(raw, other, amended, device.void(other)))[2:] == [FINE, FINE]
    assert amounts(district) == (1, 0, 0, 0)
    assert district.facts("rejected") == []


def test_what_happened_at_an_unknown_site_is_moved_by_its_amendment(device, district):
    raw = device.enrol(site="S9")
    assert words(device.say(raw)) == [("rejected", "unknown-site", "site")]
    assert words(
        device.say(device.amend(raw, "enrol", enrol_body(provisional="临-D01-0001"), site="S2"))
    ) == [FINE]
    assert amounts(district, "S2") == (1, 0, 0, 0)


def test_a_transfer_is_amended_to_an_enrolment(device, district):
    raw = device.transfer()
    assert words(device.say(raw, device.amend(raw, "enrol", enrol_body(provisional="临-D01-0001")))) == [
        FINE,
        FINE,
    ]
    assert amounts(district) == (1, 0, 0, 0)
    assert district.facts("overlaps")["already_members"] == []


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("settled", [False, True])
def test_to_void_a_rejected_correction_touches_nothing_else(device, district, together, settled):
    raw = device.enrol()
    wrong = device.amend(raw, "enrol", enrol_body(provisional="临-D01-0001", consents=()))
    told = [FINE, ("rejected", "consent-missing", "consent_upper_union"), FINE]
    assert say(device, together, raw, wrong, device.void(wrong)) == told
    if settled:
        assert words(device.say(device.void(wrong))) == [FINE]
    assert amounts(district) == (1, 0, 0, 0)
    assert district.facts("rejected") == []
    assert words(device.say(device.void(raw))) == [FINE]
    assert amounts(district) == (0, 0, 0, 0)


def test_a_rejected_void_is_settled_and_what_it_meant_stands(device, district):
    raw = device.enrol()
    lost = device.void(raw, site="S9")
    other = device.void(raw, site="S9")
    rejected = ("rejected", "unknown-site", "site")
    assert words(device.say(raw, lost, other)) == [FINE, rejected, rejected]
    rejections = [line["operation"] for line in district.facts("rejected")]
    assert rejections == [id_of(lost), id_of(other)]
    assert words(device.say(device.void(lost))) == [FINE]
    assert [line["operation"] for line in district.facts("rejected")] == [id_of(other)]
    assert amounts(district) == (1, 0, 0, 0)
