# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The print queue: what is sent when, what is never sent twice, and what is asked."""

import datetime as dt
from dataclasses import replace

import pytest

from fieldkit.acts import print_answers, print_turns
from fieldkit.acts.amend import amend
from fieldkit.acts.enrol import enrol
from fieldkit.acts.papers import prints
from fieldkit.acts.print_turns import PATIENCE
from fieldkit.acts.printing import order_paper, step
from fieldkit.acts.sign_in import add_operator
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CRASHED, STALLED, Heard, OrderState
from fieldkit.problems import (
    AlreadyPrinted,
    DeviceRevoked,
    DiskFull,
    LayoutRefused,
    PrintMovedOn,
    Unknown,
)
from fieldkit.store import identity, print_queue
from fieldkit.store.faultpoints import arm
from fieldkit.store.vault import open_store
from fieldkit.work import Step
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, VOLUNTEER, draft
from tests.support.spool import BREAKS_AFTER, BREAKS_BEFORE, DRY, GONE, REFUSES, Spool

S = OrderState
BY = {"operator": CLERK, "now": TEN}
LATER = TEN + dt.timedelta(minutes=1)


class Crash(BaseException):
    """The program ends here."""


def crash():
    raise Crash


@pytest.fixture
def store(store):
    """Give a store with two members."""
    for number in (1, 2):
        enrol(store, uid=f"u{number}", draft=draft(number), operator=VOLUNTEER, desk=DESK, now=TEN)
    return store


def order(store, uid="u1", kind=PaperKind.CARD, printer="A", **more):
    return order_paper(store, kind=kind, about=uid, printer=printer, **{**BY, **more})


def go(store, spool, printer="A", now=TEN):
    return step(store, printer=printer, hands=spool, now=now)


def states(store):
    return [(one.state, one.why) for one, _line in print_answers.open_orders(store)]


def outcomes(store):
    return [(line.copy, line.outcome) for line in reversed(prints(store))]


def crashed_at(store, point, work):
    """Do ``work`` until the program ends at ``point``; return the store as the next program opens it."""
    arm(point, crash)
    try:
        with pytest.raises(Crash):
            work()
    finally:
        arm("")
    store.close()
    return open_store(store.folder, KEY)


def test_a_paper_waits_is_sent_and_comes_out(store):
    spool = Spool()
    assert order(store).state is S.QUEUED
    sent = go(store, spool)
    assert ([one.state for one in sent.moved], sent.again) == ([S.SENT], print_turns.LOOK_AGAIN)
    assert go(store, spool).moved == ()
    spool.finish_all()
    done = go(store, spool)
    assert ([one.state for one in done.moved], done.again) == ([S.PRINTED], None)
    assert outcomes(store) == [(1, "printed")]
    assert prints(store)[0].place == "A"


def test_sending_is_on_the_disk_before_a_byte_leaves(store):
    class Looking(Spool):
        def submit(self, pdf, order):
            with open_store(store.folder, KEY).reading() as db:
                assert print_queue.one(db, order.place).state is S.SENDING
            return super().submit(pdf, order)

    order(store)
    assert go(store, Looking()).moved[0].state is S.SENT


def test_a_program_that_ends_before_it_sends_goes_on_after_the_next_start(store):
    spool = Spool(mute=True)
    again = crashed_at(store, "print-ordered", lambda: order(store))
    assert go(again, spool).moved[0].state is S.PRINTED
    assert outcomes(again) == [(1, "printed")]
    again.close()


@pytest.mark.parametrize(("point", "came"), [("print-sending", 0), ("print-submitted", 1)])
def test_what_was_being_sent_when_the_program_ended_is_a_question(store, point, came):
    spool = Spool(mute=True)
    order(store)
    again = crashed_at(store, point, lambda: go(store, spool))
    assert [one.state for one in go(again, spool).moved] == [S.UNKNOWN]
    assert go(again, spool).again == print_turns.LOOK_AGAIN
    assert go(again, spool, now=TEN + PATIENCE).again is None
    assert states(again) == [(S.UNKNOWN, CRASHED)]
    assert sum(spool.out.values()) == came
    again.close()


def test_a_spooler_that_knows_the_title_settles_it_without_a_question(store):
    spool = Spool(listed=True)
    order(store)
    again = crashed_at(store, "print-submitted", lambda: go(store, spool))
    assert [one.state for one in go(again, spool).moved] == [S.SENT]
    spool.finish_all()
    go(again, spool)
    assert outcomes(again) == [(1, "printed")]
    assert set(spool.out.values()) == {1}
    again.close()


