# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What was scanned cannot be brought back by any key, and no file makes the computer draw for hours."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldkit.ui.check.pictures import NoPicture, picture_of
from fieldkit.ui.check.scan_box import ScanBox

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="9" height="9"/></svg>'
"""With ten groups that each show the one before ten times it is two kilobytes and takes hours."""


@pytest.mark.parametrize("ended_by", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_what_was_scanned_does_not_come_back(qtbot, ended_by):
    box = ScanBox()
    qtbot.addWidget(box)
    for code in ("123456789", "987654321"):
        QTest.keyClicks(box, code)
        QTest.keyClick(box, ended_by)
    QTest.keyClicks(box, "5")
    for _ in range(4):
        QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert box.text() in ("", "5")


def test_a_drawing_is_no_photo_whatever_its_name_says():
    with pytest.raises(NoPicture):
        picture_of(DRAWING)
