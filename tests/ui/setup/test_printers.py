# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Printers in the settings: found, looked over, remembered, given a use, tried, forgotten; failures are said."""

import re
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from fieldkit.printers import lines, thermal
from fieldkit.printers.discovery import Found
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.settings import load
from fieldkit.ui.remembered import lying_in
from fieldkit.ui.setup import printer_tasks
from tests.support.booths import NOON
from tests.support.hands import press, write
from tests.support.receipt_printer import PAPER_OUT, closed_port, plugged_in
from tests.support.windows import WAIT, click, found, make_device, sign_in, window_on

OFFICE = Found(Printer("办公室", Kind.CUPS, "office", 600), "Sample 600")
HALTED = Found(Printer("证卡机", Kind.CUPS, "card"), "Sample C", "paused")


@pytest.fixture(autouse=True)
def short_patience(monkeypatch):
    monkeypatch.setattr(lines, "CONNECT", 2.0)
    monkeypatch.setattr(thermal, "ANSWERS_WITHIN", 0.3)
    monkeypatch.setattr(printer_tasks, "found", lambda _store: (OFFICE, HALTED))


@pytest.fixture
def panel(qtbot, tmp_path):
    make_device(tmp_path / "device")
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown.work.go("settings").printers


def lines_of(panel):
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def seek(qtbot, panel):
    click(qtbot, panel, "seek_printers")
    answered(qtbot, panel)


def answered(qtbot, panel):
    qtbot.waitUntil(lambda: "正在" not in panel.told.text(), timeout=WAIT)


def connect(qtbot, panel, address):
    panel.address.clear()
    panel.address.setFocus()
    write(qtbot, address)
    press(qtbot, Qt.Key.Key_Return)
    answered(qtbot, panel)


def remember(qtbot, panel, row):
    panel.list.setCurrentRow(row)
    click(qtbot, panel, "change_printer")
    click(qtbot, panel, "printer_keep")


def try_page(qtbot, panel):
    click(qtbot, panel, "try_printer")
    answered(qtbot, panel)
    return panel.told.text()


def test_a_printer_is_found_corrected_remembered_and_given_a_use(qtbot, panel, tmp_path):
    seek(qtbot, panel)
    assert lines_of(panel) == [
        "（新）办公室：系统打印机，600 dpi，就绪",
        "（新）证卡机：系统打印机，300 dpi，系统里暂停了这台打印机",
    ]
    assert "找到 2 台" in panel.told.text()
    assert not panel.forget_button.isEnabled()
    panel.list.setCurrentRow(0)
    click(qtbot, panel, "change_printer")
    panel.form.name.selectAll()
    write(qtbot, "大厅")
    panel.form.right.setValue(0.7)
    panel.form.down.setValue(-1.2)
    panel.form.paper.setCurrentIndex(panel.form.paper.findData("A4"))
    click(qtbot, panel, "printer_keep")
    assert not panel.form.isVisible()
    box = found(panel.uses, QComboBox, "printer_paper")
    box.setCurrentIndex(box.findData("大厅"))
    box.activated.emit(box.currentIndex())
    kept = load(tmp_path / "device" / "settings.json")
    assert kept.devices == (Printer("大厅", Kind.CUPS, "office", 600, "A4", (0.7, -1.2)),)
    assert kept.printers == (("paper", "大厅"),)
    assert lines_of(panel)[0].startswith("大厅：")
    assert len(lines_of(panel)) == 2  # it is not offered a second time


def test_a_new_name_keeps_what_it_is_for_and_forgetting_it_gives_it_up(qtbot, panel, tmp_path):
    seek(qtbot, panel)
    remember(qtbot, panel, 0)
    box = found(panel.uses, QComboBox, "printer_card")
    box.setCurrentIndex(box.findData("办公室"))
    box.activated.emit(box.currentIndex())
    panel.list.setCurrentRow(0)
    click(qtbot, panel, "change_printer")
    panel.form.name.selectAll()
    write(qtbot, "二楼")
    click(qtbot, panel, "printer_keep")
    assert load(tmp_path / "device" / "settings.json").printers == (("card", "二楼"),)
    assert box.currentData() == "二楼"
    click(qtbot, panel, "forget_printer")
    kept = load(tmp_path / "device" / "settings.json")
    assert (kept.devices, kept.printers) == ((), ())
    assert box.currentData() == ""


