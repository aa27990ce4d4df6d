# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whatever happens to the queue, in whatever order: no copy comes out twice, none is called printed that is not out.

Operators tell the truth: they look into the tray before they answer.
"""

import datetime as dt
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fieldkit.acts import print_answers, printing
from fieldkit.acts.enrol import enrol
from fieldkit.acts.papers import prints
from fieldkit.acts.printing import order_paper, step
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CRASHED, Heard, OrderState
from fieldkit.problems import AlreadyPrinted
from fieldkit.store.faultpoints import arm
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, VOLUNTEER, draft, make_store
from tests.support.spool import BREAKS_AFTER, BREAKS_BEFORE, DRY, GONE, REFUSES, TAKES, Spool

S = OrderState
MEMBERS = 3
PRINTERS = ("A", "B", "")
POINTS = ("print-ordered", "print-sending", "print-submitted", "print-settled", "print-answered")
printers = st.sampled_from(PRINTERS)
picks = st.integers(0, 1000)


class Crash(BaseException):
    """The program ends here."""


def crash():
    raise Crash


class Queue(RuleBasedStateMachine):
    """One booth, two printers and a folder, one spooler."""

    @initialize(mute=st.booleans(), listed=st.booleans())
    def begin(self, mute, listed):
        self.folder = Path(tempfile.mkdtemp(prefix="queue-"))
        self.store = make_store(self.folder / "store")
        self.spool = Spool(mute=mute, listed=listed)
        self.now = TEN
        for number in range(1, MEMBERS + 1):
            enrol(
                self.store,
                uid=f"u{number}",
                draft=draft(number),
                operator=VOLUNTEER,
                desk=DESK,
                now=TEN,
            )

    def teardown(self):
        arm("")
        if hasattr(self, "store"):
            self.settle()
            self.store.close()
            shutil.rmtree(self.folder)

    # -- what operators do ----------------------------------------------------------------------------------

    @rule(number=st.integers(1, MEMBERS), printer=printers, reason=st.sampled_from(["", "字迹不清"]))
    def order(self, number, printer, reason):
        def act():
            try:
                order_paper(
                    self.store,
                    kind=PaperKind.CARD,
                    about=f"u{number}",
                    reason=reason,
                    printer=printer,
                    operator=CLERK,
                    now=self.now,
                )
            except AlreadyPrinted:
                assert not reason

        self.perhaps_to_the_end(act)

    @precondition(lambda self: self.open(S.UNKNOWN))
    @rule(pick=picks, elsewhere=st.sampled_from([None, *PRINTERS]), wanted=st.booleans())
    def answer(self, pick, elsewhere, wanted):
        order, line = self.picked(pick, S.UNKNOWN)
        if self.spool.came_out(line):
            print_answers.came_out(self.store, place=order.place, now=self.now)
        elif wanted:
            self.perhaps_to_the_end(
                lambda: print_answers.did_not_come_out(
                    self.store,
                    place=order.place,
                    hands=self.spool,
                    reason="没有打出来",
                    printer=elsewhere,
                    operator=CLERK,
                    now=self.now,
                )
            )
        else:
            print_answers.leave(self.store, place=order.place, hands=self.spool, now=self.now)

    @precondition(lambda self: self.open(S.QUEUED, S.FAILED))
    @rule(pick=picks, elsewhere=st.sampled_from([None, *PRINTERS]))
    def try_again(self, pick, elsewhere):
        order, _line = self.picked(pick, S.QUEUED, S.FAILED)
        print_answers.try_again(self.store, place=order.place, printer=elsewhere, now=self.now)

    @precondition(lambda self: self.open(S.QUEUED, S.FAILED, S.SENT))
    @rule(pick=picks)
    def cancel(self, pick):
        order, _line = self.picked(pick, S.QUEUED, S.FAILED, S.SENT)
        print_answers.cancel(self.store, place=order.place, hands=self.spool, now=self.now)

    # -- what printers and the world do ---------------------------------------------------------------------

    @rule(printer=printers)
    def step(self, printer):
        self.perhaps_to_the_end(lambda: step(self.store, printer=printer, hands=self.spool, now=self.now))

    @rule(mood=st.sampled_from([TAKES, TAKES, REFUSES, GONE, DRY, BREAKS_BEFORE, BREAKS_AFTER]))
    def mood(self, mood):
        self.spool.mood = mood

    @precondition(lambda self: self.spool.jobs)
    @rule(pick=picks, happens=st.sampled_from(["done", "begins", "lost"]))
    def spooler(self, pick, happens):
        number = sorted(self.spool.jobs)[pick % len(self.spool.jobs)]
        job = self.spool.jobs[number]
        if job[1] is Heard.PRINTING:
            job[1] = Heard.WAITING  # it was held up, and goes on
        if happens == "done":
            self.spool.finish(number)
        elif job[1] is Heard.WAITING:
            job[1] = Heard.PRINTING if happens == "begins" else Heard.GONE

    @rule(stopped=st.sampled_from(["", "paper-out"]))
    def paper(self, stopped):
        self.spool.stopped = stopped

    @rule(minutes=st.sampled_from([0.1, 1, 5]))
    def time(self, minutes):
        self.now += dt.timedelta(minutes=minutes)

    @rule(point=st.sampled_from(POINTS))
    def power_fails_at(self, point):
        arm(point, crash)

    # -- what must hold -------------------------------------------------------------------------------------

    @invariant()
    def no_copy_came_out_twice(self):
        if hasattr(self, "store"):
            assert set(self.spool.out.values()) <= {1}

    @invariant()
    def the_ledger_is_true(self):
        if not hasattr(self, "store"):
            return
        for line in prints(self.store, limit=1000):
            out = self.spool.came_out(line)
            if line.outcome in ("printed", "saved"):
                assert out, line
            if out:
                assert line.outcome in ("printed", "saved", "sending", "sent", "unknown"), line

    def settle(self):
        """Answer everything and let the printers work: nothing is left that nobody knows of."""
        arm("")
        self.spool.mood, self.spool.stopped = TAKES, ""
        for _ in range(200):
            self.now += dt.timedelta(minutes=10)
            for printer in PRINTERS:
                step(self.store, printer=printer, hands=self.spool, now=self.now)
            self.spool.finish_all()
            for order, line in print_answers.open_orders(self.store):
                if order.state is S.UNKNOWN:
                    act = print_answers.came_out if self.spool.came_out(line) else self.leave
                    act(self.store, place=order.place, now=self.now)
                elif order.state is S.FAILED:
                    print_answers.try_again(self.store, place=order.place, now=self.now)
            if not print_answers.open_orders(self.store):
                break
        assert print_answers.open_orders(self.store) == ()
        self.the_ledger_is_true()
        self.no_copy_came_out_twice()
        for line in prints(self.store, limit=1000):
            assert line.outcome in ("printed", "saved", "not-printed", "cancelled")
            assert self.spool.came_out(line) == (line.outcome in ("printed", "saved"))

    def leave(self, store, *, place, now):
        print_answers.leave(store, place=place, hands=self.spool, now=now)

    def open(self, *states):
        return [
            one
            for one in (print_answers.open_orders(self.store) if hasattr(self, "store") else ())
            if one[0].state in states
        ]

    def picked(self, pick, *states):
        found = self.open(*states)
        return found[pick % len(found)]

    def perhaps_to_the_end(self, act):
        """Do ``act``; where the program ends in it, start the next one."""
        try:
            act()
        except Crash:
            arm("")
            self.store.close()
            self.store = open_store(self.store.folder, KEY)


def test_a_queue_that_sends_again_by_itself_is_found(monkeypatch):
    real = printing._moved

    def planted(store, order, to, now, **more):
        return real(store, order, S.QUEUED if more.get("why") == CRASHED else to, now, **more)

    monkeypatch.setattr(printing, "_moved", planted)
    unshrunk = settings(
        max_examples=1000, stateful_step_count=40, deadline=None, phases=[Phase.generate], derandomize=True
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Queue, settings=unshrunk)


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
