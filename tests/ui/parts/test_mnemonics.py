# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The key of a button that cannot be pressed types nothing; every other key types as ever."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget

from fieldkit.ui.parts.mnemonics import NothingTyped

ALT, ALT_GR = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.GroupSwitchModifier


def text_of(line):
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_alt_and_a_letter_type_nothing(kind, qtbot):
    place = QWidget()
    qtbot.addWidget(place)
    column = QVBoxLayout(place)
    line, press = kind(place), QPushButton("&Use", place)
    press.setEnabled(False)
    for part in (line, press):
        column.addWidget(part)
    NothingTyped(place)
    with qtbot.waitExposed(place):
        place.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClick(line, Qt.Key.Key_U, ALT)
    qtbot.keyClick(line, Qt.Key.Key_3, ALT)
    assert text_of(line) == ""
    qtbot.keyClick(line, "a")
    qtbot.keyClick(line, "B", Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(line, "@", ALT_GR)
    assert text_of(line) == "aB@"
