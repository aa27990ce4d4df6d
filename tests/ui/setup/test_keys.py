# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whose secrets open the store, in the real window: PINs changed and forgotten, operators removed, a second place."""

import re

import pytest
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton

from fieldkit import keyrings, keys
from fieldkit.settings import load
from tests.support.booths import CLERK, NOON, VOLUNTEER
from tests.support.outboxes import choose
from tests.support.windows import (
    PIN,
    WAIT,
    click,
    found,
    make_device,
    sign_in,
    try_pin,
    window_on,
    words_in,
)

NEW = "135791"
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){7}")


@pytest.fixture
def folder(tmp_path):
    make_device(tmp_path / "device")
    return tmp_path / "device"


@pytest.fixture
def window(qtbot, folder):
    with window_on(qtbot, folder) as shown:
        yield shown


def settings_of(qtbot, window, who=CLERK):
    sign_in(qtbot, window, who)
    return window.work.go("settings")


def fill(page, **texts):
    for name, text in texts.items():
        found(page, QLineEdit, name).setText(text)


def told(qtbot, place, words):
    qtbot.waitUntil(lambda: words in words_in(place), timeout=WAIT)


def code_shown(page):
    return "-".join(group.text() for group in page.code.groups)


def made_code(qtbot, page):
    click(qtbot, page, "make_code")
    qtbot.waitUntil(lambda: found(page, QFrame, "code").isVisible(), timeout=WAIT)
    return code_shown(page)


def test_a_pin_is_changed_by_who_knows_it(qtbot, window, folder):
    page = settings_of(qtbot, window, VOLUNTEER)
    fill(page, old_pin=PIN, new_pin=NEW, new_pin_again=NEW)
    click(qtbot, page, "change_pin")
    told(qtbot, page.pin, "已更改，下次登录用新的。")
    assert found(page, QLineEdit, "new_pin").text() == ""
    window.lock()
    try_pin(qtbot, window, VOLUNTEER, NEW)
    qtbot.waitUntil(lambda: window.cover is None, timeout=WAIT)


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("000000", NEW, NEW, "PIN 不对，还可以再试 4 次。"),
        (PIN, "1357", "1357", "PIN 至少要 6 位数字。"),
        (PIN, NEW, "135792", "两次输入的不一样"),
        ("", NEW, NEW, "请输入现在的和新的"),
    ],
)
def test_a_pin_that_cannot_be_changed_says_why_and_stays(qtbot, window, folder, old, new, again, words):
    page = settings_of(qtbot, window)
    fill(page, old_pin=old, new_pin=new, new_pin_again=again)
    click(qtbot, page, "change_pin")
    told(qtbot, page.pin, words)
    assert keys.open_keys(folder, operator_id=CLERK.id, pin=PIN, now=NOON)


def test_a_recovery_code_is_shown_once_in_groups(qtbot, window, folder):
    page = settings_of(qtbot, window)
    code = made_code(qtbot, page)
    assert CODE.fullmatch(code)
    qtbot.waitUntil(lambda: page.code.sheet.visibleRegion().boundingRect() == page.code.sheet.rect())
    assert keys.open_with_code(folder, code=code)
    click(qtbot, page, "code_done")
    assert not found(page, QFrame, "code").isVisible()
    assert page.code.groups == []
    again = made_code(qtbot, page)
    assert again != code
    window.work.go("enrol")
    window.work.go("settings")
    assert page.code.groups == []
    assert again not in words_in(page)


def test_a_lock_takes_the_code_away(qtbot, window):
    page = settings_of(qtbot, window)
    made_code(qtbot, page)
    window.lock()
    assert page.code.groups == []


def test_an_operator_is_removed_after_one_more_question(qtbot, window, folder):
    page = settings_of(qtbot, window)
    qtbot.waitUntil(lambda: found(page, QPushButton, "remove_operator").isVisible())
    who = found(page, QComboBox, "remove_who")
    assert [who.itemData(place) for place in range(who.count())] == [VOLUNTEER.id]
    click(qtbot, page, "remove_operator")
    told(qtbot, page.operators, f"{VOLUNTEER.name}从此不能在本机登录")
    click(qtbot, page, "remove_no")
    assert len(keys.slots(folder)) == 2
    click(qtbot, page, "remove_operator")
    click(qtbot, page, "remove_yes")
    qtbot.waitUntil(lambda: len(keys.slots(folder)) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: VOLUNTEER.name not in found(page, QLabel, "operators").text())
    assert not page.operators.removing.isVisible()
    assert "已移除" in window.work.told.whole
    window.lock()
    assert window.cover.findChild(QPushButton, f"plate_{VOLUNTEER.id}") is None


