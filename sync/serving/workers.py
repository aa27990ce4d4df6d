# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Several processes behind one address, for a district whose tables are on a PostgreSQL server.

1. The supervisor holds the socket and serves nobody: connections that wait for an answer outlive a worker.
2. A worker keeps nothing that is not in the database too. One that dies is replaced at once; one that dies again and
   again, after a pause that grows.
3. When the supervisor goes, by whatever death, its workers go: their standard input ends.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from sync.db.place import NeedsPostgresql
from sync.district import District, open_district
from sync.serving.figures import Figures, forget_worker, shared_by_workers, told_on
from sync.serving.logs import log, write_log_lines
from sync.serving.serving import Stand, Wish, clock_from, server_of, spare_what_stays

READY_SECONDS = 60.0
STOP_SECONDS = 15.0
LOOK_SECONDS = 0.2
LONGEST_PAUSE = 10.0
LASTED_SECONDS = 5.0
"""A worker that lived for so long did not die of how it was started."""


class _Orders(msgspec.Struct, frozen=True):
    """What a worker is told on its standard input, in one line. ``ready`` is where it says that it can answer."""

    folder: str
    wish: Wish
    certificate: str
    key: str
    socket: int
    ready: int


@dataclass(slots=True)
class _Worker:
    """One place for a worker: its process, when it began, how long to wait after its death."""

    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    pause: float = 0.0
    again_at: float = 0.0


class Workers:
    """A district being served by ``count`` processes, from its socket on."""

    def __init__(self, district: District, wish: Wish, count: int) -> None:
        if district.database.kind.name != "postgresql":
            raise NeedsPostgresql
        self._district = district
        self._wish = wish
        self._stand = Stand(district, wish)
        self._clock = clock_from(wish.clock_at)
        self._places = [_Worker() for _ in range(count)]
        self._ended = threading.Event()
        self.address = self._stand.address

    def run(self) -> None:
        """Start the workers, tell the address, then look after them until told to stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._ended.set())
        try:
            with shared_by_workers(), told_on(self._wish.metrics_port, self._district):
                self._serve()
        finally:
            self._stop()
            self._stand.socket.close()

    def _serve(self) -> None:
        for place in self._places:
            self._start(place)
        self._stand.tell()
        while not self._ended.wait(LOOK_SECONDS):
            self._look()

    def _look(self) -> None:
        """Replace the workers that died."""
        now = time.monotonic()
        for place in self._places:
            if place.process is not None and place.process.poll() is not None:
                log.error("worker died", extra={"exit_code": place.process.returncode})
                _close_input(place.process)
                forget_worker(place.process.pid)
                place.process = None
                lasted = now - place.began > LASTED_SECONDS
                place.pause = 0.0 if lasted else min(LONGEST_PAUSE, place.pause * 2 or LOOK_SECONDS)
                place.again_at = now + place.pause
            if place.process is None and now >= place.again_at:
                self._start(place)

    def _start(self, place: _Worker) -> None:
        """Start a worker and wait until it can answer, or has died."""
        reader, writer = os.pipe()
        place.began = time.monotonic()
        clock_at = None if self._wish.clock_at is None else self._clock()  # the rehearsal's clock runs on
        orders = _Orders(
            folder=str(self._district.folder),
            wish=replace(self._wish, clock_at=clock_at),
            certificate=str(self._stand.certificate),
            key=str(self._stand.key),
            socket=self._stand.socket.fileno(),
            ready=writer,
        )
        place.process = subprocess.Popen(
            [sys.executable, "-m", "sync.serving.workers"],
            stdin=subprocess.PIPE,
            pass_fds=(orders.socket, writer),
        )
        os.close(writer)
        assert place.process.stdin is not None
        try:
            place.process.stdin.write(msgspec.json.encode(orders, enc_hook=_plain) + b"\n")
            place.process.stdin.flush()
            os.read(reader, 1)  # comes back empty when the worker died
        except BrokenPipeError:
            pass
        finally:
            os.close(reader)

    def _stop(self) -> None:
        """Ask the workers to stop; end those that do not."""
        running = [place.process for place in self._places if place.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _close_input(process)


def _plain(value: object) -> str:
    """Return a path as text."""
    return str(value)


def _path(kind: type, value: object) -> object:
    """Return the path in ``value``."""
    return Path(str(value)) if issubclass(kind, Path) else value


def _close_input(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    try:
        process.stdin.close()
    except BrokenPipeError:
        pass


def work() -> None:
    """Serve as one of several, by the orders on standard input, until told to stop or that input ends."""
    orders = msgspec.json.decode(sys.stdin.buffer.readline(), type=_Orders, dec_hook=_path)
    write_log_lines()
    district = open_district(Path(orders.folder))
    server = server_of(district, orders.wish, Path(orders.certificate), Path(orders.key), Figures())

    def watch() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    threading.Thread(target=_tell_when_started, args=(server, orders.ready), daemon=True).start()
    spare_what_stays()
    try:
        server.run(sockets=[socket.socket(fileno=orders.socket)])
    finally:
        district.close()


def _tell_when_started(server: object, ready: int) -> None:
    while not getattr(server, "started", False):
        time.sleep(0.01)
    os.write(ready, b"1")
    os.close(ready)


if __name__ == "__main__":  # pragma: no cover - run as a process of its own
    work()
