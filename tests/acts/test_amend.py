# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Amend: an enrolment told anew, or found to be a transfer."""

import hashlib

import pytest

from fieldkit.acts.amend import amend, amend_as_transfer, draft_of
from fieldkit.acts.day import day_numbers
from fieldkit.acts.enrol import AlreadyMember, Faulty, enrol
from fieldkit.acts.look_up import member, search
from fieldkit.acts.outbox import counts, rejections
from fieldkit.acts.serve import serve
from fieldkit.acts.void import void
from fieldkit.domain.members import MemberStanding
from fieldkit.problems import AlreadyVoided, NotAllowed, Unknown
from fieldkit.protocol.bodies import AmendBody, EnrolBody, TransferBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation
from fieldkit.store import briefing
from tests.support.clock import DAY, TEN
from tests.support.factories import (
    CLERK,
    DESK,
    VOLUNTEER,
    accepted,
    draft,
    known,
    make_store,
    name_of,
    phone,
    rejected,
    resident,
)
from tests.support.told import hear, opened, waiting


@pytest.fixture
def first(store):
    """Give the operation of an enrolment."""
    return enrol(store, uid="u1", draft=draft(1), operator=VOLUNTEER, desk=DESK, now=TEN).operation


def do(store, operation, number=1, operator=CLERK, **more):
    return amend(
        store, operation=operation, draft=draft(number, **more), operator=operator, desk=DESK, now=TEN
    )


def hand_over(store, operation, operator=CLERK):
    return amend_as_transfer(store, operation=operation, operator=operator, desk=DESK, now=TEN)


def last(store):
    return from_bytes(from_bytes(waiting(store)[-1], Operation).body, AmendBody)


def test_a_correction_is_told_whole_and_names_the_enrolment(store, first):
    amended = do(store, first, name="王示例", phone=phone(7))
    body = last(store)
    assert (body.replaces, body.as_kind) == (first, "enrol")
    assert body.meant == hashlib.sha256(waiting(store)[0]).hexdigest()[:32]
    told = from_bytes(body.body, EnrolBody)
    assert (told.uid, told.name, told.serial) == ("u1", "王示例", "FK-0000-0001-1")
    assert opened(store)[-1] == (resident(1), phone(7))
    assert (amended.member.name, amended.member.enrolment) == ("王示例", first)
    assert amended.operation != first
    assert [line.uid for line in search(store, text="wsl")] == ["u1"]
    assert search(store, text=name_of(1)) == ()
    assert day_numbers(store, desk=DESK, day=DAY).enrolled == 1


def test_an_amendment_of_an_amendment_names_the_enrolment_too(store, first):
    second = do(store, first, name="王示例")
    do(store, second.operation, name="李示例")
    assert last(store).replaces == first
    assert (
        draft_of(store, operation=first).name == draft_of(store, operation=second.operation).name == "李示例"
    )


def test_the_draft_of_an_enrolment_is_as_it_was_typed(store, first):
    found = draft_of(store, operation=first)
    assert (found.name, found.document_number, found.signature) == (
        name_of(1),
        resident(1),
        draft(1).signature,
    )
    assert found.consents == draft(1).consents
    assert found.notice_read


def test_a_correction_settles_the_rejection(store, first):
    hear(store, [rejected(first, "unknown-code", field="employment_group")])
    do(store, first, employment_group="courier")
    assert rejections(store) == ()
    assert counts(store).waiting == 2


def test_the_same_correction_again_is_entered_once(store, first):
    assert do(store, first, name="王示例").operation == do(store, first, name="王示例").operation
    assert counts(store).recorded == 2


def test_the_rules_hold_for_corrections_too(store, first):
    with pytest.raises(Faulty):
        do(store, first, name="")
    enrol(store, uid="u2", draft=draft(2), operator=VOLUNTEER, desk=DESK, now=TEN)
    with pytest.raises(AlreadyMember) as caught:
        do(store, first, document_number=resident(2))
    assert caught.value.line.uid == "u2"


def test_a_corrected_document_is_another_person(store, first):
    do(store, first, document_number=resident(5))
    assert enrol(store, uid="u2", draft=draft(1), operator=VOLUNTEER, desk=DESK, now=TEN).member.uid == "u2"


