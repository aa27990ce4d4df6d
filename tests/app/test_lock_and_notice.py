# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The real window: sleep and idleness lock it and let go of the store, a store that went back is told before work."""

import itertools

import pytest
from PySide6.QtCore import QObject

from fieldkit import heads
from fieldkit.app import _tell
from fieldkit.app.asleep import Asleep
from fieldkit.app.entrance import StoreDoor
from fieldkit.store import lockfile
from fieldkit.store.vault import open_store
from tests.support.bare_stores import act, bring_back, life_of, set_aside
from tests.support.windows import CLERK, PIN, WAIT, make_device, sign_in, window_on


@pytest.fixture
def folder(tmp_path):
    make_device(tmp_path / "desk")
    return tmp_path / "desk"


def key_of(folder):
    from fieldkit import keys
    from tests.support.clock import TEN

    return keys.open_keys(folder, operator_id=CLERK.id, pin=PIN, now=TEN)


def door_of(window):
    return window.findChild(StoreDoor)


def nobody_holds(folder):
    return folder.resolve() / lockfile.LOCK_FILE not in lockfile._held


def test_a_computer_that_sleeps_is_locked_and_has_let_go_of_store_and_key(qtbot, folder):
    with window_on(qtbot, folder) as window:
        sign_in(qtbot, window)
        clocks = itertools.chain([0.0], itertools.repeat(100.0))
        watch = Asleep(window, slept=lambda: next(clocks))
        watch.asleep.connect(window.lock)
        watch.look()
        assert window.cover is not None
        assert door_of(window)._key == b""
        qtbot.waitUntil(lambda: nobody_holds(folder), timeout=WAIT)
        sign_in(qtbot, window)
        qtbot.waitUntil(lambda: not nobody_holds(folder), timeout=WAIT)


def test_the_newest_act_is_noted_while_somebody_works_and_at_the_end(qtbot, folder):
    with window_on(qtbot, folder) as window:
        sign_in(qtbot, window)
        qtbot.waitUntil(lambda: heads.kept_head(folder) is not None, timeout=WAIT)
        door_of(window).look_again()
    assert nobody_holds(folder)
    store = open_store(folder, key_of(folder))
    assert heads.kept_head(folder).life == life_of(store)
    store.close()


@pytest.mark.expect_log("store turned back")
def test_a_store_that_went_back_has_a_new_life_and_says_so_before_work(qtbot, folder, tmp_path):
    set_aside(folder, tmp_path / "aside")
    store = open_store(folder, key_of(folder))
    before = life_of(store)
    act(store, 3)
    heads.note(store)
    store.close()
    bring_back(tmp_path / "aside", folder)
    with window_on(qtbot, folder) as window:
        sign_in(qtbot, window)
        notice = window.work.notice
        qtbot.waitUntil(notice.isVisible, timeout=WAIT)
        assert notice.title.text() == "这份档案库是恢复或拷贝来的旧内容，已按新的一份继续，可以照常登记。"
        notice.dismiss()
        window.lock()
        sign_in(qtbot, window)
        _tell(window, door_of(window))
        assert not notice.isVisible()  # told once
    store = open_store(folder, key_of(folder))
    assert life_of(store) != before
    store.close()


def test_what_the_settings_will_offer_works_at_the_door(qtbot, folder, qapp):
    parent = QObject()
    door = StoreDoor(folder, parent)
    door.unlock(CLERK.id, PIN)
    code = door.new_recovery_code()
    door.change_pin(CLERK.id, PIN, "975310")
    door.lock()
    door.unlock(CLERK.id, "975310")
    others = [plate.operator_id for plate in door.doorplates() if plate.operator_id != CLERK.id]
    for other in others:
        door.remove(other)
    assert [plate.operator_id for plate in door.doorplates()] == [CLERK.id]
    door.lock()
    assert door.recover(code, CLERK.id, CLERK.name, "112358") == ()
    door.lock()
    door.unlock(CLERK.id, "112358")
    door.lock()
    door.close()
