# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Cards on sheets by the thousand: chosen, cut into orders, paused, continued at any sheet with the same cards."""

import datetime as dt

import pytest

from fieldkit.acts import print_answers, print_runs, run_continued
from fieldkit.acts.enrol import enrol
from fieldkit.acts.papers import prints
from fieldkit.acts.print_runs import begin_run, choose, pause
from fieldkit.acts.printing import order_paper, step
from fieldkit.acts.run_continued import would_continue
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CardChoice, OrderState
from fieldkit.problems import DeviceRevoked, Unknown
from fieldkit.store import identity
from fieldkit.store.faultpoints import arm
from fieldkit.store.vault import open_store
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, VOLUNTEER, draft
from tests.support.spool import BREAKS_BEFORE, GONE, Spool

BY = {"operator": CLERK, "now": TEN}
NAMES = tuple(f"u{number}" for number in range(1, 45))


class Crash(BaseException):
    """The program ends here."""


def crash():
    raise Crash


def begin(store, uids=NAMES, **more):
    """Begin a run of five cards to a sheet, two sheets to an order: nine sheets, five orders."""
    asked = {"layout": "standard", "printer": "A", "sheets_of_an_order": 2, **BY, **more}
    return begin_run(store, uids=uids, places=5, **asked)


def continue_from(store, *, run, sheet, **how):
    """Go on at a sheet as an operator does who is told first what that means."""
    told = would_continue(store, run=run, sheet=sheet)
    return run_continued.continue_from(store, run=run, told=told, **how)


def go(store, spool, times=1):
    for _ in range(times):
        step(store, printer="A", hands=spool, now=TEN)


def to_the_end(store, spool):
    for _ in range(20):
        go(store, spool)
        spool.finish_all()
    go(store, spool)


def sheets(spool):
    """Return what came out, as sheet number and copy, in the order of the spooler's papers."""
    names = [name for job in spool.jobs.values() for name in job[2].decode().split("|") if spool.out[name]]
    return [(int(name.partition("/")[0][-4:]), int(name.partition("/")[2])) for name in names]


def test_a_run_comes_out_sheet_by_sheet_and_says_how_far_it_is(store):
    spool = Spool()
    run = begin(store)
    assert (run.cards, run.sheets, run.waiting, run.next_sheet, run.over) == (44, 9, 9, 1, False)
    go(store, spool, 5)
    (now,) = print_runs.runs(store)
    assert (now.waiting, now.sent, now.out) == (5, 4, 0)  # two orders ahead, no more
    to_the_end(store, spool)
    (now,) = print_runs.runs(store)
    assert (now.out, now.next_sheet, now.over) == (9, 0, True)
    assert sheets(spool) == [(number, 1) for number in range(1, 10)]
    cards = [line.about.split() for line in sorted(prints(store), key=lambda line: line.sheet)]
    assert tuple(uid for sheet in cards for uid in sheet) == NAMES
    assert len(cards[-1]) == 4


def test_single_papers_go_before_the_sheets_of_a_run(store):
    enrol(store, uid="u1", draft=draft(1), operator=VOLUNTEER, desk=DESK, now=TEN)
    spool = Spool()
    begin(store)
    go(store, spool)
    order_paper(store, kind=PaperKind.CARD, about="u1", reason="本人等着", printer="A", **BY)
    go(store, spool)
    titles = [job[0] for job in spool.jobs.values()]
    assert titles[1].startswith("FK-")


def test_a_paused_run_waits_and_goes_on(store):
    spool = Spool(mute=True)
    run = begin(store)
    go(store, spool)
    assert pause(store, run=run.place, paused=True).paused
    go(store, spool, 5)
    assert print_runs.runs(store)[0].out == 2
    pause(store, run=run.place, paused=False)
    to_the_end(store, spool)
    assert print_runs.runs(store)[0].over


def test_a_run_given_up_sends_nothing_more(store):
    spool = Spool(mute=True)
    run = begin(store)
    go(store, spool)
    ended = print_runs.give_up(store, run=run.place, now=TEN)
    assert (ended.over, ended.out) == (True, 2)
    go(store, spool, 5)
    assert len(spool.jobs) == 1