def test_a_spooler_that_comes_up_later_than_we_do_still_settles_it(store):
    spool = Spool()
    order(store)
    again = crashed_at(store, "print-submitted", lambda: go(store, spool))
    assert [one.state for one in go(again, spool).moved] == [S.UNKNOWN]
    spool.listed = True
    assert [one.state for one in go(again, spool).moved] == [S.SENT]
    spool.finish_all()
    go(again, spool)
    assert outcomes(again) == [(1, "printed")]
    again.close()


def test_other_papers_go_on_beside_a_question_that_a_crash_left(store):
    spool = Spool(mute=True)
    order(store)
    order(store, "u2")
    again = crashed_at(store, "print-sending", lambda: go(store, spool))
    assert [one.state for one in go(again, spool).moved] == [S.UNKNOWN, S.PRINTED]
    again.close()


@pytest.mark.parametrize(("mood", "came"), [(BREAKS_BEFORE, 0), (BREAKS_AFTER, 1)])
def test_a_line_that_breaks_while_sending_is_a_question_and_holds_the_printer(store, mood, came):
    spool = Spool(mute=True)
    spool.mood = mood
    first = order(store)
    order(store, "u2")
    assert [one.state for one in go(store, spool).moved] == [S.UNKNOWN]
    spool.mood = "takes"
    for _ in range(3):
        assert go(store, spool, now=LATER).moved == ()
    assert sum(spool.out.values()) == came
    print_answers.came_out(store, place=first.place, now=LATER)
    assert [one.state for one in go(store, spool, now=LATER).moved] == [S.PRINTED]


@pytest.mark.parametrize("mood", [GONE, DRY])
def test_a_cause_that_passes_is_tried_again_as_the_same_copy_and_one_printer_holds_no_other(store, mood):
    spool = Spool(mute=True)
    spool.mood = mood
    order(store)
    order(store, "u2", printer="B")
    failed = go(store, spool)
    assert [one.state for one in failed.moved] == [S.FAILED]
    assert failed.again == print_turns.FIRST_WAIT
    assert go(store, spool).moved == ()
    spool.mood = "takes"
    assert [one.state for one in go(store, spool, "B").moved] == [S.PRINTED]
    assert [one.state for one in go(store, spool, now=LATER).moved] == [S.PRINTED]
    assert sorted(outcomes(store)) == [(1, "printed"), (1, "printed")]


def test_a_refusal_waits_for_an_operator_and_keeps_its_copy(store):
    spool = Spool(mute=True)
    spool.mood = REFUSES
    refused = order(store)
    order(store, "u2")
    assert go(store, spool).moved[0].state is S.FAILED
    spool.mood = "takes"
    assert [one.state for one in go(store, spool, now=LATER).moved] == [S.PRINTED]  # the next, not this one
    print_answers.try_again(store, place=refused.place, now=LATER)
    go(store, spool, now=LATER)
    assert outcomes(store) == [(1, "printed"), (1, "printed")]


def test_what_cannot_be_drawn_is_not_sent_and_says_why(store):
    class Faint(Spool):
        def draw(self, _store, _order):
            raise LayoutRefused(name="ours", faults="2")

    order(store)
    (failed,) = go(store, Faint()).moved
    assert (failed.state, failed.why, dict(failed.facts)) == (
        S.FAILED,
        "layout-refused",
        {"name": "ours", "faults": "2"},
    )
    assert outcomes(store) == [(1, "layout-refused")]


def test_the_same_paper_that_waits_is_not_ordered_twice(store):
    assert order(store).place == order(store).place
    spool = Spool()
    spool.mood = REFUSES
    go(store, spool)
    again = order(store, printer="B")
    assert (again.state, again.printer) == (S.QUEUED, "B")
    assert len(prints(store)) == 1


def test_what_came_out_or_may_have_is_a_new_copy_with_a_reason(store):
    spool = Spool()
    order(store)
    for _ in range(2):
        go(store, spool)
        with pytest.raises(AlreadyPrinted):
            order(store)
        spool.finish_all()
    order(store, reason="字迹不清")
    assert outcomes(store) == [(1, "printed"), (2, "queued")]
    assert prints(store)[0].reason == "字迹不清"


