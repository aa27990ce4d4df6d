# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The strip of what was done: it can be taken back once, and not for ever."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from fieldkit.acts.void import OWN_FOR
from fieldkit.ui.parts.done import DoneStrip, undo_window
from tests.support.factories import CLERK, VOLUNTEER


@pytest.fixture
def strip(qtbot):
    made = DoneStrip("再印", "没有做什么")
    qtbot.addWidget(made)
    made.show()
    return made


def button(strip, name):
    return strip.findChild(QPushButton, name)


def test_at_first_it_only_hints(strip):
    assert strip.findChild(QLabel, "done_text").text() == "没有做什么"
    assert not button(strip, "done_undo").isVisible()
    assert not button(strip, "done_more").isVisible()


def test_what_was_done_can_be_taken_back_once(qtbot, strip):
    asked = []
    strip.undo_asked.connect(asked.append)
    strip.say_done("做了", "D07-1-000001", undo_for=None)
    button(strip, "done_undo").click()
    strip.undo()
    assert asked == ["D07-1-000001"]
    assert not button(strip, "done_undo").isVisible()


def test_the_other_button_may_be_used_again_and_again(strip):
    asked = []
    strip.more_asked.connect(asked.append)
    strip.say_done("做了", "D07-1-000001", undo_for=None)
    strip.more()
    strip.more()
    assert len(asked) == 2
    strip.say("别的")
    strip.more()
    assert len(asked) == 2


def test_after_the_time_for_it_nothing_can_be_taken_back(qtbot, strip):
    strip.say_done("做了", "D07-1-000001", undo_for=dt.timedelta(milliseconds=30))
    assert button(strip, "done_undo").isVisible()
    qtbot.waitUntil(lambda: not button(strip, "done_undo").isVisible())
    with qtbot.assertNotEmitted(strip.undo_asked):
        strip.undo()


def test_a_later_deed_has_its_own_time(qtbot, strip):
    strip.say_done("做了", "D07-1-000001", undo_for=dt.timedelta(milliseconds=30))
    strip.say_done("又做了", "D07-1-000002", undo_for=None)
    qtbot.wait_signal(strip.undo_asked, timeout=100, raising=False).wait()
    assert button(strip, "done_undo").isVisible()


def test_a_volunteer_has_ten_minutes_and_a_clerk_all_day():
    assert undo_window(VOLUNTEER) == OWN_FOR
    assert undo_window(CLERK) is None
