# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A further card needs a reason and is the next copy, whether the first was printed alone or lies on a sheet."""

import pytest

from fieldkit.acts import print_runs
from fieldkit.acts.enrol import enrol
from fieldkit.acts.papers import prints
from fieldkit.acts.print_copies import further_copy
from fieldkit.acts.printing import order_paper, step
from fieldkit.domain.papers import PaperKind
from fieldkit.problems import AlreadyPrinted
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
