# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The first start, by keyboard alone, against a real district: store, joining, briefing, desk, work."""

import datetime as dt

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
)

from fieldkit import keys
from fieldkit.settings import load
from fieldkit.ui.setup.wizard import JOIN, PLACE, READY, STORE, WELCOME
from tests.support.district import serving
from tests.support.hands import focused, press, write
from tests.support.keyrings import NoKeyring
from tests.support.windows import PIN, WAIT, click, found, window_on, words_in

ENTER = Qt.Key.Key_Return
NAME = "示例干部"


@pytest.fixture
def district(tmp_path):
    with serving(tmp_path, clock_at=dt.datetime.now(dt.UTC)) as stands:
        yield stands


@pytest.fixture
def window(qtbot, tmp_path):
    with window_on(qtbot, tmp_path / "device") as shown:
        yield shown


def at(qtbot, window, step):
    qtbot.waitUntil(lambda: window.setup is not None and window.setup.step == step, timeout=WAIT)


def make_store(qtbot, window, pin=PIN):
    press(qtbot, ENTER)
    at(qtbot, window, STORE)
    write(qtbot, NAME)
    press(qtbot, ENTER)
    write(qtbot, pin)
    press(qtbot, ENTER)
    write(qtbot, pin)
    press(qtbot, ENTER)
    at(qtbot, window, JOIN)


def paste(window, ticket):
    found(window, QPlainTextEdit, "ticket").setPlainText(ticket)
    found(window, QPlainTextEdit, "ticket").setFocus()


def compare(qtbot, place, ticket):
    """Answer by the keyboard that the fingerprint shown is the one on the ticket."""
    qtbot.waitUntil(found(place, QPushButton, "fingerprint_other").hasFocus, timeout=WAIT)
    shown = "-".join(one.text() for one in found(place, QFrame, "fingerprint").findChildren(QLabel))
    assert ticket.split()[3][:39] in shown
    press(qtbot, Qt.Key.Key_Tab)
    assert found(place, QPushButton, "fingerprint_same").hasFocus()
    press(qtbot, ENTER)


def join(qtbot, window, ticket):
    paste(window, ticket)
    press(qtbot, ENTER)
    compare(qtbot, window, ticket)
    way_on = found(window, QPushButton, "join_on")
    qtbot.waitUntil(way_on.hasFocus, timeout=WAIT)


def test_the_whole_first_start_by_keyboard(qtbot, window, district, tmp_path):
    at(qtbot, window, WELCOME)
    make_store(qtbot, window)
    join(qtbot, window, district.ticket())
    assert "已加入示例区总工会，本机编号 D01" in words_in(window)
    assert "本镇街已知会员 3 位" in words_in(window)
    press(qtbot, ENTER)
    at(qtbot, window, PLACE)
    write(qtbot, "没有这里")
    assert "没有找到这样的点位。" in words_in(window)
    found(window, QLineEdit, "site_filter").clear()
    write(qtbot, "s3")
    assert found(window, QListWidget, "sites").count() == 1
    found(window, QLineEdit, "site_filter").clear()
    write(qtbot, "园区")
    assert found(window, QListWidget, "sites").count() == 1
    press(qtbot, ENTER)
    press(qtbot, ENTER)
    assert isinstance(focused(), QSpinBox)
    press(qtbot, ENTER)
    at(qtbot, window, READY)
    assert "示例园区，1 号台" in words_in(window)
    assert "本镇街已知会员：3 位" in words_in(window)
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: window.work is not None)
    session = window.session
    assert (session.desk.event, session.desk.site, session.desk.booth) == ("E1", "S3", "1")
    assert session.operator.name == NAME
    assert session.book.members_known == 3
    assert load(tmp_path / "device" / "settings.json").site == "S3"
    assert window.work.front == "enrol"


def test_a_pin_that_was_typed_differently_is_asked_again(qtbot, window):
    press(qtbot, ENTER)
    at(qtbot, window, STORE)
    write(qtbot, NAME)
    press(qtbot, ENTER)
    write(qtbot, PIN)
    press(qtbot, ENTER)
    write(qtbot, "246803")
    press(qtbot, ENTER)
    assert "两次输入的不一样，请再输一遍。" in words_in(window)
    assert focused() is found(window, QLineEdit, "pin")
    assert [found(window, QLineEdit, name).text() for name in ("pin", "pin_again")] == ["", ""]
    for _ in range(2):
        write(qtbot, PIN)
        press(qtbot, ENTER)
    at(qtbot, window, JOIN)


@pytest.mark.parametrize(
    ("pin", "told"), [("24680", "PIN 要 6 位以上，全部是数字。"), ("24680a", "全部是数字")]
)
def test_a_weak_pin_is_refused_in_words(qtbot, window, pin, told):
    press(qtbot, ENTER)
    at(qtbot, window, STORE)
    for text in (NAME, pin, pin):
        write(qtbot, text)
        press(qtbot, ENTER)
    assert told in words_in(window)
    assert not window.session


