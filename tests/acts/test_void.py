# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Void: an act taken back by a later one."""

import hashlib

import pytest

from fieldkit.acts.amend import amend, draft_of
from fieldkit.acts.day import DayNumbers, day_numbers
from fieldkit.acts.enrol import Faulty, enrol
from fieldkit.acts.issue import issue
from fieldkit.acts.look_up import member, search
from fieldkit.acts.outbox import counts, rejections
from fieldkit.acts.serve import serve
from fieldkit.acts.transfer import update
from fieldkit.acts.void import void
from fieldkit.domain.members import MemberStanding
from fieldkit.problems import AlreadyVoided, NotAllowed, Unknown
from fieldkit.protocol.bodies import VoidBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation
from fieldkit.store import briefing, operations
from tests.support.clock import DAY, TEN
from tests.support.factories import (
    CLERK,
    DESK,
    OTHER_VOLUNTEER,
    VOLUNTEER,
    accepted,
    draft,
    known,
    name_of,
    phone,
    rejected,
)
from tests.support.told import hear, waiting


def enrolled(store, number=1):
    return enrol(
        store, uid=f"u{number}", draft=draft(number), operator=VOLUNTEER, desk=DESK, now=TEN
    ).operation


def do(store, operation, operator=CLERK, now=TEN, reason="点错"):
    return void(store, operation=operation, reason=reason, operator=operator, desk=DESK, now=now)


def test_a_voided_enrolment_is_told_and_its_person_no_longer_found(store):
    first = enrolled(store)
    meant = hashlib.sha256(waiting(store)[-1]).hexdigest()[:32]
    done = do(store, first)
    body = from_bytes(from_bytes(waiting(store)[-1], Operation).body, VoidBody)
    assert (body.replaces, body.reason, body.meant) == (first, "点错", meant)
    assert done.touched.kinds == {"members", "services", "stock", "outbox"}
    assert search(store, text=name_of(1)) == search(store, text="") == ()
    assert member(store, uid="u1").standing is MemberStanding.WITHDRAWN
    assert search(store, text=phone(1)) == ()
    assert [line.uid for line in search(store, text="FK-0000-0001-1")] == ["u1"]
    assert day_numbers(store, desk=DESK, day=DAY).enrolled == 0


def test_what_was_purged_still_says_what_is_meant(store):
    """The void of an act whose bytes are gone names them by the digest that was kept."""
    first = enrolled(store)
    raw = waiting(store)[-1]
    with store.writing() as db:
        db.conn.execute("UPDATE operations SET raw = x'', digest = ?", (hashlib.sha256(raw).digest(),))
        assert operations.content(db, first) == hashlib.sha256(raw).hexdigest()[:32]


def test_somebody_the_district_knows_stays_known(store):
    first = enrolled(store)
    hear(store, accepted([first]))
    briefing.apply(store, [known("u1", name_of(1))], 2)
    do(store, first)
    (line,) = search(store, text=name_of(1))
    assert not line.enrolled_here


def test_services_and_packs_are_taken_back_too(store):
    enrolled(store)
    served = serve(store, service="haircut", count=2, operator=VOLUNTEER, desk=DESK, now=TEN).operation
    issued = issue(store, uid="u1", goods="pack", operator=VOLUNTEER, desk=DESK, now=TEN).issue.operation
    assert day_numbers(store, desk=DESK, day=DAY) == DayNumbers(1, 0, 1, 2)
    do(store, served)
    do(store, issued)
    assert day_numbers(store, desk=DESK, day=DAY) == DayNumbers(1, 0, 0, 0)


def test_nothing_is_voided_twice(store):
    first = enrolled(store)
    do(store, first)
    with pytest.raises(AlreadyVoided):
        do(store, first)
    assert counts(store).recorded == 2


def test_a_volunteer_takes_back_an_own_act_for_ten_minutes(store, clock):
    first, second = enrolled(store, 1), enrolled(store, 2)
    with pytest.raises(NotAllowed):
        do(store, first, OTHER_VOLUNTEER)
    do(store, first, VOLUNTEER, clock.move(minutes=10))
    with pytest.raises(NotAllowed) as caught:
        do(store, second, VOLUNTEER, clock.move(seconds=1))
    assert caught.value.facts == {"act": "void"}
    do(store, second, CLERK, clock())


def test_a_rejection_is_a_clerks_matter(store):
    first = enrolled(store)
    hear(store, [rejected(first)])
    with pytest.raises(NotAllowed):
        do(store, first, VOLUNTEER)
    do(store, first)
    assert rejections(store) == ()


@pytest.mark.parametrize("by_amendment", [False, True])
def test_an_enrolment_whose_rejection_was_settled_can_still_be_voided(store, by_amendment):
    first = enrolled(store)
    hear(store, [rejected(first)])
    change = amend(store, operation=first, draft=draft(1, name="王示例"), operator=CLERK, desk=DESK, now=TEN)
    hear(store, accepted([change.operation]))
    with pytest.raises(NotAllowed):
        do(store, first, VOLUNTEER)
    done = do(store, change.operation if by_amendment else first)
    body = from_bytes(from_bytes(waiting(store)[-1], Operation).body, VoidBody)
    assert body.replaces == first
    hear(store, accepted([done.operation]))
    assert counts(store).confirmed == 3
    with pytest.raises(AlreadyVoided):
        do(store, first)


def test_voiding_a_refused_amendment_leaves_the_enrolment_as_it_stood(store):
    first = enrolled(store)
    hear(store, accepted([first]))
    change = amend(store, operation=first, draft=draft(2, name="王示例"), operator=CLERK, desk=DESK, now=TEN)
    hear(store, [rejected(change.operation)])
    do(store, change.operation)
    assert rejections(store) == ()
    assert member(store, uid="u1").standing is MemberStanding.APPLYING
    assert [line.uid for line in search(store, text=name_of(1))] == ["u1"]
    assert [line.uid for line in search(store, text=phone(1))] == ["u1"]
    assert search(store, text=phone(2)) == ()
    assert draft_of(store, operation=first).name == name_of(1)
    assert day_numbers(store, desk=DESK, day=DAY).enrolled == 1


def test_voiding_an_enrolment_settles_its_rejected_amendments(store):
    first = enrolled(store)
    hear(store, accepted([first]))
    change = amend(store, operation=first, draft=draft(1, name="王示例"), operator=CLERK, desk=DESK, now=TEN)
    hear(store, [rejected(change.operation)])
    do(store, first)
    assert rejections(store) == ()


def test_other_kinds_are_only_voided_when_the_district_refused_them(store):
    enrolled(store)
    changed = update(store, uid="u1", employer="示例", operator=CLERK, desk=DESK, now=TEN).operation
    with pytest.raises(NotAllowed) as caught:
        do(store, changed)
    assert caught.value.facts == {"act": "void-update"}
    hear(store, [rejected(changed, "unknown-member")])
    do(store, changed)
    assert counts(store).attention == 0


def test_a_reason_is_a_text(store):
    first = enrolled(store)
    with pytest.raises(Faulty):
        do(store, first, reason="长" * 101)
    do(store, first, reason="")


def test_an_operation_that_is_not_there_is_named_as_unknown(store):
    with pytest.raises(Unknown):
        do(store, "D07-00000000-000001")