def test_two_printers_do_not_share_a_name_and_none_is_without(qtbot, panel):
    seek(qtbot, panel)
    remember(qtbot, panel, 0)
    panel.list.setCurrentRow(1)
    click(qtbot, panel, "change_printer")
    panel.form.name.setText("办公室")
    click(qtbot, panel, "printer_keep")
    assert "已经有一台叫这个名字" in panel.form.fault.text()
    panel.form.name.setText("  ")
    click(qtbot, panel, "printer_keep")
    assert "请写好名称和地址" in panel.form.fault.text()
    assert panel.form.isVisible()
    click(qtbot, panel, "printer_leave")
    assert not panel.form.isVisible()


def test_a_network_printer_is_connected_by_its_address_and_tried_with_a_page(qtbot, panel):
    with plugged_in() as printer:
        connect(qtbot, panel, f"127.0.0.1:{printer.port}")
        assert "连上了" in panel.told.text()
        assert panel.form.road.text() == printer.road
        click(qtbot, panel, "printer_keep")
        assert "已打印" in try_page(qtbot, panel)
        (slip,) = printer.slips
        assert slip.width == 576
        qtbot.waitUntil(lambda: "就绪" in lines_of(panel)[0], timeout=WAIT)


def test_what_ails_a_printer_is_said(qtbot, panel):
    with plugged_in(says=dict(PAPER_OUT)) as printer:
        connect(qtbot, panel, f"127.0.0.1:{printer.port}")
        assert "缺纸" in panel.told.text()
        click(qtbot, panel, "printer_keep")
        assert "缺纸了" in try_page(qtbot, panel)
        assert printer.slips == []
    connect(qtbot, panel, f"127.0.0.1:{closed_port()}")
    assert "打印机脱机或没有开机" in panel.told.text()
    connect(qtbot, panel, "两台 打印机")
    assert "不像一个地址" in panel.told.text()


def test_nothing_found_is_said_and_a_fault_of_the_search_too(qtbot, panel, monkeypatch):
    monkeypatch.setattr(printer_tasks, "found", lambda _store: ())
    seek(qtbot, panel)
    assert "没有找到别的打印机" in panel.told.text()


