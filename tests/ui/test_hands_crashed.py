# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""After a crash a paper is known by its title and its time: a real CUPS and a folder that remember older ones."""

import datetime as dt
import os
import shutil
import time

import pytest

from fieldkit.acts.enrol import enrol
from fieldkit.domain.print_orders import CRASHED, OrderState
from fieldkit.printers import lookup
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.store.faultpoints import arm
from fieldkit.store.vault import open_store
from tests.support import spooler
from tests.support.clock import TEN
from tests.support.factories import DESK, KEY, VOLUNTEER, draft, make_store
from tests.ui.test_hands import Crash, card_of, crash, go, hands, needs_cups, states, this_moment, until

S = OrderState


@pytest.fixture
def store(tmp_path):
    """Give a store with two members."""
    made = make_store(tmp_path / "store")
    for number in (1, 2):
        enrol(made, uid=f"u{number}", draft=draft(number), operator=VOLUNTEER, desk=DESK, now=TEN)
    yield made
    made.close()


@pytest.fixture(scope="module")
def system():
    with pytest.MonkeyPatch.context() as patch, spooler.running({"desk": True}) as running:
        patch.setenv("CUPS_SERVER", running.address)
        yield running


@pytest.fixture
def restored(store, tmp_path):
    """Give the same store from a backup of before its card's order was sent."""

    def back_up(printer):
        card_of(store, 1, printer)
        shutil.copytree(store.folder, tmp_path / "restored")
        return open_store(tmp_path / "restored", KEY)

    return back_up


@needs_cups
def test_after_a_restore_the_old_paper_of_the_same_title_is_no_proof(store, restored, tmp_path, system):
    made, old = hands(tmp_path, Printer("window", Kind.CUPS, "desk")), restored("window")
    until(store, made, "window", S.PRINTED, now=this_moment())
    time.sleep(lookup.EARLY + 1.1)  # the spooler tells whole seconds
    arm("print-sending", crash)
    try:
        with pytest.raises(Crash):
            go(old, made, "window", now=this_moment())
    finally:
        arm("")
    again = open_store(old.folder, KEY)
    for _ in range(2):  # as a question it is asked for again, from the same time on
        go(again, made, "window", now=this_moment())
        assert [one[:2] for one in states(again)] == [(S.UNKNOWN, CRASHED)]
    again.close()
    old.close()


def test_after_a_restore_an_old_pdf_of_the_same_title_is_not_taken_for_the_new_one(store, restored, tmp_path):
    made, old = hands(tmp_path), restored("")
    (saved,) = go(store, made, "", now=this_moment()).moved
    os.utime(saved.ticket, times=(TEN.timestamp(), TEN.timestamp()))
    arm("print-sending", crash)
    try:
        with pytest.raises(Crash):
            go(old, made, "", now=this_moment())
    finally:
        arm("")
    again = open_store(old.folder, KEY)
    moved = [go(again, made, "", now=this_moment()).moved for _ in range(2)]
    assert any(one.state is S.SAVED for some in moved for one in some)
    with again.reading() as db:
        ticket = db.execute("SELECT ticket FROM print_orders").fetchone()[0]
    assert ticket == saved.ticket.replace(".pdf", "-2.pdf")
    again.close()
    old.close()


@needs_cups
def test_a_spooler_that_comes_up_late_is_asked_from_when_the_handing_over_began(
    store, tmp_path, system, monkeypatch
):
    made, begun = hands(tmp_path, Printer("late", Kind.CUPS, "desk")), this_moment()
    card_of(store, 2, "late")
    arm("print-submitted", crash)
    try:
        with pytest.raises(Crash):
            go(store, made, "late", now=begun)
    finally:
        arm("")
    again = open_store(store.folder, KEY)
    with monkeypatch.context() as away:
        away.setenv("CUPS_SERVER", "127.0.0.1:9")
        go(again, made, "late", now=begun + dt.timedelta(minutes=2))
    assert [one[:2] for one in states(again)] == [(S.UNKNOWN, CRASHED)]
    until(again, made, "late", S.PRINTED, now=begun + dt.timedelta(minutes=2))
    again.close()
