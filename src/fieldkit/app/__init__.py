# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The only wiring place: builds the program, opens the store through its door, shows the window, closes in order.

1. Nothing that only work needs is imported before the first face is painted (tests/ui/test_start.py holds this).
2. A log line holds names of happenings, codes and ids of ours; never what an exception says: it may name a person.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

import fieldkit
from fieldkit import paths
from fieldkit.app.entrance import StoreDoor
from fieldkit.app.hardening import CrashReport, allow_no_cores, keep_values_out_of_complaints
from fieldkit.app.input_method import choose_input_method
from fieldkit.ui.languages import LANGUAGES, Languages
from fieldkit.ui.style import Look, load_fonts
from fieldkit.ui.traces import where
from fieldkit.ui.window import MainWindow
from fieldkit.work import Touched

log = logging.getLogger("fieldkit")

CONSOLE = (
    "check",
    "backup",
    "restore",
    "salvage",
    "trust-list",
    "recovery-code",
    "recover",
    "change-pin",
    "remove-operator",
    "rekey",
)
"""The words that ask for no window; ``console`` says what each does."""
BEFORE = ("--data", "--operator")
"""The options of ``console`` that may stand before its word as well as after."""
FIRST_FONT = "NotoSansSC-Regular.ttf"
RARE_FONT = "HanaMinB.ttf"

Clock = Callable[[], dt.datetime]


def main(argv: Sequence[str] | None = None) -> int:
    """Run FieldKit; return the code for the system."""
    allow_no_cores()
    keep_values_out_of_complaints()
    words = list(sys.argv[1:] if argv is None else argv)
    if _asks_for_no_window(words):
        from fieldkit.app.console import main as console  # noqa: PLC0415 - no window needs it

        return console(words)
    chosen = _options(words)
    if chosen.selftest:
        from fieldkit.app.selftest import selftest  # noqa: PLC0415 - imports everything, which is its purpose

        return selftest()
    app, window = open_window(
        chosen.data,
        language=chosen.language,
        warm=not chosen.quit_when_usable,
        clock=running_clock(chosen.clock_at),
    )
    sys.excepthook = partial(_bug, window)
    if chosen.quit_when_usable:
        window.usable.connect(window.close)
    return app.exec()


def open_window(
    data: Path,
    *,
    language: str = "",
    app: QApplication | None = None,
    warm: bool = True,
    clock: Clock | None = None,
) -> tuple[QApplication, MainWindow]:
    """Show the window on the store in ``data``; return the application, whose loop is not run, and the window.

    For ``main`` and for a driver that clicks and types. ``language`` wins over the one that the device remembers;
    ``app`` is one that exists already; ``warm`` imports what work needs while the operator types; ``clock`` is
    another than the system's, for a day that is rehearsed.
    """
    choose_input_method(os.environ)
    app = app or _application()
    load_fonts(FIRST_FONT)
    clock = clock or running_clock(None)
    door = StoreDoor(data, app, clock=clock)
    languages = Languages(app)
    languages.speak(language or door.settings().language)
    look = Look(app)
    look.wear(door.settings().theme)
    window = MainWindow(door=door, look=look, languages=languages, clock=clock)
    for part in (door, languages, look):
        part.setParent(window)
    after = _AfterFirstPaint(door, look, data, warm=warm, lock=window.lock, parent=window)
    window.usable.connect(after.go_on)
    window.closed.connect(after.end)
    window.entered.connect(lambda _session: _tell(window, door))
    door.beside.looked.connect(lambda: _tell(window, door))
    window.begin()
    return app, window


def running_clock(starts_at: dt.datetime | None) -> Clock:
    """Return the system's clock, or one that shows ``starts_at`` now and runs on from there."""
    if starts_at is None:
        return _utc_now
    ahead = starts_at.astimezone(dt.UTC) - _utc_now()
    return lambda: _utc_now() + ahead


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class _AfterFirstPaint(QObject):
    """What can wait until the first face is there: rare characters, the log file, slow imports."""

    def __init__(
        self,
        door: StoreDoor,
        look: Look,
        data: Path,
        *,
        warm: bool,
        lock: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._door = door
        self._data = data
        self._warm = warm
        self._lock = lock
        self._handler: logging.Handler | None = None
        self._crash: CrashReport | None = None

    def go_on(self) -> None:
        """Do all that waited."""
        _leave_alone_what_is_there()
        if not self._warm:
            return
        load_fonts(RARE_FONT)
        self._look.follow_the_desktop()
        from fieldkit.app.asleep import Asleep  # noqa: PLC0415 - slow to import
        from fieldkit.app.journal import open_journal  # noqa: PLC0415

        Asleep(self).asleep.connect(self._lock)
        self._handler = open_journal(self._data)
        log.info("started: version %s", fieldkit.__version__)
        self._crash = CrashReport(self._data)
        self._door.knock(self._door.warm_up, _leave_alone_what_is_there, _not_warm)

    def end(self) -> None:
        """Let go of the threads and the log file."""
        self._door.close()
        if self._crash is not None:
            self._crash.close()
            self._crash = None
        if self._handler is not None:
            log.info("closed")
            log.removeHandler(self._handler)
            self._handler.close()
            self._handler = None


def _tell(window: MainWindow, door: StoreDoor) -> None:
    """Tell the operator what no task of theirs is to blame for, once there is a face to tell it on."""
    if window.session is not None:
        window.session.hear_cares(door.beside.cares)
        if door.beside.take_forgot():
            window.session.touched.emit(Touched.of("members"))
    if window.work is not None and window.session is not None:
        problem = door.beside.take_trouble()
        if problem is not None:
            window.session.fail(problem)


def _bug(
    window: MainWindow, kind: type[BaseException], _fault: BaseException, trace: TracebackType | None
) -> None:
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


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fieldkit", description="Offline-first enrolment and service desk.")
    parser.add_argument(
        "--data", type=Path, default=paths.data_folder(), help="the folder of this device's store"
    )
    parser.add_argument(
        "--language", choices=[code for code, _ in LANGUAGES], default="", help="speak this language"
    )
    parser.add_argument(
        "--quit-when-usable", action="store_true", help="paint the first window and end (a benchmark)"
    )
    parser.add_argument(
        "--clock-at",
        type=dt.datetime.fromisoformat,
        metavar="ISO",
        help="rehearse a day: the clock starts at this moment",
    )
    parser.add_argument("--selftest", action="store_true", help="try every part of the program and end")
    parser.epilog = f"Without a window: fieldkit {' | '.join(CONSOLE)} (--help says more)."
    parser.add_argument("--version", action="version", version=f"FieldKit {fieldkit.__version__}")
    return parser.parse_args(argv)


def _asks_for_no_window(words: Sequence[str]) -> bool:
    """Return True where the first word is one of ``CONSOLE``: where the store is and who is there may come before."""
    rest = iter(words)
    for word in rest:
        if word in BEFORE:
            next(rest, None)
        elif word.partition("=")[0] not in BEFORE:
            return word in CONSOLE
    return False


def _leave_alone_what_is_there(_answer: object = None) -> None:
    """Let the collector look only at what comes from now on.

    What a program consists of is no garbage, and to look at all of it would stop the window for longer than a key.
    """
    gc.freeze()
    gc.enable()


def _not_warm(fault: Exception) -> None:
    log.error("not warm: %s at %s", type(fault).__name__, where(fault.__traceback__))
