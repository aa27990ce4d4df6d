# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The print queue when time is strange: a clock put back, a lock amid a paper, a spooler that comes late."""

import datetime as dt
import threading

import pytest

from fieldkit.acts import print_answers, print_turns
from fieldkit.acts.enrol import enrol
from fieldkit.acts.papers import prints
from fieldkit.acts.print_turns import PATIENCE
from fieldkit.acts.printing import order_paper, step
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import STALLED, OrderState
from fieldkit.store.faultpoints import arm
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, VOLUNTEER, draft
from tests.support.spool import GONE, TAKES, Spool

S = OrderState
BY = {"operator": CLERK, "now": TEN}
PUT_BACK = TEN - dt.timedelta(hours=8)
"""What a clock says that was taken for local time and is right again."""


@pytest.fixture
def store(store):
    """Give a store with two members, and a card of each in the queue of A."""
    for number in (1, 2):
        enrol(store, uid=f"u{number}", draft=draft(number), operator=VOLUNTEER, desk=DESK, now=TEN)
        order_paper(store, kind=PaperKind.CARD, about=f"u{number}", printer="A", **BY)
    return store


def go(store, spool, now=TEN):
    return step(store, printer="A", hands=spool, now=now)


def test_a_printer_that_was_away_is_not_kept_waiting_by_a_clock_that_was_put_back(store):
    spool = Spool()
    spool.mood = GONE
    assert go(store, spool).moved[0].state is S.FAILED
    spool.mood = TAKES
    assert go(store, spool, now=PUT_BACK).again == print_turns.FIRST_WAIT


def test_a_paper_that_hangs_is_asked_about_though_the_clock_was_put_back(store):
    spool = Spool()
    go(store, spool)
    spool.finish_all()
    go(store, spool)  # the first came out, the second was handed over
    assert go(store, spool, now=TEN - PATIENCE).moved == ()
    (asked,) = go(store, spool, now=PUT_BACK).moved
    assert (asked.state, asked.why) == (S.UNKNOWN, STALLED)


def test_what_came_out_by_a_clock_that_was_put_back_makes_no_paper_hang(store):
    spool = Spool()
    go(store, spool)
    print_answers.cancel(store, place=2, hands=spool, now=TEN)
    spool.finish_all()
    assert go(store, spool).moved[0].state is S.PRINTED
    order_paper(store, kind=PaperKind.CARD, about="u2", printer="A", operator=CLERK, now=PUT_BACK)
    assert go(store, spool, now=PUT_BACK).moved[0].state is S.SENT
    assert go(store, spool, now=PUT_BACK).moved == ()


class Slow(Spool):
    """Holds a paper while it is drawn, or while it is handed over, until it may go on."""

    def __init__(self, part):
        super().__init__(mute=True)
        self.part, self.begun, self.go_on = part, threading.Event(), threading.Event()

    def _wait(self, part):
        if part == self.part and not self.begun.is_set():
            self.begun.set()
            assert self.go_on.wait(20)

    def draw(self, store, order):
        self._wait("draw")
        return super().draw(store, order)

    def submit(self, pdf, order):
        self._wait("submit")
        return super().submit(pdf, order)


@pytest.mark.parametrize("part", ["draw", "submit"])
def test_after_a_lock_nothing_is_handed_to_a_printer_that_is_still_being_handed_a_paper(store, part):
    def lane_before():
        own = open_store(store.folder, KEY)
        go(own, spool)
        own.close()

    spool, before = Slow(part), threading.Thread(target=lane_before)
    before.start()
    assert spool.begun.wait(20)
    try:
        stepped = [go(store, spool) for _ in range(2)]
        assert [(one.moved, one.again) for one in stepped] == [((), print_turns.LOOK_AGAIN)] * 2
        assert not spool.out
    finally:
        spool.go_on.set()
        before.join()
    assert go(store, spool).moved[0].state is S.PRINTED
    assert [(line.copy, line.outcome) for line in prints(store)] == [(1, "printed")] * 2
    assert set(spool.out.values()) == {1}


class Crash(BaseException):
    """The program ends here."""


def crash():
    raise Crash


def test_what_a_spooler_has_that_came_up_late_is_called_back_before_its_copy_is_ordered(store):
    spool = Spool()
    arm("print-submitted", crash)
    try:
        with pytest.raises(Crash):
            go(store, spool)
    finally:
        arm("")
    (asked,) = go(store, spool).moved[:1]
    assert asked.state is S.UNKNOWN
    spool.listed = True
    print_answers.did_not_come_out(store, place=asked.place, hands=spool, reason="没有打出来", **BY)
    spool.finish_all()
    assert not any(copy.endswith("/1") and asked.title.startswith(copy[:-2]) for copy in spool.out)
