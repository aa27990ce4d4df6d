# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Retell: what a restored copy told under an id that was used already is told anew under its own."""

import pytest

from fieldkit.acts.amend import amend, amend_as_transfer, draft_of
from fieldkit.acts.day import day_numbers
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.acts.look_up import member
from fieldkit.acts.outbox import counts, rejections
from fieldkit.acts.papers import receipt
from fieldkit.acts.retell import retell
from fieldkit.acts.serve import serve
from fieldkit.acts.transfer import update
from fieldkit.acts.void import void
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.outbox import Counts
from fieldkit.problems import Conflicted, NotAllowed, Unknown
from fieldkit.protocol.bodies import AmendBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation, SerialBlock
from fieldkit.store import briefing, serials, wire
from tests.support.clock import DAY, TEN
from tests.support.factories import CLERK, DESK, VOLUNTEER, accepted, draft, phone, rejected, resident
from tests.support.told import hear, opened

BY = {"operator": CLERK, "desk": DESK, "now": TEN}


def conflicted(store, operation):
    hear(store, [rejected(operation, "conflict")])
    return operation


def enrolled(store):
    return enrol(store, uid="u1", draft=draft(1), **BY).operation


def body(store, operation):
    with store.reading() as db:
        raw = db.execute("SELECT raw FROM operations WHERE id = ?", (operation,)).fetchone()[0]
    return bytes(from_bytes(raw, Operation).body)


def test_a_conflicted_operation_is_never_named_to_the_district(store):
    first = conflicted(store, enrolled(store))
    for act, more in ((amend, {"draft": draft(1)}), (amend_as_transfer, {}), (void, {"reason": ""})):
        with pytest.raises(Conflicted):
            act(store, operation=first, **more, **BY)
    assert counts(store) == Counts(1, 0, 1, 0)


def test_an_enrolment_told_anew_has_a_life_an_id_and_a_number_of_its_own(store):
    first = conflicted(store, enrolled(store))
    before = member(store, uid="u1").serial
    done = retell(store, operation=first, **BY)
    assert done.operation.split("-")[1] != first.split("-")[1]
    assert done.operation.endswith("-000001")
    now = member(store, uid="u1")
    assert (now.serial, now.enrolment) == ("", done.operation)
    assert now.provisional
    assert now.provisional != before
    assert draft_of(store, operation=first).name == draft(1).name
    assert day_numbers(store, desk=DESK, day=DAY).enrolled == 1
    assert (counts(store), rejections(store)) == (Counts(2, 0, 0, 2), ())
    hear(store, accepted([done.operation]))
    assert counts(store) == Counts(2, 2, 0, 0)
    void(store, operation=first, reason="", **BY)
    assert member(store, uid="u1").standing is MemberStanding.WITHDRAWN


def test_a_new_life_prints_no_number_twice_and_asks_for_a_fresh_block(store):
    first, second = enrolled(store), enrol(store, uid="u2", draft=draft(2), **BY).operation
    one = issue(store, uid="u1", goods="pack", **BY).issue
    retell(store, operation=conflicted(store, first), **BY)
    with store.reading() as db:
        assert serials.left(db) == 0
    assert int(issue(store, uid="u1", goods="leaflet", **BY).issue.receipt_number.split("-")[-1]) > 1000
    assert one.receipt_number == "R-D07-0001"
    briefing.apply(store, (), 2, [SerialBlock(first=5001, last=6000)])
    again = retell(store, operation=conflicted(store, second), **BY)
    assert again.operation.endswith("-000003")
    assert member(store, uid="u2").serial.startswith("FK-0000-5001")


def test_what_was_told_anew_and_refused_again_is_settled_with_it(store):
    first = conflicted(store, enrolled(store))
    done = retell(store, operation=first, **BY)
    hear(store, [rejected(done.operation)])
    assert counts(store) == Counts(2, 0, 2, 0)
    with pytest.raises(Unknown):
        retell(store, operation=first, **BY)
    change = amend(store, operation=first, draft=draft(2), **BY)
    assert counts(store) == Counts(3, 0, 0, 3)
    hear(store, accepted([change.operation]))
    assert counts(store) == Counts(3, 3, 0, 0)


