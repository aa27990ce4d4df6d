# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A further card needs a reason and is the next copy, whether the first was printed alone or lies on a sheet."""

import pytest

from fieldkit.acts import print_runs
from fieldkit.acts.amend import amend
from fieldkit.acts.enrol import enrol
from fieldkit.acts.papers import prints
from fieldkit.acts.print_copies import further_copy
from fieldkit.acts.printing import order_paper, step
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.serials import serial_of
from fieldkit.problems import AlreadyPrinted
from fieldkit.store import members
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, VOLUNTEER, draft
from tests.support.spool import GONE, Spool

BY = {"operator": CLERK, "now": TEN}


@pytest.fixture
def people(store):
    for number in (1, 2, 11):
        enrol(store, uid=f"u{number}", draft=draft(number), operator=VOLUNTEER, desk=DESK, now=TEN)
    return store


def on_a_sheet(store, *uids):
    return print_runs.begin_run(store, uids=uids, places=5, layout="standard", printer="A", **BY)


def alone(store, uid, reason=""):
    return order_paper(store, kind=PaperKind.CARD, about=uid, reason=reason, printer="A", **BY)


def to_the_end(store, spool=None):
    spool = spool or Spool()
    for _ in range(4):
        step(store, printer="A", hands=spool, now=TEN)
        spool.finish_all()
    step(store, printer="A", hands=spool, now=TEN)


def further(store, uid, kind=PaperKind.CARD):
    return further_copy(store, kind=kind, about=uid)


def cards(store, uid):
    lines = prints(store, about=uid)
    return [(line.copy, line.reason) for line in lines if line.kind is PaperKind.CARD]


def test_a_card_that_lies_on_a_sheet_is_printed_alone_only_with_a_reason_and_as_its_next_copy(people):
    on_a_sheet(people, "u1", "u11")
    to_the_end(people)
    assert (further(people, "u1"), further(people, "u2")) == (2, 0)
    with pytest.raises(AlreadyPrinted):
        alone(people, "u1")
    assert cards(people, "u1") == []
    alone(people, "u1", "本人遗失")
    assert cards(people, "u1") == [(2, "本人遗失")]
    to_the_end(people)
    assert further(people, "u1") == 3
    alone(people, "u1", "字迹不清")
    assert cards(people, "u1") == [(3, "字迹不清"), (2, "本人遗失")]


def test_a_sheet_with_somebody_else_is_nothing_to_a_card(people):
    on_a_sheet(people, "u11")  # its uid begins with that of u1
    to_the_end(people)
    alone(people, "u1")
    assert cards(people, "u1") == [(1, "")]
    assert [line.kind for line in prints(people, about="u1")] == [PaperKind.CARD]


def test_a_sheet_that_is_on_its_way_counts_and_one_that_was_given_up_does_not(people):
    spool = Spool()
    spool.mood = GONE
    run = on_a_sheet(people, "u1")
    assert further(people, "u1") == 2
    step(people, printer="A", hands=spool, now=TEN)  # is sent again by itself
    assert further(people, "u1") == 2
    with pytest.raises(AlreadyPrinted):
        alone(people, "u1")
    print_runs.give_up(people, run=run.place, now=TEN)
    assert further(people, "u1") == 0
    alone(people, "u1")
    assert cards(people, "u1") == [(1, "")]


def test_a_sheet_that_is_printed_again_is_a_copy_of_each_of_its_cards(people):
    run = on_a_sheet(people, "u1", "u2")
    to_the_end(people)
    alone(people, "u1", "本人遗失")
    to_the_end(people)
    print_runs.sheet_again(people, run=run.place, sheet=1, reason="字迹不清", **BY)
    to_the_end(people)
    assert (further(people, "u1"), further(people, "u2")) == (4, 3)


def test_a_card_that_waits_needs_no_reason_and_an_application_has_copies_of_its_own(people):
    on_a_sheet(people, "u1")
    alone(people, "u1", "本人遗失")
    assert further(people, "u1") == 0  # asked for again it is sent as the copy it is
    assert further(people, "u1", PaperKind.APPLICATION) == 0
    alone(people, "u2")
    to_the_end(people)
    assert further(people, "u2") == 2


def test_the_papers_of_a_member_are_also_the_sheets_with_their_card(people):
    on_a_sheet(people, "u1", "u11")
    to_the_end(people)
    alone(people, "u1", "本人遗失")
    assert [line.kind for line in prints(people, about="u1")] == [PaperKind.CARD, PaperKind.CARD_SHEET]
    assert [line.kind for line in prints(people, about="u1", limit=1)] == [PaperKind.CARD]


@pytest.mark.parametrize("kind", [PaperKind.CARD, PaperKind.APPLICATION])
def test_the_paper_with_the_final_number_is_the_next_copy_of_that_with_the_provisional_one(store, kind):
    with store.writing() as db:
        db.conn.execute("UPDATE serial_blocks SET next = last + 1")
    member = enrol(store, uid="u1", draft=draft(1), operator=VOLUNTEER, desk=DESK, now=TEN).member
    assert member.provisional
    order_paper(store, kind=kind, about="u1", printer="A", **BY)
    to_the_end(store)
    with store.writing() as db:
        members.change(db, members.whole(db, "u1").row, {"serial": serial_of(5)})
    assert further(store, "u1", kind) == 2
    with pytest.raises(AlreadyPrinted):
        order_paper(store, kind=kind, about="u1", printer="A", **BY)
    order_paper(store, kind=kind, about="u1", reason="临时编号换成正式编号", printer="A", **BY)
    last, first = (line for line in prints(store, about="u1"))
    assert (first.copy, last.copy) == (1, 2)
    assert first.document_number.endswith(member.provisional)
    assert last.document_number.endswith(serial_of(5))


def test_blank_applications_are_each_the_first_of_their_number(store):
    for _ in range(2):
        order_paper(store, kind=PaperKind.APPLICATION, about="", printer="A", **BY)
    assert [line.copy for line in prints(store)] == [1, 1]


def test_a_sheet_tells_that_one_of_its_members_was_amended_while_it_waited(people):
    print_runs.begin_run(people, uids=("u1", "u2", "u11"), places=2, layout="standard", printer="A", **BY)
    root = people_of(people, "u2").enrolment
    amend(people, operation=root, draft=draft(2, name="王芒"), operator=CLERK, desk=DESK, now=TEN)
    to_the_end(people)
    lines = sorted(prints(people), key=lambda line: line.sheet)
    assert [(line.sheet, line.amended) for line in lines] == [(1, True), (2, False)]
    assert all(line.ordered_of and line.drawn_of for line in lines)


def people_of(store, uid):
    with store.reading() as db:
        return members.member(db, uid)
