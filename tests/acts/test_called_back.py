# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is called back: a paper nobody wants, one that did not come out; and what may have come out all the same."""

import pytest

from fieldkit.acts import print_answers
from fieldkit.acts.enrol import enrol
from fieldkit.acts.papers import prints
from fieldkit.acts.print_turns import PATIENCE
from fieldkit.acts.printing import order_paper, step
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import STALLED, Handed, Heard, OrderState
from fieldkit.problems import PrintMovedOn
from fieldkit.store.faultpoints import arm
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, VOLUNTEER, draft
from tests.support.spool import GONE, Spool

S = OrderState
BY = {"operator": CLERK, "now": TEN}


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


def order(store, uid="u1", printer="A"):
    return order_paper(store, kind=PaperKind.CARD, about=uid, printer=printer, **BY)


def go(store, spool, printer="A", now=TEN):
    return step(store, printer=printer, hands=spool, now=now)


def crashed_while_handed(store, spool):
    """Let the program end when a paper was handed over and its ticket not kept; return the store opened again."""
    arm("print-submitted", crash)
    try:
        with pytest.raises(Crash):
            go(store, spool)
    finally:
        arm("")
    store.close()
    return open_store(store.folder, KEY)


def outcomes(store):
    return [(line.copy, line.outcome) for line in reversed(prints(store))]


def test_it_did_not_come_out_calls_it_back_and_orders_the_next_copy(store):
    spool = Spool()
    first = order(store)
    go(store, spool)
    go(store, spool, now=TEN + 2 * PATIENCE)
    copy = print_answers.did_not_come_out(
        store, place=first.place, hands=spool, reason="没有打出来", printer="B", **BY
    )
    spool.finish_all()
    go(store, spool, "B")
    spool.finish_all()
    go(store, spool, "B")
    assert (copy.printer, outcomes(store)) == ("B", [(1, "not-printed"), (2, "printed")])
    assert set(spool.out.values()) == {1}
    with pytest.raises(PrintMovedOn):
        print_answers.came_out(store, place=first.place, now=TEN)


def test_what_nobody_wants_any_more_is_called_back(store):
    spool = Spool()
    first = order(store)
    go(store, spool)
    go(store, spool, now=TEN + 2 * PATIENCE)
    print_answers.leave(store, place=first.place, hands=spool, now=TEN)
    spool.finish_all()
    assert (outcomes(store), +spool.out) == ([(1, "not-printed")], {})


def test_a_paper_is_cancelled_before_it_is_sent_and_while_it_waits_at_the_spooler(store):
    spool = Spool()
    waiting, sent = order(store), order(store, "u2", printer="B")
    go(store, spool, "B")
    for one in (waiting, sent):
        assert print_answers.cancel(store, place=one.place, hands=spool, now=TEN).state is S.CANCELLED
    spool.finish_all()
    assert +spool.out == {}
    with pytest.raises(PrintMovedOn):
        print_answers.cancel(store, place=waiting.place, hands=spool, now=TEN)


def test_a_paper_that_is_printing_and_cancelled_is_a_question(store):
    spool = Spool()
    begun = order(store)
    go(store, spool)
    spool.jobs["1"][1] = Heard.PRINTING
    assert print_answers.cancel(store, place=begun.place, hands=spool, now=TEN).state is S.UNKNOWN


def test_a_paper_that_is_cancelled_while_it_is_drawn_is_not_sent(store):
    class Slow(Spool):
        def draw(self, store, order):
            print_answers.cancel(store, place=order.place, hands=self, now=TEN)
            return super().draw(store, order)

    spool = Slow()
    order(store)
    assert go(store, spool).moved[0].state is S.CANCELLED
    assert spool.jobs == {}


def test_a_paper_that_moves_while_it_is_called_back_is_left_where_it_is(store):
    class Quick(Spool):
        def cancel(self, order):
            self.finish_all()
            go(store, self)

    spool = Quick()
    sent = order(store)
    go(store, spool)
    with pytest.raises(PrintMovedOn):
        print_answers.cancel(store, place=sent.place, hands=spool, now=TEN)
    assert outcomes(store) == [(1, "printed")]


def test_what_waits_under_its_title_is_called_back_though_a_crash_left_no_ticket(store):
    class Deaf(Spool):
        def find(self, order):  # its clock cannot be compared
            return None

    spool = Deaf(listed=True)
    before = order(store)
    again = crashed_while_handed(store, spool)
    assert [one.state for one in go(again, spool).moved] == [S.UNKNOWN]
    print_answers.did_not_come_out(again, place=before.place, hands=spool, reason="没有", **BY)
    go(again, spool)
    spool.finish_all()
    assert list(spool.out.values()) == [1]
    assert print_answers.standing(again, place=before.place).why == print_answers.ANSWERED
    again.close()


@pytest.mark.parametrize("answer", ["did_not_come_out", "leave"])
def test_a_paper_that_cannot_be_called_back_is_noted_as_one_that_may_come_yet(store, answer):
    spool = Spool()
    sent = order(store)
    go(store, spool)
    go(store, spool, now=TEN + 2 * PATIENCE)
    (asked,) = [one for one, _line in print_answers.open_orders(store)]
    assert (asked.state, asked.why) == (S.UNKNOWN, STALLED)
    spool.mood = GONE
    more = {"reason": "没有", "operator": CLERK} if answer == "did_not_come_out" else {}
    getattr(print_answers, answer)(store, place=sent.place, hands=spool, now=TEN, **more)
    stands = print_answers.standing(store, place=sent.place)
    assert (stands.state, stands.why) == (S.NOT_PRINTED, print_answers.STILL_THERE)


@pytest.mark.parametrize(
    ("heard", "why"),
    [(Heard.GONE, "begun"), (Heard.GONE, "forgotten"), (Heard.GONE, "given-up"), (Heard.WAITING, "")],
)
def test_a_paper_that_may_have_begun_while_it_was_called_back_is_a_question(store, heard, why):
    class Late(Spool):
        def cancel(self, order):
            super().cancel(order)
            self.look = lambda _order: Handed("1", heard, why)

    spool = Late()
    sent = order(store)
    go(store, spool)
    assert print_answers.cancel(store, place=sent.place, hands=spool, now=TEN).state is S.UNKNOWN
