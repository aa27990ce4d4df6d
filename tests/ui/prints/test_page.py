# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The prints page and the desk for papers: all in the ledger, copies with a reason, a question after a crash."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QPushButton

from fieldkit.acts import papers, printing
from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.acts.issue import issue
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import Handed, Heard, OrderState
from fieldkit.domain.serials import code_of
from fieldkit.problems import FontsMissing, PrinterGone, PrinterRefused, PrintUnsure
from fieldkit.store import print_queue
from tests.support.booths import CLERK, NOON, draft_of
from tests.support.factories import name_of
from tests.support.hands import press, write
from tests.support.papers import codes, page_sizes, pictures
from tests.support.windows import WAIT, click, do, found, make_device, sign_in, window_on, words_in


@pytest.fixture
def window(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown


@pytest.fixture
def member(qtbot, window):
    session = window.session
    where = {"operator": session.operator, "desk": session.desk, "now": NOON}
    return do(qtbot, window, enrol, uid=new_uid(), draft=draft_of(1, name_of(1)), **where).member


def ledger(qtbot, window):
    return [(line.kind, line.copy, line.outcome, line.reason) for line in do(qtbot, window, papers.prints)]


def settled(qtbot, window, count):
    def all_ended():
        lines = ledger(qtbot, window)
        return len(lines) == count and not {line[2] for line in lines} & {"queued", "sending"}

    qtbot.waitUntil(all_ended, timeout=WAIT)


def order_and_crash(qtbot, window, member, kind=PaperKind.CARD):
    """Leave an order as a crash leaves it while it is sent to a printer."""

    def cut(store):
        order = printing.order_paper(
            store,
            kind=kind,
            about=member.uid,
            printer="窗口 2",
            operator=window.session.operator,
            now=NOON,
        )
        with store.writing() as db:
            print_queue.move(db, order.place, [OrderState.QUEUED], OrderState.SENDING, title="x", now=NOON)

    do(qtbot, window, cut)


class Hand:
    """Hands of a printer that is no more than what a test wants of it."""

    def __init__(self, real, **does):
        self._real = real
        self._does = does

    def __getattr__(self, name):
        return self._does.get(name) or getattr(self._real, name)


@pytest.fixture
def printer_is(window):
    """Let a printer be chosen for cards, with hands that do what is said."""
    real = window.session.papers.presses.hands

    def choose(**does):
        session = window.session
        session.keep_settings(replace(session.settings, printers=(("card", "窗口 2"),)))
        session.papers.presses.hands = Hand(real, **does)

    return choose


def test_each_paper_is_saved_where_no_printer_is_chosen_and_stands_in_the_ledger(
    qtbot, window, member, tmp_path
):
    desk = window.session.papers
    desk.print_card(member.uid)
    desk.print_application(member.uid)
    desk.runs.begin((member.uid,), "", printer="", reason="补打整版")
    settled(qtbot, window, 3)
    assert {line[:3] for line in ledger(qtbot, window)} == {
        (PaperKind.CARD, 1, "saved"),
        (PaperKind.APPLICATION, 1, "saved"),
        (PaperKind.CARD_SHEET, 1, "saved"),
    }
    files = sorted((tmp_path / "device" / "papers").iterdir())
    assert len(files) == 3
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)
    assert all(member.name not in file.name for file in files)
    assert "PDF 在文件夹" in window.work.told.whole
    assert str(tmp_path / "device" / "papers") in window.work.told.whole


@pytest.mark.parametrize("size", ["A5", "80mm"])
def test_a_receipt_is_printed_on_the_paper_of_the_settings(qtbot, window, member, size, tmp_path):
    session = window.session
    where = {"operator": session.operator, "desk": session.desk, "now": NOON}
    goods = next(one for one in session.book.goods if one.audience == "new")
    issued = do(qtbot, window, issue, uid=member.uid, goods=goods.code, **where)
    click_paper(window, size)
    session.papers.print_receipt(issued.issue.operation)
    settled(qtbot, window, 1)
    (file,) = (tmp_path / "device" / "papers").iterdir()
    ((width, _height),) = page_sizes(file.read_bytes())
    assert round(width) == {"A5": 148, "80mm": 80}[size]


