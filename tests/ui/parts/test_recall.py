# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A line that recalls: the latest first, found by any part, taken by a key that does its usual work too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fieldkit.ui.parts.recall import MOST_SHOWN, RecallLine
from tests.support.hands import press, write


@pytest.fixture
def face(qtbot):
    made = QWidget()
    made.line, made.next = RecallLine(made), QLineEdit(made)
    column = QVBoxLayout(made)
    column.addWidget(made.line)
    column.addWidget(made.next)
    column.addStretch(1)
    qtbot.addWidget(made)
    made.resize(400, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.line.offer_also(("示例优送", "示例物流", "瀛海食品"))
    made.line.setFocus()
    return made


def listed(line):
    return [line.list.item(row).text() for row in range(line.list.count())] if line.list.isVisible() else []


def test_the_latest_text_is_recalled_first_and_once(face):
    for text in ("瀛海食品", "旧宫商业", "瀛海食品", ""):
        face.line.remember(text)
    assert face.line.recalled == ("瀛海食品", "旧宫商业", "示例优送", "示例物流")


def test_any_part_of_a_text_finds_it(qtbot, face):
    write(qtbot, "物")
    assert listed(face.line) == ["示例物流"]
    write(qtbot, "资")
    assert listed(face.line) == []


def test_nothing_is_listed_for_what_stands_there_already(qtbot, face):
    write(qtbot, "示例物流")
    assert listed(face.line) == []


def test_down_in_an_empty_line_lists_the_latest(qtbot, face):
    assert listed(face.line) == []
    face.line.remember("旧宫商业")
    press(qtbot, Qt.Key.Key_Down)
    assert listed(face.line)[0] == "旧宫商业"


def test_no_more_is_listed_than_can_be_read(qtbot, face):
    face.line.offer_also(f"示例{number}" for number in range(30))
    write(qtbot, "示")
    assert len(listed(face.line)) == MOST_SHOWN


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_marked_text_is_taken_by_enter_and_by_tab(qtbot, face, key):
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, key)
    assert face.line.text() == "示例物流"
    assert listed(face.line) == []
    assert face.next.hasFocus() is (key == Qt.Key.Key_Tab)


def test_enter_leaves_what_was_typed_while_nothing_is_marked(qtbot, face):
    write(qtbot, "示例")
    press(qtbot, Qt.Key.Key_Return)
    assert face.line.text() == "示例"
    assert listed(face.line) == []


def test_up_beyond_the_first_marks_nothing(qtbot, face):
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    assert face.line.list.marked() == "示例优送"
    press(qtbot, Qt.Key.Key_Up)
    assert face.line.list.marked() == ""


def test_escape_and_leaving_the_line_hide_the_list(qtbot, face):
    for leave in (lambda: press(qtbot, Qt.Key.Key_Escape), face.next.setFocus):
        face.line.setFocus()
        press(qtbot, Qt.Key.Key_Down)
        assert listed(face.line)
        leave()
        assert listed(face.line) == []


def test_a_click_takes_a_text_and_leaves_the_focus_in_the_line(qtbot, face):
    press(qtbot, Qt.Key.Key_Down)
    place = face.line.list.visualItemRect(face.line.list.item(2)).center()
    qtbot.mouseClick(face.line.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert face.line.text() == "瀛海食品"
    assert face.line.hasFocus()


def test_a_list_that_does_not_fit_below_stands_above(qtbot, face):
    face.layout().insertSpacing(0, 330)
    face.layout().activate()
    press(qtbot, Qt.Key.Key_Down)
    assert face.line.list.geometry().bottom() <= face.line.y() + 2
