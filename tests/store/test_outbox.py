# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What was said, and the numbers."""

from fieldkit.acts.amend import amend
from fieldkit.acts.enrol import enrol
from fieldkit.acts.look_up import member, search
from fieldkit.acts.outbox import counts, rejections
from fieldkit.acts.serve import serve
from fieldkit.acts.void import void
from fieldkit.domain.outbox import Counts
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, accepted, draft, make_store, name_of, rejected
from tests.support.told import answer, hear


def haircuts(store, number):
    return [
        serve(store, service="haircut", operator=CLERK, desk=DESK, now=TEN).operation for _ in range(number)
    ]


def enrolled(store, number=1, **more):
    return enrol(store, uid=f"u{number}", draft=draft(number, **more), operator=CLERK, desk=DESK, now=TEN)


def test_each_operation_has_its_own_word(store):
    yes, no, _ = haircuts(store, 3)
    told = [*accepted([yes]), rejected(no, "unknown-service", field="service", facts={"a": "b"})]
    settled = hear(store, told)
    assert (settled.accepted, settled.rejected, settled.received) == (1, 1, 2)
    assert counts(store) == Counts(3, 1, 1, 1)
    (refused,) = rejections(store)
    assert (refused.operation, refused.code, refused.field, refused.facts) == (
        no,
        "unknown-service",
        "service",
        (("a", "b"),),
    )


def test_what_no_word_names_was_accepted(store):
    _, no, _ = haircuts(store, 3)
    settled = answer(store, [rejected(no)])
    assert (settled.accepted, settled.rejected, settled.received) == (2, 1, 1)
    assert counts(store) == Counts(3, 2, 1, 0)


def test_a_rejection_says_who_it_is_about_masked(store):
    made = enrolled(store)
    hear(store, [rejected(made.operation)])
    (refused,) = rejections(store)
    assert (refused.uid, refused.number) == ("u1", made.member.serial)
    assert refused.masked_name[1] == "*"
    assert refused.masked_name != name_of(1)


def test_the_same_word_again_or_another_one_changes_nothing(store):
    yes, no = haircuts(store, 2)
    hear(store, [*accepted([yes]), rejected(no)])
    again = hear(store, [*accepted([no]), rejected(yes)])
    assert (again.accepted, again.rejected, again.received) == (0, 0, 0)
    assert counts(store) == Counts(2, 1, 1, 0)


def test_the_final_serial_takes_the_place_of_the_provisional_number(tmp_path):
    store = make_store(tmp_path / "s", serials=0)
    made = enrolled(store)
    assert (made.member.serial, made.member.provisional) == ("", "临-D07-0001")
    hear(store, accepted([made.operation], serial="FK-0000-0042-5"))
    now = member(store, uid="u1")
    assert (now.serial, now.provisional) == ("FK-0000-0042-5", "临-D07-0001")
    assert [line.uid for line in search(store, text="000000425")] == ["u1"]
    hear(store, accepted([made.operation], serial="FK-0000-0043-3"))
    assert member(store, uid="u1").serial == "FK-0000-0042-5"
    store.close()


def test_a_serial_that_was_printed_is_never_changed(store):
    made = enrolled(store)
    hear(store, accepted([made.operation], serial="FK-0000-0042-5"))
    assert member(store, uid="u1").serial == made.member.serial


def test_a_settled_rejection_counts_through_what_settled_it(store):
    made = enrolled(store)
    hear(store, [rejected(made.operation)])
    first = amend(
        store, operation=made.operation, draft=draft(1, name="王示例"), operator=CLERK, desk=DESK, now=TEN
    )
    assert counts(store) == Counts(2, 0, 0, 2)
    hear(store, [rejected(first.operation)])
    assert counts(store) == Counts(2, 0, 2, 0)
    assert len(rejections(store)) == 2
    second = amend(
        store, operation=first.operation, draft=draft(1, name="李示例"), operator=CLERK, desk=DESK, now=TEN
    )
    assert counts(store) == Counts(3, 0, 0, 3)
    hear(store, accepted([second.operation]))
    assert counts(store) == Counts(3, 3, 0, 0)


def test_a_rejection_settled_by_voiding_is_confirmed_with_it(store):
    (made,) = haircuts(store, 1)
    hear(store, [rejected(made)])
    done = void(store, operation=made, reason="点错", operator=CLERK, desk=DESK, now=TEN)
    assert counts(store) == Counts(2, 0, 0, 2)
    hear(store, accepted([done.operation]), level="safe")
    assert counts(store) == Counts(2, 2, 0, 0, safe=1)


def test_what_is_safe_is_part_of_what_is_confirmed(store):
    first, second = haircuts(store, 2)
    hear(store, accepted([first]), level="safe")
    hear(store, accepted([second]))
    haircuts(store, 1)
    assert counts(store) == Counts(3, 2, 0, 1, safe=1)


def test_what_is_held_is_part_of_what_waits(store):
    first, _ = haircuts(store, 2)
    assert hear(store, accepted([first]), level="held").held == 1
    assert counts(store) == Counts(2, 0, 0, 2, held=1)
