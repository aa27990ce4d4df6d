# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A desktop of our own: a virtual screen, a message bus, a window manager, an input method, keys from outside."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

FCITX_PROFILE = """
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
[Groups/0/Items/1]
Name=pinyin
[GroupOrder]
0=Default
"""
FCITX_CONFIG = "[Behavior]\nActiveByDefault=True\nShareInputState=All\n"
PATIENCE = 20.0  # seconds that a start may take on a busy machine
BETWEEN = 40  # milliseconds between two keys of a person; a scanner's have none

TELLER = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
import fieldkit.app
told, run = Path(sys.argv[1]), QApplication.exec
def tell():
    line = QApplication.focusWidget()
    values = {
        "active": QApplication.activeWindow() is not None,
        "at": line.objectName() if line is not None else "",
        "text": line.text() if isinstance(line, QLineEdit) else "",
        "composing": bool(getattr(line, "composing", False)),
        "module": os.environ.get("QT_IM_MODULE"),
    }
    told.with_suffix(".new").write_text(json.dumps(values))
    told.with_suffix(".new").replace(told)
def run_and_tell(*_):
    timer = QTimer()
    timer.timeout.connect(tell)
    timer.start(30)
    return run()
QApplication.exec = run_and_tell
sys.exit(fieldkit.app.main(sys.argv[2:]))
"""
"""The program as anybody starts it; only that it says, thirty times a second, where the keyboard is."""


class Desktop:
    """One screen with a bus; programs run on it, and what they leave behind goes with it."""

    def __init__(self, folder: Path, started: ExitStack) -> None:
        self.folder = folder
        self.environ: dict[str, str] = {}
        self._started = started
        for name in ("home", "run", "config", "data", "cache"):
            (folder / name).mkdir(mode=0o700)
        self._surroundings()
        self._screen()
        self._bus()
        self.start("openbox", "--sm-disable")

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a program here; it ends with the desktop."""
        log = (self.folder / f"{Path(words[0]).name}.log").open("ab")
        self._started.callback(log.close)
        process = subprocess.Popen(
            words, env={**self.environ, **more}, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        self._started.callback(_end, process)
        return process

    def ask(self, *words: str) -> str:
        """Run a program here to its end; return what it wrote."""
        ended = subprocess.run(
            words, env=self.environ, capture_output=True, text=True, check=False, timeout=10
        )
        return ended.stdout + ended.stderr

    def key(self, *keys: str) -> None:
        """Press keys by their X names, as a person does."""
        self.ask("xdotool", "key", "--clearmodifiers", "--delay", str(BETWEEN), *keys)

    def type(self, text: str, *, between: int = BETWEEN) -> None:
        """Type letters and digits; ``between`` is milliseconds from key to key."""
        self.ask("xdotool", "type", "--clearmodifiers", "--delay", str(between), text)

    def logs(self) -> str:
        """Return the last words of every program, for a failure."""
        return "\n".join(
            f"{log.name}: {log.read_text(errors='replace')[-600:]}"
            for log in sorted(self.folder.glob("*.log"))
        )

    def _surroundings(self) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        self.environ = {
            **kept,
            "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            "NO_AT_BRIDGE": "1",
        }

    def _screen(self) -> None:
        reading, writing = os.pipe()
        words = ("Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp")
        process = subprocess.Popen(
            words, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._started.callback(_end, process)
        os.close(writing)
        with os.fdopen(reading) as number:
            self.environ["DISPLAY"] = f":{number.readline().strip()}"

    def _bus(self) -> None:
        words = ("dbus-daemon", "--session", "--nofork", "--print-address=1", "--nopidfile")
        process = subprocess.Popen(
            words, env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._started.callback(_end, process)
        assert process.stdout is not None
        self._started.callback(process.stdout.close)
        self.environ["DBUS_SESSION_BUS_ADDRESS"] = process.stdout.readline().strip()


@contextmanager
def desktop(folder: Path) -> Iterator[Desktop]:
    """Make a desktop in ``folder``; end all that ran on it."""
    with ExitStack() as started:
        yield Desktop(folder, started)


def fcitx(here: Desktop) -> None:
    """Start fcitx 5 with pinyin on from the first key, as the desktops of the field have it."""
    config = Path(here.environ["XDG_CONFIG_HOME"], "fcitx5")
    config.mkdir()
    (config / "profile").write_text(FCITX_PROFILE)
    (config / "config").write_text(FCITX_CONFIG)
    here.environ |= {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx", "GTK_IM_MODULE": "fcitx"}
    here.start("fcitx5")
    bus = "org.freedesktop.DBus"
    asked = ("dbus-send", "--session", "--print-reply", f"--dest={bus}", "/", f"{bus}.NameHasOwner")
    until(lambda: "true" in here.ask(*asked, "string:org.freedesktop.portal.IBus"), here, "fcitx5 is up")


def ibus(here: Desktop) -> None:
    """Start ibus with libpinyin as the engine; its settings are kept in memory."""
    here.environ |= {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus", "GSETTINGS_BACKEND": "memory"}
    here.start("ibus-daemon", "--panel=disable", "--emoji-extension=disable", "--cache=none")
    until(lambda: here.ask("ibus", "engine", "libpinyin") == "", here, "ibus is up")


class Typist:
    """The program on a desktop, and somebody at its keyboard."""

    def __init__(self, here: Desktop, data: Path) -> None:
        self._here = here
        self.key, self.type = here.key, here.type
        self._told = here.folder / "told.json"
        words = (sys.executable, "-c", TELLER, str(self._told), "--data", str(data), "--language", "zh_CN")
        self._program = here.start(*words)
        self.until(lambda: self.sees("active"), "the window is up")

    def sees(self, what: str) -> object:
        """Return what the program says of the keyboard: ``at``, ``text``, ``composing``, ``active``, ``module``."""
        try:
            return json.loads(self._told.read_text()).get(what)
        except (OSError, ValueError):
            return None

    def until(self, true: Callable[[], object], what: str, *, seconds: float = PATIENCE) -> None:
        """Wait until something is so."""
        until(true, self._here, what, seconds=seconds)


def until(true: Callable[[], object], here: Desktop, what: str, *, seconds: float = PATIENCE) -> None:
    """Wait until something is so; fail with the programs' last words."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds:g} s\n{here.logs()}")
        time.sleep(0.05)


def _end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
