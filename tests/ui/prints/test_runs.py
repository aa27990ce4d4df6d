# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Many cards on sheets from the window: chosen, printed, paused, sent elsewhere, continued after a jam."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QDesktopServices

from fieldkit.acts import look_up, papers, print_runs
from fieldkit.acts.enrol import enrol, new_uid
from fieldkit.domain.print_orders import Handed, Heard
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.problems import PrinterGone, PrinterRefused
from tests.support.booths import CLERK, NOON, draft_of
from tests.support.factories import name_of
from tests.support.windows import WAIT, click, do, make_device, sign_in, window_on, words_in


@pytest.fixture
def window(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown


@pytest.fixture
def page(qtbot, window):
    """Show the page with twelve people enrolled: two sheets of cards."""
    session = window.session
    where = {"operator": session.operator, "desk": session.desk, "now": NOON}
    for number in range(1, 13):
        do(qtbot, window, enrol, uid=new_uid(), draft=draft_of(number, name_of(number)), **where)
    return window.work.go("prints")


class Hand:
    """Hands of a printer that is no more than what a test wants of it."""

    def __init__(self, real, **does):
        self._real, self._does = real, does

    def __getattr__(self, name):
        return self._does.get(name) or getattr(self._real, name)


def printer_is(window, **does):
    session, desk = window.session, window.session.papers
    office = Printer("办公室", Kind.CUPS, "office")
    session.keep_settings(replace(session.settings, printers=(("sheet", "办公室"),), devices=(office,)))
    desk.presses.hands = Hand(getattr(desk.presses.hands, "_real", desk.presses.hands), **does)


def refuse(_pdf, order):
    raise PrinterRefused(printer=order.printer)


def begin(qtbot, page):
    click(qtbot, page, "print_batch")
    qtbot.waitUntil(page.batch.go.isEnabled, timeout=WAIT)
    click(qtbot, page, "batch_go")


def sheets(qtbot, window):
    return sorted((line.sheet, line.copy, line.outcome) for line in do(qtbot, window, papers.prints))


def test_cards_of_all_who_have_none_are_saved_on_sheets(qtbot, window, page, tmp_path, monkeypatch):
    click(qtbot, page, "print_batch")
    qtbot.waitUntil(lambda: "12 张卡，存为 PDF" in words_in(page.batch), timeout=WAIT)
    click(qtbot, page, "batch_go")
    saved = [(1, 1, "saved"), (2, 1, "saved")]
    qtbot.waitUntil(lambda: sheets(qtbot, window) == saved, timeout=WAIT)
    assert len(list((tmp_path / "device" / "papers").iterdir())) == 1
    folder = tmp_path / "device" / "papers"
    end = f"S-D07-0001 结束了：12 张卡，2 版。PDF 在文件夹 {folder}，文件名以 S-D07-0001 开头。"
    qtbot.waitUntil(lambda: end in words_in(page.runs), timeout=WAIT)
    qtbot.waitUntil(lambda: end in window.work.told.whole, timeout=WAIT)
    assert {file.name[:10] for file in folder.iterdir()} == {"S-D07-0001"}
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    click(qtbot, page, "run_folder")
    assert opened == [str(folder)]
    click(qtbot, page, "run_read")
    page.refresh()
    click(qtbot, page, "print_batch")
    qtbot.waitUntil(lambda: "没有要打的卡。" in words_in(page.batch), timeout=WAIT)
    assert not page.runs.isVisible()
    assert not page.batch.go.isEnabled()
    page.batch.unprinted.click()
    qtbot.waitUntil(lambda: "12 张卡" in words_in(page.batch), timeout=WAIT)
    assert "其中 12 张打过，要写明原因。" in words_in(page.batch)
    click(qtbot, page, "batch_go")
    assert "请写明重打的原因。" in words_in(page.batch)
    page.batch.reason.setCurrentText("换新版式")
    click(qtbot, page, "batch_go")
    qtbot.waitUntil(lambda: len(sheets(qtbot, window)) == 4, timeout=WAIT)
    assert {line.reason for line in do(qtbot, window, papers.prints)} == {"", "换新版式"}
    assert not page.batch.isVisible()


def test_of_the_printers_those_are_offered_that_can_print_a_sheet(qtbot, window, page):
    session = window.session
    roll = Printer("凭条机", Kind.THERMAL, "socket://127.0.0.1:9", paper="80mm")
    office = Printer("办公室", Kind.CUPS, "office", paper="A4")
    session.keep_settings(replace(session.settings, printers=(("sheet", "凭条机"),), devices=(roll, office)))
    click(qtbot, page, "print_batch")
    box = page.batch.printer
    offered = {box.itemText(row): box.model().item(row).isEnabled() for row in range(box.count())}
    assert offered == {"存为 PDF": True, "凭条机：是卷纸，打不了这种纸": False, "办公室": True}
    assert box.currentText() == "存为 PDF"


def test_what_waits_is_offered_no_printer_that_cannot_print_it(qtbot, window, page):
    printer_is(window, submit=refuse)
    session = window.session
    roll = Printer("凭条机", Kind.THERMAL, "socket://127.0.0.1:9", paper="80mm")
    second = Printer("窗口 2", Kind.CUPS, "second", paper="A4")
    session.keep_settings(replace(session.settings, devices=(*session.settings.devices, roll, second)))
    begin(qtbot, page)
    qtbot.waitUntil(page.waiting.save.isVisible, timeout=WAIT)
    others = {one.text(): one.isEnabled() for one in page.waiting.other.menu().actions()}
    assert others == {"凭条机：是卷纸，打不了这种纸": False, "窗口 2": True}
    next(one for one in page.waiting.other.menu().actions() if one.isEnabled()).trigger()
    qtbot.waitUntil(
        lambda: {line.place for line in do(qtbot, window, papers.prints)} == {"窗口 2"}, timeout=WAIT
    )


def test_cards_are_chosen_by_a_range_of_numbers(qtbot, window, page):
    click(qtbot, page, "print_batch")
    qtbot.waitUntil(lambda: "12 张卡，存为 PDF。" in words_in(page.batch), timeout=WAIT)
    numbers = [line.number for line in do(qtbot, window, look_up.search, text="", limit=20)]
    page.batch.first.setText(min(numbers))
    page.batch.last.setText(min(numbers))
    qtbot.waitUntil(lambda: "1 张卡，存为 PDF。" in words_in(page.batch).splitlines(), timeout=WAIT)
    page.batch.last.setText("王伟")
    qtbot.waitUntil(lambda: "看不懂这两个编号" in words_in(page.batch), timeout=WAIT)
    assert not page.batch.go.isEnabled()
    click(qtbot, page, "batch_back")
    assert not page.batch.isVisible()


def test_a_run_that_is_stuck_is_counted_and_goes_to_the_folder_instead(qtbot, window, page):
    printer_is(window, submit=refuse)
    begin(qtbot, page)
    qtbot.waitUntil(page.waiting.save.isVisible, timeout=WAIT)
    assert "S-D07-0001：12 张卡，2 版" in words_in(page.runs)
    way = window.work.navigation.findChild(type(window.work.navigation._buttons["prints"]), "nav_prints")
    qtbot.waitUntil(lambda: "(1)" in way.text())
    printer_is(window)
    click(qtbot, page, "order_save")
    qtbot.waitUntil(lambda: {one[2] for one in sheets(qtbot, window)} == {"saved"}, timeout=WAIT)
    qtbot.waitUntil(lambda: "12 张卡，2 版。PDF 在文件夹" in words_in(page.runs), timeout=WAIT)
    assert not window.work.notice.isVisible()  # what refused it is over
    qtbot.waitUntil(lambda: "(" not in way.text())


def test_a_run_is_paused_and_goes_on(qtbot, window, page):
    printer_is(window, submit=refuse)
    begin(qtbot, page)
    qtbot.waitUntil(page.runs.isVisible, timeout=WAIT)
    click(qtbot, page, "run_pause")
    qtbot.waitUntil(lambda: "已暂停。" in words_in(page.runs), timeout=WAIT)
    printer_is(window, submit=lambda _pdf, _order: Handed("", Heard.DONE, final=True))
    click(qtbot, page, "order_retry")
    qtbot.waitUntil(lambda: {one[2] for one in sheets(qtbot, window)} == {"queued"}, timeout=WAIT)
    click(qtbot, page, "run_pause")
    qtbot.waitUntil(lambda: {one[2] for one in sheets(qtbot, window)} == {"printed"}, timeout=WAIT)


def test_after_a_jam_the_run_is_continued_at_the_sheet_that_is_named(qtbot, window, page):
    waits = Handed('{"job": "1"}', Heard.WAITING)
    printer_is(
        window,
        submit=lambda _pdf, _order: waits,
        look=lambda _order: waits,
        cancel=lambda _order: None,
    )
    begin(qtbot, page)
    qtbot.waitUntil(lambda: {one[2] for one in sheets(qtbot, window)} == {"sent"}, timeout=WAIT)
    qtbot.waitUntil(page.runs.isVisible, timeout=WAIT)
    printer_is(
        window, submit=lambda _pdf, _order: Handed("", Heard.DONE, final=True), cancel=lambda _order: None
    )
    page.runs.sheet.setValue(2)
    click(qtbot, page, "run_continue")
    qtbot.waitUntil(page.runs.sure.isVisible, timeout=WAIT)
    assert "第 1 版在打印机上，算作已经打好。第 2 版重新打一联" in words_in(page.runs)
    click(qtbot, page, "run_sure")
    wanted = [(1, 1, "printed"), (2, 1, "not-printed"), (2, 2, "printed")]
    qtbot.waitUntil(lambda: sheets(qtbot, window) == wanted, timeout=WAIT)
    qtbot.waitUntil(lambda: "S-D07-0001 结束了：12 张卡，2 版。" in words_in(page.runs))
    assert not page.runs.folder.isVisible()  # there is no PDF


def test_a_run_that_goes_on_says_which_printer_may_bring_out_the_old_sheets_yet(qtbot, window, page):
    waits = Handed('{"job": "1"}', Heard.WAITING)

    def gone(order):
        raise PrinterGone(printer=order.printer, why="offline")

    printer_is(window, submit=lambda _pdf, _order: waits, look=lambda _order: waits, cancel=gone)
    begin(qtbot, page)
    qtbot.waitUntil(lambda: {one[2] for one in sheets(qtbot, window)} == {"sent"}, timeout=WAIT)
    qtbot.waitUntil(page.runs.isVisible, timeout=WAIT)
    page.runs.sheet.setValue(1)
    click(qtbot, page, "run_continue")
    qtbot.waitUntil(page.runs.sure.isVisible, timeout=WAIT)
    click(qtbot, page, "run_sure")
    qtbot.waitUntil(lambda: "没能从打印机“办公室”撤回" in words_in(window.work.notice), timeout=WAIT)


def test_a_paused_run_begins_at_the_sheet_that_is_named_and_says_who_gets_no_card(qtbot, window, page):
    printer_is(window, submit=refuse)
    begin(qtbot, page)
    qtbot.waitUntil(page.runs.isVisible, timeout=WAIT)
    click(qtbot, page, "run_pause")
    qtbot.waitUntil(lambda: "已暂停。" in words_in(page.runs), timeout=WAIT)
    # what is on its way this very moment is not gone on with
    refused = ["printer-refused"] * 2
    qtbot.waitUntil(lambda: [one[2] for one in sheets(qtbot, window)] == refused, timeout=WAIT)
    printer_is(window, submit=lambda _pdf, _order: Handed("", Heard.DONE, final=True))
    page.runs.sheet.setValue(2)
    click(qtbot, page, "run_continue")
    qtbot.waitUntil(page.runs.sure.isVisible, timeout=WAIT)
    assert "第 1 版还没有送出，这次跳过不打，记入打印记录；上面的 10 个人仍算没有卡" in words_in(page.runs)
    click(qtbot, page, "run_not_so")
    assert [one[2] for one in sheets(qtbot, window)] == refused
    click(qtbot, page, "run_continue")
    qtbot.waitUntil(page.runs.sure.isVisible, timeout=WAIT)
    click(qtbot, page, "run_sure")
    wanted = [(1, 1, "skipped"), (2, 1, "printed")]
    qtbot.waitUntil(lambda: sheets(qtbot, window) == wanted, timeout=WAIT)
    qtbot.waitUntil(lambda: "2 张卡，1 版。第 1 版没有打" in words_in(page.runs), timeout=WAIT)
    rows = page.table.rows
    shown = {rows.data(rows.index(0, column)) for column in range(rows.columnCount())}
    shown |= {rows.data(rows.index(1, column)) for column in range(rows.columnCount())}
    assert any("跳过，没有打" in str(words) for words in shown)


def test_a_used_sheet_stays_used_where_no_run_was_begun_on_it(qtbot, window, page):
    session = window.session
    runs = session.papers.runs
    session.keep_settings(replace(session.settings, sheet_form="standard/none/4"))
    runs.begin((), "", printer="")  # of nobody none is begun
    assert session.settings.sheet_form == "standard/none/1", "no second run is begun on the same sheet"
    qtbot.waitUntil(lambda: session.settings.sheet_form == "standard/none/4", timeout=WAIT)
    with qtbot.waitSignal(runs.ran, timeout=WAIT):
        runs.begin(("u",) * 8, "", printer="")
    assert [run.sheets for run in do(qtbot, window, print_runs.runs)] == [
        2
    ]  # seven places, and one on the next
    assert session.settings.sheet_form == "standard/none/1"


def test_all_sheets_that_were_refused_are_sent_again_at_once(qtbot, window, page):
    printer_is(window, submit=refuse)
    window.session.papers.runs.begin(("u",) * 300, "", printer="办公室")  # two orders
    qtbot.waitUntil(lambda: {one[2] for one in sheets(qtbot, window)} == {"printer-refused"}, timeout=WAIT)
    printer_is(window, submit=lambda _pdf, _order: Handed("", Heard.DONE, final=True))
    qtbot.waitUntil(lambda: len(page.waiting.table.rows.values) == 2, timeout=WAIT)
    click(qtbot, page, "order_retry")
    qtbot.waitUntil(lambda: {one[2] for one in sheets(qtbot, window)} == {"printed"}, timeout=WAIT)


def test_a_run_is_given_up(qtbot, window, page):
    printer_is(window, submit=refuse)
    begin(qtbot, page)
    qtbot.waitUntil(page.runs.isVisible, timeout=WAIT)
    click(qtbot, page, "run_stop")
    qtbot.waitUntil(lambda: {one[2] for one in sheets(qtbot, window)} == {"cancelled"}, timeout=WAIT)
    qtbot.waitUntil(lambda: "0 张卡，0 版。第 1–2 版没有打" in words_in(page.runs), timeout=WAIT)
    assert not window.work.notice.isVisible()
