# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The only wiring place: builds the program, opens the store through its door, shows the window, closes in order.

1. Nothing that only work needs is imported before the first face is painted (tests/ui/test_start.py holds this).
2. A log line holds names of happenings, codes and ids of ours; never what an exception says: it may name a person.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import logging
import os
import sys
from collections.abc import Callable, MutableMapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject
from PySide6.QtWidgets import QApplication

import fieldkit
from fieldkit import paths, settings
from fieldkit.ui.languages import LANGUAGES, Languages
from fieldkit.ui.style import Look, load_fonts
from fieldkit.ui.traces import where
from fieldkit.ui.window import MainWindow

if TYPE_CHECKING:  # slow to import, and only work needs them
    from fieldkit.store.vault import Store
    from fieldkit.ui.door import Doorplate, Lanes
    from fieldkit.ui.lanes import Lane

log = logging.getLogger("fieldkit")

LOG_SIZE = 1_000_000
FIRST_FONT = "NotoSansSC-Regular.ttf"
RARE_FONT = "HanaMinB.ttf"
STORE_FILE = "fieldkit.db"
KEYS_FILE = "keys.json"
SETTINGS_FILE = "settings.json"


def main(argv: Sequence[str] | None = None) -> int:
    """Run FieldKit; return the code for the system."""
    chosen = _options(argv)
    if chosen.selftest:
        from fieldkit.selftest import selftest  # noqa: PLC0415 - imports everything, which is its purpose

        return selftest()
    app, window = open_window(chosen.data, language=chosen.language, warm=not chosen.quit_when_usable)
    sys.excepthook = partial(_bug, window)
    if chosen.quit_when_usable:
        window.usable.connect(window.close)
    return app.exec()


def open_window(
    data: Path, *, language: str = "", app: QApplication | None = None, warm: bool = True
) -> tuple[QApplication, MainWindow]:
    """Show the window on the store in ``data``; return the application, whose loop is not run, and the window.

    For ``main`` and for a driver that clicks and types. ``language`` wins over the one that the device remembers;
    ``app`` is one that exists already; ``warm`` imports what work needs while the operator types.
    """
    _choose_input_method(os.environ)
    app = app or _application()
    load_fonts(FIRST_FONT)
    door = StoreDoor(data, app)
    languages = Languages(app)
    languages.speak(language or door.settings().language)
    look = Look(app)
    look.wear(door.settings().theme)
    window = MainWindow(door=door, look=look, languages=languages)
    after = _AfterFirstPaint(door, data, warm=warm, parent=window)
    window.usable.connect(after.go_on)
    window.closed.connect(after.end)
    window.begin()
    return app, window


