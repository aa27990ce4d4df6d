# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whose secrets open the store, in the real window: PINs changed and forgotten, operators removed, a second place."""

import re

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton

from fieldkit import keyrings, keys
from fieldkit.acts.serve import serve
from fieldkit.settings import load
from fieldkit.store.copies import newest_copy
from tests.support.booths import CLERK, NOON, VOLUNTEER
from tests.support.outboxes import choose
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


@pytest.mark.expect_log("copy not kept: second-place-gone")
def test_a_second_place_is_chosen_and_given_up(qtbot, window, folder, tmp_path):
    page = settings_of(qtbot, window)
    assert "现在没有另存。" in words_in(page.second_place)
    (tmp_path / "stick").mkdir()
    click(qtbot, page, "choose_second_place")
    choose(qtbot, page, tmp_path / "stick")
    told(qtbot, page.second_place, f"存到 {tmp_path / 'stick'}")
    assert load(folder / "settings.json").second_place == str(tmp_path / "stick")
    qtbot.waitUntil(lambda: not window.session.cares.place_gone)
    assert "在同一块盘上" in words_in(page.second_place)  # as it is here
    told(qtbot, page.second_place, "还没有恢复码：电脑丢了，这一份在别的电脑上打不开。")
    assert not found(page, QLineEdit, "try_code").isVisible()
    (tmp_path / "stick").rename(tmp_path / "away")
    window.session.door.look_again()
    told(qtbot, page.second_place, "现在找不到")
    click(qtbot, page, "no_second_place")
    assert load(folder / "settings.json").second_place == ""


def stick_chosen(qtbot, page, folder, stick):
    """Make ``stick`` and choose it as the second place."""
    stick.mkdir()
    click(qtbot, page, "choose_second_place")
    choose(qtbot, page, stick)
    qtbot.waitUntil(lambda: load(folder / "settings.json").second_place != "", timeout=WAIT)


def care_of(window):
    return found(window.work.header, QPushButton, "care")


@pytest.mark.expect_log("copy not kept: second-place-gone")
def test_the_header_tells_of_a_pulled_stick_and_forgets_it_when_it_is_back(qtbot, window, folder, tmp_path):
    page = settings_of(qtbot, window)
    made_code(qtbot, page)
    stick_chosen(qtbot, page, folder, tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    served(qtbot, window, 3)
    window.session.door.look_again()
    qtbot.waitUntil(lambda: care_of(window).text() == "没有另存：缺 3 条", timeout=WAIT)
    assert "备份位置写不进去，第二份没有存成。" in words_in(window.work.notice)
    window.work.go("enrol")
    qtbot.mouseClick(care_of(window), Qt.MouseButton.LeftButton)
    assert window.work.front == "settings"
    (tmp_path / "away").rename(tmp_path / "stick")
    window.session.door.look_again()
    qtbot.waitUntil(lambda: care_of(window).text() != "没有另存：缺 3 条", timeout=WAIT)
    (own,) = (tmp_path / "stick").iterdir()
    assert newest_copy(own).acts == 3


def test_a_clerk_is_reminded_of_the_code_and_of_the_drill_until_both_are_done(
    qtbot, window, folder, tmp_path
):
    page = settings_of(qtbot, window)
    qtbot.waitUntil(lambda: care_of(window).text() == "还没有恢复码", timeout=WAIT)
    code = made_code(qtbot, page)
    qtbot.waitUntil(lambda: not care_of(window).isVisible(), timeout=WAIT)
    stick_chosen(qtbot, page, folder, tmp_path / "stick")
    served(qtbot, window, 25)
    window.session.door.look_again()
    qtbot.waitUntil(lambda: care_of(window).text() == "备份还没试过", timeout=WAIT)
    told(qtbot, page.second_place, "还有 0 条没有存")
    fill(page, try_code="AAAAA")
    click(qtbot, page, "try_copy")
    qtbot.waitUntil(found(page, QPushButton, "try_copy").isEnabled, timeout=WAIT)
    assert "打得开，" not in words_in(page.second_place)
    fill(page, try_code=code)
    click(qtbot, page, "try_copy")
    told(qtbot, page.second_place, "打得开，25 条记录，已逐页核对。")
    qtbot.waitUntil(lambda: not care_of(window).isVisible(), timeout=WAIT)
    assert load(folder / "settings.json").copy_tried


def in_sight(page, widget):
    return (
        page._scroll.viewport().rect().contains(widget.mapTo(page._scroll.viewport(), widget.rect().center()))
    )


@pytest.mark.expect_log("copy not kept: second-place-gone")
def test_the_header_leads_to_the_card_itself(qtbot, window, folder, tmp_path):
    sign_in(qtbot, window)
    window.setFixedSize(QSize(1024, 640))
    qtbot.waitUntil(lambda: care_of(window).text() == "还没有恢复码", timeout=WAIT)
    qtbot.mouseClick(care_of(window), Qt.MouseButton.LeftButton)
    page = window.work.page("settings")
    make = found(page, QPushButton, "make_code")
    qtbot.waitUntil(make.hasFocus)
    assert in_sight(page, make)
    made_code(qtbot, page)
    stick_chosen(qtbot, page, folder, tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    served(qtbot, window, 1)
    window.session.door.look_again()
    qtbot.waitUntil(lambda: care_of(window).text() == "没有另存：缺 1 条", timeout=WAIT)
    page._scroll.verticalScrollBar().setValue(0)
    window.work.go("enrol")
    qtbot.mouseClick(care_of(window), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.second_place.isAncestorOf(window.focusWidget()))
    assert in_sight(page, window.focusWidget())
    window.work.go("enrol")
    page = window.work.go("settings")
    assert not page.second_place.isAncestorOf(window.focusWidget())  # the way by the navigation begins above


def test_a_volunteer_is_not_reminded_of_what_only_a_clerk_can_do(qtbot, window):
    settings_of(qtbot, window, VOLUNTEER)
    qtbot.waitUntil(lambda: window.session.cares.no_code, timeout=WAIT)
    assert not care_of(window).isVisible()


def served(qtbot, window, count):
    session = window.session
    for _ in range(count):
        do(
            qtbot,
            window,
            serve,
            service="haircut",
            operator=session.operator,
            desk=session.desk,
            now=session.now(),
        )


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
