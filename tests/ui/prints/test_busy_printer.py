# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""While a printer hangs or is away the operator sees it, is answered at once, and no notice outlives its trouble."""

import threading
from dataclasses import replace

import pytest

from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import Handed, Heard
from fieldkit.problems import PrinterGone
from tests.support.booths import CLERK, NOON, draft_of
from tests.support.factories import name_of
from tests.support.windows import WAIT, do, make_device, sign_in, window_on, words_in

PRINTER = "窗口 2"
TAKEN = Handed("", Heard.DONE, "mute", final=True)


class Hand:
    """Hands of a printer that waits for ``free`` before it takes a paper, and is away while ``gone``."""

    def __init__(self, real):
        self._real = real
        self.free = threading.Event()
        self.gone = False
        self.unreachable = False

    def __getattr__(self, name):
        return getattr(self._real, name)

    def submit(self, pdf, order):
        if not order.printer:
            return self._real.submit(pdf, order)
        if self.gone:
            raise PrinterGone(printer=order.printer, why="offline")
        self.free.wait(WAIT / 1000)
        return TAKEN

    def look(self, _order):
        return TAKEN

    def cancel(self, order):
        if self.unreachable:
            raise PrinterGone(printer=order.printer, why="no-answer")


@pytest.fixture
def window(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        session = shown.session
        session.keep_settings(replace(session.settings, printers=(("card", PRINTER),)))
        session.papers.presses.hands = Hand(session.papers.presses.hands)
        yield shown
        session.papers.presses.hands.free.set()


@pytest.fixture
def hand(window):
    return window.session.papers.presses.hands


@pytest.fixture
def member(qtbot, window):
    where = {"operator": window.session.operator, "desk": window.session.desk, "now": NOON}
    return do(qtbot, window, enrol, uid=new_uid(), draft=draft_of(1, name_of(1)), **where).member


def rows(page):
    return [(line.kind, page.waiting._state((order, line))) for order, line in page.waiting.table.rows.values]


def outcomes(page):
    return {line.kind: page.ledger._how(line) for line in page.table.rows.values}


def test_a_paper_that_is_being_sent_is_seen_so_and_what_waits_behind_it_moves_at_once(
    qtbot, window, member, hand
):
    page = window.work.go("prints")
    window.session.papers.print_card(member.uid)
    window.session.papers.print_paper(PaperKind.APPLICATION, member.uid, printer=PRINTER)
    both = [(PaperKind.CARD, "正在送往打印机"), (PaperKind.APPLICATION, "等待打印")]
    qtbot.waitUntil(lambda: rows(page) == both, timeout=WAIT)
    page.waiting.table.selectRow(1)
    page.waiting.save.click()
    qtbot.waitUntil(lambda: rows(page) == both[:1], timeout=WAIT)  # the printer still holds the first
    qtbot.waitUntil(lambda: outcomes(page)[PaperKind.APPLICATION] == "已存为 PDF", timeout=WAIT)
    hand.free.set()
    qtbot.waitUntil(lambda: outcomes(page)[PaperKind.CARD] == "已送到，没有回报", timeout=WAIT)


def test_what_came_too_late_is_said_and_is_still_said_when_the_paper_is_out(qtbot, window, member, hand):
    page = window.work.go("prints")
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: rows(page) == [(PaperKind.CARD, "正在送往打印机")], timeout=WAIT)
    window.session.papers.try_again(page.waiting.table.rows.values[0][0], "")
    qtbot.waitUntil(lambda: "刚刚变了" in words_in(window.work.notice), timeout=WAIT)
    hand.free.set()
    qtbot.waitUntil(lambda: "已送到打印机" in window.work.told.text(), timeout=WAIT)
    assert "刚刚变了" in words_in(window.work.notice)
    assert window.work.notice.isVisible()


@pytest.mark.parametrize("by", ["itself", "hand"])
def test_a_printer_that_is_back_is_said_to_be_away_no_more(qtbot, window, member, hand, by):
    hand.free.set()
    hand.gone = True
    page = window.work.go("prints")
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: "脱机了" in words_in(window.work.notice), timeout=WAIT)
    if by == "itself":
        hand.gone = False
        window.session.papers.try_again(page.waiting.table.rows.values[0][0])
    else:
        page.waiting.save.click()
    qtbot.waitUntil(lambda: not window.work.notice.isVisible(), timeout=WAIT)


def test_a_paper_that_cannot_be_called_back_is_told_of(qtbot, window, member, hand, monkeypatch):
    monkeypatch.setattr("tests.ui.prints.test_busy_printer.TAKEN", Handed("1", Heard.GONE, "forgotten"))
    hand.free.set()
    hand.unreachable = True
    page = window.work.go("prints")
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(page.question.isVisible, timeout=WAIT)
    page.question.leave.click()
    qtbot.waitUntil(lambda: "没能从打印机“窗口 2”撤回" in words_in(window.work.notice), timeout=WAIT)
    assert "请作废" in words_in(window.work.notice)
