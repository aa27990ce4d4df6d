# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What happens by itself or on another page never takes the keyboard from whoever is typing."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox

from fieldkit.problems import DistrictUnreachable
from tests.support.booths import CLERK, NOON
from tests.support.hands import focused, press, write
from tests.support.windows import found, make_device, sign_in, window_on

NUMBER = "119999"


@pytest.fixture
def work(qtbot, tmp_path):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown.work


def type_through_a_round(qtbot, work, first, rest):
    rounds = work._session.rounds
    write(qtbot, first[0])
    rounds.running = True
    rounds.began.emit()
    write(qtbot, first[1:])
    rounds.running = False
    rounds.ended.emit(DistrictUnreachable())
    write(qtbot, rest)


def test_a_round_by_itself_takes_nothing_from_who_enrols(qtbot, work):
    number = focused()
    type_through_a_round(qtbot, work, NUMBER[:3], NUMBER[3:])
    assert focused() is number
    assert number.text() == NUMBER


def test_a_round_by_itself_takes_nothing_from_who_looks_up(qtbot, work):
    page = work.go("members")
    box = found(page, QLineEdit, "finder_box")
    type_through_a_round(qtbot, work, "wa", "ng")
    assert focused() is box
    assert box.text() == "wang"


def test_a_round_by_itself_takes_nothing_from_who_is_in_the_settings(qtbot, work):
    page = work.go("settings")
    box = found(page, QLineEdit, "site_filter")
    type_through_a_round(qtbot, work, "ab", "cd")
    assert focused() is box
    assert box.text() == "abcd"


def test_a_number_half_typed_goes_on_at_its_end(qtbot, work):
    write(qtbot, NUMBER[:4])
    press(qtbot, Qt.Key.Key_F4)
    press(qtbot, Qt.Key.Key_F2)
    write(qtbot, NUMBER[4:])
    assert focused().text() == NUMBER


def turn_wheel(widget):
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_only_what_has_the_focus(work):
    page = work.go("settings")
    booth, themes = found(page, QSpinBox, "booth"), found(page, QComboBox, "settings_theme")
    booth.setRange(1, 9)
    booth.setValue(4)
    chosen = themes.currentIndex()
    turn_wheel(booth)
    turn_wheel(themes)
    assert (booth.value(), themes.currentIndex()) == (4, chosen)
    booth.setFocus()
    turn_wheel(booth)
    assert booth.value() == 3
