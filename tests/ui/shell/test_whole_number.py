# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A number that is compared with the card stands there whole, in every window, language and state."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyleOptionFrame

from tests.support.booths import CLERK, NOON
from tests.support.windows import make_device, sign_in, window_on

SIZES = (QSize(1024, 700), QSize(1280, 720), QSize(1366, 768))
RIGHT, WRONG = "119999197807048897", "11999919780704889X"


@pytest.fixture(params=["zh_CN", "en"])
def window(qtbot, tmp_path, request):
    make_device(tmp_path / "device", people=(CLERK,))
    with window_on(qtbot, tmp_path / "device", language=request.param, clock=lambda: NOON) as shown:
        sign_in(qtbot, shown)
        yield shown


def inside(line):
    """Return how many points ``line`` has for its text; Qt keeps two free on each side of it."""
    frame = QStyleOptionFrame()
    line.initStyleOption(frame)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, frame, line)
    return room.width() - 4


def test_eighteen_digits_are_never_cut(qtbot, window):
    page = window.work.go("enrol")
    person = page._form.person
    for size in SIZES:
        window.setFixedSize(size)
        qtbot.waitUntil(lambda size=size: window.size() == size)
        for number in (RIGHT, WRONG):
            person.number.setFocus()
            person.number.setText(number)
            for elsewhere in (False, True):
                (person.name if elsewhere else person.number).setFocus()
                qtbot.waitUntil(
                    lambda number=number: (
                        (person.fields["document_number"].weight == "stop") == (number == WRONG)
                    )
                )
                needs = QFontMetrics(person.number.font()).horizontalAdvance(number) + 1  # and the cursor
                assert inside(person.number) >= needs, (size, number, elsewhere)