def test_goods_and_services_keep_their_place(store):
    enrolled(store)
    handed = conflicted(store, issue(store, uid="u1", goods="pack", **BY).issue.operation)
    served = conflicted(store, serve(store, service="haircut", count=2, **BY).operation)
    new = retell(store, operation=handed, **BY).operation
    assert receipt(store, operation=new, copy=1).receipt_number != "R-D07-0001"
    same = retell(store, operation=served, **BY).operation
    assert body(store, same) == body(store, served)
    day = day_numbers(store, desk=DESK, day=DAY)
    assert (day.packs, day.services) == (1, 2)


def test_a_change_of_details_is_told_word_for_word(store):
    enrolled(store)
    changed = conflicted(store, update(store, uid="u1", employer="示例", **BY).operation)
    assert body(store, retell(store, operation=changed, **BY).operation) == body(store, changed)


def test_an_amendment_and_a_void_are_told_anew_of_the_same_enrolment(store):
    first = enrolled(store)
    change = conflicted(store, amend(store, operation=first, draft=draft(2), **BY).operation)
    again = retell(store, operation=change, **BY).operation
    said, anew = (from_bytes(body(store, one), AmendBody) for one in (change, again))
    assert wire.unsealed(anew) == wire.unsealed(said)
    assert anew != said
    assert opened(store)[-1] == (resident(2), phone(2))
    voiding = conflicted(store, void(store, operation=first, reason="", **BY).operation)
    assert member(store, uid="u1").standing is MemberStanding.APPLYING
    retell(store, operation=voiding, **BY)
    assert member(store, uid="u1").standing is MemberStanding.WITHDRAWN
    assert rejections(store) == ()


def in_doubt(operation):
    return rejected(operation, "conflict", field="replaces")


def test_a_correction_of_what_never_counted_is_told_anew_with_it(store):
    """Told again word for word it would name the old id again, and be refused for ever."""
    first = enrolled(store)
    hear(store, [rejected(first, "unknown-code", field="employment_group")])
    change = amend(store, operation=first, draft=draft(2), **BY).operation
    hear(store, [in_doubt(change)])
    assert counts(store) == Counts(2, 0, 2, 0)
    again = retell(store, operation=change, **BY).operation
    assert again.split("-")[1] != first.split("-")[1]
    assert draft_of(store, operation=again).name == draft(2).name
    assert (counts(store), rejections(store)) == (Counts(3, 0, 0, 3), ())
    hear(store, accepted([again]))
    assert counts(store) == Counts(3, 3, 0, 0)


@pytest.mark.parametrize("kind", ["amend", "void"])
def test_a_correction_of_what_stands_in_doubt_is_voided_and_nothing_else(store, kind):
    first = enrolled(store)
    hear(store, accepted([first]))
    told = (
        amend(store, operation=first, draft=draft(2), **BY)
        if kind == "amend"
        else void(store, operation=first, reason="", **BY)
    )
    hear(store, [in_doubt(told.operation)])
    with pytest.raises(Conflicted) as problem:
        retell(store, operation=told.operation, **BY)
    assert problem.value.facts == {"why": "in-doubt"}
    drop = void(store, operation=told.operation, reason="", **BY).operation
    assert (counts(store), rejections(store)) == (Counts(3, 1, 0, 2), ())
    hear(store, accepted([drop]))
    assert counts(store) == Counts(3, 3, 0, 0)
    assert member(store, uid="u1").standing is MemberStanding.APPLYING
    assert draft_of(store, operation=first).name == draft(1).name


def test_only_a_clerk_tells_anew_and_only_what_is_in_conflict(store):
    first = enrolled(store)
    with pytest.raises(NotAllowed):
        retell(store, operation=first, operator=VOLUNTEER, desk=DESK, now=TEN)
    with pytest.raises(Unknown):
        retell(store, operation=first, **BY)