def test_a_printer_that_takes_and_never_prints_is_asked_about_after_patience(store):
    spool = Spool()
    order(store)
    order(store, "u2")
    go(store, spool)
    go(store, spool)
    assert go(store, spool, now=TEN + PATIENCE).moved == ()
    late = TEN + PATIENCE + dt.timedelta(seconds=1)
    assert {(one.state, one.why) for one in go(store, spool, now=late).moved} == {(S.UNKNOWN, STALLED)}
    assert go(store, spool, now=late).moved == ()
    spool.finish_all()
    assert {one.state for one in go(store, spool, now=late).moved} == {S.PRINTED}  # nobody need answer


def test_a_spooler_that_holds_the_paper_is_told_of_and_waited_for(store):
    spool = Spool()
    order(store)
    go(store, spool)
    spool.stopped = "paper-out"
    much_later = TEN + 10 * PATIENCE
    (held,) = go(store, spool, now=much_later).moved
    assert (held.state, held.why) == (S.SENT, "paper-out")
    assert go(store, spool, now=much_later).moved == ()
    spool.stopped = ""
    spool.finish_all()
    assert go(store, spool, now=much_later).moved[0].state is S.PRINTED


def test_what_the_spooler_lost_is_a_question(store):
    spool = Spool()
    order(store)
    go(store, spool)
    spool.jobs["1"][1] = Heard.GONE
    assert go(store, spool).moved[0].state is S.UNKNOWN


def test_what_waits_is_sent_elsewhere_or_saved_as_the_same_copy(store):
    spool = Spool()
    one, two = order(store), order(store, "u2")
    print_answers.try_again(store, place=one.place, printer="B", now=TEN)
    print_answers.try_again(store, place=two.place, printer="", now=TEN)
    assert go(store, spool).moved == ()
    assert [go(store, spool, printer).moved[0].state for printer in ("B", "")] == [S.SENT, S.SAVED]
    with pytest.raises(PrintMovedOn):
        print_answers.try_again(store, place=one.place, now=TEN)


def test_a_revoked_device_orders_nothing_and_sends_nothing_that_waits(store):
    spool = Spool()
    order(store)
    identity.note_revoked(store)
    with pytest.raises(DeviceRevoked):
        order(store, "u2")
    with pytest.raises(DeviceRevoked):
        go(store, spool)
    assert (states(store), spool.jobs) == ([(S.QUEUED, "")], {})


def test_a_disk_that_is_full_when_it_is_to_be_sent_sends_nothing(store, monkeypatch):
    spool = Spool()
    order(store)

    def full(*_args, **_more):
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(print_queue, "move", full)
        with pytest.raises(DiskFull):
            go(store, spool)
    assert spool.jobs == {}
    assert go(store, spool).moved[0].state is S.SENT


def test_a_disk_that_is_full_when_it_was_sent_ends_in_a_question_and_not_in_a_second_paper(
    store, monkeypatch
):
    spool = Spool(mute=True)
    order(store)
    real = print_queue.move

    def full(db, place, states, to, **more):
        if to is S.PRINTED:
            raise DiskFull
        return real(db, place, states, to, **more)

    with monkeypatch.context() as patch:
        patch.setattr(print_queue, "move", full)
        with pytest.raises(DiskFull):
            go(store, spool)
    go(store, spool)
    assert states(store) == [(S.UNKNOWN, CRASHED)]
    assert set(spool.out.values()) == {1}


def test_the_ledger_tells_that_the_member_was_amended_while_the_paper_waited(store):
    spool = Spool(mute=True)
    order(store)
    with store.reading() as db:
        entered = db.execute("SELECT operation FROM enrolments WHERE uid = 'u1'").fetchone()[0]
    amended = amend(
        store, operation=entered, draft=draft(1, name="王示例"), operator=CLERK, desk=DESK, now=TEN
    ).operation
    go(store, spool)
    (line,) = prints(store)
    assert (line.ordered_of, line.drawn_of, line.amended) == (entered, amended, True)


def test_two_steps_at_once_never_take_each_others_paper_for_cut(store):
    class Meanwhile(Spool):
        def submit(self, pdf, order):
            other = open_store(store.folder, KEY)
            assert step(other, printer="A", hands=self, now=TEN).moved == ()
            other.close()
            return super().submit(pdf, order)

    order(store)
    assert go(store, Meanwhile()).moved[0].state is S.SENT


def test_what_is_not_there_is_unknown(store):
    for act in (print_answers.came_out, print_answers.try_again):
        with pytest.raises(Unknown):
            act(store, place=99, now=TEN)