def test_the_search_keeps_no_other_work_waiting(qtbot, panel, monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(printer_tasks, "found", lambda _store: go_on.wait(30) and ())
    click(qtbot, panel, "seek_printers")
    answers = []
    panel._session.paper.run(lambda _store: 1, done=answers.append, failed=answers.append)
    panel._session.local.run(lambda _store: 2, done=answers.append, failed=answers.append)
    qtbot.waitUntil(lambda: sorted(answers) == [1, 2], timeout=WAIT)
    assert "正在查找" in panel.told.text()
    go_on.set()
    answered(qtbot, panel)


def test_every_field_of_a_printer_has_a_name_that_is_read_aloud(qtbot, panel):
    seek(qtbot, panel)
    panel.list.setCurrentRow(0)
    click(qtbot, panel, "change_printer")
    fields = [*panel.form.findChildren(QComboBox), panel.form.name, panel.form.road, panel.form.right]
    assert all(field.accessibleName() for field in fields)
    assert isinstance(found(panel, QLineEdit, "printer_address"), QLineEdit)


def test_a_test_page_leaves_the_focus_and_its_words_where_they_are(qtbot, panel):
    """Enter pressed twice must not forget the printer, nor print a second page while the first is on its way."""
    with plugged_in() as printer:
        connect(qtbot, panel, f"127.0.0.1:{printer.port}")
        click(qtbot, panel, "printer_keep")
        panel.try_button.setFocus()
        for _ in range(3):
            press(qtbot, Qt.Key.Key_Return)
        answered(qtbot, panel)
        assert panel.try_button.hasFocus()
        qtbot.waitUntil(lambda: "就绪" in lines_of(panel)[0], timeout=WAIT)
        assert "测试页已送到" in panel.told.text()
        assert len(printer.slips) == 1
        assert panel.try_button.hasFocus()
        press(qtbot, Qt.Key.Key_Return)
        answered(qtbot, panel)
        assert len(printer.slips) == 2
    assert len(panel._session.settings.devices) == 1


def test_two_printers_at_one_address_have_two_names(qtbot, panel):
    with plugged_in() as one, plugged_in() as other:
        for printer in (one, other):
            connect(qtbot, panel, f"127.0.0.1:{printer.port}")
            click(qtbot, panel, "printer_keep")
            assert not panel.form.isVisible(), panel.form.fault.text()
        connect(qtbot, panel, f"127.0.0.1:{one.port}")  # known already: its fields open, with its own name
        assert panel.form.name.text() == "127.0.0.1"
        assert len(lines_of(panel)) == 2
        devices = panel._session.settings.devices
        assert [(one.name, one.road) for one in devices] == [
            ("127.0.0.1", one.road),
            (f"127.0.0.1:{other.port}", other.road),
        ]


def test_a_name_that_is_taken_gets_the_port_or_a_number():
    printer = Printer("192.0.2.7", Kind.IPP, "ipp://192.0.2.7:631/ipp/print")
    assert printer_tasks.name_apart(printer, ()) == "192.0.2.7"
    assert printer_tasks.name_apart(printer, {"192.0.2.7"}) == "192.0.2.7:631"
    assert printer_tasks.name_apart(printer, {"192.0.2.7", "192.0.2.7:631"}) == "192.0.2.7 (2)"
    office = Printer("办公室", Kind.CUPS, "office")
    assert printer_tasks.name_apart(office, {"办公室", "办公室 (2)"}) == "办公室 (3)"


def test_what_is_found_again_under_another_name_is_the_printer_that_is_known(qtbot, panel):
    seek(qtbot, panel)
    panel.list.setCurrentRow(0)
    click(qtbot, panel, "change_printer")
    panel.form.name.setText("大厅")
    click(qtbot, panel, "printer_keep")
    seek(qtbot, panel)
    assert "找到 1 台" in panel.told.text()
    assert len(lines_of(panel)) == 2


def test_no_key_of_the_settings_leads_to_two_places(qtbot, panel):
    """Alt and a letter presses what it names; where two things share it, it only walks between them."""
    seek(qtbot, panel)
    panel.list.setCurrentRow(0)
    click(qtbot, panel, "change_printer")
    page = panel.window()
    shown = [
        one for one in (*page.findChildren(QLabel), *page.findChildren(QAbstractButton)) if one.isVisible()
    ]
    keys = [found[1] for one in shown if (found := re.search("&([A-Z0-9])", one.text()))]
    assert sorted(keys) == sorted(set(keys))
    for button in (panel.seek_button, panel.try_button, panel.change_button, panel.forget_button):
        assert "&" in button.text()


def papers_offered(panel):
    box = panel.uses.receipt_paper
    return [box.itemData(row) for row in range(box.count())], box.currentData()


@pytest.mark.parametrize(
    ("lying", "offered"),
    [("58mm", ["58mm"]), ("", ["80mm", "58mm"]), ("A4", ["80mm", "58mm"])],
)
def test_only_papers_that_the_printer_of_receipts_has_are_offered(qtbot, panel, lying, offered):
    """A receipt of A5 on a roll comes out on the roll: nobody is told A5."""
    assert papers_offered(panel) == (["A5", "80mm", "58mm", "A4"], "A5")
    roll = Printer("小票", Kind.THERMAL, "socket://192.0.2.7:9100", 203, lying)
    panel._keep([roll], ())
    box = found(panel.uses, QComboBox, "printer_receipt")
    box.setCurrentIndex(box.findData("小票"))
    box.activated.emit(box.currentIndex())
    assert papers_offered(panel) == (offered, offered[0])
    box.setCurrentIndex(box.findData(""))
    box.activated.emit(box.currentIndex())
    assert papers_offered(panel) == (["A5", "80mm", "58mm", "A4"], offered[0])


def test_a_printer_of_pages_offers_what_lies_in_it():
    papers = ("A5", "80mm", "58mm", "A4")
    assert lying_in(Printer("一", Kind.CUPS, "x", 600, "A4"), papers) == ("A4",)
    assert lying_in(Printer("一", Kind.CUPS, "x", 600, ""), papers) == papers
    assert lying_in(Printer("一", Kind.THERMAL, "x", 203, "CR80"), ("A4", "A3")) == ("A4", "A3")
    assert lying_in(None, papers) == papers
