# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The service page: one tap records, names never stay for the next person, a scan is never taken for taps."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from fieldkit.acts import outbox, serve
from fieldkit.domain.serials import serial_of
from fieldkit.problems import DiskRefused
from fieldkit.ui.lanes import Lane
from fieldkit.ui.parts.finder_keys import FinderBox
from fieldkit.ui.parts.tiles import Tile
from fieldkit.ui.serve.page import ServePage
from tests.support.booths import MAIN, VOLUNTEER, Booth, known, make_store
from tests.support.hands import focused, press, scan, write

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def booth(qtbot, tmp_path):
    make_store(tmp_path / "store", members=[known(11, "王伟"), known(12, "张丽")]).close()
    face = QWidget()
    qtbot.addWidget(face)
    stands = Booth(qtbot, tmp_path / "store", face, operator=VOLUNTEER, desk=MAIN)
    yield stands
    stands.close()


@pytest.fixture
def page(qtbot, booth):
    made = ServePage(booth.session)
    qtbot.addWidget(made)
    made.resize(1100, 650)
    with qtbot.waitExposed(made):
        made.show()
    made.entered()
    return made


def tile(page, code):
    return page.findChild(Tile, f"tile_{code}")


def key_of(page, code):
    """Return the digit that the tile shows."""
    caps = [
        label.text() for label in tile(page, code).findChildren(QLabel) if label.property("role") == "keycap"
    ]
    return Qt.Key(ord(caps[0]))


def words(page, name):
    return page.findChild(QLabel, name).text()


def counted(booth):
    """Return how often each service was used, as the store has it."""
    day = booth.clock().date()
    return {each.service: each.count for each in booth.run(partial(serve.service_counts, desk=MAIN, day=day))}


def records(booth):
    """Return the service records as they are kept."""

    def read(store):
        with store.reading() as db:
            return db.conn.execute("SELECT service, uid, count, voided FROM service_records").fetchall()

    return booth.run(read)


def tap(qtbot, page, code):
    qtbot.mouseClick(tile(page, code), Qt.MouseButton.LeftButton)


def test_nobody_is_named_at_first(page):
    assert words(page, "person_name") == "匿名来访者"
    assert isinstance(focused(), FinderBox)


def test_the_tiles_stand_in_the_groups_of_the_briefing(page):
    groups = [label.text() for label in page.findChildren(QLabel) if label.property("role") == "group"]
    assert groups == ["综合服务", "便民服务", "中医特色诊疗", "咨询答疑", "会员卡", "非遗体验"]
    assert tile(page, "legal").accessibleName() == "法律服务"


def test_one_tap_counts_a_visitor_and_the_tile_shows_it(qtbot, booth, page):
    tap(qtbot, page, "haircut")
    qtbot.waitUntil(lambda: "1" in [label.text() for label in tile(page, "haircut").findChildren(QLabel)])
    assert records(booth) == [("haircut", "", 1, 0)]
    assert "匿名来访者 1 人" in words(page, "done_text")


def test_taps_of_a_crowd_count_each(qtbot, booth, page):
    for _ in range(5):
        tap(qtbot, page, "haircut")
    assert counted(booth) == {"haircut": 5}


def test_a_larger_crowd_is_counted_by_one_tap_and_the_next_is_one_again(qtbot, booth, page):
    press(qtbot, Qt.Key.Key_Equal, ALT)
    press(qtbot, Qt.Key.Key_2, ALT)
    press(qtbot, Qt.Key.Key_3, ALT)
    assert [record[2] for record in records(booth)] == [5, 1]


def test_plus_and_minus_work_among_the_tiles(qtbot, booth, page):
    tile(page, "jobs").setFocus()
    press(qtbot, Qt.Key.Key_Plus)
    press(qtbot, Qt.Key.Key_Plus)
    press(qtbot, Qt.Key.Key_Minus)
    press(qtbot, Qt.Key.Key_Return)
    assert [record[2] for record in records(booth)] == [5]


def test_a_scanned_member_is_noted_and_forgotten(qtbot, booth, page):
    scan(qtbot, serial_of(11))
    qtbot.waitUntil(lambda: words(page, "person_name") == "王*")
    assert words(page, "person_number") == serial_of(11)
    press(qtbot, key_of(page, "joining_advice"))
    qtbot.waitUntil(lambda: "入会咨询，王*" in words(page, "done_text"))
    assert records(booth) == [("joining_advice", "known-11", 1, 0)]
    assert words(page, "person_name") == "匿名来访者"
    assert isinstance(focused(), FinderBox)
    assert focused().text() == ""


def test_the_second_half_of_a_double_click_counts_no_visitor(qtbot, booth, page):
    scan(qtbot, serial_of(11))
    qtbot.waitUntil(lambda: words(page, "person_name") == "王*")
    tap(qtbot, page, "haircut")
    tap(qtbot, page, "haircut")
    assert records(booth) == [("haircut", "known-11", 1, 0)]


