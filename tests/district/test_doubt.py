# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A copied store tells other content under ids that are known: nobody's record is corrected by somebody else's hand."""

import contextlib
import hashlib
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from sync.db.tables import sealed_identity
from sync.district import open_district
from sync.intake.held import held
from sync.office.rights import Scope
from tests.district.test_accept import words
from tests.district.test_chain import fork, release
from tests.district.test_entries import FINE, amounts, say
from tests.support.devices import enrol_body, id_of

IN_DOUBT = ("rejected", "conflict", "replaces")
BESIDE = ("rejected", "conflict", "id")


@pytest.fixture
def copied(device):
    """Give an enrolment that was accepted, and another that a copy of the store made under the same id."""
    ours = device.enrol("u-1", tag="c1" * 16)
    device.sequence -= 1
    return ours, device.enrol("u-2", tag="c2" * 16)


@pytest.mark.parametrize("together", [True, False])
def test_what_has_two_contents_is_neither_amended_nor_voided(device, district, copied, together):
    ours, other = copied
    amend = device.amend(other, "enrol", enrol_body("u-2", provisional="临-D01-0001"))
    again = device.amend(amend, "enrol", enrol_body("u-2", provisional="临-D01-0001"))
    told = say(device, together, ours, other, amend, again, device.void(other))
    # In one batch the word of an id that came twice is the last one.
    assert told == [BESIDE if together else FINE, BESIDE, IN_DOUBT, IN_DOUBT, IN_DOUBT]
    assert amounts(district) == (1, 0, 0, 0)
    assert district.facts("overlaps")["two_sites"] == []


@pytest.mark.parametrize("together", [True, False])
def test_a_refused_correction_of_what_is_in_doubt_is_settled_by_itself(device, district, copied, together):
    ours, other = copied
    void = device.void(other)
    first = BESIDE if together else FINE
    assert say(device, together, ours, other, void, device.void(void)) == [first, BESIDE, IN_DOUBT, FINE]
    assert [line["operation"] for line in district.facts("rejected")] == [id_of(other)]
    assert amounts(district) == (1, 0, 0, 0)


@pytest.mark.parametrize("correct", ["amend", "void"])
def test_while_a_copy_is_held_its_corrections_reach_nobody_else(device, district, correct):
    """Its present life is open, and what it names the district knows as somebody else's."""
    _, ours, others, theirs, _ = fork(device)
    device.tell(ours, theirs)
    forked = SimpleNamespace(device=device.device, life=device.life)
    device.begin_life("00000001")
    device.sequence = 0
    body = enrol_body("theirs-0", provisional="临-D01-0001")
    said = device.void(others[0]) if correct == "void" else device.amend(others[0], "enrol", body)
    assert words(device.say(said)) == [IN_DOUBT]
    assert amounts(district) == (1, 0, 0, 0)
    release(district, forked, "adopt")
    assert words(device.say(device.void(said))) == [FINE]
    assert amounts(district) == (1, 0, 0, 0)


def meant(raw):
    """Return the name of the content that is told as ``raw``."""
    return hashlib.sha256(raw).hexdigest()[:32]


@pytest.fixture
def behind(device, copied):
    """Give what is known, and a new life of the copy that meant another under that id: nobody has told of it yet."""
    ours, other = copied
    assert words(device.say(ours)) == [FINE]
    device.begin_life("00000001")
    device.sequence = 0
    return ours, other


@pytest.mark.parametrize("correct", ["amend", "void"])
def test_a_correction_that_comes_before_its_fork_is_known_reaches_nobody_else(
    device, district, behind, correct
):
    """A district made anew has lost the copy's held life, whose next life is open."""
    ours, other = behind
    body = enrol_body("u-2", provisional="临-D01-0002")
    if correct == "void":
        said = device.void(other, meant=meant(other))
    else:
        said = device.amend(other, "enrol", body, meant=meant(other))
    again = device.amend(said, "enrol", body, meant=meant(said))
    assert say(device, False, said, again) == [IN_DOUBT, IN_DOUBT]
    assert amounts(district) == (1, 0, 0, 0)
    assert words(
        device.say(device.amend(ours, "enrol", enrol_body("u-1", serial=""), meant=meant(ours)))
    ) == [("rejected", "malformed", "serial")]
    assert words(device.say(device.void(ours, meant=meant(ours)))) == [FINE]
    assert {line["operation"] for line in district.facts("rejected")} == {id_of(said), id_of(again)}
    assert words(device.say(device.void(said, meant=meant(said)))) == [FINE]
    assert [line["operation"] for line in district.facts("rejected")] == [id_of(again)]


def test_a_correction_in_doubt_gives_nobody_else_its_number_or_its_identity(device, district, behind):
    _, other = behind
    serial = device.next_serial()
    body = enrol_body("u-2", serial=serial, sealed=b"sealed", session=1)
    said = device.amend(other, "enrol", body, meant=meant(other))
    assert words(device.say(said)) == [IN_DOUBT]
    with contextlib.closing(open_district(district.folder)) as opened, opened.database.reading() as reading:
        row = sealed_identity.c
        assert reading.execute(select(row.root).where(row.operation == id_of(said))).scalars().all() == [
            id_of(said)
        ]
    assert words(device.say(device.enrol("u-2", serial=serial))) == [FINE]


def test_what_fell_with_a_fork_is_told_anew_and_not_corrected(device, district):
    device.exchange(device.serve())
    _, ours, others, theirs, _ = fork(device, theirs=2)
    device.tell(ours, theirs)
    release(district, device, "reject")
    device.begin_life("00000001")
    device.sequence = 0
    body = enrol_body("theirs-1", provisional="临-D01-0009")
    amend, void = device.amend(others[1], "enrol", body), device.void(others[1])
    assert words(device.say(amend, void)) == [IN_DOUBT, IN_DOUBT]
    assert id_of(others[1]) in [line["operation"] for line in district.facts("rejected")]
    assert amounts(district)[0] == 1


