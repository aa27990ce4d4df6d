# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The prints page and the desk for papers: all in the ledger, copies with a reason, a question after a crash."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QPushButton

from fieldkit.acts import papers
from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.acts.issue import issue
from fieldkit.domain.papers import PaperKind
from fieldkit.problems import GlyphMissing, PrinterRefused
from fieldkit.ui import printer
from fieldkit.ui.printer import Outcome
from tests.support.booths import CLERK, NOON, draft_of
from tests.support.factories import name_of
from tests.support.hands import press, write
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
        return len(lines) == count and all(line[2] != "printing" for line in lines)

    qtbot.waitUntil(all_ended, timeout=WAIT)


def begin_and_crash(qtbot, window, member, kind=PaperKind.CARD):
    """Leave a line as a crash in the middle of printing leaves it."""
    do(
        qtbot,
        window,
        papers.begin_print,
        kind=kind,
        about=member.uid,
        reason="",
        operator=window.session.operator,
        now=NOON,
    )


def test_each_paper_is_saved_where_no_printer_is_chosen_and_stands_in_the_ledger(
    qtbot, window, member, tmp_path
):
    desk = window.session.papers
    desk.print_card(member.uid)
    desk.print_application(member.uid)
    desk.print_card_sheet([member.uid])
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
    assert "已存为 PDF" in window.work.told.whole
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
    width = printer.page_image(file.read_bytes(), dpi=25.4).width()
    assert width == {"A5": 148, "80mm": 80}[size]


def click_paper(window, size):
    box = window.work.page("settings").printers.receipt_paper
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
    assert page.table.columnWidth(0) >= widest + 2 * 10 + 4  # the sheet's padding and the style's own
    assert (PaperKind.CARD, 2, "saved", "卡纸") in ledger(qtbot, window)
    qtbot.waitUntil(lambda: len(page.table.rows.values) == 2)


def test_a_printer_that_refuses_is_told_and_stands_in_the_ledger(qtbot, window, member, monkeypatch):
    def refuse(pdf, **_where):
        raise PrinterRefused(printer="窗口 2")

    monkeypatch.setattr(printer, "put_on_paper", refuse)
    window.session.papers.print_card(member.uid)
    settled(qtbot, window, 1)
    assert ledger(qtbot, window)[0][2] == "printer-refused"
    qtbot.waitUntil(lambda: "打印机“窗口 2”没有接收这张纸。" in words_in(window.work.notice))
    click(qtbot, window.work, "notice_act")
    assert window.work.front == "prints"


def test_a_character_that_no_font_draws_is_told_by_its_code_point(qtbot, window, member, monkeypatch):
    from fieldkit.printing import cards

    def missing(_card):
        raise GlyphMissing(code_points="U+2B81D")

    monkeypatch.setattr(cards, "member_card", missing)
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(
        lambda: "有的字打不出来（U+2B81D），没有打印。" in words_in(window.work.notice), timeout=WAIT
    )
    assert ledger(qtbot, window)[0][2] == "glyph-missing"


def test_a_paper_that_went_to_a_printer_is_told(qtbot, window, member, monkeypatch):
    monkeypatch.setattr(printer, "put_on_paper", lambda pdf, **where: Outcome("printed", "窗口 2"))
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: "已送到打印机“窗口 2”" in window.work.told.whole, timeout=WAIT)


@pytest.mark.expect_log("fault ZeroDivisionError")
def test_a_fault_of_ours_leaves_the_ledger_honest(qtbot, window, member, monkeypatch):
    monkeypatch.setattr(printer, "put_on_paper", lambda pdf, **where: 1 // 0)
    window.session.papers.print_card(member.uid)
    qtbot.waitUntil(lambda: "程序出错了" in words_in(window.work.notice), timeout=WAIT)
    assert ledger(qtbot, window)[0][2] == "fault"


def test_after_a_crash_the_operator_is_asked_and_says_yes(qtbot, window, member):
    begin_and_crash(qtbot, window, member)
    window.lock()
    sign_in(qtbot, window)
    page = window.work.go("prints")
    question = found(page, QFrame, "print_question")
    qtbot.waitUntil(question.isVisible)
    assert "这张纸打印出来了吗？" in words_in(question)
    click(qtbot, page, "print_yes")
    qtbot.waitUntil(lambda: not question.isVisible())
    assert [line[1:3] for line in ledger(qtbot, window)] == [(1, "printed")]


def test_after_a_crash_a_paper_that_did_not_come_out_is_printed_as_the_next_copy(qtbot, window, member):
    begin_and_crash(qtbot, window, member)
    begin_and_crash(qtbot, window, member, PaperKind.APPLICATION)
    page = window.work.go("prints")
    question = found(page, QFrame, "print_question")
    qtbot.waitUntil(question.isVisible)
    assert "（还有 1 张）" in words_in(question)
    click(qtbot, page, "print_no")
    qtbot.waitUntil(lambda: "（还有 1 张）" not in words_in(question))
    settled_cards = {(PaperKind.CARD, 1, "not-printed"), (PaperKind.CARD, 2, "saved")}
    qtbot.waitUntil(lambda: settled_cards <= {line[:3] for line in ledger(qtbot, window)}, timeout=WAIT)
    click(qtbot, page, "print_yes")
    qtbot.waitUntil(lambda: not question.isVisible())


def test_the_next_sign_in_points_to_the_question(qtbot, window, member, tmp_path):
    begin_and_crash(qtbot, window, member)
    window.close()
    with window_on(qtbot, tmp_path / "device") as again:
        sign_in(qtbot, again)
        qtbot.waitUntil(lambda: "有 1 张纸不知道打出来没有。" in words_in(again.work.notice))
        click(qtbot, again.work, "notice_act")
        assert again.work.front == "prints"


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
