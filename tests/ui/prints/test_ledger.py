# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""In the ledger the whole name of a paper can be read, also that of the longest."""

import pytest
from PySide6.QtCore import Qt

from fieldkit.domain.papers import PaperKind, Print
from fieldkit.ui.order_words import outcome_words
from fieldkit.ui.prints.ledger import MOST_KIND, Ledger
from fieldkit.ui.strings import paper_name
from tests.support.booths import NOON

KIND, NUMBER, COPY, OPERATOR, OUTCOME = 1, 2, 3, 4, 5
EDGES = 6  # of a cell without the style sheet


def line(kind):
    return Print(
        document_number="FK-0000-1001-7",
        copy=1,
        kind=kind,
        about="u1",
        reason="",
        operator="clerk",
        at=NOON,
        outcome="saved",
        place="",
    )


@pytest.fixture
def ledger(qtbot):
    made = Ledger()
    qtbot.addWidget(made)
    made.resize(698, 400)  # as in the smallest window
    font = made.table.font()
    font.setPixelSize(16)  # as in the window
    made.table.setFont(font)
    made.show()
    return made


@pytest.mark.parametrize("kind", list(PaperKind))
def test_the_name_of_each_paper_fits_and_its_number_too(ledger, kind):
    ledger.show_lines((line(PaperKind.CARD), line(kind)))
    wanted = {KIND: paper_name(kind), NUMBER: "FK-0000-1001-7", OUTCOME: outcome_words("saved")}
    for column, text in wanted.items():
        assert ledger.table.columnWidth(column) >= ledger.table.fontMetrics().horizontalAdvance(text) + EDGES


def test_it_is_no_wider_than_what_is_shown_wants_and_leaves_room_for_the_number(ledger, monkeypatch):
    long = "一份名字长得表格里放不下的单据" * 3
    names = {PaperKind.CARD: "卡", PaperKind.POSTER: long}
    monkeypatch.setattr("fieldkit.ui.prints.ledger.paper_name", lambda kind: names[kind])
    ledger.show_lines((line(PaperKind.CARD), line(PaperKind.POSTER)))
    assert ledger.table.columnWidth(KIND) == MOST_KIND
    assert ledger.table.columnWidth(NUMBER) > 120
    cell = ledger.table.rows.index(1, KIND)
    assert ledger.table.rows.data(cell, Qt.ItemDataRole.ToolTipRole) == long
    ledger.show_lines((line(PaperKind.CARD),))
    assert ledger.table.columnWidth(KIND) < MOST_KIND