def test_the_ledger_is_found_by_number_reason_operator_and_member(store):
    spool = Spool(mute=True)
    order(store)
    order(store, "u2", PaperKind.APPLICATION)
    for _ in range(2):
        go(store, spool)
    order(store, reason="字迹不清")
    found = lambda **asked: len(print_answers.found(store, **asked))  # noqa: E731
    assert found() == 3
    assert found(text="字迹") == 1
    assert found(text="a-fk") == 1
    assert found(text=CLERK.id) == 3
    assert found(text=draft(1).name) == 2
    assert found(kind=PaperKind.APPLICATION) == found(outcomes=("queued",)) == 1
    assert found(text="查无此号") == 0


def test_the_ledger_names_its_operators(store):
    order(store)
    assert print_answers.found(store)[0].by == CLERK.id  # of whom nothing is known here
    add_operator(store, operator=replace(CLERK, name="示例干部"), by=CLERK, now=TEN)
    assert print_answers.found(store)[0].by == "示例干部"
    assert len(print_answers.found(store, text="干部")) == 1
    assert not print_answers.found(store, text="志愿者")


@pytest.mark.parametrize(("part", "state"), [("draw", S.FAILED), ("submit", S.UNKNOWN)])
def test_a_fault_of_ours_is_noted_before_it_is_raised(store, part, state):
    spool = Spool()

    def fault(*_given):
        raise ZeroDivisionError

    setattr(spool, part, fault)
    order(store)
    with pytest.raises(ZeroDivisionError):
        go(store, spool)
    assert states(store) == [(state, "fault")]


def test_the_printers_that_have_something_to_do_are_known_at_the_start(store):
    assert print_answers.printers_at_work(store) == ()
    order(store)
    order(store, "u2", printer="")
    assert set(print_answers.printers_at_work(store)) == {"A", ""}


def test_a_spooler_that_cannot_be_asked_for_long_leaves_a_question(store):
    spool = Spool()
    order(store)
    go(store, spool)
    spool.jobs["1"][1] = Heard.UNKNOWN
    assert go(store, spool).moved == ()
    (asked,) = go(store, spool, now=LATER).moved
    assert (asked.state, asked.why) == (S.UNKNOWN, STALLED)


def test_what_nobody_answers_for_half_an_hour_is_not_asked_of_the_spooler_any_more(store):
    spool = Spool()
    order(store)
    go(store, spool)
    go(store, spool, now=TEN + 2 * PATIENCE)
    spool.finish_all()
    assert go(store, spool, now=TEN + 13 * PATIENCE).moved == ()
    assert go(store, spool, now=TEN + 3 * PATIENCE).moved[0].state is S.PRINTED


def test_a_paper_that_is_sent_elsewhere_while_it_is_drawn_goes_there_only_and_drawn_for_there(store):
    class Redirected(Spool):
        def draw(self, store, order):
            if order.printer == "A":
                print_answers.try_again(store, place=order.place, printer="B", now=TEN)
            return f"{order.printer}:".encode() + super().draw(store, order)

        def submit(self, pdf, order):
            assert pdf.startswith(f"{order.printer}:".encode())
            return super().submit(pdf.partition(b":")[2], order)

    spool = Redirected(mute=True)
    order(store)
    assert [(one.state, one.printer) for one in go(store, spool).moved] == [(S.QUEUED, "B")]
    assert spool.jobs == {}
    assert [one.state for one in go(store, spool, "B").moved] == [S.PRINTED]
    assert set(spool.out.values()) == {1}


def test_a_printer_that_was_away_is_tried_at_once_when_somebody_orders_another_paper(store):
    spool = Spool()
    spool.mood = GONE
    order(store)
    go(store, spool)
    soon = TEN + dt.timedelta(seconds=1)
    assert go(store, spool, now=soon).moved == ()
    order(store, "u2", now=soon)
    soon += dt.timedelta(milliseconds=1)
    assert [one.state for one in go(store, spool, now=soon).moved] == [S.FAILED]
    soon += dt.timedelta(milliseconds=1)
    assert go(store, spool, now=soon).moved == ()  # once for each paper
    spool.mood = "takes"
    order(store, kind=PaperKind.APPLICATION, now=soon)
    assert [one.state for one in go(store, spool, now=soon + dt.timedelta(milliseconds=1)).moved] == [S.SENT]


def test_it_is_told_before_a_paper_leaves_that_it_does(store):
    told = []

    class Telling:
        asked_to_stop = False

        def tell(self, progress):
            with open_store(store.folder, KEY).reading() as db:
                told.append((progress.step, print_queue.open_orders(db)[0].state))

    order(store)
    step(store, printer="A", hands=Spool(), now=TEN, report=Telling())
    assert told == [(Step.PRINTING, S.SENDING)]
