# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Sheets of a run of which not every member is known any more: the others' cards come, and the gap is told."""

from pathlib import Path

import pytest

from fieldkit.acts import print_runs
from fieldkit.acts.enrol import enrol
from fieldkit.acts.print_runs import begin_run
from fieldkit.acts.printing import step
from fieldkit.domain.print_orders import OrderState
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.ui.hands import PrinterHands
from tests.support.clock import TEN
from tests.support.factories import CLERK, DESK, VOLUNTEER, draft, make_store
from tests.support.papers import codes, page_sizes, pictures, text_of


@pytest.fixture
def store(tmp_path):
    """Give a store with three members."""
    made = make_store(tmp_path / "store")
    for number in (1, 2, 3):
        enrol(made, uid=f"u{number}", draft=draft(number), operator=VOLUNTEER, desk=DESK, now=TEN)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("layout", "places", "pages"), [("standard/long/1", 10, 2), ("label-60x40/none/1", 1, 3)]
)
def test_a_member_whose_row_is_gone_leaves_a_place_empty_and_keeps_no_other_card_back(
    store, tmp_path, layout, places, pages
):
    run = begin_run(
        store,
        uids=("u1", "u2", "u3"),
        places=places,
        layout=layout,
        printer="",
        operator=CLERK,
        now=TEN,
    )
    with store.writing() as db:
        db.conn.execute("DELETE FROM members WHERE uid = 'u2'")
    made = PrinterHands(lambda _name: None, tmp_path / "papers")
    (order,) = step(store, printer="", hands=made, now=TEN).moved
    assert order.state is OrderState.SAVED
    pdf = Path(order.ticket).read_bytes()
    assert len(page_sizes(pdf)) == pages
    assert len({text for picture in pictures(pdf) for text in codes(picture) if len(text) < 24}) == 2
    assert ("此处没有卡：查不到本人资料" in "".join(text_of(pdf))) is (places > 1)
    ended = print_runs.how_far(store, run=run.place)
    assert (ended.over, ended.cards_out, ended.lost) == (True, 2, 1)


def test_sheets_are_not_sent_to_a_printer_whose_paper_was_changed_since(store, tmp_path):
    begin_run(
        store,
        uids=("u1", "u2", "u3"),
        places=10,
        layout="standard/none/1",
        printer="办公室",
        operator=CLERK,
        now=TEN,
    )
    small = Printer("办公室", Kind.IPP, "ipp://127.0.0.1:9/ipp/print", paper="A5")
    made = PrinterHands(lambda _name: small, tmp_path / "papers")
    (order,) = step(store, printer="办公室", hands=made, now=TEN).moved
    assert (order.state, order.why, order.facts["why"]) == (OrderState.FAILED, "printer-refused", "too-wide")