def test_after_a_jam_the_run_goes_on_at_any_sheet_with_the_same_cards(store):
    spool = Spool()
    run = begin(store)
    go(store, spool, 3)
    spool.finish("1")  # sheets 1 and 2 are out; 3 and 4 wait at the spooler, and the paper jams in sheet 2
    go(store, spool)
    go(store, spool)
    before = {line.sheet: line.about for line in prints(store)}
    continued = continue_from(store, run=run.place, sheet=2, hands=spool, reason="从第 2 版继续", **BY)
    assert (continued.out, continued.next_sheet) == (1, 2)
    to_the_end(store, spool)
    assert print_runs.runs(store)[0].over
    out = sheets(spool)
    assert out[:2] == [(1, 1), (2, 1)]
    assert out[2:] == [(2, 2), (3, 2), (4, 2), (5, 2), (6, 2), (7, 1), (8, 1), (9, 1)]
    assert {line.sheet: line.about for line in prints(store)} == before
    outcomes = {(line.sheet, line.copy): line.outcome for line in prints(store)}
    assert outcomes[1, 1] == "printed"
    assert outcomes[2, 1] == outcomes[3, 1] == "not-printed"
    assert outcomes[2, 2] == "printed"
    assert {line.reason for line in prints(store) if line.copy == 2} == {"从第 2 版继续"}


def test_a_run_is_continued_twice_and_no_sheet_is_ordered_twice_at_once(store):
    spool = Spool(mute=True)
    run = begin(store)
    to_the_end(store, spool)
    for _ in range(2):
        continue_from(store, run=run.place, sheet=8, hands=spool, reason="卡纸", **BY)
    to_the_end(store, spool)
    assert sheets(spool)[9:] == [(8, 2), (9, 2)]
    continue_from(store, run=run.place, sheet=9, hands=spool, reason="卡纸", **BY)
    to_the_end(store, spool)
    assert sheets(spool)[11:] == [(9, 3)]


def test_a_line_that_breaks_within_a_run_is_settled_by_naming_the_sheet(store):
    spool = Spool(mute=True)
    run = begin(store)
    go(store, spool)
    spool.mood = BREAKS_BEFORE
    go(store, spool)
    spool.mood = "takes"
    go(store, spool, 3)
    (asked,) = [one for one, _line in print_answers.open_orders(store) if one.state is OrderState.UNKNOWN]
    assert (asked.first_sheet, asked.last_sheet) == (3, 4)
    continue_from(store, run=run.place, sheet=4, hands=spool, reason="卡纸", **BY)
    to_the_end(store, spool)
    assert print_runs.runs(store)[0].over
    outcomes = {(line.sheet, line.copy): line.outcome for line in prints(store)}
    assert (outcomes[3, 1], outcomes[4, 1], outcomes[4, 2]) == ("printed", "not-printed", "printed")


@pytest.mark.parametrize(
    "point", ["run-begun", "print-sending", "print-submitted", "print-settled", "run-continued"]
)
def test_a_power_cut_anywhere_in_a_run_loses_no_sheet_and_doubles_none(store, point):
    spool = Spool(mute=True, listed=False)
    arm(point, crash)

    def work(opened):
        if not print_runs.runs(opened):
            begin(opened)
        go(opened, spool, 2)
        continue_from(opened, run=1, sheet=3, hands=spool, reason="卡纸", **BY)

    try:
        with pytest.raises(Crash):
            work(store)
    finally:
        arm("")
    store.close()
    again = open_store(store.folder, KEY)
    for _ in range(20):
        go(again, spool)
        for order, line in print_answers.open_orders(again):
            if order.state is OrderState.UNKNOWN:
                act = {"place": order.place, "now": TEN}
                if spool.came_out(line):
                    print_answers.came_out(again, **act)
                else:
                    print_answers.did_not_come_out(again, hands=spool, reason="停电", operator=CLERK, **act)
    assert print_runs.runs(again)[0].over
    assert set(spool.out.values()) == {1}
    assert {number for number, _copy in sheets(spool)} == set(range(1, 10))
    again.close()


def test_one_sheet_is_printed_again_with_its_cards(store):
    spool = Spool(mute=True)
    run = begin(store)
    to_the_end(store, spool)
    print_runs.sheet_again(store, run=run.place, sheet=7, reason="字迹不清", **BY)
    to_the_end(store, spool)
    newest = prints(store)[0]
    assert (newest.sheet, newest.copy, newest.about.split()[0]) == (7, 2, "u31")