def test_a_volunteer_changes_only_the_own_pin(qtbot, window):
    page = settings_of(qtbot, window, VOLUNTEER)
    assert found(page, QPushButton, "change_pin").isVisible()
    for name in ("make_code", "choose_second_place", "remove_operator", "add_operator"):
        assert not found(page, QPushButton, name).isVisible()


def test_a_second_place_is_chosen_and_given_up(qtbot, window, folder, tmp_path):
    page = settings_of(qtbot, window)
    assert "现在没有另存。" in words_in(page.second_place)
    (tmp_path / "stick").mkdir()
    click(qtbot, page, "choose_second_place")
    choose(qtbot, page, tmp_path / "stick")
    told(qtbot, page.second_place, f"存到 {tmp_path / 'stick'}")
    assert load(folder / "settings.json").second_place == str(tmp_path / "stick")
    (tmp_path / "stick").rmdir()
    page.entered()
    assert "现在找不到，请插好 U 盘" in words_in(page.second_place)
    click(qtbot, page, "no_second_place")
    assert load(folder / "settings.json").second_place == ""


def test_the_folder_of_the_store_is_no_second_place(qtbot, window, folder):
    page = settings_of(qtbot, window)
    click(qtbot, page, "choose_second_place")
    choose(qtbot, page, folder)
    told(qtbot, page.second_place, "坏了会一起坏")
    assert load(folder / "settings.json").second_place == ""


def test_a_forgotten_pin_is_set_anew_by_the_recovery_code(qtbot, window, folder):
    code = made_code(qtbot, settings_of(qtbot, window))
    window.lock()
    click(qtbot, window.cover, f"plate_{VOLUNTEER.id}")
    click(qtbot, window.cover, "forgot")
    fill(window.cover, recovery_code=code.lower().replace("-", " "), recovered_pin=NEW)
    fill(window.cover, recovered_pin_again=NEW)
    click(qtbot, window.cover, "recover")
    qtbot.waitUntil(lambda: window.cover is None, timeout=WAIT)
    assert window.session.operator == VOLUNTEER
    assert keys.open_keys(folder, operator_id=VOLUNTEER.id, pin=NEW, now=NOON)
    assert keys.open_keys(folder, operator_id=CLERK.id, pin=PIN, now=NOON)


def test_a_mistyped_and_a_wrong_code_are_told_apart_and_one_can_go_back(qtbot, window):
    code = made_code(qtbot, settings_of(qtbot, window))
    first, second, *others = code.split("-")
    click(qtbot, window.work, "code_done")
    newer = made_code(qtbot, window.work.page("settings"))
    assert newer != code
    window.lock()
    click(qtbot, window.cover, f"plate_{CLERK.id}")
    click(qtbot, window.cover, "forgot")
    fill(window.cover, recovered_pin=NEW, recovered_pin_again=NEW)
    click(qtbot, window.cover, "recover")
    told(qtbot, window.cover, "请照纸上输入恢复码。")
    wrong = "0" if second[0] != "0" else "1"
    fill(window.cover, recovery_code="-".join([first, wrong + second[1:], *others]))
    click(qtbot, window.cover, "recover")
    told(qtbot, window.cover, "恢复码第 2 组输错了。")
    fill(window.cover, recovery_code=code)
    click(qtbot, window.cover, "recover")
    told(qtbot, window.cover, "恢复码没有输错，但打不开这台设备的档案库。")
    click(qtbot, window.cover, "recover_back")
    try_pin(qtbot, window, CLERK, PIN)
    qtbot.waitUntil(lambda: window.cover is None, timeout=WAIT)


def test_where_the_keyring_has_lost_its_part_the_others_are_named(qtbot, window, folder, memory_keyring):
    code = made_code(qtbot, settings_of(qtbot, window))
    window.lock()
    memory_keyring.kept.clear()
    assert keyrings.available()
    click(qtbot, window.cover, f"plate_{CLERK.id}")
    click(qtbot, window.cover, "forgot")
    fill(window.cover, recovery_code=code, recovered_pin=NEW, recovered_pin_again=NEW)
    click(qtbot, window.cover, "recover")
    told(qtbot, window.cover, f"重新添加：{VOLUNTEER.name}。")
    click(qtbot, window.cover, "recover")
    qtbot.waitUntil(lambda: window.cover is None, timeout=WAIT)
    assert [slot.operator_id for slot in keys.slots(folder)] == [CLERK.id]