def click_paper(window, size):
    box = window.work.page("settings").printers.uses.receipt_paper
    box.setCurrentIndex(box.findData(size))
    box.activated.emit(box.currentIndex())


def test_a_copy_needs_a_reason_and_is_the_next_copy(qtbot, window, member):
    window.session.papers.print_card(member.uid)
    settled(qtbot, window, 1)
    page = window.work.go("prints")
    qtbot.waitUntil(lambda: "会员卡，第 1 联" in words_in(page))
    click(qtbot, page, "print_again")
    assert "请写明重打的原因。" in words_in(page)
    write(qtbot, "卡纸")
    click(qtbot, page, "print_again")
    settled(qtbot, window, 2)
    widest = page.table.fontMetrics().horizontalAdvance("12月31日 23:59")
    assert page.table.columnWidth(0) >= widest + 2 * 6 + 4  # the sheet's padding and the style's own
    assert (PaperKind.CARD, 2, "saved", "卡纸") in ledger(qtbot, window)
    qtbot.waitUntil(lambda: len(page.table.rows.values) == 2)


def test_a_printer_that_refuses_is_told_and_the_same_copy_is_sent_again(qtbot, window, member, printer_is):
    def refuse(_pdf, _order):
        raise PrinterRefused(printer="窗口 2")

    printer_is(submit=refuse)
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: "打印机“窗口 2”没有接收这张纸。" in words_in(window.work.notice), timeout=WAIT)
    assert ledger(qtbot, window)[0][1:3] == (1, "printer-refused")
    click(qtbot, window.work, "notice_act")
    assert window.work.front == "prints"
    page = window.work.page("prints")
    qtbot.waitUntil(page.waiting.isVisible)
    printer_is(submit=lambda _pdf, _order: Handed("", Heard.DONE, final=True))
    click(qtbot, page, "order_retry")
    qtbot.waitUntil(lambda: [line[1:3] for line in ledger(qtbot, window)] == [(1, "printed")], timeout=WAIT)
    qtbot.waitUntil(lambda: not page.waiting.isVisible())


def test_what_a_printer_refused_is_saved_as_a_pdf_or_cancelled(qtbot, window, member, printer_is, tmp_path):
    def refuse(_pdf, _order):
        raise PrinterRefused(printer="窗口 2")

    printer_is(submit=refuse)
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: [line[2] for line in ledger(qtbot, window)] == ["printer-refused"], timeout=WAIT)
    page = window.work.go("prints")
    qtbot.waitUntil(page.waiting.isVisible)
    printer_is()
    click(qtbot, page, "order_save")
    qtbot.waitUntil(lambda: [line[1:3] for line in ledger(qtbot, window)] == [(1, "saved")], timeout=WAIT)
    assert len(list((tmp_path / "device" / "papers").iterdir())) == 1
    printer_is(submit=refuse)
    page.session.papers.print_card(member.uid, "字迹不清")
    qtbot.waitUntil(lambda: ledger(qtbot, window)[0][2] == "printer-refused", timeout=WAIT)
    qtbot.waitUntil(page.waiting.isVisible)
    click(qtbot, page, "order_cancel")
    qtbot.waitUntil(lambda: ledger(qtbot, window)[0][1:3] == (2, "cancelled"), timeout=WAIT)


def test_a_printer_that_is_gone_holds_no_other_and_takes_the_paper_once_it_is_back(
    qtbot, window, member, printer_is
):
    def gone(_pdf, order):
        if order.printer:
            raise PrinterGone(printer=order.printer, why="unplugged")
        return real.submit(_pdf, order)

    real = window.session.papers.presses.hands
    printer_is(submit=gone)
    desk = window.session.papers
    desk.print_card(member.uid)
    qtbot.waitUntil(lambda: "打印机“窗口 2”的线没有插好。" in words_in(window.work.notice), timeout=WAIT)
    desk.print_application(member.uid)
    saved = (PaperKind.APPLICATION, 1, "saved", "")
    qtbot.waitUntil(lambda: saved in ledger(qtbot, window), timeout=WAIT)
    printer_is(submit=lambda _pdf, _order: Handed("", Heard.DONE, final=True))
    window.session.now = lambda: NOON + dt.timedelta(seconds=30)
    desk.presses.kick("窗口 2")
    qtbot.waitUntil(lambda: (PaperKind.CARD, 1, "printed", "") in ledger(qtbot, window), timeout=WAIT)