def test_a_run_goes_to_another_printer(store):
    spool = Spool(mute=True)
    run = begin(store)
    print_runs.redirect(store, run=run.place, printer="B")
    go(store, spool)
    assert spool.jobs == {}
    assert print_runs.runs(store)[0].printer == "B"


def test_a_run_goes_on_at_another_printer_while_what_it_left_hangs_at_the_first(store):
    spool = Spool()
    run = begin(store)
    go(store, spool, 3)  # two orders at the first printer, which never come out
    print_runs.redirect(store, run=run.place, printer="B")
    for _ in range(3):
        step(store, printer="B", hands=spool, now=TEN)
    assert len(spool.jobs) == 4
    assert {line.sheet for line in prints(store) if line.place == "B" and line.outcome == "sent"} == {
        5,
        6,
        7,
        8,
    }


def test_a_card_that_is_sent_again_by_itself_is_on_its_way_and_of_no_other_run(store):
    for number in (1, 2):
        enrol(store, uid=f"u{number}", draft=draft(number), operator=VOLUNTEER, desk=DESK, now=TEN)
    spool = Spool()
    run = begin(store, uids=("u1", "u2"))
    spool.mood = GONE
    go(store, spool)
    assert prints(store)[0].outcome == "printer-gone"
    assert choose(store, choice=CardChoice()).uids == ()
    sent_elsewhere = print_runs.redirect(store, run=run.place, printer="B")
    assert (sent_elsewhere.failed, prints(store)[0].outcome, prints(store)[0].place) == (0, "queued", "B")


def test_cards_are_chosen_by_union_by_day_and_who_has_none(store):
    for number in range(1, 5):
        org = {"org_code": "DX-2"} if number == 4 else {}
        enrol(
            store,
            uid=f"u{number}",
            draft=draft(number, **org),
            operator=VOLUNTEER,
            desk=DESK,
            now=TEN + dt.timedelta(days=number == 3),
        )
    assert choose(store, choice=CardChoice()).uids == ("u1", "u2", "u3", "u4")
    found = print_runs.groups(store)
    assert dict(found.unions)["DX-2"] == 1
    assert [count for _day, count in found.days] == [1, 3]
    assert choose(store, choice=CardChoice(union="DX-2")).uids == ("u4",)
    assert choose(store, choice=CardChoice(day=found.days[0][0])).uids == ("u3",)
    spool = Spool(mute=True)
    order_paper(store, kind=PaperKind.CARD, about="u1", printer="A", **BY)
    begin(store, ("u2",))
    to_the_end(store, spool)
    assert choose(store, choice=CardChoice()).uids == ("u3", "u4")
    assert choose(store, choice=CardChoice(unprinted=False)).uids == ("u1", "u2", "u3", "u4")


def test_a_run_of_nobody_and_of_a_revoked_device_is_refused(store):
    with pytest.raises(Unknown):
        begin(store, ())
    run = begin(store)
    for sheet in (0, 10):
        with pytest.raises(Unknown):
            continue_from(store, run=run.place, sheet=sheet, hands=Spool(), reason="", **BY)
    identity.note_revoked(store)
    for act in (
        lambda: begin(store),
        lambda: choose(store, choice=CardChoice()),
        lambda: continue_from(store, run=run.place, sheet=1, hands=Spool(), reason="", **BY),
    ):
        with pytest.raises(DeviceRevoked):
            act()


def test_what_was_sent_before_the_named_sheet_is_taken_for_printed(store):
    spool = Spool()
    run = begin(store)
    go(store, spool, 3)
    continue_from(store, run=run.place, sheet=3, hands=spool, reason="卡纸", **BY)
    outcomes = {line.sheet: line.outcome for line in reversed(prints(store))}
    assert [outcomes[sheet] for sheet in range(1, 6)] == ["printed", "printed", "queued", "queued", "queued"]


def test_a_run_or_a_sheet_that_is_not_there_is_unknown(store):
    with pytest.raises(Unknown):
        pause(store, run=99, paused=True)
    run = begin(store)
    with pytest.raises(Unknown):
        print_runs.sheet_again(store, run=run.place, sheet=99, reason="字迹不清", **BY)
