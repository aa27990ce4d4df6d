# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The queue of papers on their way: all that is said and can be done is read in the smallest window too."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint

from fieldkit.domain.papers import PaperKind, Print
from fieldkit.domain.print_orders import Order, OrderState
from fieldkit.ui.prints.waiting import NARROW, Waiting
from tests.support.booths import NOON

FAILED = Order(
    place=1,
    printer="窗口 2 凭条机",
    state=OrderState.FAILED,
    since=NOON,
    tries=1,
    title="R-D07-0001-1",
    ticket="",
    why="printer-gone",
    facts={"why": "offline"},
    paper="80mm",
    run=0,
    first_sheet=0,
    last_sheet=0,
)
LINE = Print("R-D07-0001", 1, PaperKind.RECEIPT, "o1", "", "clerk", NOON, "printer-gone", "")


@pytest.fixture
def waiting(qtbot):
    made = Waiting()
    qtbot.addWidget(made)
    made.show_orders(((FAILED, LINE),))
    made.show()
    return made


@pytest.mark.parametrize("width", [440, NARROW - 1, NARROW, 800])
def test_every_act_is_read_whole(qtbot, waiting, width):
    waiting.resize(width, 400)
    acts = (waiting.retry, waiting.other, waiting.save, waiting.cancel)

    def is_laid_out():
        places = {one.mapTo(waiting, QPoint()).y() for one in (waiting.title, *acts)}
        whole = all(one.width() >= one.sizeHint().width() for one in (waiting.title, *acts))
        return whole and (len(places) > 2) is (width < NARROW)

    qtbot.waitUntil(is_laid_out)


def test_what_is_said_of_a_paper_is_read_in_the_smallest_window(waiting):
    waiting.resize(440, 400)
    table = waiting.table
    what, how = (table.rows.data(table.rows.index(0, place)) for place in (0, 1))
    assert what == "领取凭条\nR-D07-0001"
    assert how == "会自动再送（打印机脱机或没有开机）\n窗口 2 凭条机"
    for place, words in enumerate((what, how)):
        wanted = max(table.fontMetrics().horizontalAdvance(line) for line in words.split("\n"))
        assert table.columnWidth(place) > wanted
    assert not table.horizontalScrollBar().maximum()


def test_of_what_is_being_sent_nothing_is_offered_that_would_not_be_done(waiting):
    waiting.show_orders(((replace(FAILED, state=OrderState.SENDING, why="", facts={}), LINE),))
    acts = (waiting.retry, waiting.other, waiting.save, waiting.cancel)
    assert not any(one.isVisible() for one in acts)