def test_a_provisional_number_stays_with_its_final_serial(tmp_path):
    store = make_store(tmp_path / "s", serials=0)
    first = enrol(store, uid="u1", draft=draft(1), operator=CLERK, desk=DESK, now=TEN).operation
    hear(store, accepted([first], serial="FK-0000-0042-5"))
    amended = do(store, first, name="王示例")
    assert (amended.member.serial, amended.member.provisional) == ("FK-0000-0042-5", "临-D07-0001")
    told = from_bytes(last(store).body, EnrolBody)
    assert (told.serial, told.provisional) == ("", "临-D07-0001")
    store.close()


def test_only_a_clerk_amends(store, first):
    for act in (do, hand_over):
        with pytest.raises(NotAllowed) as caught:
            act(store, first, operator=VOLUNTEER)
        assert caught.value.facts == {"act": "amend"}


def test_only_enrolments_are_amended(store, first):
    served = serve(store, service="haircut", operator=CLERK, desk=DESK, now=TEN).operation
    for operation in (served, "D07-00000000-000001"):
        with pytest.raises(Unknown):
            do(store, operation)


def test_what_is_voided_is_not_amended(store, first):
    void(store, operation=first, reason="", operator=CLERK, desk=DESK, now=TEN)
    with pytest.raises(AlreadyVoided):
        do(store, first)


def test_a_member_found_by_the_district_becomes_a_transfer(store, first):
    facts = {"serial": "FK-0000-0900-8", "union": "示例街道总工会", "uid": "m1"}
    hear(store, [rejected(first, "already-member", facts=facts)])
    hand_over(store, first)
    body = last(store)
    assert (body.replaces, body.as_kind) == (first, "transfer")
    told = from_bytes(body.body, TransferBody)
    assert (told.uid, told.to_org, told.employer) == ("m1", "DX-1", "示例保安服务公司")
    assert opened(store)[-1] == ("", phone(1))
    assert len(told.consents) == 3
    assert rejections(store) == ()
    numbers = day_numbers(store, desk=DESK, day=DAY)
    assert (numbers.enrolled, numbers.transferred) == (0, 1)
    assert member(store, uid="u1").standing is MemberStanding.NORMAL
    assert draft_of(store, operation=first).name == name_of(1)


def test_where_the_member_is_known_here_the_details_go_to_them(store, first):
    briefing.apply(store, [known("m1", name_of(1), document=resident(1), serial="FK-0000-0900-8")], 2)
    hear(store, [rejected(first)])
    hand_over(store, first)
    assert from_bytes(last(store).body, TransferBody).uid == "m1"
    (line,) = search(store, text=name_of(1))
    assert (line.uid, line.number, line.employer) == ("m1", "FK-0000-0900-8", "示例保安服务公司")
    assert [one.uid for one in search(store, text=phone(1))] == ["m1"]
    assert [one.uid for one in search(store, text="FK-0000-0001-1")] == ["m1"]


def test_without_a_word_who_it_is_the_tag_must_do(store, first):
    hand_over(store, first)
    told = from_bytes(last(store).body, TransferBody)
    assert told.uid == "u1"
    assert told.tag
    with pytest.raises(AlreadyVoided):
        hand_over(store, first)


@pytest.mark.parametrize("code", ["serial-taken", "serial-not-yours"])
def test_a_number_that_the_district_refused_is_replaced(store, code):
    made = enrol(store, uid="u1", draft=draft(1), operator=VOLUNTEER, desk=DESK, now=TEN)
    hear(store, [rejected(made.operation, code)])
    change = amend(store, operation=made.operation, draft=draft(1), operator=CLERK, desk=DESK, now=TEN)
    assert (made.member.serial, change.member.serial) == ("FK-0000-0001-1", "FK-0000-0002-0")
    told = from_bytes(from_bytes(from_bytes(waiting(store)[0], Operation).body, AmendBody).body, EnrolBody)
    assert told.serial == change.member.serial == member(store, uid="u1").serial
    hear(store, accepted([change.operation]))
    again = amend(
        store, operation=made.operation, draft=draft(1, name="王示例"), operator=CLERK, desk=DESK, now=TEN
    )
    assert again.member.serial == change.member.serial