def test_the_same_person_can_be_noted_once_more(qtbot, booth, page):
    scan(qtbot, serial_of(11))
    qtbot.waitUntil(lambda: words(page, "person_name") == "王*")
    press(qtbot, key_of(page, "joining_advice"))
    more = page.findChild(QPushButton, "done_more")
    qtbot.waitUntil(more.isVisible)
    press(qtbot, Qt.Key.Key_R, ALT)
    assert words(page, "person_name") == "王*"
    press(qtbot, key_of(page, "reimbursement"))
    qtbot.waitUntil(lambda: "二次报销" in words(page, "done_text"))
    assert [record[:2] for record in records(booth)] == [
        ("joining_advice", "known-11"),
        ("reimbursement", "known-11"),
    ]


def test_a_service_that_notes_names_asks_for_a_member_first(qtbot, booth, page):
    tap(qtbot, page, "legal")
    assert "法律服务" in words(page, "person_ask")
    assert tile(page, "legal").property("wanted")
    assert isinstance(focused(), FinderBox)
    write(qtbot, "zl")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is tile(page, "legal"))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "法律服务，张*" in words(page, "done_text"))
    assert records(booth) == [("legal", "known-12", 1, 0)]
    assert not tile(page, "legal").property("wanted")


def test_a_card_of_another_site_counts_but_is_not_named(qtbot, booth, page):
    scan(qtbot, serial_of(77777))
    qtbot.waitUntil(lambda: serial_of(77777) in words(page, "person_name"))
    tap(qtbot, page, "legal")
    assert "先同步" in words(page, "person_ask")
    tap(qtbot, page, "haircut")
    qtbot.waitUntil(lambda: "理发" in words(page, "done_text"))
    assert records(booth) == [("haircut", "", 1, 0)]


def test_a_scan_among_the_tiles_taps_nothing_and_finds_the_member(qtbot, booth, page):
    tile(page, "jobs").setFocus()
    scan(qtbot, serial_of(12))
    qtbot.waitUntil(lambda: words(page, "person_name") == "张*")
    assert records(booth) == []


def test_letters_among_the_tiles_go_to_the_finder(qtbot, booth, page):
    tile(page, "jobs").setFocus()
    write(qtbot, "zl")
    assert isinstance(focused(), FinderBox)
    assert focused().text() == "zl"


def test_arrows_go_from_tile_to_tile(qtbot, page):
    tiles = sorted(page.findChildren(Tile), key=lambda each: (each.y(), each.x()))
    below = [each for each in tiles if each.x() == tiles[0].x()]
    tiles[0].setFocus()
    press(qtbot, Qt.Key.Key_Right)
    assert focused() is tiles[1]
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Down)
    assert focused() is below[1]
    press(qtbot, Qt.Key.Key_Up)
    assert focused() is tiles[0]
    press(qtbot, Qt.Key.Key_Up)
    assert focused() is tiles[0]


def test_escape_sends_the_person_away(qtbot, booth, page):
    scan(qtbot, serial_of(11))
    qtbot.waitUntil(lambda: words(page, "person_name") == "王*")
    press(qtbot, Qt.Key.Key_Escape)
    assert words(page, "person_name") == "匿名来访者"
    assert isinstance(focused(), FinderBox)


def test_the_last_record_can_be_taken_back(qtbot, booth, page):
    tap(qtbot, page, "haircut")
    qtbot.waitUntil(page.findChild(QPushButton, "done_undo").isVisible)
    press(qtbot, Qt.Key.Key_Z, ALT)
    qtbot.waitUntil(lambda: "已撤销" in words(page, "done_text"))
    assert counted(booth) == {}
    assert booth.run(outbox.counts).recorded == 2
    press(qtbot, Qt.Key.Key_Z, ALT)
    assert booth.run(outbox.counts).recorded == 2


def test_taking_back_too_late_is_told(qtbot, booth, page):
    tap(qtbot, page, "haircut")
    undo = page.findChild(QPushButton, "done_undo")
    qtbot.waitUntil(undo.isVisible)
    booth.clock.move(minutes=11)
    undo.click()
    qtbot.waitUntil(lambda: [fault.code for fault in booth.troubles] == ["not-allowed"])
    assert counted(booth) == {"haircut": 1}


def test_a_record_that_failed_brings_the_person_back(qtbot, booth, page):
    def opener():
        raise DiskRefused

    scan(qtbot, serial_of(11))
    qtbot.waitUntil(lambda: words(page, "person_name") == "王*")
    works = booth.session.local
    booth.session.local = Lane("broken", opener, lambda _held: None, parent=page)
    tap(qtbot, page, "haircut")
    qtbot.waitUntil(lambda: [fault.code for fault in booth.troubles] == ["disk-refused"])
    assert words(page, "person_name") == "王*"
    booth.session.local.close()
    booth.session.local = works
    tap(qtbot, page, "haircut")
    assert records(booth) == [("haircut", "known-11", 1, 0)]


def test_another_page_can_send_a_member_here(qtbot, booth, page):
    page.open_member("known-12")
    qtbot.waitUntil(lambda: words(page, "person_name") == "张*")


def test_a_site_without_a_briefing_says_so(qtbot, booth):
    booth.session.book = type(booth.session.book)()
    page = ServePage(booth.session)
    qtbot.addWidget(page)
    page.show()
    empty = [label for label in page.findChildren(QLabel) if "服务目录" in label.text()]
    assert [label.isVisible() for label in empty] == [True]
