# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An operator's hands: type in any language, press keys where the focus is, scan a card."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fieldkit.domain.serials import code_of


def focused() -> QWidget:
    """Return the widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def write(qtbot: QtBot, text: str) -> None:
    """Type ``text`` where the focus is; what no key makes comes from an input method."""
    for character in text:
        if character.isascii():
            qtbot.keyClick(focused(), character)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(character)
            QApplication.sendEvent(focused(), composed)


def press(qtbot: QtBot, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press ``key`` where the focus is."""
    qtbot.keyClick(focused(), key, modifier)


def scan(qtbot: QtBot, number: str) -> None:
    """Scan the card that shows ``number``, as a handheld scanner does: its digits at once, then Enter."""
    for digit in code_of(number):
        qtbot.keyClick(focused(), digit)
    press(qtbot, Qt.Key.Key_Return)
