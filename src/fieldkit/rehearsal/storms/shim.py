# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``shim.c`` from Python: built once by gcc into a cache, preloaded into a worker, and spoken to from inside it."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


class Kinds(IntFlag):
    """What a process asks of a file: the numbers of ``shim.c``."""

    READ = 1
    WRITE = 2
    SYNC = 4
    SIZE = 8
    NAME = 16
    CHANGES = WRITE | SYNC | SIZE | NAME


COUNT, KILL, FAIL, TEAR = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Strike:
    """What happens at the ``when``-th request of ``kinds``: ``KILL``, ``TEAR`` (half a write, then killed), ``FAIL``.

    ``error`` is the error number of a failure; ``for_ever`` lets every later request fail too.
    """

    kinds: Kinds
    when: int
    action: int
    error: int = 0
    for_ever: bool = False


def lacking() -> str:
    """Return the sentence that says why the shim cannot be used here, '' where it can."""
    if sys.platform != "linux":
        return "the storms of single disk requests run on Linux only"
    if shutil.which("gcc") is None:
        return "the storms of single disk requests need gcc (Debian: gcc libc6-dev), which is not here"
    return ""


def built() -> Path:
    """Return the library, built when its source is new. Raises CalledProcessError with what the compiler said."""
    place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fieldkit-storms"
    library = place / f"shim-{hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]}.so"
    if not library.is_file():
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = library.with_suffix(f".{os.getpid()}")
        subprocess.run(
            ["gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", new, SOURCE, "-ldl"],
            check=True,
            capture_output=True,
            text=True,
        )
        new.replace(library)
    return library


class Shim:
    """The shim of this process, where it was preloaded; else every call does nothing."""

    def __init__(self) -> None:
        everything = ctypes.CDLL(None)
        self.there = hasattr(everything, "storm_watch")
        self._library = everything
        if self.there:
            everything.storm_watch.argtypes = (ctypes.c_char_p, ctypes.c_char_p)
            everything.storm_mark.argtypes = (ctypes.c_char_p,)
            everything.storm_arm.argtypes = (
                ctypes.c_uint,
                ctypes.c_long,
                ctypes.c_int,
                ctypes.c_int,
                ctypes.c_int,
            )
            everything.storm_passed.restype = ctypes.c_long

    def watch(self, folder: Path, log: str) -> None:
        """Watch the files of ``folder``; write what happens to them to the file ``log``, '' for nowhere."""
        if self.there:
            self._library.storm_watch(os.fsencode(folder), os.fsencode(log))

    def arm(self, strike: Strike) -> None:
        """Let ``strike`` happen."""
        if self.there:
            self._library.storm_arm(
                strike.kinds, strike.when, strike.action, strike.error, int(strike.for_ever)
            )

    def mark(self, text: str) -> None:
        """Write ``text`` between the records: what was told by then."""
        if self.there:
            self._library.storm_mark(text.encode())

    def passed(self) -> int:
        """Return how many requests of the armed kinds there were."""
        return int(self._library.storm_passed()) if self.there else 0
