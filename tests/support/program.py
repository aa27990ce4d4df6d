# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The whole program on a device's folder: started, signed in to and read as an operator reads it."""

import datetime as dt
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fieldkit import keys, settings
from fieldkit.acts.sign_in import add_operator
from fieldkit.app import open_window
from fieldkit.rehearsal.hands import Hands
from fieldkit.settings import Settings
from tests.support.clock import TEN, Clock
from tests.support.district import District
from tests.support.journey import CLERK, FieldDevice

SECRET = "24681357"
NOON = TEN + dt.timedelta(hours=2)


def make_device(folder: Path, district: District, *, settled_on: Settings | None = None) -> None:
    """Make a device that has joined ``district`` and has a clerk; as the office hands it out in the morning."""
    folder.mkdir(parents=True, exist_ok=True)
    key = keys.create_keys(folder, operator_id=CLERK.id, operator_name=CLERK.name, pin=SECRET)
    device = FieldDevice(folder, site="S1", key=key)
    add_operator(device.store, operator=CLERK, by=CLERK, now=device.clock())
    device.join(district)
    device.close()
    settings.save(
        folder / "settings.json", settled_on or Settings(site="S1", booth="1", last_operator=CLERK.id)
    )


class Program:
    """One start of the program in this process."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path, clock: Callable[[], dt.datetime]):
        self.qtbot = qtbot
        self.hands = Hands(app)
        self._app = app
        _, self.window = open_window(folder, app=app, warm=False, clock=clock)
        self.until(self.window.isVisible)

    def until(self, true: Callable[[], object], *, seconds: float = 15) -> None:
        """Wait until something is true. Raises TimeoutError."""
        try:
            self.qtbot.waitUntil(lambda: bool(true()), timeout=int(seconds * 1000))
        except self.qtbot.TimeoutError:
            raise TimeoutError(self.words()) from None

    def press(self, name: str) -> None:
        """Click the button ``name``."""
        self.hands.press(self.window, name)

    def type_into(self, name: str, text: str) -> None:
        """Replace what stands in the line ``name``."""
        self.hands.type_into(self.window, name, text)

    def give_secret(self, secret: str = SECRET) -> None:
        """Type the PIN or passphrase and Enter."""
        self.hands.write(self.hands.find(self.window, QLineEdit, "pin"), f"{secret}\r")

    def sign_in(self, secret: str = SECRET) -> None:
        """Sign in and wait for the pages."""
        self.give_secret(secret)
        self.until(lambda: self.window.work is not None and self.window.cover is None)

    def go(self, page: str) -> None:
        """Bring a page to the front."""
        self.hands.go(self.window, page)

    def words(self, within: QWidget | None = None) -> str:
        """Return all words that can be read now."""
        labels = (within or self.window).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible() and label.text())

    def notice(self) -> str:
        """Return what the bar above the page says, '' while it is not there."""
        assert self.window.work is not None
        bar = self.window.work.notice
        return f"{bar.title.text()}{bar.advice.text()}" if bar.isVisible() else ""

    def recorded(self) -> str:
        """Return the first of the three numbers in the header."""
        assert self.window.work is not None
        return self.window.work.header.numbers.recorded.text()

    def end(self) -> None:
        """Close the program."""
        self.window.close()
        self.window.deleteLater()
        self.hands.settle(50)


@contextmanager
def programs(qtbot: QtBot, app: QApplication) -> Iterator[Callable[..., Program]]:
    """Give a way to start the program; leave the application as it was."""
    font, palette, style = app.font(), app.palette(), app.style().name()
    started: list[Program] = []

    def start(folder: Path, *, clock: Callable[[], dt.datetime] | None = None) -> Program:
        for earlier in started:
            earlier.end()
        started[:] = [Program(qtbot, app, folder, clock or Clock(NOON))]
        return started[0]

    yield start
    for program in started:
        program.end()
    app.setStyleSheet("")
    app.setStyle(style)
    app.setFont(font)
    app.setPalette(palette)


class SmallDisk:
    """A disk that can be filled: a small file system where this may be mounted, else a limit on every file's size."""

    SIZE = 48 * 1024 * 1024

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir()
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        mount = shutil.which("mount")
        words = [str(mount), "-t", "tmpfs", "-o", f"size={self.SIZE}", "tmpfs", str(folder)]
        self.mounted = False
        if mount is not None:
            self.mounted = (
                "FIELDKIT_NO_MOUNT" not in os.environ
                and subprocess.run(words, capture_output=True, check=False).returncode == 0
            )

    def fill(self) -> None:
        """Leave no room at all."""
        if not self.mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1, self._limits[1]))
            return
        with (self.folder / "filler").open("ab", buffering=0) as filler:
            for size in (1 << 20, 1 << 12, 1):
                while _fits(filler, size):
                    pass

    def free(self) -> None:
        """Give the room back."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)
        (self.folder / "filler").unlink(missing_ok=True)

    def end(self) -> None:
        """Take the disk away."""
        self.free()
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=True)


def _fits(filler: BinaryIO, size: int) -> bool:
    try:
        filler.write(bytes(size))
    except OSError:
        return False
    return True
