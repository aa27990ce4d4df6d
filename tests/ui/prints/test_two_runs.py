# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Of two runs that are not over the one is shown whose sheet somebody has to name."""

from dataclasses import replace

import pytest

from fieldkit.domain.print_orders import Continuing, Run
from fieldkit.ui.prints.runs import Runs
from tests.support.booths import NOON

OLDER = Run(
    place=1,
    document_number="S-D07-0001",
    printer="A",
    layout="",
    cards=500,
    sheets=50,
    paused=False,
    at=NOON,
    operator="clerk",
    waiting=30,
    sent=0,
    out=0,
    asked=20,
    failed=0,
    next_sheet=1,
)
LATER = replace(OLDER, place=2, document_number="S-D07-0002", sheets=9, waiting=9, asked=0)
OVER = replace(OLDER, waiting=0, asked=0, out=50, next_sheet=0)


@pytest.fixture
def runs(qtbot, tmp_path):
    made = Runs(tmp_path)
    qtbot.addWidget(made)
    made.show_runs((LATER, OLDER), NOON)
    return made


def test_who_says_that_a_part_of_an_older_run_came_out_can_name_the_sheet(qtbot, runs):
    runs.ask_for_sheet(OLDER.place, NOON)
    runs.show_runs((LATER, OLDER), NOON)  # as after each paper that moves
    runs.sheet.setValue(37)
    with qtbot.waitSignal(runs.asked) as said:
        runs.go_on.click()
    assert said.args == [OLDER, 37]
    told = Continuing(37, again=tuple(range(37, 51)))
    runs.ask(told)
    with qtbot.waitSignal(runs.continued) as said:
        runs.sure.click()
    assert said.args == [OLDER, told]


def test_a_sheet_that_was_named_stays_while_others_come_out(runs):
    assert runs.sheet.value() == 1
    runs.sheet.setValue(5)
    runs.show_runs((replace(LATER, out=2, waiting=7, next_sheet=3), OLDER), NOON)
    assert runs.sheet.value() == 5
    runs.show_runs((replace(LATER, waiting=0, out=9, next_sheet=0), replace(OLDER, next_sheet=7)), NOON)
    assert runs.sheet.value() == 7


def test_another_sheet_is_asked_about_anew(runs):
    runs.ask(Continuing(3, again=(3,)))
    runs.sheet.setValue(4)
    assert not runs.sure.isVisibleTo(runs)


def test_once_it_is_over_the_latest_is_shown_again(qtbot, runs):
    runs.ask_for_sheet(OLDER.place, NOON)
    runs.show_runs((LATER, OVER), NOON)
    with qtbot.waitSignal(runs.given_up) as said:
        runs.stop.click()
    assert said.args == [LATER]
