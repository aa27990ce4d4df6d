# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a refusal does to the operations around it: nothing is stuck, and the numbers say what there is to do."""

import pytest

from fieldkit.acts.amend import amend, amend_as_transfer
from fieldkit.acts.day import day_numbers
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.acts.look_up import member, search
from fieldkit.acts.outbox import counts, rejections
from fieldkit.acts.retell import retell
from fieldkit.acts.serve import serve
from fieldkit.acts.void import void
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.outbox import Counts
from fieldkit.store import batches, briefing
from tests.support.clock import DAY, TEN
from tests.support.factories import CLERK, DESK, accepted, draft, known, name_of, rejected
from tests.support.told import hear

BY = {"operator": CLERK, "desk": DESK, "now": TEN}


def enrolled(store, number=1):
    return enrol(store, uid=f"u{number}", draft=draft(number), **BY).operation


def refused(store, operation, code="already-member"):
    hear(store, [rejected(operation, code)])


def test_what_a_refused_void_had_settled_is_open_again_and_can_be_voided_again(store):
    first = enrolled(store)
    refused(store, first)
    voiding = void(store, operation=first, reason="", **BY).operation
    assert counts(store) == Counts(2, 0, 0, 2)
    refused(store, voiding)
    assert counts(store) == Counts(2, 0, 2, 0)
    assert not batches.waits(store)
    assert member(store, uid="u1").standing is MemberStanding.APPLYING
    assert [line.uid for line in search(store, text=name_of(1))] == ["u1"]
    again = void(store, operation=first, reason="", **BY).operation
    hear(store, accepted([again]))
    assert (counts(store), rejections(store)) == (Counts(3, 3, 0, 0), ())


def test_a_refused_void_lets_goods_and_services_stand(store):
    enrolled(store)
    handed = issue(store, uid="u1", goods="pack", **BY).issue.operation
    served = serve(store, service="haircut", count=2, **BY).operation
    voids = [void(store, operation=one, reason="", **BY).operation for one in (handed, served)]
    assert day_numbers(store, desk=DESK, day=DAY).packs == 0
    for one in voids:
        refused(store, one)
    day = day_numbers(store, desk=DESK, day=DAY)
    assert (day.packs, day.services) == (1, 2)


def test_goods_taken_again_meanwhile_are_not_counted_twice(store):
    enrolled(store)
    handed = issue(store, uid="u1", goods="pack", **BY).issue.operation
    voiding = void(store, operation=handed, reason="", **BY).operation
    issue(store, uid="u1", goods="pack", **BY)
    refused(store, voiding)
    assert day_numbers(store, desk=DESK, day=DAY).packs == 1


def test_somebody_known_stays_as_known_when_the_void_is_refused(store):
    first = enrolled(store)
    hear(store, accepted([first]))
    briefing.apply(store, [known("u1", name_of(1), standing=MemberStanding.NORMAL.value)], 2)
    voiding = void(store, operation=first, reason="", **BY).operation
    refused(store, voiding)
    (line,) = search(store, text=name_of(1))
    assert (line.enrolled_here, line.standing) == (True, MemberStanding.NORMAL)


def test_a_refused_change_into_a_transfer_leaves_the_enrolment(store):
    first = enrolled(store)
    refused(store, first)
    change = amend_as_transfer(store, operation=first, **BY).operation
    refused(store, change)
    assert len(rejections(store)) == 2
    day = day_numbers(store, desk=DESK, day=DAY)
    assert (day.enrolled, day.transferred) == (1, 0)
    void(store, operation=first, reason="", **BY)
    assert rejections(store) == ()


@pytest.mark.parametrize("how", ["amend", "transfer", "void"])
@pytest.mark.parametrize("word", ["accepted", "rejected"])
def test_a_refusal_that_comes_late_is_settled_by_what_was_entered_before_it(store, how, word):
    first = enrolled(store)
    if how == "amend":
        later = amend(store, operation=first, draft=draft(2), **BY).operation
    elif how == "transfer":
        later = amend_as_transfer(store, operation=first, **BY).operation
    else:
        later = void(store, operation=first, reason="", **BY).operation
    refused(store, first)
    assert (counts(store), rejections(store)) == (Counts(2, 0, 0, 2), ())
    if word == "accepted":
        hear(store, accepted([later]))
        assert counts(store) == Counts(2, 2, 0, 0)
    else:
        refused(store, later)
        assert counts(store) == Counts(2, 0, 2, 0)
        void(store, operation=first, reason="", **BY)
        assert rejections(store) == ()


def test_a_refused_amendment_hands_over_to_the_next(store):
    first = enrolled(store)
    one = amend(store, operation=first, draft=draft(2), **BY).operation
    two = amend(store, operation=first, draft=draft(3), **BY).operation
    refused(store, first)
    refused(store, one)
    assert rejections(store) == ()
    hear(store, accepted([two]))
    assert counts(store) == Counts(3, 3, 0, 0)


def test_a_chain_of_settlements_ends_open_when_its_last_link_is_refused(store):
    served = serve(store, service="haircut", count=2, **BY).operation
    refused(store, served, "conflict")
    anew = retell(store, operation=served, **BY).operation
    refused(store, anew, "unknown-service")
    voiding = void(store, operation=anew, reason="", **BY).operation
    assert counts(store) == Counts(3, 0, 0, 3)
    refused(store, voiding, "unknown-site")
    assert counts(store) == Counts(3, 0, 3, 0)
    assert not batches.waits(store)