def test_without_a_keyring_a_passphrase_is_asked_for_and_why(qtbot, window, tmp_path):
    keyring.set_keyring(NoKeyring())
    press(qtbot, ENTER)
    at(qtbot, window, STORE)
    assert "本机没有系统钥匙串服务" in words_in(window)
    for text in (NAME, "1234567", "1234567"):
        write(qtbot, text)
        press(qtbot, ENTER)
    assert "口令要 8 个字符以上。" in words_in(window)
    for text in ("correct horse", "correct horse"):
        write(qtbot, text)
        press(qtbot, ENTER)
    at(qtbot, window, JOIN)
    assert keys.secret_kind(tmp_path / "device") == "passphrase"
    window.close()
    with window_on(qtbot, tmp_path / "device") as again:
        assert "再输入口令" in words_in(again)
        write(qtbot, "wrong horse")
        press(qtbot, ENTER)
        qtbot.waitUntil(lambda: "口令不对" in words_in(again), timeout=WAIT)
        assert "PIN" not in words_in(again)


def test_a_ticket_that_cannot_be_read_is_told_and_can_be_typed_again(qtbot, window, district):
    make_store(qtbot, window)
    paste(window, "FK1 https://127.0.0.1:1")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: "入网票读不出来。" in words_in(window), timeout=WAIT)
    join(qtbot, window, district.ticket())
    assert window.session.joined


def test_with_another_fingerprint_nothing_is_sent_and_another_ticket_can_be_taken(qtbot, window, district):
    ticket = district.ticket()
    make_store(qtbot, window)
    paste(window, ticket)
    press(qtbot, ENTER)
    qtbot.waitUntil(found(window, QPushButton, "fingerprint_other").hasFocus, timeout=WAIT)
    assert not found(window, QPlainTextEdit, "ticket").isEnabled()
    press(qtbot, ENTER)  # as a scanner types it behind what it read
    assert "没有加入，什么也没有发出去。" in words_in(window)
    assert not found(window, QFrame, "fingerprint").isVisible()
    assert not window.session.joined
    assert district.facts("devices") == []
    join(qtbot, window, ticket)
    assert window.session.joined


def test_nothing_but_the_ticket_is_asked_for_the_district_has_named_the_device(qtbot, window):
    at(qtbot, window, WELCOME)
    make_store(qtbot, window)
    step = found(window, QPlainTextEdit, "ticket").parentWidget()
    assert [line.objectName() for line in step.findChildren(QLineEdit)] == []


def test_a_used_ticket_is_told_as_used(qtbot, window, district, tmp_path):
    ticket = district.ticket()
    make_store(qtbot, window)
    join(qtbot, window, ticket)
    window.close()
    with window_on(qtbot, tmp_path / "other") as second:
        make_store(qtbot, second)
        paste(second, ticket)
        press(qtbot, ENTER)
        compare(qtbot, second, ticket)
        qtbot.waitUntil(lambda: "这张入网票已经用过。" in words_in(second), timeout=WAIT)


def test_a_district_that_does_not_answer_keeps_the_ticket_on_the_screen(qtbot, window, district):
    ticket = district.ticket()
    district.stop()
    make_store(qtbot, window)
    paste(window, ticket)
    press(qtbot, ENTER)
    compare(qtbot, window, ticket)
    qtbot.waitUntil(lambda: "区里的服务器没有开" in words_in(window), timeout=WAIT)
    assert "再按一次“加入”" in words_in(window)
    assert "自动" not in words_in(window)
    assert found(window, QPlainTextEdit, "ticket").toPlainText() == ticket


def test_joining_can_be_put_off_and_done_in_the_settings(qtbot, window, district):
    make_store(qtbot, window)
    click(qtbot, window, "join_later")
    at(qtbot, window, READY)
    assert "还没有加入区里" in words_in(window)
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: window.work is not None)
    assert "这台设备还没有拿到活动资料，不能登记。" in words_in(window.work.notice)
    click(qtbot, window.work, "notice_act")
    assert window.work.front == "settings"
    settings = window.work.page("settings")
    ticket = district.ticket()
    found(settings, QPlainTextEdit, "ticket").setPlainText(ticket)
    click(qtbot, settings, "join")
    compare(qtbot, settings, ticket)
    qtbot.waitUntil(lambda: bool(window.session.book.sites), timeout=WAIT)
    qtbot.waitUntil(lambda: not window.session.rounds.running, timeout=WAIT)
    click(qtbot, settings, "keep_place")
    assert window.session.desk.site == "S1"
    assert not found(settings, QProgressBar, "").isVisible()


def test_the_language_is_chosen_first_and_spoken_at_once(qtbot, window, tmp_path):
    window._speak("en")
    assert window.setup.step == WELCOME
    assert load(tmp_path / "device" / "settings.json").language == "en"
    assert "欢迎" not in words_in(window)
