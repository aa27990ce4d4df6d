# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Processes under measurement: servers with their children, clients that do one phase at a time when told."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Used:
    """What a phase took: seconds by the client's clock, CPU seconds of both sides."""

    seconds: float
    client_cpu: float
    server_cpu: float
    told: dict[str, Any]


class Watched:
    """A process and all that it starts."""

    def __init__(self, words: Sequence[str], *, log: Path, **more: Any) -> None:
        self._log = log.open("ab")
        self.process = subprocess.Popen(
            list(words),
            stderr=self._log,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            text=True,
            **more,
        )
        self.peak_kib = 0
        self._stop = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def cpu(self) -> float:
        """Return the CPU seconds used so far, those of children that ended included."""
        return sum(_cpu_of(number) for number in tree(self.process.pid))

    def ask(self, phase: str) -> dict[str, Any]:
        """Let a client do ``phase``; return what it says when it is done."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(phase + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args} ended in {phase}; see {self._log.name}")
        said: dict[str, Any] = json.loads(line)
        return said

    def tell(self, phase: str) -> None:
        """Let a client begin ``phase`` without waiting for its end."""
        assert self.process.stdin is not None
        self.process.stdin.write(phase + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """Kill it, with all that it started, in the middle of whatever it does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._end()

    def stop(self) -> None:
        """Ask it to end, then make it."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self._end()

    def _end(self) -> None:
        self._stop.set()
        self._watch.join()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()
        self._log.close()

    def _look(self) -> None:
        while not self._stop.wait(0.1):
            self.peak_kib = max(self.peak_kib, sum(_pss_kib(number) for number in tree(self.process.pid)))


def measure(client: Watched, servers: Sequence[Watched], phase: str) -> Used:
    """Let ``client`` do ``phase`` and return what it took."""
    before = client.cpu(), sum(server.cpu() for server in servers)
    told = client.ask(phase)
    after = client.cpu(), sum(server.cpu() for server in servers)
    return Used(float(told.pop("seconds")), after[0] - before[0], after[1] - before[1], told)


def free_port() -> int:
    """Return a port on loopback that nobody has at the moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for_port(port: int, seconds: float = 60.0) -> None:
    """Return once somebody listens on ``port``. Raises TimeoutError."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as one:
            one.settimeout(1)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on {port}")


def tree(number: int) -> list[int]:
    """Return process ``number`` and all that descend from it."""
    found = [number]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text().split()
        except OSError:
            continue
        found += [int(child) for child in children]
    return found


def _cpu_of(number: int) -> float:
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(field) for field in fields[11:15]) / _TICK


def _pss_kib(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
