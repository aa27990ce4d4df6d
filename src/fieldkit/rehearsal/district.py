# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's server as a process of its own on loopback, spoken to by its console only."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STARTS_WITHIN = 60.0


class DistrictDied(RuntimeError):
    """The server's process ended before it was ready; the text is the end of its log."""


@dataclass(slots=True)
class DistrictProcess:
    """One district: its data folder, where its clock stands (None: now), and the server while it runs.

    ``serving`` are more words for ``serve``, ``surroundings`` more of its environment, ``module`` the program.
    """

    folder: Path
    address: str = ""
    at: dt.datetime | None = None
    serving: tuple[str, ...] = ()
    surroundings: Mapping[str, str] = field(default_factory=dict)
    module: str = "sync.commands.console"
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def console(self, *words: str) -> str:
        """Run ``fieldkit-district`` with ``words``; return what it printed. Raises CalledProcessError."""
        done = subprocess.run(
            self._words(*words),
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self._environment(),
        )
        return done.stdout

    def facts(self, *words: str) -> Any:
        """Return the JSON a console command prints with ``--json``."""
        return json.loads(self.console(*words, "--json"))

    def start(self) -> None:
        """Start the server on a free port and wait until it answers."""
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        port = self.address.rpartition(":")[2] or "0"
        clock = [] if self.at is None else ["--clock-at", self.at.isoformat()]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._words(
                    "serve",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    port,
                    "--ready-file",
                    str(ready),
                    *clock,
                    *self.serving,
                ),
                stdout=log,
                stderr=log,
                env=self._environment(),
            )
        until = time.monotonic() + STARTS_WITHIN
        while not (ready.is_file() and ready.read_text(encoding="utf-8").strip()):
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise DistrictDied(
                    (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")[-2000:]
                )
            time.sleep(0.05)
        self.address = ready.read_text(encoding="utf-8").strip()

    @property
    def process(self) -> int:
        """Return the number of the server's process, 0 while there is none that runs."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if self._process is not None and running else 0

    def kill(self) -> None:
        """Kill the server as a power cut would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Ask the server to end and wait for it."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def _words(self, *words: str) -> list[str]:
        return [sys.executable, "-m", self.module, "--data", str(self.folder), *words]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONUTF8": "1", **self.surroundings}
