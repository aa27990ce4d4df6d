# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The real window on a real store, for tests that click and type."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fieldkit import keys
from fieldkit.acts.sign_in import add_operator
from fieldkit.app import open_window
from fieldkit.domain.operators import Operator
from fieldkit.settings import Settings, load, save
from fieldkit.store.vault import Store
from fieldkit.ui.window import MainWindow
from tests.support import booths
from tests.support.booths import CLERK, MAIN, NOON, VOLUNTEER
from tests.support.hands import press, write

PIN = "246802"
WAIT = 20_000

T = TypeVar("T")


def make_device(
    folder: Path,
    *,
    people: tuple[Operator, ...] = (CLERK, VOLUNTEER),
    briefed: bool = True,
    secret: str = PIN,
) -> None:
    """Make the folder of a device that has joined, stands at the main venue, and knows ``people`` by ``secret``."""
    folder.mkdir(parents=True)
    first, *others = people
    key = keys.create_keys(folder, operator_id=first.id, operator_name=first.name, pin=secret)
    before, booths.KEY = booths.KEY, key
    try:
        store = booths.make_store(folder) if briefed else booths.create_store(folder, key, now=NOON)
    finally:
        booths.KEY = before
    for one in people:
        add_operator(store, operator=one, by=first, now=NOON)
    store.close()
    for one in others:
        keys.add_slot(folder, key=key, operator_id=one.id, operator_name=one.name, pin=secret)
    file = folder / "settings.json"
    save(file, Settings(site=MAIN.site, booth=MAIN.booth, lock_minutes="0") if briefed else load(file))


@contextmanager
def window_on(
    qtbot: QtBot, folder: Path, *, language: str = "", clock: Callable[[], dt.datetime] | None = None
) -> Iterator[MainWindow]:
    """Show the window on ``folder``; leave no style, language or thread behind."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    _, window = open_window(folder, language=language, app=app, warm=False, clock=clock)
    try:
        with qtbot.waitExposed(window):
            pass
        yield window
    finally:
        window.close()
        delete(window)  # at once: a style that is taken away under a living window is one crash of Qt's
        app.setStyleSheet("")
        QLocale.setDefault(QLocale.system())


def sign_in(qtbot: QtBot, window: MainWindow, who: Operator = CLERK, pin: str = PIN) -> None:
    """Choose ``who``, type ``pin``, press Enter, and wait until the work face is there."""
    try_pin(qtbot, window, who, pin)
    qtbot.waitUntil(lambda: window.cover is None and window.work is not None, timeout=WAIT)


def try_pin(qtbot: QtBot, window: MainWindow, who: Operator, pin: str) -> None:
    """Choose ``who``, type ``pin``, press Enter."""
    qtbot.waitUntil(lambda: window.cover is not None)
    qtbot.mouseClick(found(window.cover, QPushButton, f"plate_{who.id}"), Qt.MouseButton.LeftButton)
    write(qtbot, pin)
    press(qtbot, Qt.Key.Key_Return)


def found(place: QWidget, kind: type[T], name: str) -> T:
    """Return the widget ``name`` in ``place``."""
    widget = place.findChild(kind, name)
    assert widget is not None, name
    return widget


def click(qtbot: QtBot, place: QWidget, name: str) -> None:
    """Click the button ``name``, scrolled into sight where it is out of it."""
    button = found(place, QPushButton, name)
    around = button.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def words_in(place: QWidget) -> str:
    """Return all that can be read in ``place``."""
    return "\n".join(label.text() for label in place.findChildren(QLabel) if label.isVisible())


def do(qtbot: QtBot, window: MainWindow, task: Callable[[Store], T], **facts: object) -> T:
    """Do ``task`` with the store of the local lane; return its answer or raise what it raised."""
    answers: list[T] = []
    faults: list[Exception] = []
    window.session.local.run(partial(task, **facts), done=answers.append, failed=faults.append)
    qtbot.waitUntil(lambda: bool(answers or faults), timeout=WAIT)
    if faults:
        raise faults[0]
    return answers[0]