class _AfterFirstPaint(QObject):
    """What can wait until the first face is there: rare characters, the log file, slow imports."""

    def __init__(self, door: StoreDoor, data: Path, *, warm: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._door = door
        self._data = data
        self._warm = warm
        self._handler: logging.Handler | None = None

    def go_on(self) -> None:
        """Do all that waited."""
        if not self._warm:
            return
        load_fonts(RARE_FONT)
        self._handler = _log_file(self._data)
        log.info("started: version %s", fieldkit.__version__)
        self._door.knock(self._door.warm_up, _nothing_more, _not_warm)

    def end(self) -> None:
        """Let go of the threads and the log file."""
        self._door.close()
        if self._handler is not None:
            log.info("closed")
            log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None


class StoreDoor(QObject):
    """The door of ``fieldkit.ui.door`` to the store in one folder; the only one that ever holds the key."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._key = b""
        self._settings: settings.Settings | None = None
        self._knocker: Lane[None] | None = None

    def has_store(self) -> bool:
        """Return True when this device has a store already."""
        return (self._folder / STORE_FILE).exists()

    def secret_kind(self) -> str:
        """Return ``pin`` where a keyring holds the device secret, ``passphrase`` where there is none."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the welcome

        if self.has_store():
            return keys.secret_kind(self._folder)
        return "pin" if keys.keyring_available() else "passphrase"

    def doorplates(self) -> tuple[Doorplate, ...]:
        """Return who may sign in."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the welcome
        from fieldkit.ui.door import Doorplate  # noqa: PLC0415

        return tuple(Doorplate(slot.operator_id, slot.operator_name) for slot in keys.slots(self._folder))

    def warm_up(self) -> None:
        """Slow. Import what work needs, while nobody waits for it."""
        from fieldkit import keys  # noqa: F401, PLC0415
        from fieldkit.acts import day, enrol, issue, look_up, outbox, papers, serve, sign_in  # noqa: F401, PLC0415
        from fieldkit.printing import cards, forms, receipts  # noqa: F401, PLC0415
        from fieldkit.store import vault  # noqa: F401, PLC0415
        from fieldkit.uplink import joining, round  # noqa: A004, F401, PLC0415

    def make(self, operator_name: str, pin: str) -> str:
        """Slow. Make the store with its first operator, a clerk; return the operator's id."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the welcome
        from fieldkit.acts.sign_in import add_operator  # noqa: PLC0415
        from fieldkit.domain.operators import Operator, Role  # noqa: PLC0415
        from fieldkit.store.vault import create_store  # noqa: PLC0415

        self._folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # keys of a store that was never made open nothing
            (self._folder / KEYS_FILE).replace(self._folder / f"{KEYS_FILE}.unused")
        first = Operator("P01", operator_name, Role.CLERK)
        now = dt.datetime.now(dt.UTC)
        key = keys.create_keys(self._folder, operator_id=first.id, operator_name=first.name, pin=pin)
        store = create_store(self._folder, key, now=now)
        try:
            add_operator(store, operator=first, by=first, now=now)
        finally:
            store.close()
        self._key = key
        return first.id

    def unlock(self, operator_id: str, pin: str) -> None:
        """Slow. Take the store's key out of the operator's slot."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the first face

        now = dt.datetime.now(dt.UTC)
        self._key = keys.open_keys(self._folder, operator_id=operator_id, pin=pin, now=now)

    def new_operator_id(self) -> str:
        """Return a short id that no operator of this device has."""
        taken = {plate.operator_id for plate in self.doorplates()}
        return next(name for name in (f"P{number:02d}" for number in range(1, 1000)) if name not in taken)

    def add(self, operator_id: str, operator_name: str, pin: str) -> None:
        """Slow. Give a further operator a slot; the store must be unlocked."""
        from fieldkit import keys  # noqa: PLC0415 - not needed by the first face

        keys.add_slot(
            self._folder, key=self._key, operator_id=operator_id, operator_name=operator_name, pin=pin
        )

    def lanes(self, parent: QObject) -> Lanes:
        """Return the lanes, each holding a store of its own, once unlocked."""
        from fieldkit.store.vault import open_store  # noqa: PLC0415 - not needed by the first face
        from fieldkit.ui.door import Lanes  # noqa: PLC0415
        from fieldkit.ui.lanes import Lane  # noqa: PLC0415

        opener = partial(open_store, self._folder, self._key)
        local, uplink, paper = (
            Lane(name, opener, _close, parent=parent) for name in ("local", "uplink", "paper")
        )
        return Lanes(local, uplink, paper)

    def lock(self) -> None:
        """Forget the key."""
        self._key = b""

    def settings(self) -> settings.Settings:
        """Return this device's settings."""
        if self._settings is None:
            self._settings = settings.load(self._folder / SETTINGS_FILE)
        return self._settings

    def keep_settings(self, new: settings.Settings) -> None:
        """Keep ``new`` for the next start; a disk that refuses costs the memory of it and nothing else."""
        self._settings = new
        try:
            settings.save(self._folder / SETTINGS_FILE, new)
        except OSError as refused:
            log.warning("settings not kept: errno %s", refused.errno)

    def folder(self) -> str:
        """Return the folder of the store, where PDFs are saved too (``papers/``)."""
        return str(self._folder)

    def knock(
        self, call: Callable[[], object], done: Callable[[object], None], failed: Callable[[Exception], None]
    ) -> None:
        """Run a slow call on a thread; answer on the GUI thread."""
        if self._knocker is None:
            from fieldkit.ui.lanes import Lane  # noqa: PLC0415 - the first face opens without threads

            self._knocker = Lane("door", _nothing, _close, parent=self)
        self._knocker.run(partial(_call, call), done=done, failed=failed)

    def close(self) -> None:
        """Wait for the last slow call, and end its thread."""
        if self._knocker is not None:
            self._knocker.close()
            self._knocker = None


class _CodesOnly(logging.Formatter):
    """Writes the line and never what an exception says: that may hold a name or a number."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of ``record``, followed by the places in our code that its exception came through."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[0] is not None:
            line += f" [{record.exc_info[0].__name__} at {where(record.exc_info[2])}]"
        return line


def _log_file(data: Path) -> logging.Handler | None:
    """Return the handler that writes ``fieldkit.log``; None where the disk refuses, for work goes on."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - slow to import

    try:
        data.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(data / "fieldkit.log", maxBytes=LOG_SIZE, backupCount=3, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_CodesOnly())
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    return handler


def _bug(window: MainWindow, kind: type[BaseException], _fault: BaseException, trace: TracebackType | None) -> None:
    """Log where something of ours went wrong, tell the operator, and keep running."""
    if issubclass(kind, KeyboardInterrupt):
        window.close()
        return
    log.error("fault %s at %s", kind.__name__, where(trace))
    window.say_bug()


def _application() -> QApplication:
    QApplication.setApplicationName("FieldKit")
    QApplication.setDesktopFileName("fieldkit")
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    return app


def _choose_input_method(environ: MutableMapping[str, str]) -> None:
    """Reach fcitx by way of its ibus door where Qt has no plugin for it: else no Chinese can be typed."""
    named = environ.get("QT_IM_MODULE", "")
    if not named.startswith("fcitx"):
        return
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforminputcontexts")
    if not any(plugins.glob(f"*{named}*")):
        environ["QT_IM_MODULE"] = "ibus"
        environ["IBUS_USE_PORTAL"] = "1"


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fieldkit", description="Offline-first enrolment and service desk.")
    parser.add_argument("--data", type=Path, default=paths.data_folder(), help="the folder of this device's store")
    parser.add_argument("--language", choices=[code for code, _ in LANGUAGES], default="", help="speak this language")
    parser.add_argument("--quit-when-usable", action="store_true", help="paint the first window and end (a benchmark)")
    parser.add_argument("--selftest", action="store_true", help="try every part of the program and end")
    parser.add_argument("--version", action="version", version=f"FieldKit {fieldkit.__version__}")
    return parser.parse_args(argv)


def _call(call: Callable[[], object], _held: None) -> object:
    return call()


def _nothing() -> None:
    """Hold nothing: the door's thread has no store."""


def _close(store: Store | None) -> None:
    if store is not None:
        store.close()


def _nothing_more(_answer: object) -> None:
    """Hear that everything is imported."""


def _not_warm(fault: Exception) -> None:
    log.error("not warm: %s at %s", type(fault).__name__, where(fault.__traceback__))
