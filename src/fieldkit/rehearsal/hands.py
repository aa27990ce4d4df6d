# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The hands of an operator: they find widgets by name, type, click and draw, and wait until the window is quiet."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLineEdit, QWidget

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.ui.parts.choice import Choice
from fieldkit.ui.window import MainWindow

W = TypeVar("W", bound=QWidget)

LONGEST_WAIT = 15.0
STROKES = (
    ((0.10, 0.55), (0.25, 0.20), (0.32, 0.80), (0.45, 0.35)),
    ((0.55, 0.30), (0.62, 0.75), (0.80, 0.40), (0.92, 0.62)),
)


class NotThere(LookupError):
    """No widget of that name is on the screen."""


class Hands:
    """Type and click in ``app``'s windows."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def find(self, window: QWidget, kind: type[W], name: str) -> W:
        """Return the widget ``name`` that can be seen. Raises NotThere."""
        for widget in window.findChildren(kind, name):
            if widget.isVisible():
                return widget
        raise NotThere(name)

    def settle(self, milliseconds: int) -> None:
        """Let the window and its lanes work for a while."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()  # QTest.qWait would keep Python's lock, and starve the lanes

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true. Raises TimeoutError."""
        end = time.monotonic() + LONGEST_WAIT
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            self.settle(30)

    def press(self, window: QWidget, name: str) -> None:
        """Click the button ``name``."""
        QTest.mouseClick(self.find(window, QAbstractButton, name), Qt.MouseButton.LeftButton)
        self.settle(50)

    def write(self, widget: QWidget, text: str) -> None:
        """Type ``text``; Chinese arrives as an input method commits it; a carriage return is Enter."""
        widget.setFocus()
        for char in text:
            if char == "\r":
                QTest.keyClick(widget, Qt.Key.Key_Return)
            elif char.isascii():
                QTest.keyClicks(widget, char)
            elif isinstance(widget, QLineEdit):
                widget.insert(char)

    def type_into(self, window: QWidget, name: str, text: str) -> None:
        """Replace what stands in the line ``name`` by ``text``."""
        line = self.find(window, QLineEdit, name)
        line.setFocus()
        line.clear()
        self.write(line, text)
        self.settle(120)

    def go(self, window: MainWindow, page: str) -> None:
        """Bring a page to the front."""
        self.press(window, f"nav_{page}")
        self.settle(700)

    def clear(self, window: MainWindow) -> None:
        """Empty the enrolment form."""
        self.press(window, "enrol_empty")
        self.settle(300)

    def fill(self, window: QWidget, draft: EnrolmentDraft) -> None:
        """Fill the enrolment form with ``draft``, but for the signature."""
        self.type_into(window, "enrol_number", draft.document_number)
        self.type_into(window, "enrol_name", draft.name)
        self.type_into(window, "enrol_phone", draft.phone)
        group = self.find(window, QComboBox, "enrol_group")
        group.setCurrentIndex(max(0, group.findData(draft.employment_group)))
        if self._shown(window, "enrol_platform"):
            self.type_into(window, "enrol_platform", draft.platform)
        self.type_into(window, "enrol_employer", draft.employer)
        for consent in draft.consents:
            choice = self.find(window, Choice, f"consent_{consent.kind.value}")
            QTest.keyClick(
                choice.findChildren(QAbstractButton)[0], Qt.Key.Key_1 if consent.given else Qt.Key.Key_2
            )
        self.find(window, QCheckBox, "enrol_notice_read").setChecked(True)

    def sign(self, window: QWidget, name: str) -> None:
        """Draw a signature with the mouse."""
        pad = self.find(window, QWidget, name)
        for stroke in STROKES:
            points = [QPoint(int(x * pad.width()), int(y * pad.height())) for x, y in stroke]
            QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
            for point in points[1:]:
                QTest.mouseMove(pad, point)
                self.settle(15)
            QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])

    @staticmethod
    def _shown(window: QWidget, name: str) -> bool:
        return any(widget.isVisible() for widget in window.findChildren(QWidget, name))
