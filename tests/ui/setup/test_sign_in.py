# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Signing in, and every way in which it can fail: a clear sentence each, and nothing lost."""

import subprocess
import sys

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from fieldkit import keys
from fieldkit.acts.sign_in import operators
from fieldkit.domain.operators import Operator, Role
from fieldkit.settings import load
from fieldkit.store.vault import create_store
from tests.support.booths import CLERK, NOON, VOLUNTEER
from tests.support.hands import focused, press, write
from tests.support.keyrings import NoKeyring
from tests.support.windows import (
    PIN,
    WAIT,
    click,
    do,
    found,
    make_device,
    sign_in,
    try_pin,
    window_on,
    words_in,
)

HOLD = """
import sys, time
from pathlib import Path
from fieldkit.store import lockfile
lockfile.take(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path):
    make_device(tmp_path / "device")
    return tmp_path / "device"


@pytest.fixture
def window(qtbot, folder):
    with window_on(qtbot, folder) as shown:
        yield shown


def told(qtbot, window, words):
    qtbot.waitUntil(lambda: words in words_in(window), timeout=WAIT)


def test_an_operator_signs_in_and_sees_the_desk(qtbot, window):
    sign_in(qtbot, window, VOLUNTEER)
    assert window.session.operator == VOLUNTEER
    header = words_in(window.work.header)
    assert "庞各庄镇主会场 · 1 号台" in header
    assert VOLUNTEER.name in header
    assert "志愿者" in header


def test_the_window_title_says_nothing_about_a_person(qtbot, window):
    sign_in(qtbot, window)
    assert window.windowTitle() == "FieldKit"


def test_the_last_operator_is_chosen_the_next_time(qtbot, folder):
    with window_on(qtbot, folder) as window:
        sign_in(qtbot, window, VOLUNTEER)
    assert load(folder / "settings.json").last_operator == VOLUNTEER.id
    with window_on(qtbot, folder) as window:
        assert found(window.cover, QPushButton, f"plate_{VOLUNTEER.id}").isChecked()
        assert focused() is found(window.cover, QLineEdit, "pin")


def test_a_wrong_pin_says_how_many_tries_are_left(qtbot, window):
    try_pin(qtbot, window, CLERK, "000000")
    told(qtbot, window, "PIN 不对，还可以再试 4 次。")
    pin = found(window.cover, QLineEdit, "pin")
    assert pin.text() == ""
    assert focused() is pin
    write(qtbot, PIN)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.work is not None, timeout=WAIT)


def test_after_five_wrong_pins_the_wait_is_told_and_counted_down(qtbot, window):
    for left in (4, 3, 2, 1):
        try_pin(qtbot, window, CLERK, "000000")
        told(qtbot, window, f"还可以再试 {left} 次")
    try_pin(qtbot, window, CLERK, "000000")
    told(qtbot, window, "请等 30 秒再试")
    assert not found(window.cover, QLineEdit, "pin").isEnabled()
    told(qtbot, window, "请等 29 秒再试")


@pytest.mark.expect_log("not entered: store-locked")
def test_a_second_program_on_the_same_store_says_so(qtbot, window, folder):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE) as other:
        assert other.stdout.readline().strip() == b"held"
        try_pin(qtbot, window, CLERK, PIN)
        told(qtbot, window, "另一个 FieldKit 正开着同一个档案库。")
        other.kill()
    try_pin(qtbot, window, CLERK, PIN)
    qtbot.waitUntil(lambda: window.work is not None, timeout=WAIT)


def test_a_keyring_that_is_gone_is_told(qtbot, window):
    keyring.set_keyring(NoKeyring())
    try_pin(qtbot, window, CLERK, PIN)
    told(qtbot, window, "系统钥匙串打不开，本机的密钥取不出来。")


def test_a_damaged_key_file_is_told_at_once(qtbot, folder):
    (folder / "keys.json").write_text("{", encoding="utf-8")
    with window_on(qtbot, folder) as window:
        told(qtbot, window, "密钥文件 keys.json 读不出来。")


@pytest.mark.expect_log("not entered: store-damaged")
def test_a_damaged_store_is_told(qtbot, folder):
    for file in folder.glob("fieldkit.db-*"):
        file.unlink()
    (folder / "fieldkit.db").write_bytes(b"\x00" * 65_536)
    with window_on(qtbot, folder) as window:
        try_pin(qtbot, window, CLERK, PIN)
        told(qtbot, window, "本机的档案库有损坏，打不开。")


def test_keys_without_a_store_lead_to_a_new_one(qtbot, folder):
    (folder / "fieldkit.db").unlink()
    with window_on(qtbot, folder) as window:
        assert window.setup is not None


def test_what_is_typed_stays_through_a_lock(qtbot, window):
    sign_in(qtbot, window)
    window.work.go("outbox")
    reason = found(window.work.page("outbox"), QComboBox, "void_reason")
    reason.setCurrentText("登记有误，写到一半")
    press(qtbot, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.cover is not None
    assert "已锁定" in words_in(window.cover)
    assert not reason.isVisible()
    sign_in(qtbot, window)
    assert reason.currentText() == "登记有误，写到一半"
    assert window.work.front == "outbox"


def test_a_lock_closes_the_lanes_and_forgets_the_key(qtbot, window):
    sign_in(qtbot, window)
    before = window.session.local
    window.lock()
    assert window._door._key == b""
    qtbot.waitUntil(lambda: before._closed, timeout=WAIT)
    heard = []
    before.run(operators, failed=heard.append)
    assert heard == []
    sign_in(qtbot, window)
    assert do(qtbot, window, operators) == (CLERK, VOLUNTEER)


def test_another_operator_takes_over_with_a_session_of_their_own(qtbot, window):
    sign_in(qtbot, window, CLERK)
    first = window.session
    window.lock()
    sign_in(qtbot, window, VOLUNTEER)
    assert window.session is not first
    assert window.session.operator.role is Role.VOLUNTEER


def test_an_idle_device_locks_itself(qtbot, folder):
    file = folder / "settings.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"lock_minutes": "0"', '"lock_minutes": "0.05"'))
    with window_on(qtbot, folder) as window:
        sign_in(qtbot, window)
        qtbot.waitUntil(lambda: window.cover is not None, timeout=WAIT)
        assert "已锁定" in words_in(window.cover)


def test_a_clerk_adds_a_volunteer_who_can_sign_in(qtbot, window):
    sign_in(qtbot, window, CLERK)
    settings = window.work.go("settings")
    found(settings, QLineEdit, "new_operator_name").setFocus()
    write(qtbot, "新来的")
    found(settings, QLineEdit, "new_operator_pin").setFocus()
    write(qtbot, "13579")
    click(qtbot, settings, "add_operator")
    told(qtbot, window, "PIN 至少要 6 位数字。")
    found(settings, QLineEdit, "new_operator_pin").setFocus()
    write(qtbot, "0")
    click(qtbot, settings, "add_operator")
    told(qtbot, window, "已添加新来的")
    window.lock()
    plate = next(one for one in window.cover.findChildren(QPushButton) if one.text() == "新来的")
    qtbot.mouseClick(plate, Qt.MouseButton.LeftButton)
    write(qtbot, "135790")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.cover is None, timeout=WAIT)
    assert window.session.operator.role is Role.VOLUNTEER


def test_a_volunteer_cannot_add_anybody(qtbot, window):
    sign_in(qtbot, window, VOLUNTEER)
    settings = window.work.go("settings")
    assert not found(settings, QLineEdit, "new_operator_name").isVisible()


def test_a_store_cut_off_while_it_was_made_lets_its_maker_in_as_its_clerk(qtbot, tmp_path):
    folder = tmp_path / "cut"
    folder.mkdir()
    key = keys.create_keys(folder, operator_id="P01", operator_name="示例干部", pin=PIN)
    create_store(folder, key, now=NOON).close()
    with window_on(qtbot, folder) as window:
        write(qtbot, PIN)
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.setup is not None, timeout=WAIT)
        assert window.session.operator == Operator("P01", "示例干部", Role.CLERK)
