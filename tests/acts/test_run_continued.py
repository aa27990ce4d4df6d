# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Going on with a run at a sheet: what is skipped, taken for printed and ordered anew is told first, and done so."""

import pytest

from fieldkit.acts import print_runs
from fieldkit.acts.enrol import enrol
from fieldkit.acts.papers import prints
from fieldkit.acts.print_runs import pause, redirect, sheet_again
from fieldkit.acts.run_continued import continue_from, would_continue
from fieldkit.domain.print_orders import CardChoice, Continuing
from fieldkit.problems import PrintMovedOn
from tests.acts.test_print_runs import BY, begin, go, sheets, to_the_end
from tests.support.clock import TEN
from tests.support.factories import DESK, VOLUNTEER, draft
from tests.support.spool import REFUSES, Spool


def at(store, run, sheet, spool, reason="从这一版继续"):
    told = would_continue(store, run=run.place, sheet=sheet)
    return continue_from(store, run=run.place, told=told, hands=spool, reason=reason, **BY)


def outcomes(store):
    return {(line.sheet, line.copy): line.outcome for line in prints(store)}


def test_a_run_that_was_not_sent_begins_at_the_sheet_that_is_named(store):
    spool = Spool(mute=True)
    run = begin(store)  # nine sheets, two to an order
    pause(store, run=run.place, paused=True)
    told = would_continue(store, run=run.place, sheet=4)
    assert told == Continuing(4, skipped=(1, 2, 3), cards=15)
    went_on = at(store, run, 4, spool, "前三版上次打过")
    assert (went_on.paused, went_on.waiting, went_on.left_out, went_on.next_sheet) == (False, 6, (1, 2, 3), 4)
    to_the_end(store, spool)
    assert sheets(spool) == [(number, 1) for number in range(4, 10)]
    ended = print_runs.how_far(store, run=run.place)
    assert (ended.over, ended.out, ended.cards_out + ended.lost) == (True, 6, 44 - 15)
    passed = [line for line in prints(store) if line.sheet < 4]
    assert {(line.outcome, line.reason) for line in passed} == {("skipped", "前三版上次打过")}
    assert {line.reason for line in prints(store) if line.sheet >= 4} == {""}


def test_what_was_skipped_is_printed_after_all_when_an_earlier_sheet_is_named(store):
    spool = Spool(mute=True)
    run = begin(store)
    at(store, run, 6, spool)
    at(store, run, 5, spool)
    to_the_end(store, spool)
    assert sheets(spool) == [(5, 2), *((number, 1) for number in range(6, 10))]
    assert print_runs.how_far(store, run=run.place).left_out == (1, 2, 3, 4)


def test_those_whose_sheets_were_skipped_have_no_card_yet(store):
    for number in range(1, 11):
        enrol(store, uid=f"u{number}", draft=draft(number), operator=VOLUNTEER, desk=DESK, now=TEN)
    uids = print_runs.choose(store, choice=CardChoice()).uids
    run = begin(store, uids)
    at(store, run, 2, Spool())
    assert print_runs.choose(store, choice=CardChoice()).uids == uids[:5]


def test_a_refused_order_within_which_the_run_goes_on_is_cut_there(store):
    spool = Spool(mute=True)
    spool.mood = REFUSES
    run = begin(store)
    go(store, spool)
    spool.mood = "takes"
    assert would_continue(store, run=run.place, sheet=2).skipped == (1,)
    at(store, run, 2, spool)
    to_the_end(store, spool)
    assert sheets(spool) == [(number, 1) for number in range(2, 10)]


def test_what_is_at_the_printer_is_taken_for_printed_before_the_sheet_and_ordered_anew_from_it_on(store):
    spool = Spool()
    run = begin(store)
    go(store, spool, 3)  # sheets 1 to 4 are at the printer
    told = would_continue(store, run=run.place, sheet=4)
    assert (told.skipped, told.believed, told.again) == ((), (1, 2, 3), (4,))
    at(store, run, 4, spool)
    to_the_end(store, spool)
    out = outcomes(store)
    assert [out[sheet, 1] for sheet in range(1, 5)] == ["printed", "printed", "printed", "not-printed"]
    assert out[4, 2] == "printed"
    assert print_runs.how_far(store, run=run.place).over


def test_what_stands_elsewhere_by_then_is_not_skipped_unseen(store):
    spool = Spool(mute=True)
    run = begin(store)
    told = would_continue(store, run=run.place, sheet=4)
    go(store, spool)  # meanwhile the first order goes out
    with pytest.raises(PrintMovedOn):
        continue_from(store, run=run.place, told=told, hands=spool, reason="卡纸", **BY)
    assert print_runs.how_far(store, run=run.place).left_out == ()


def test_a_sheet_that_has_a_copy_of_its_own_since_comes_once_more_and_once_only(store):
    spool = Spool(mute=True)
    run = begin(store)
    to_the_end(store, spool)
    sheet_again(store, run=run.place, sheet=4, reason="字迹不清", **BY)
    to_the_end(store, spool)
    at(store, run, 3, spool)
    to_the_end(store, spool)
    assert sheets(spool)[10:] == [(3, 2), (4, 3), (5, 2), (6, 2), (7, 2), (8, 2), (9, 2)]


def test_what_is_ordered_anew_goes_to_the_printer_of_the_run(store):
    spool = Spool()
    run = begin(store)
    go(store, spool)
    redirect(store, run=run.place, printer="B")
    at(store, run, 1, spool)
    print_places = {line.place for line in prints(store) if line.sheet < 3 and line.copy == 2}
    go(store, spool, 5)
    assert len(spool.jobs) == 1  # nothing more at the first printer
    assert print_places == {""}
