# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""In the ledger all of a line can be read in the smallest window, also of the paper with the longest name."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from fieldkit.app import FIRST_FONT
from fieldkit.domain.papers import PaperKind, Print
from fieldkit.ui.parts.table import LEAST_REST
from fieldkit.ui.prints.ledger import MOST_KIND, Ledger
from fieldkit.ui.style import Look, load_fonts
from tests.support.booths import NOON

TIME, WHAT, HOW = 0, 1, 2
EDGES = 12  # of a cell: what the style sheet leaves at its sides


def line(kind, reason="", outcome="saved", why=""):
    return Print(
        document_number="FK-0000-1001-7",
        copy=1,
        kind=kind,
        about="u1",
        reason=reason,
        operator="clerk",
        at=NOON,
        outcome=outcome,
        place="",
        why=why,
    )


@pytest.fixture
def ledger(qtbot, qapp):
    load_fonts(FIRST_FONT)
    Look(qapp).wear("light")  # whatever a test before this one has left the program in
    made = Ledger()
    qtbot.addWidget(made)
    made.resize(440, 400)  # as in the smallest window
    made.show()
    return made


def cells(ledger, row=0):
    return [ledger.table.rows.data(ledger.table.rows.index(row, place)) for place in (TIME, WHAT, HOW)]


def room(ledger, column, words):
    wanted = max(ledger.table.fontMetrics().horizontalAdvance(one) for one in words.split("\n"))
    return ledger.table.columnWidth(column) - wanted - EDGES


@pytest.mark.parametrize("kind", list(PaperKind))
def test_all_of_a_line_is_read_in_the_smallest_window(ledger, kind):
    ledger.show_lines((line(PaperKind.CARD), line(kind, reason="已经损坏")), NOON)
    for place, words in enumerate(cells(ledger, 1)):
        assert room(ledger, place, words) >= 0, (
            words
        )  # a longer reason stands in the tooltip, and beside the table
    assert not ledger.table.horizontalScrollBar().maximum()


def test_a_line_says_when_by_whom_what_which_copy_how_and_why(ledger):
    ledger.show_lines((line(PaperKind.CARD, reason="本人遗失"),), NOON)
    assert cells(ledger) == [
        "11月29日 12:00\nclerk",
        "会员卡\nFK-0000-1001-7 · 第 1 联",
        "已存为 PDF\n本人遗失",
    ]
    ledger.show_lines((line(PaperKind.CARD),), NOON.replace(year=NOON.year + 1))
    assert cells(ledger)[TIME] == f"{NOON.year}年11月29日 12:00\nclerk"
    assert cells(ledger)[HOW] == "已存为 PDF"


def test_a_paper_whose_printer_never_said_that_it_printed_is_not_said_to_be_printed(ledger):
    ledger.show_lines(tuple(line(PaperKind.RECEIPT, outcome="printed", why=why) for why in ("mute", "")))
    assert [cells(ledger, row)[HOW] for row in (0, 1)] == ["已送到，没有回报", "已打印"]


def test_a_very_long_name_leaves_room_for_the_rest_and_is_read_in_the_tooltip(ledger, monkeypatch):
    long = "一份名字长得表格里放不下的单据" * 3
    names = {PaperKind.CARD: "卡", PaperKind.POSTER: long}
    monkeypatch.setattr("fieldkit.ui.prints.ledger.paper_name", lambda kind: names[kind])
    ledger.show_lines((line(PaperKind.CARD), line(PaperKind.POSTER)))
    assert ledger.table.columnWidth(WHAT) <= MOST_KIND
    assert ledger.table.columnWidth(HOW) >= LEAST_REST
    cell = ledger.table.rows.index(1, WHAT)
    assert long in ledger.table.rows.data(cell, Qt.ItemDataRole.ToolTipRole)
    ledger.show_lines((line(PaperKind.CARD),))
    assert ledger.table.columnWidth(WHAT) < MOST_KIND


def test_who_printed_is_read_by_name(ledger):
    ledger.show_lines((replace(line(PaperKind.CARD), operator_name="示例干部"),))
    assert cells(ledger)[TIME].endswith("\n示例干部")


def test_a_long_number_leaves_room_for_how_it_went(qtbot, ledger):
    sheet = replace(line(PaperKind.CARD_SHEET, reason="从第 13 版继续"), document_number="S-D02-0017-0045")
    ledger.show_lines((replace(sheet, operator_name="欧阳上官司马诸葛"),), NOON.replace(year=NOON.year + 1))
    room_left = ledger.table.columnWidth(HOW)
    assert room_left >= LEAST_REST
    assert not ledger.table.horizontalScrollBar().maximum()
    ledger.resize(900, 400)
    qtbot.waitUntil(lambda: ledger.table.columnWidth(HOW) > room_left)
    assert all(room(ledger, place, words) >= 0 for place, words in enumerate(cells(ledger)))
