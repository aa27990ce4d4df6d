# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The window opens no larger than its screen."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from fieldkit.ui.opening import SIZE, show_within


@pytest.mark.parametrize(
    ("room", "screen", "maximised"),
    [
        (QSize(1366, 728), QSize(1366, 768), True),
        (QSize(1920, 640), QSize(1920, 720), True),
        (QSize(1440, 860), QSize(1440, 900), False),
        (QSize(1920, 1040), QSize(1920, 1080), False),
    ],
)
def test_the_window_fits_its_screen(qtbot, room, screen, maximised):
    window = QWidget()
    qtbot.addWidget(window)
    show_within(window, room, screen)
    assert window.isMaximized() is maximised
    if not maximised:
        assert window.size() == SIZE.boundedTo(room)
    assert window.minimumHeight() <= room.height()
    assert window.minimumWidth() <= room.width()
