# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The whole program as a process of its own: signs in, works, waits to be looked at, locks, waits again.

``python -m tests.support.locked_program FOLDER OPERATOR SECRET``. It says ``open`` and later ``locked``, and goes on
when a line is sent to it.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from fieldkit.app import open_window


def main(folder: str, operator: str, secret: str) -> None:
    """Play the operator."""
    _, window = open_window(Path(folder), warm=False)
    wait(lambda: window.cover is not None)
    window.cover.findChild(QPushButton, f"plate_{operator}").click()
    pin = window.cover.findChild(QLineEdit, "pin")
    QTest.keyClicks(pin, secret)
    QTest.keyClick(pin, Qt.Key.Key_Return)
    wait(lambda: window.session is not None)
    rest(1500)
    say("open")
    window.lock()
    wait(lambda: window.cover is not None)
    rest(1500)
    say("locked")
    window.close()


def wait(true) -> None:
    """Let the program run until something is true."""
    for _ in range(2000):
        if true():
            return
        rest(10)
    raise TimeoutError


def rest(milliseconds: int) -> None:
    """Let the program run for a while."""
    QTest.qWait(milliseconds)


def say(word: str) -> None:
    """Say where we are, and wait for a line."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    main(*sys.argv[1:])
