# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How large the window opens: never larger than the screen has room for, and all over a small one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SIZE = QSize(1280, 800)
LEAST = QSize(1024, 680)
SMALL = QSize(1366, 768)
"""A screen no wider or no higher than this is filled."""
UNSEEN = ("offscreen", "minimal")
"""Platforms without a screen to fit."""


def show_fitting(window: QWidget) -> None:
    """Show ``window`` in the size that fits its screen."""
    screen = window.screen()
    if QGuiApplication.platformName() in UNSEEN:
        window.show()
    else:
        show_within(window, screen.availableSize(), screen.size())


def show_within(window: QWidget, room: QSize, screen: QSize) -> None:
    """Show ``window`` no larger than ``room``, and maximised on a small ``screen``."""
    window.setMinimumSize(LEAST.boundedTo(room))
    window.resize(SIZE.boundedTo(room))
    if screen.width() <= SMALL.width() or screen.height() <= SMALL.height():
        window.showMaximized()
    else:
        window.show()