def test_the_same_card_twice_wants_a_reason(qtbot, window, member):
    desk = window.session.papers
    desk.print_card(member.uid)
    settled(qtbot, window, 1)
    desk.print_card(member.uid)
    qtbot.waitUntil(lambda: "已经打印过。" in words_in(window.work.notice), timeout=WAIT)
    assert len(ledger(qtbot, window)) == 1


def test_a_paper_that_cannot_be_drawn_is_told(qtbot, window, member, monkeypatch):
    from fieldkit.printing import cards

    def missing(*_card, **_form):
        raise FontsMissing

    monkeypatch.setattr(cards, "member_card", missing)
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: "打印用的字体没有装好。" in words_in(window.work.notice), timeout=WAIT)
    assert ledger(qtbot, window)[0][2] == "fonts-missing"


def test_a_paper_that_went_to_a_printer_is_told(qtbot, window, member, printer_is):
    printer_is(submit=lambda _pdf, _order: Handed("", Heard.DONE, "mute", final=True))
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: "已送到打印机“窗口 2”" in window.work.told.whole, timeout=WAIT)


@pytest.mark.expect_log("fault ZeroDivisionError")
def test_a_fault_of_ours_while_it_is_sent_is_a_question(qtbot, window, member, printer_is):
    printer_is(submit=lambda _pdf, _order: 1 // 0)
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: "程序出错了" in words_in(window.work.notice), timeout=WAIT)
    assert ledger(qtbot, window)[0][2] == "unknown"


@pytest.mark.expect_log("fault ZeroDivisionError")
def test_a_fault_of_ours_while_it_is_drawn_leaves_the_ledger_honest(qtbot, window, member, printer_is):
    printer_is(draw=lambda _store, _order: 1 // 0)
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: "程序出错了" in words_in(window.work.notice), timeout=WAIT)
    assert ledger(qtbot, window)[0][2] == "fault"


def test_after_a_crash_the_operator_is_asked_and_says_yes(qtbot, window, member):
    order_and_crash(qtbot, window, member)
    window.lock()
    sign_in(qtbot, window)
    page = window.work.go("prints")
    question = found(page, QFrame, "print_question")
    qtbot.waitUntil(question.isVisible, timeout=WAIT)
    assert "这张纸打印出来了吗？" in words_in(question)
    assert "程序在送出时中断了" in words_in(question)
    click(qtbot, page, "print_yes")
    qtbot.waitUntil(lambda: not question.isVisible())
    assert [line[1:3] for line in ledger(qtbot, window)] == [(1, "printed")]


def test_after_a_crash_a_paper_that_did_not_come_out_is_printed_as_the_next_copy(
    qtbot, window, member, printer_is
):
    order_and_crash(qtbot, window, member)
    order_and_crash(qtbot, window, member, PaperKind.APPLICATION)
    printer_is(submit=lambda _pdf, _order: Handed("", Heard.DONE, final=True))
    window.session.papers.begin()
    page = window.work.go("prints")
    question = found(page, QFrame, "print_question")
    qtbot.waitUntil(lambda: "（还有 1 张）" in words_in(question), timeout=WAIT)
    click(qtbot, page, "print_no")
    qtbot.waitUntil(lambda: "（还有 1 张）" not in words_in(question))
    settled_cards = {(PaperKind.CARD, 1, "not-printed"), (PaperKind.CARD, 2, "printed")}
    qtbot.waitUntil(lambda: settled_cards <= {line[:3] for line in ledger(qtbot, window)}, timeout=WAIT)
    click(qtbot, page, "print_leave")
    qtbot.waitUntil(lambda: not question.isVisible())
    assert (PaperKind.APPLICATION, 1, "not-printed", "") in ledger(qtbot, window)


def test_the_next_sign_in_points_to_the_question(qtbot, window, member, tmp_path):
    order_and_crash(qtbot, window, member)
    window.close()
    with window_on(qtbot, tmp_path / "device") as again:
        sign_in(qtbot, again)
        qtbot.waitUntil(lambda: "有的纸不知道打出来没有。" in words_in(again.work.notice), timeout=WAIT)
        click(qtbot, again.work, "notice_act")
        assert again.work.front == "prints"


