# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A field: its faults in words, sign and colour together, and what can be taken by a click or a key."""

import pytest
from PySide6.QtWidgets import QLineEdit

from fieldkit.domain.faults import Fault, Weight
from fieldkit.ui.parts.field import NOTE, STOP, Field

HARD = (Fault("name", "name-missing"), "请输入姓名。")
SOFT = (Fault("name", "name-one-character", Weight.NOTE), "只有一个字。")


@pytest.fixture
def field(qtbot):
    made = Field("姓名", QLineEdit())
    qtbot.addWidget(made)
    return made


def test_a_stop_is_said_in_words_and_marked_at_the_line(field):
    field.show_faults([HARD])
    assert field.line.sentence == "请输入姓名。"
    assert field.weight == STOP
    assert field.inner.property("fault") is True


def test_a_note_does_not_mark_the_line_as_wrong(field):
    field.show_faults([SOFT])
    assert field.weight == NOTE
    assert not field.inner.property("fault")


def test_notes_are_not_said_beside_a_stop(field):
    field.show_faults([SOFT, HARD])
    assert field.line.sentence == "请输入姓名。"


def test_a_fault_that_is_gone_leaves_nothing_behind(field):
    field.show_faults([HARD])
    field.show_faults([])
    assert field.line.sentence == ""
    assert not field.inner.property("fault")


def test_people_who_cannot_see_hear_the_fault_with_the_field(field):
    field.show_faults([HARD])
    assert field.inner.accessibleName() == "姓名"
    assert field.inner.accessibleDescription() == "请输入姓名。"


def test_the_likeliest_offer_is_taken(qtbot, field):
    field.line.offer((("1", "一"), ("2", "二")))
    with qtbot.waitSignal(field.taken) as said:
        assert field.line.take()
    assert said.args == ["1"]


def test_another_offer_is_taken_by_its_link(qtbot, field):
    field.line.offer((("<1>", "<一>"), ("<2>", "<二>")))
    with qtbot.waitSignal(field.taken) as said:
        field.line._offers.linkActivated.emit("1")
    assert said.args == ["<2>"]


def test_there_is_nothing_to_take_without_an_offer(field):
    assert not field.line.take()


def test_both_signs_can_be_drawn(qtbot, field):
    for fault in (HARD, SOFT):
        field.show_faults([fault])
        assert not field.grab().isNull()
