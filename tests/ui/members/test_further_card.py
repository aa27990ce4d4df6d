# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""In the real window: whose card was lost gets one more from their own page, with its reason, and not a whole sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from fieldkit.acts import papers
from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.domain.papers import PaperKind
from tests.support.booths import CLERK, NOON, draft_of
from tests.support.factories import name_of
from tests.support.hands import press, write
from tests.support.windows import WAIT, click, do, found, make_device, sign_in, window_on, words_in

ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier
SHEET = (PaperKind.CARD_SHEET, 1, "saved", "")


@pytest.fixture
def window(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown


@pytest.fixture
def people(qtbot, window):
    where = {"operator": window.session.operator, "desk": window.session.desk, "now": NOON}
    made = [
        do(qtbot, window, enrol, uid=new_uid(), draft=draft_of(at, name_of(at)), **where) for at in (1, 2)
    ]
    return [one.member for one in made]


def ledger(qtbot, window):
    return [(line.kind, line.copy, line.outcome, line.reason) for line in do(qtbot, window, papers.prints)]


def settled(qtbot, window, *lines):
    qtbot.waitUntil(lambda: ledger(qtbot, window) == list(lines), timeout=WAIT)


def page_of(qtbot, window, member):
    page = window.work.go("members")
    page.open_member(member.uid)
    qtbot.waitUntil(lambda: found(page, QWidget, "member_card").isVisible())
    return page


def asked(qtbot, page, copy):
    """Press the button for a card; return where the reason is asked for."""
    click(qtbot, page, "member_card")
    drawer = found(page, QWidget, "reason_drawer")
    qtbot.waitUntil(drawer.isVisible)
    assert any(f"打印第 {copy} 联" in one.text() for one in drawer.findChildren(QPushButton))
    return drawer


def test_a_lost_card_that_lay_on_a_sheet_is_replaced_alone_with_its_reason(qtbot, window, people, tmp_path):
    window.session.papers.runs.begin(tuple(one.uid for one in people), "", printer="")
    settled(qtbot, window, SHEET)
    page = page_of(qtbot, window, people[0])
    qtbot.waitUntil(lambda: "会员卡（整版） 第 1 联" in words_in(page))
    drawer = asked(qtbot, page, 2)
    press(qtbot, ENTER)
    assert drawer.isVisible()  # nothing without a reason
    write(qtbot, "1")
    press(qtbot, ENTER)
    replaced = (PaperKind.CARD, 2, "saved", "本人遗失")
    settled(qtbot, window, replaced, SHEET)
    assert window.work.page("members").isVisible()
    asked(qtbot, page, 3)
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_P, CONTROL)  # by the key as by the button
    qtbot.waitUntil(drawer.isVisible)
    assert ledger(qtbot, window) == [replaced, SHEET]


def test_who_has_no_card_yet_is_asked_nothing(qtbot, window, people):
    window.session.papers.runs.begin((people[1].uid,), "", printer="")
    settled(qtbot, window, SHEET)
    page = page_of(qtbot, window, people[0])
    click(qtbot, page, "member_card")
    settled(qtbot, window, (PaperKind.CARD, 1, "saved", ""), SHEET)
    assert not found(page, QWidget, "reason_drawer").isVisible()


def test_the_ledger_says_of_a_sheet_where_one_card_is_replaced(qtbot, window, people):
    window.session.papers.runs.begin(tuple(one.uid for one in people), "", printer="")
    settled(qtbot, window, SHEET)
    page = window.work.go("prints")
    qtbot.waitUntil(lambda: "只补一张卡，请到“会员查询”页" in words_in(page))


def test_a_card_on_a_sheet_that_is_asked_for_elsewhere_is_told_where_to_go(qtbot, window, people):
    window.session.papers.runs.begin((people[0].uid,), "", printer="")
    settled(qtbot, window, SHEET)
    window.session.papers.print_card(people[0].uid)
    qtbot.waitUntil(lambda: "会员卡也可以到“会员查询”页补打" in words_in(window.work.notice))
