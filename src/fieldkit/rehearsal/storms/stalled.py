# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of connections that stand still in every state they can, while a booth goes on syncing.

1. They stand still before the handshake, in it, in a request's head, in its body, and before taking its answer.
2. Few of them meet short deadlines, so that a push does not wait; from ``MANY`` on they meet the real ones.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from fieldkit.problems import Problem
from fieldkit.rehearsal.booth import Booth
from fieldkit.rehearsal.briefing import briefing_lines, write_briefing
from fieldkit.rehearsal.district import DistrictProcess
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from fieldkit.sample.day import sample_day
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from sync.district import open_district
from sync.serving.serving import Serving, Wish

MANY = 100
SHORT_SECONDS = 1.5
MOST_SECONDS = 20.0
"""What stands still is gone after so long."""

_GRACE = 3.0  # for a machine that is busy with other things
_FOR_EVER = 600.0
_BIG = b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 400
STATES = ("dialled", "handshake", "head", "body", "answer")


def storm_of_stalled_lines(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Hold ``times`` connections that stand still; plants ``head``, ``handshake``, …: that deadline is missing."""
    deadlines = {} if times >= MANY else dict.fromkeys(_DEADLINES.values(), SHORT_SECONDS)
    within = MOST_SECONDS if times >= MANY else SHORT_SECONDS * 2
    if plant is not None:
        deadlines[_DEADLINES[plant]] = _FOR_EVER
    refused = 0
    with (
        _serving(folder, times + 50, deadlines) as (serving, booth),
        contextlib.ExitStack() as lines,
    ):
        port = int(serving.address.rpartition(":")[2])
        held = []
        for number in range(times):
            state = STATES[number % len(STATES)]
            held.append((state, lines.enter_context(_stalled(port, state))))
            tell(number + 1, times)
        began = time.monotonic()
        longest = 0.0
        rounds = 0
        while time.monotonic() - began < within + _GRACE and rounds < 1000:
            rounds, started = rounds + 1, time.monotonic()
            refused += not _synced(booth)
            longest = max(longest, time.monotonic() - started)
            time.sleep(0.2)
        still = [state for state, line in held if not _is_cut_off(line)]
        counted = _counted(serving)
    figures: dict[str, Any] = {
        "lines": times,
        **{f"still open: {state}": still.count(state) for state in STATES},
        **{f"counted by the server: {state}": count for state, count in counted.items()},
        "booth_rounds": rounds,
        "longest_round_seconds": round(longest, 2),
        "still_open": len(still),
        "booth_refused": refused,
    }
    return result(
        "stalled",
        figures,
        tried="lines",
        seed=seed,
        plant=plant,
        target=f"each cut off within {MOST_SECONDS:.0f} s, the booth never kept out",
        bad=("still_open", "booth_refused"),
    )


_DEADLINES = {
    "handshake": "handshake_seconds",
    "head": "head_seconds",
    "body": "body_seconds",
    "answer": "answer_seconds",
}


@contextlib.contextmanager
def _serving(folder: Path, most: int, deadlines: dict[str, float]) -> Iterator[tuple[Serving, Booth]]:
    """Serve a small district by a thread of ours, with a booth that has joined."""
    day = sample_day()
    site = day.sites[0]
    asked = DistrictProcess(folder / "district")
    asked.folder.mkdir(parents=True)
    asked.console("init", "--name", "样例")
    lines = briefing_lines(replace(day, services=day.services[:1]))
    asked.console("brief", str(write_briefing(folder / "briefing.jsonl", lines)))
    district = open_district(asked.folder)
    told = threading.Event()
    wish = Wish("127.0.0.1", 0, ready_file=folder / "ready", most_per_address=most, **deadlines)  # type: ignore[arg-type]
    serving = Serving(district, wish)

    def serve() -> None:
        try:
            with contextlib.redirect_stdout(None):
                serving.run()
        finally:
            district.close()
            told.set()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        while not (serving.server.started or told.is_set()):
            time.sleep(0.02)
        printed = asked.console("add-device", "--name", "storm", "--site", site.code)
        ticket = next(line.strip() for line in printed.splitlines() if line.strip().startswith("FK1 "))
        booth = Booth(folder / "booth", day.event.code, site.code)
        booth.make(ticket, dt.datetime.now(dt.UTC))
        yield serving, booth
    finally:
        serving.server.should_exit = True
        thread.join()


def _synced(booth: Booth) -> bool:
    now = dt.datetime.now(dt.UTC)
    with booth.opened(now) as store:
        try:
            sync(store, report=Quiet(), clock=lambda: now)
        except Problem:
            return False
    return True


@contextlib.contextmanager
def _stalled(port: int, state: str) -> Iterator[socket.socket]:
    """Give a connection that stands still in ``state``."""
    line = socket.socket()
    try:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(20)
        line.connect(("127.0.0.1", port))
        if state == "handshake":
            line.sendall(_half_hello())
        elif state != "dialled":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            line = context.wrap_socket(line)
            line.sendall(_SAID[state])
        yield line
    finally:
        line.close()


_SAID = {
    "head": b"GET /v1/hello HTTP/1.1\r\nHost:",
    "body": b"POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf",
    "answer": _BIG,
}


def _half_hello() -> bytes:
    """Return the first half of what a client says first."""
    said = ssl.MemoryBIO()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    hand = context.wrap_bio(ssl.MemoryBIO(), said, server_hostname="x")
    with contextlib.suppress(ssl.SSLWantReadError):
        hand.do_handshake()
    whole = said.read()
    return whole[: len(whole) // 2]


def _is_cut_off(line: socket.socket, within: float = 1.0) -> bool:
    """Return True when the other end has hung up; what lies on the way before that is read and thrown away."""
    until = time.monotonic() + within
    read: Callable[[socket.socket, int], bytes] = socket.socket.recv  # beneath TLS
    while (left := until - time.monotonic()) > 0:
        if not select.select([line], [], [], left)[0]:
            return False
        try:
            if not read(line, 65536):
                return True
        except OSError:
            return True
    return False


def _counted(serving: Serving) -> dict[str, int]:
    told = serving.figures.registry.collect()
    samples = [sample for one in told if one.name == "fieldkit_stalled_connections" for sample in one.samples]
    return {one.labels["state"]: int(one.value) for one in samples if one.name.endswith("_total")}
