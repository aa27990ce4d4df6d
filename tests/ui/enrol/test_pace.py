# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The pace: no key and no save holds the window up for longer than a frame."""

import statistics
import time

from PySide6.QtCore import QTimer

from tests.support.booths import draft_of
from tests.support.hands import focused, write

FRAME = 0.016


class Pulse:
    """Beats whenever the window is idle; remembers the longest time between two beats."""

    def __init__(self, parent):
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(parent)
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def begin(self):
        self.longest, self._last = 0.0, time.perf_counter()

    def _beat(self):
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def test_a_key_is_answered_within_a_frame(qtbot, volunteer):
    taken = []
    for digit in draft_of(71).document_number * 5:
        began = time.perf_counter()
        qtbot.keyClick(focused(), digit)
        taken.append(time.perf_counter() - began)
    assert statistics.median(taken) < FRAME


def test_a_save_does_not_hold_the_window_up(qtbot, volunteer):
    pulse = Pulse(volunteer.page)
    longest = []
    for number in range(72, 79):
        volunteer.fill(number, "示例快")
        pulse.begin()
        volunteer.page.save()
        volunteer.wait_for_strip("已保存")
        longest.append(pulse.longest)
        volunteer.page._foot.strip.hint()
    assert statistics.median(longest) < FRAME
    write(qtbot, "1")
    assert volunteer.text("enrol_number") == "1"
