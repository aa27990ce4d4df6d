# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The face of work: pages by their keys, what went wrong in a bar, what was done in a line, looks at run time."""

import logging
import sys
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton

from fieldkit.app import _bug
from fieldkit.app.journal import LOG_FILE, open_journal
from fieldkit.problems import DiskFull, NotBriefed
from fieldkit.settings import load
from fieldkit.ui.outbox.page import OutboxPage
from fieldkit.ui.style import CONTRAST, LIGHT
from tests.support.booths import CLERK, NOON
from tests.support.hands import press
from tests.support.windows import click, found, make_device, sign_in, window_on, words_in

KEYS = {
    "enrol": Qt.Key.Key_F2,
    "members": Qt.Key.Key_F3,
    "serve": Qt.Key.Key_F4,
    "packs": Qt.Key.Key_F5,
    "outbox": Qt.Key.Key_F6,
    "prints": Qt.Key.Key_F7,
    "settings": Qt.Key.Key_F9,
}


@pytest.fixture
def window(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown


@pytest.fixture
def work(window):
    return window.work


@pytest.mark.parametrize("name", KEYS)
def test_each_page_has_its_key_and_its_button(qtbot, work, name):
    work.go("serve" if name == "enrol" else "enrol")
    press(qtbot, KEYS[name])
    assert work.front == name
    assert found(work, QPushButton, f"nav_{name}").isChecked()
    work.go("serve" if name == "enrol" else "enrol")
    click(qtbot, work.navigation, f"nav_{name}")
    assert work.front == name


def test_enrolment_is_the_first_page(work):
    assert work.front == "enrol"


def test_what_went_wrong_is_said_in_a_bar_and_goes_by_escape(qtbot, work):
    work._session.fail(DiskFull())
    assert "磁盘满了，刚才这一步没有保存。" in words_in(work.notice)
    assert work.notice.property("tone") == "warn"
    work.go("outbox")
    press(qtbot, Qt.Key.Key_Escape)
    assert not work.notice.isVisible()


def test_a_bar_is_closed_by_its_button_and_by_the_next_success(qtbot, work):
    work._session.fail(DiskFull())
    click(qtbot, work, "notice_close")
    assert not work.notice.isVisible()
    work._session.fail(DiskFull())
    work._session.told.emit("已保存。")
    assert not work.notice.isVisible()
    assert work.told.whole == "已保存。"


def test_what_was_told_fades(work):
    work._session.told.emit("已保存。")
    work._fade.timeout.emit()
    assert work.told.whole == ""


def test_a_problem_leads_to_where_it_can_be_settled(qtbot, work):
    work._session.fail(NotBriefed())
    assert found(work, QPushButton, "notice_act").text() == "去“设置”页"
    click(qtbot, work, "notice_act")
    assert work.front == "settings"
    work._session.fail(NotBriefed())
    assert not found(work, QPushButton, "notice_act").isVisible()


@pytest.mark.expect_log("fault ValueError")
def test_a_fault_of_ours_is_told_without_what_it_says(work, caplog):
    work._session.fail(ValueError("119999199001010012"))
    assert "程序出错了，已保存的记录都还在。" in words_in(work.notice)
    assert work.notice.property("tone") == "bad"
    assert "119999199001010012" not in words_in(work) + caplog.text


def test_a_page_sends_the_operator_to_another_with_a_member(work):
    opened = []
    work.page("packs").open_member = opened.append
    work._session.member_chosen.emit("uid-1", "packs")
    assert (work.front, opened) == ("packs", ["uid-1"])


def test_a_page_hears_only_of_what_concerns_it(qtbot, work):
    page = work.page("outbox")
    assert isinstance(page, OutboxPage)
    assert {"outbox"} <= page.CONCERNS
    heard = []
    page.refresh = lambda: heard.append(True)
    work._session.announce_all()
    assert heard == [True]


def test_the_theme_changes_at_once_and_is_remembered(qtbot, window, work, tmp_path):
    work.go("settings")
    box = found(work, QComboBox, "settings_theme")
    for theme, tokens in (("contrast", CONTRAST), ("light", LIGHT)):
        box.setCurrentIndex(box.findData(theme))
        box.activated.emit(box.currentIndex())
        assert window._look.tokens is tokens
        assert load(tmp_path / "device" / "settings.json").theme == theme
        assert window.session.settings.theme == theme


def test_a_new_site_is_shown_in_the_header_and_kept(qtbot, window, work, tmp_path):
    settings = work.go("settings")
    settings.place.filter.setText("安定")
    click(qtbot, settings, "keep_place")
    assert "安定" in work.header.desk.whole
    assert load(tmp_path / "device" / "settings.json").site == window.session.desk.site != "PGZ"


def test_another_language_is_spoken_after_the_lock(qtbot, window):
    window.lock()
    qtbot.waitUntil(lambda: window.cover.findChild(QComboBox, "language") is not None)
    box = found(window.cover, QComboBox, "language")
    box.setCurrentIndex(box.findData("en"))
    box.activated.emit(box.currentIndex())
    assert "Locked" in words_in(window.cover)
    sign_in(qtbot, window)
    assert found(window.work, QPushButton, "nav_outbox").text() == "Outbox"
    assert window.work.header.numbers.attention.text() == "Needs attention 0"


@pytest.fixture
def journal(tmp_path):
    handler = open_journal(tmp_path / "logs")
    yield tmp_path / "logs" / LOG_FILE
    logging.getLogger("fieldkit").removeHandler(handler)
    handler.close()


@pytest.mark.expect_log("fault ZeroDivisionError")
def test_the_log_holds_kinds_and_places_and_never_what_an_exception_says(qtbot, window, journal, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", partial(_bug, window))
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("示例张三"), None)
    told = LookupError("示例张三")
    logging.getLogger("fieldkit.tests").info("looked up", exc_info=told)
    written = journal.read_text(encoding="utf-8")
    assert "ERROR fieldkit: fault ZeroDivisionError at elsewhere" in written
    assert "[LookupError at elsewhere]" in written  # what is not on the list leaves its place only
    assert "张三" not in written
    assert "程序出错了" in words_in(window.work.notice)
    assert window.isVisible()


@pytest.mark.expect_log("fault ZeroDivisionError")
def test_a_fault_while_nobody_is_signed_in_is_told_on_the_face_that_is_shown(window):
    window.lock()
    _bug(window, ZeroDivisionError, ZeroDivisionError(), None)
    assert "程序出错了" in words_in(window.cover)


def test_a_folder_that_cannot_be_written_costs_only_the_log(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert open_journal(tmp_path / "file") is None


def test_the_lanes_are_closed_with_the_window(window):
    lane = window.session.local
    window.close()
    assert lane._closed
    assert window._door._key == b""
