# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""In the ledger the whole name of a paper can be read, also that of the longest."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from fieldkit.domain.papers import PaperKind, Print
from fieldkit.ui.prints.ledger import MOST_KIND, Ledger
from fieldkit.ui.strings import paper_name
from tests.support.booths import NOON

KIND, NUMBER = 1, 2
EDGES = 2 * 10 + 4  # the sheet's padding and the style's own


def line(kind):
    return Print(
        document_number="A-1",
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
    made.resize(780, 400)
    made.show()
    return made


@pytest.mark.parametrize("kind", list(PaperKind))
def test_the_name_of_each_paper_fits(ledger, kind):
    ledger.show_lines((line(PaperKind.CARD), line(kind)))
    name = ledger.table.fontMetrics().horizontalAdvance(paper_name(kind))
    assert ledger.table.columnWidth(KIND) >= name + EDGES
    assert ledger.table.columnWidth(NUMBER) > 120


def test_it_is_no_wider_than_what_is_shown_wants_and_leaves_room_for_the_number(ledger, monkeypatch):
    monkeypatch.setattr("fieldkit.ui.prints.ledger.paper_name", lambda kind: names[kind])
    names = {PaperKind.CARD: "卡", PaperKind.DATA_REQUEST: "个人信息权利申请表" * 2}
    ledger.table.setFont(QFont(ledger.font().family(), 7))
    ledger.show_lines((line(PaperKind.DATA_REQUEST),))
    wide = ledger.table.columnWidth(KIND)
    ledger.show_lines((line(PaperKind.CARD),))
    assert ledger.table.columnWidth(KIND) < wide < MOST_KIND
    long = "一份名字长得表格里放不下的单据" * 3
    names[PaperKind.CARD] = long
    ledger.show_lines((line(PaperKind.CARD),))
    assert ledger.table.columnWidth(KIND) == MOST_KIND
    cell = ledger.table.rows.index(0, KIND)
    assert ledger.table.rows.data(cell, Qt.ItemDataRole.ToolTipRole) == long
