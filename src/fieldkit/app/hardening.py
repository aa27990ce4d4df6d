# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What keeps people's details out of files that nobody thinks of: core dumps, crash reports, complaints of hooks.

1. A crash leaves no core: it would hold the open store's content.
2. A crash report holds our frames, file and line, and is moved into the log at the next start. No value is in it.
3. What the interpreter would print of an exception it prints by its type and our frames.
"""

from __future__ import annotations

import faulthandler
import logging
import re
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from fieldkit.ui.traces import where

if TYPE_CHECKING:
    from types import TracebackType

CRASH_FILE = "fieldkit.crash"
_FRAME = re.compile(r'File "[^"]*?fieldkit/(?P<file>[\w/]+\.py)", line (?P<line>\d+) in (?P<name>\w+)')
_WHAT = re.compile(r"^Fatal Python error: (?P<what>[A-Za-z ]+)", re.MULTILINE)
_MOST = 64 * 1024

log = logging.getLogger("fieldkit")


def allow_no_cores() -> None:
    """Let no crash of this process, or of one that it starts, write its memory to a file."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not there on the other system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def keep_values_out_of_complaints() -> None:
    """Log what goes wrong where nobody listens by its type and our frames; never what it says."""
    threading.excepthook = lambda said: _complain(said.exc_type, said.exc_traceback)
    sys.unraisablehook = lambda said: _complain(said.exc_type, said.exc_traceback)


def _complain(kind: type[BaseException] | None, trace: TracebackType | None) -> None:
    log.error("unheard %s at %s", kind.__name__ if kind else "fault", where(trace))


class CrashReport:
    """The file that a crash writes to while it is open."""

    def __init__(self, data: Path) -> None:
        self._file: TextIO | None = None
        place = data / CRASH_FILE
        tell_of_last_crash(place)
        with suppress(OSError):
            self._file = place.open("w", encoding="utf-8")
            place.chmod(0o600)
            faulthandler.enable(self._file, all_threads=True)

    def close(self) -> None:
        """Wait for no crash any more."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None


def tell_of_last_crash(place: Path) -> None:
    """Put into the log where the program crashed the last time, if it did, and forget it."""
    try:
        with place.open(encoding="utf-8", errors="replace") as report:
            text = report.read(_MOST)
        place.unlink()
    except OSError:
        return
    what = _WHAT.search(text)
    if what is not None:
        frames = " < ".join(f"{one['file']}:{one['line']} {one['name']}" for one in _FRAME.finditer(text))
        log.error("crashed: %s at %s", what["what"].strip(), frames or "elsewhere")
