# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What waits, what was said, and the three numbers."""

import pytest

from fieldkit.acts.amend import amend
from fieldkit.acts.enrol import enrol
from fieldkit.acts.look_up import member, search
from fieldkit.acts.outbox import counts, rejections
from fieldkit.acts.serve import serve
from fieldkit.acts.void import void
from fieldkit.domain.outbox import Counts
from fieldkit.protocol.messages import MAX_BATCH_BYTES, MAX_OPERATIONS, Acknowledgement
from fieldkit.store import identity, outbox
from fieldkit.store.outbox import Settled
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, SIGNATURE, accepted, draft, make_store, name_of, rejected


def haircuts(store, number):
    return [
        serve(store, service="haircut", operator=CLERK, desk=DESK, now=TEN).operation for _ in range(number)
    ]


def enrolled(store, number=1, **more):
    return enrol(store, uid=f"u{number}", draft=draft(number, **more), operator=CLERK, desk=DESK, now=TEN)


def ids(packed):
    return [one.id for one in packed]


def again(operation, first):
    return Acknowledgement(operation=operation, verdict="already", first=first)


def test_what_waits_is_packed_oldest_first(store):
    made = haircuts(store, 5)
    assert ids(outbox.pack(store)) == made
    assert ids(outbox.pack(store, 2)) == made[:2]
    outbox.settle(store, accepted(made[:1]), TEN)
    assert ids(outbox.pack(store)) == made[1:]


def test_packing_marks_nothing_so_that_a_crash_loses_nothing(store):
    haircuts(store, 3)
    assert outbox.pack(store) == outbox.pack(store)
    assert counts(store) == Counts(3, 0, 0, 3)


def test_a_batch_keeps_within_the_protocols_number(store):
    haircuts(store, MAX_OPERATIONS + 3)
    assert len(outbox.pack(store)) == MAX_OPERATIONS
    assert len(outbox.pack(store, MAX_OPERATIONS * 2)) == MAX_OPERATIONS


def test_a_batch_keeps_within_the_protocols_bytes(store):
    for number in range(1, 25):
        enrolled(store, number, signature=SIGNATURE + bytes(60_000))
    packed = outbox.pack(store)
    assert 1 < len(packed) < 24
    assert sum(len(one.raw) + 1 for one in packed) <= MAX_BATCH_BYTES


def test_one_operation_that_is_too_large_still_goes(store, monkeypatch):
    monkeypatch.setattr(outbox, "ENVELOPE_BYTES", MAX_BATCH_BYTES)
    made = haircuts(store, 2)
    assert ids(outbox.pack(store)) == made[:1]


def test_a_batch_is_of_one_life(store):
    before = haircuts(store, 2)
    identity.new_life(store, now=TEN)
    after = haircuts(store, 1)
    assert ids(outbox.pack(store)) == before
    outbox.settle(store, accepted(before), TEN)
    assert ids(outbox.pack(store)) == after
    assert outbox.pack(store)[0].sequence == 1


def test_each_operation_has_its_own_word(store):
    yes, no, waits = haircuts(store, 3)
    told = [*accepted([yes]), rejected(no, "unknown-service", field="service", facts={"a": "b"})]
    assert outbox.settle(store, told, TEN) == Settled(1, 1)
    assert counts(store) == Counts(3, 1, 1, 1)
    (refused,) = rejections(store)
    assert (refused.operation, refused.code, refused.field, refused.facts) == (
        no,
        "unknown-service",
        "service",
        (("a", "b"),),
    )
    assert ids(outbox.pack(store)) == [waits]


def test_a_rejection_says_who_it_is_about_masked(store):
    made = enrolled(store)
    outbox.settle(store, [rejected(made.operation)], TEN)
    (refused,) = rejections(store)
    assert (refused.uid, refused.number) == ("u1", made.member.serial)
    assert refused.masked_name[1] == "*"
    assert refused.masked_name != name_of(1)


@pytest.mark.parametrize(
    ("first", "expected"),
    [("accepted", Counts(1, 1, 0, 0)), ("rejected", Counts(1, 0, 1, 0)), ("", Counts(1, 1, 0, 0))],
)
def test_already_is_what_was_said_the_first_time(store, first, expected):
    (made,) = haircuts(store, 1)
    outbox.settle(store, [again(made, first)], TEN)
    assert counts(store) == expected


def test_the_same_word_again_or_another_one_changes_nothing(store):
    yes, no = haircuts(store, 2)
    outbox.settle(store, [*accepted([yes]), rejected(no)], TEN)
    assert outbox.settle(
        store, [*accepted([yes, no]), rejected(yes), again(yes, "rejected")], TEN
    ) == Settled(0, 0)
    assert counts(store) == Counts(2, 1, 1, 0)


def test_a_word_on_something_unknown_is_passed_over(store):
    assert outbox.settle(store, accepted(["D07-00000000-000099"]), TEN) == Settled(0, 0)


def test_the_final_serial_takes_the_place_of_the_provisional_number(tmp_path):
    store = make_store(tmp_path / "s", serials=0)
    made = enrolled(store)
    assert (made.member.serial, made.member.provisional) == ("", "临-D07-0001")
    outbox.settle(store, accepted([made.operation], serial="FK-0000-0042-5"), TEN)
    now = member(store, uid="u1")
    assert (now.serial, now.provisional) == ("FK-0000-0042-5", "临-D07-0001")
    assert [line.uid for line in search(store, text="000000425")] == ["u1"]
    outbox.settle(store, accepted([made.operation], serial="FK-0000-0043-3"), TEN)
    assert member(store, uid="u1").serial == "FK-0000-0042-5"
    store.close()


def test_a_serial_that_was_printed_is_never_changed(store):
    made = enrolled(store)
    outbox.settle(store, accepted([made.operation], serial="FK-0000-0042-5"), TEN)
    assert member(store, uid="u1").serial == made.member.serial


def test_a_settled_rejection_counts_through_what_settled_it(store):
    made = enrolled(store)
    outbox.settle(store, [rejected(made.operation)], TEN)
    first = amend(
        store, operation=made.operation, draft=draft(1, name="王示例"), operator=CLERK, desk=DESK, now=TEN
    )
    assert counts(store) == Counts(2, 0, 0, 2)
    outbox.settle(store, [rejected(first.operation)], TEN)
    assert counts(store) == Counts(2, 0, 2, 0)
    assert len(rejections(store)) == 2
    second = amend(
        store, operation=first.operation, draft=draft(1, name="李示例"), operator=CLERK, desk=DESK, now=TEN
    )
    assert counts(store) == Counts(3, 0, 0, 3)
    outbox.settle(store, accepted([second.operation]), TEN)
    assert counts(store) == Counts(3, 3, 0, 0)


def test_a_rejection_settled_by_voiding_is_confirmed_with_it(store):
    (made,) = haircuts(store, 1)
    outbox.settle(store, [rejected(made)], TEN)
    done = void(store, operation=made, reason="点错", operator=CLERK, desk=DESK, now=TEN)
    assert counts(store) == Counts(2, 0, 0, 2)
    outbox.settle(store, accepted([done.operation]), TEN)
    assert counts(store) == Counts(2, 2, 0, 0)
