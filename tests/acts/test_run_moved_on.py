# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Going on with a run while it moves: nothing is ordered anew unseen, and what cannot be called back is told."""

import pytest

from fieldkit.acts import print_runs
from fieldkit.acts.papers import prints
from fieldkit.acts.print_answers import STILL_THERE, open_orders, standing
from fieldkit.acts.print_runs import pause, redirect, sheet_again
from fieldkit.acts.printing import step
from fieldkit.acts.run_continued import continue_from, would_continue
from fieldkit.domain.print_orders import OrderState
from fieldkit.store.vault import open_store
from tests.acts.test_print_runs import BY, Crash, begin, go, sheets, to_the_end
from tests.support.clock import TEN
from tests.support.factories import KEY
from tests.support.spool import GONE, REFUSES, Spool


def on_with(store, run, told, spool):
    return continue_from(store, run=run.place, told=told, hands=spool, reason="卡纸", **BY)


def test_a_sheet_that_came_out_while_the_words_were_read_is_not_printed_twice(store):
    spool = Spool(mute=True)
    run = begin(store)
    go(store, spool)  # sheets 1 and 2 are out
    told = would_continue(store, run=run.place, sheet=1)
    assert told.again == (1, 2)
    go(store, spool)  # 3 and 4 come out since
    on_with(store, run, told, spool)
    to_the_end(store, spool)
    assert sorted(sheets(spool)) == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
        *((number, 1) for number in range(3, 10)),
    ]
    outcomes = {(line.sheet, line.copy): line.outcome for line in prints(store)}
    assert (outcomes[3, 1], outcomes[4, 1]) == ("printed", "printed")


def test_a_sheet_that_is_handed_over_while_others_are_called_back_is_not_ordered_anew(store):
    class Meanwhile(Spool):
        def cancel(self, order):
            super().cancel(order)
            step(store, printer="B", hands=self, now=TEN)  # that printer's own lane

    spool = Meanwhile()
    run = begin(store)
    go(store, spool, 2)  # sheets 1 to 4 are at the first printer
    redirect(store, run=run.place, printer="B")
    told = would_continue(store, run=run.place, sheet=1)
    assert told.again == (1, 2, 3, 4)
    on_with(store, run, told, spool)
    for _ in range(20):
        step(store, printer="B", hands=spool, now=TEN)
        spool.finish_all()
    assert sorted(sheets(spool)) == [
        *((number, 2) for number in range(1, 5)),
        *((number, 1) for number in range(5, 10)),
    ]
    assert print_runs.how_far(store, run=run.place).over


def test_what_could_not_be_called_back_when_a_run_went_on_is_told(store):
    spool = Spool()
    run = begin(store)
    go(store, spool, 2)
    at_printer = [order.place for order, _line in open_orders(store) if order.state is OrderState.SENT]
    told = would_continue(store, run=run.place, sheet=1)
    spool.mood = GONE
    assert on_with(store, run, told, spool).still_at == ("A",)
    stands = [standing(store, place=place) for place in at_printer]
    assert {(order.state, order.why) for order in stands} == {(OrderState.NOT_PRINTED, STILL_THERE)}


def test_a_program_that_ends_between_two_that_are_called_back_leaves_questions_and_prints_nothing_twice(
    store,
):
    class Cut(Spool):
        def cancel(self, order):
            super().cancel(order)
            raise Crash

    spool = Cut()
    run = begin(store)
    go(store, spool, 2)
    with pytest.raises(Crash):
        on_with(store, run, would_continue(store, run=run.place, sheet=1), spool)
    store.close()
    again = open_store(store.folder, KEY)
    go(again, spool)  # it is asked of each what became of it
    assert [order.state for order, _line in open_orders(again)][:2] == [OrderState.UNKNOWN, OrderState.SENT]
    spool.cancel = super(Cut, spool).cancel
    on_with(again, run, would_continue(again, run=run.place, sheet=1), spool)
    to_the_end(again, spool)
    assert sorted(sheets(spool)) == sorted((number, 2 if number < 5 else 1) for number in range(1, 10))
    again.close()


def test_nothing_is_told_where_all_was_called_back(store):
    spool = Spool()
    run = begin(store)
    go(store, spool, 2)
    assert on_with(store, run, would_continue(store, run=run.place, sheet=1), spool).still_at == ()


@pytest.mark.parametrize("mood", ["paused", REFUSES])
def test_a_sheet_that_has_not_left_yet_is_not_ordered_twice(store, mood):
    spool = Spool(mute=True)
    spool.mood = mood
    run = begin(store)
    pause(store, run=run.place, paused=mood == "paused")
    go(store, spool)
    spool.mood = "takes"
    again = sheet_again(store, run=run.place, sheet=2, reason="还没有看到", **BY)
    assert (again.state, again.first_sheet, again.last_sheet) == (OrderState.QUEUED, 1, 2)
    pause(store, run=run.place, paused=False)
    to_the_end(store, spool)
    assert sheets(spool) == [(number, 1) for number in range(1, 10)]
