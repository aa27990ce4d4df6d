# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The queue on real roads: a folder, a receipt printer on a socket with its troubles, a real CUPS and its crashes."""

import datetime as dt
import time
from dataclasses import replace

import pytest

from fieldkit.acts import print_answers, print_runs
from fieldkit.acts.enrol import enrol
from fieldkit.acts.issue import issue
from fieldkit.acts.papers import prints
from fieldkit.acts.print_runs import begin_run
from fieldkit.acts.printing import order_paper, step
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CRASHED, OrderState
from fieldkit.domain.serials import serial_of
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.sample.signatures import signature_png
from fieldkit.store.faultpoints import arm
from fieldkit.store.vault import open_store
from fieldkit.ui.hands import PrinterHands
from tests.support import spooler
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, KEY, VOLUNTEER, draft, make_store
from tests.support.papers import page_sizes, text_of
from tests.support.receipt_printer import closed_port, plugged_in

needs_cups = pytest.mark.skipif(not spooler.PROGRAM.is_file(), reason="cupsd is not installed (cups-daemon)")
S = OrderState
BY = {"operator": CLERK, "now": TEN}


class Crash(BaseException):
    """The program ends here."""


def crash():
    raise Crash


@pytest.fixture
def store(tmp_path):
    """Give a store with three members, each with a pack."""
    made = make_store(tmp_path / "store")
    for number in (1, 2, 3):
        enrol(made, uid=f"u{number}", draft=draft(number), operator=VOLUNTEER, desk=DESK, now=TEN)
    yield made
    made.close()


def hands(tmp_path, *devices):
    return PrinterHands(
        lambda name: next((one for one in devices if one.name == name), None), tmp_path / "papers"
    )


def roll(road):
    return Printer("roll", Kind.THERMAL, road, dpi=203, paper="58mm")


def receipt_of(store, number):
    handed = issue(
        store,
        uid=f"u{number}",
        goods="pack",
        signature=signature_png(number),
        operator=VOLUNTEER,
        desk=DESK,
        now=TEN,
    )
    return order_paper(
        store,
        kind=PaperKind.RECEIPT,
        about=handed.issue.operation,
        printer="roll",
        paper="A5",
        **BY,
    )


def card_of(store, number, printer, **more):
    return order_paper(store, kind=PaperKind.CARD, about=f"u{number}", printer=printer, **{**BY, **more})


def go(store, made, printer, now=TEN):
    return step(store, printer=printer, hands=made, now=now)


def this_moment():
    """Return the time of spoolers and files, by which a crash is settled."""
    return dt.datetime.now(dt.UTC)


def until(store, made, printer, state, patience=20, **more):
    """Step until the one order of a printer stands in ``state``; return it."""
    ends = time.monotonic() + patience
    while time.monotonic() < ends:
        go(store, made, printer, **more)
        with store.reading() as db:
            found = db.execute("SELECT max(place), state FROM print_orders WHERE printer = ?", [printer])
            if found.fetchone()[1] == state.value:
                return
        time.sleep(0.05)
    raise AssertionError(states(store))


def states(store):
    return [(one.state, one.why, dict(one.facts)) for one, _line in print_answers.open_orders(store)]


def outcomes(store):
    return [(line.copy, line.outcome) for line in reversed(prints(store))]


@pytest.mark.parametrize(("lying", "width"), [("58mm", 384), ("80mm", 576), ("", 576)])
def test_a_receipt_is_drawn_for_the_paper_that_lies_in_the_printer_and_comes_out_once(
    store, tmp_path, lying, width
):
    with plugged_in() as printer:
        receipt_of(store, 1)
        (done,) = go(store, hands(tmp_path, replace(roll(printer.road), paper=lying)), "roll").moved
    assert (done.state, done.why) == (S.PRINTED, "")
    assert len(printer.slips) == 1
    assert printer.slips[0].picture().width == width  # a roll, though A5 was asked for


def test_a_printer_that_stalls_half_way_leaves_a_question_and_takes_nothing_more_until_it_is_answered(
    store, tmp_path
):
    with plugged_in(after=3000, then="reset") as printer:
        made = hands(tmp_path, roll(printer.road))
        first = receipt_of(store, 1)
        receipt_of(store, 2)
        assert [one.state for one in go(store, made, "roll").moved] == [S.UNKNOWN]
        assert go(store, made, "roll").moved == ()
        printer.after = None
        print_answers.did_not_come_out(store, place=first.place, hands=made, reason="没有打出来", **BY)
        for _ in range(2):
            go(store, made, "roll")
        assert sorted(outcomes(store)) == [(1, "not-printed"), (1, "printed"), (2, "printed")]
        assert len(printer.slips) == 2


def test_a_printer_that_is_unplugged_or_dry_is_tried_again_and_prints_once(store, tmp_path):
    receipt_of(store, 2)
    gone = go(store, hands(tmp_path, roll(f"socket://127.0.0.1:{closed_port()}")), "roll").moved
    assert [(one.state, one.why) for one in gone] == [(S.FAILED, "printer-gone")]
    receipt_of(store, 1)
    print_answers.cancel(store, place=gone[0].place, hands=hands(tmp_path), now=TEN)
    with plugged_in(says={1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x72}) as printer:
        made = hands(tmp_path, roll(printer.road))
        (dry,) = go(store, made, "roll").moved
        assert (dry.why, dry.facts["why"]) == ("printer-not-ready", "paper-out")
        printer.says = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
        later = TEN + dt.timedelta(minutes=1)
        assert [one.state for one in go(store, made, "roll", now=later).moved] == [S.PRINTED]
        assert len(printer.slips) == 1