def test_the_ledger_is_searched_by_name_and_number_and_filtered(qtbot, window, member):
    desk = window.session.papers
    desk.print_card(member.uid)
    desk.print_application(member.uid)
    settled(qtbot, window, 2)
    page = window.work.go("prints")
    shown = lambda: [line.kind for line in page.table.rows.values]  # noqa: E731
    qtbot.waitUntil(lambda: len(shown()) == 2)
    page.ledger.search.setFocus()
    write(qtbot, "A-FK")
    qtbot.waitUntil(lambda: shown() == [PaperKind.APPLICATION])
    page.ledger.search.setText(member.name)
    qtbot.waitUntil(lambda: len(shown()) == 2)
    box = page.ledger.kind
    box.setCurrentIndex(box.findData(PaperKind.CARD))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: shown() == [PaperKind.CARD])
    page.ledger.search.setText("查无此号")
    qtbot.waitUntil(lambda: shown() == [])
    assert "没有这样的打印记录。" in words_in(page)


def test_the_folder_of_papers_is_opened(qtbot, window, member, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window.session.papers.print_card(member.uid)
    settled(qtbot, window, 1)
    page = window.work.go("prints")
    qtbot.waitUntil(lambda: found(page, QPushButton, "open_pdf").isVisible())
    click(qtbot, page, "open_folder")
    click(qtbot, page, "open_pdf")
    folder = tmp_path / "device" / "papers"
    (file,) = folder.iterdir()
    assert [url.toLocalFile() for url in opened] == [str(folder), str(file)]
    file.unlink()
    click(qtbot, page, "open_pdf")
    assert "这个文件已经不在原处" in words_in(page)


def test_the_ledger_is_walked_by_keyboard(qtbot, window, member):
    window.session.papers.print_card(member.uid)
    window.session.papers.print_application(member.uid)
    settled(qtbot, window, 2)
    page = window.work.go("prints")
    qtbot.waitUntil(lambda: len(page.table.rows.values) == 2)
    assert "入会申请书，第 1 联" in words_in(page)
    page.table.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert "会员卡，第 1 联" in words_in(page)


def test_a_run_begun_on_a_used_sheet_leaves_its_used_places_white_and_is_over_with_it(
    qtbot, window, member, tmp_path
):
    session = window.session
    session.keep_settings(replace(session.settings, sheet_form="standard/none/10"))
    session.papers.runs.begin((member.uid, member.uid, member.uid), "", printer="")
    settled(qtbot, window, 2)
    (file,) = (tmp_path / "device" / "papers").iterdir()
    first, second = (codes(picture) for picture in pictures(file.read_bytes()))
    (x, y) = first[code_of(member.shown_number)]
    assert x > 105 / 25.4 * 300
    assert y > 229 / 25.4 * 300
    assert len(second) == 1  # the other two are one text
    assert session.settings.sheet_form == "standard/none/1"


def test_a_run_of_labels_is_a_page_for_each(qtbot, window, member, tmp_path):
    window.session.papers.runs.begin((member.uid, member.uid), "label-60x40/none/1", printer="")
    settled(qtbot, window, 2)
    (file,) = (tmp_path / "device" / "papers").iterdir()
    assert page_sizes(file.read_bytes()) == [pytest.approx((60.0, 40.0), abs=0.01)] * 2


def test_what_waits_behind_a_paper_that_hangs_says_so(qtbot, window, member, printer_is):
    def breaks(_pdf, order):
        raise PrintUnsure(printer=order.printer, why="cut")

    printer_is(submit=breaks)
    desk = window.session.papers
    desk.print_card(member.uid)
    qtbot.waitUntil(lambda: [line[2] for line in ledger(qtbot, window)] == ["unknown"], timeout=WAIT)
    desk.print_paper(PaperKind.APPLICATION, member.uid, printer="窗口 2")
    page = window.work.go("prints")
    states = lambda: [page.waiting._state(row) for row in page.waiting.table.rows.values]  # noqa: E731
    wanted = ["不知道打出来没有（送到一半断了）", "等上面问的那张有了回答再打"]
    qtbot.waitUntil(lambda: states() == wanted, timeout=WAIT)