def test_all_else_of_the_life_may_be_corrected(device, district, copied):
    before = device.serve()
    device.say(*copied, before)
    assert words(device.say(device.void(before))) == [FINE]


def test_a_life_in_doubt_is_listed_and_counted(device, district, copied):
    ours, other = copied
    device.say(ours, other)
    device.say(other)
    (line,) = district.facts("devices")
    assert [life["conflicts"] for life in line["lives"]] == [1]
    assert "D01 的 3f2a91c4：1 个编号下有两种内容" in district.console("devices")
    (beside,) = district.facts("rejected")
    assert (beside["site"], beside["booth"], beside["kind"], beside["code"]) == (
        "S1",
        "1",
        "enrol",
        "conflict",
    )
    (site,) = [line for line in district.facts("sites") if line["site"] == "S1"]
    assert (site["recorded"], site["accepted"], site["rejected"]) == (2, 1, 1)


def test_content_kept_beside_that_cannot_be_read_is_counted_too(device, district):
    ours = device.serve()
    device.say(ours, b'{"id":"%s","site":7}' % id_of(ours).encode())
    assert [line["site"] for line in district.facts("rejected")] == [""]
    assert sum(line["rejected"] for line in district.facts("sites")) == 1


def test_the_card_of_what_is_kept_beside_still_tells_who_she_is(join, district):
    here, there = join("S1"), join("S2")
    first, second = here.serve(), here.next_serial()
    here.sequence -= 1
    here.say(first, here.enrol("u-2", serial=second, tag="c2" * 16), here.issue(uid="u-2", tag="c2" * 16))
    there.say(there.issue(number=second, site="S2"))
    assert [pack["sites"] for pack in district.facts("overlaps")["double_packs"]] == [["S1", "S2"]]


def test_a_number_that_two_copies_printed_and_staff_rejected_makes_nobody_one_person(join, district):
    here, there = join("S1"), join("S2")
    here.exchange(here.serve())
    forked = SimpleNamespace(device=here.device, life=here.life)
    number, sequence, serial = here.number, here.sequence, here.next_serial()
    here.head = bytes(32)
    held = [here.batch(here.enrol("u-1", serial=serial, tag="c1" * 16))]
    here.number, here.head, here.sequence = number, b"\x01" * 32, sequence
    held.append(here.batch(here.enrol("u-2", serial=serial, tag="c2" * 16)))
    here.tell(*held)
    release(district, forked, "reject")
    there.say(*(there.issue(uid=f"u-{n}", tag=f"c{n}" * 16, site="S2") for n in (1, 2)))
    assert district.facts("overlaps")["double_packs"] == []


def test_a_number_that_two_copies_printed_makes_nobody_one_person(join, district):
    here, there = join("S1"), join("S2")
    serial = here.next_serial()
    first = here.serve()
    here.sequence -= 1
    here.say(first, here.enrol("u-2", serial=serial), here.issue(uid="u-2"))
    here.say(here.enrol("u-1", serial=serial))
    there.say(there.issue(number=serial, site="S2"))
    assert district.facts("overlaps")["double_packs"] == []


def test_a_correction_in_doubt_makes_nobody_one_person(join, district):
    """A copy corrects whom it enrolled under an id, and with a number, that the district has of somebody else."""
    here, there = join("S1"), join("S2")
    serial = here.next_serial()
    ours = here.enrol("u-1", serial=serial, tag="c1" * 16)
    here.sequence -= 1
    other = here.enrol("u-2", serial=serial, tag="c2" * 16)
    told = here.say(ours, other, here.amend(other, "enrol", enrol_body("u-2", serial=serial, tag="c2" * 16)))
    assert words(told)[2] == IN_DOUBT
    there.say(*(there.issue(uid=f"u-{n}", tag=f"c{n}" * 16, site="S2") for n in (1, 2)))
    assert district.facts("overlaps")["double_packs"] == []


def test_the_card_of_a_correction_in_doubt_still_tells_who_she_is(join, district):
    here, there = join("S1"), join("S2")
    ours = here.enrol("u-1", tag="c1" * 16)
    here.sequence -= 1
    other, serial = here.enrol("u-2", tag="c2" * 16), here.next_serial()
    told = here.say(ours, other, here.amend(other, "enrol", enrol_body("u-2", serial=serial, tag="c2" * 16)))
    assert words(told)[2] == IN_DOUBT
    here.say(here.issue(uid="u-2", tag="c2" * 16), here.issue(uid="u-1", tag="c1" * 16))
    there.say(there.issue(number=serial, site="S2"))
    (pack,) = district.facts("overlaps")["double_packs"]
    assert (pack["serials"], pack["sites"]) == ([serial], ["S1", "S2"])


@pytest.mark.parametrize("odd", [b"5", b"[]", b'"x"', b'{"id":7}', b'{"id":"\xff"}'])
def test_one_odd_operation_hides_no_held_life_from_staff(district, device, odd):
    device.exchange(device.serve())
    ours = device.batch(device.serve(), go_on=False)
    theirs = device.batch(odd, go_on=False)
    device.tell(ours)
    assert device.tell(theirs).receipts[0].level == "held"
    opened = open_district(district.folder)
    with opened.database.reading() as reading:
        (line,) = held(reading, opened.current(), Scope(opened.id, town="", site=""))
    assert line["device"] == device.device
    opened.close()