def test_a_printer_that_is_remembered_no_more_says_so(store, tmp_path):
    card_of(store, 1, "gone")
    (failed,) = go(store, hands(tmp_path), "gone").moved
    assert (failed.why, failed.facts["why"]) == ("printer-gone", "unknown-name")


@pytest.mark.parametrize("point", ["print-sending", "print-submitted"])
def test_a_pdf_that_a_crash_cut_is_saved_once_in_the_end(store, tmp_path, point):
    card_of(store, 1, "")
    arm(point, crash)
    try:
        with pytest.raises(Crash):
            go(store, hands(tmp_path), "", now=this_moment())
    finally:
        arm("")
    again = open_store(store.folder, KEY)
    for _ in range(2):
        go(again, hands(tmp_path), "", now=this_moment())
    (file,) = (tmp_path / "papers").iterdir()
    assert [(line.outcome, line.place) for line in prints(again)] == [("saved", str(file))]
    again.close()


def test_the_sheets_of_a_run_are_files_of_so_many_sheets(store, tmp_path):
    begin_run(
        store,
        uids=("u1", "u2", "u3"),
        places=1,
        layout="label-50x30/none/1",
        printer="",
        sheets_of_an_order=2,
        **BY,
    )
    for _ in range(3):
        go(store, hands(tmp_path), "")
    files = sorted((tmp_path / "papers").iterdir())
    assert [len(page_sizes(file.read_bytes())) for file in files] == [2, 1]
    assert print_runs.runs(store)[0].over


@pytest.mark.parametrize(
    ("layout", "places", "pages"), [("standard/none/1", 10, 1), ("label-50x30/none/1", 1, 3)]
)
def test_whoever_is_known_no_more_leaves_a_place_empty_and_keeps_nobody_back(
    store, tmp_path, layout, places, pages
):
    begin_run(store, uids=("u1", "u2", "u3"), places=places, layout=layout, printer="", **BY)
    with store.writing() as db:
        db.conn.execute("DELETE FROM members WHERE uid = 'u2'")
    (order,) = go(store, hands(tmp_path), "").moved
    assert order.state is S.SAVED
    (file,) = (tmp_path / "papers").iterdir()
    texts = text_of(file.read_bytes())
    assert len(texts) == pages
    assert [number in "".join(texts) for number in map(serial_of, (1, 2, 3))] == [True, False, True]


@pytest.mark.parametrize("places", [12, 8])
def test_a_layout_that_has_other_places_by_now_prints_no_sheet_without_some_of_its_cards(
    store, tmp_path, places
):
    begun = {"layout": "standard/none/1", "printer": "", **BY}
    begin_run(store, uids=("u1", "u2", "u3") * 4, places=places, **begun)
    (order,) = go(store, hands(tmp_path), "").moved
    assert (order.state, order.why) == (S.FAILED, "layout-refused")


@pytest.fixture(scope="module")
def system():
    with (
        pytest.MonkeyPatch.context() as patch,
        spooler.running({"desk": True, "held": "ail:/media-empty-error"}) as running,
    ):
        patch.setenv("CUPS_SERVER", running.address)
        yield running


DESK_PRINTER, HELD = (Printer(name, Kind.CUPS, name) for name in ("desk", "held"))


@needs_cups
def test_a_card_goes_through_cups_and_is_called_printed_when_cups_says_so(store, tmp_path, system):
    made = hands(tmp_path, DESK_PRINTER)
    card_of(store, 1, "desk")
    assert go(store, made, "desk").moved[0].state in (S.SENT, S.PRINTED)
    until(store, made, "desk", S.PRINTED)
    assert outcomes(store) == [(1, "printed")]


@needs_cups
def test_after_a_crash_cups_is_asked_by_the_title_and_nobody_else(store, tmp_path, system):
    made = hands(tmp_path, DESK_PRINTER)
    before = len(system.papers("desk", 0))
    card_of(store, 2, "desk")
    arm("print-submitted", crash)
    try:
        with pytest.raises(Crash):
            go(store, made, "desk", now=this_moment())
    finally:
        arm("")
    again = open_store(store.folder, KEY)
    until(again, made, "desk", S.PRINTED, now=this_moment())
    assert outcomes(again) == [(1, "printed")]
    time.sleep(0.2)
    assert len(system.papers("desk", before + 1)) == before + 1
    again.close()


@needs_cups
def test_what_cups_never_heard_of_is_a_question(store, tmp_path, system):
    made = hands(tmp_path, DESK_PRINTER)
    card_of(store, 3, "desk")
    arm("print-sending", crash)
    try:
        with pytest.raises(Crash):
            go(store, made, "desk")
    finally:
        arm("")
    again = open_store(store.folder, KEY)
    go(again, made, "desk")
    assert [one[:2] for one in states(again)] == [(S.UNKNOWN, CRASHED)]
    again.close()


@needs_cups
def test_paper_out_at_cups_is_said_and_the_paper_can_be_called_back(store, tmp_path, system):
    made = hands(tmp_path, HELD)
    held = card_of(store, 1, "held")
    ends = time.monotonic() + 20
    while states(store) != [(S.SENT, "paper-out", {})] and time.monotonic() < ends:
        go(store, made, "held")
        time.sleep(0.05)
    assert states(store) == [(S.SENT, "paper-out", {})]
    assert print_answers.cancel(store, place=held.place, hands=made, now=TEN).state is S.UNKNOWN
    assert made.look(print_answers.open_orders(store)[0][0]).why == "begun"
