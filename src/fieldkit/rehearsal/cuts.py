# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A bad line: a proxy on loopback that cuts some connections, each at a random byte, by a seed.

1. It knows nothing of what it carries: bytes pass unread and unchanged until the cut, and after it nothing passes.
2. A cut falls on the way up, on the way down, or after the request has gone through and before its reply comes
   back: the district has committed then, and the device does not know.
3. One seed gives the same cuts to the same connections in the same order.
"""

from __future__ import annotations

import random
import socket
import struct
import threading
from collections import Counter
from dataclasses import dataclass
from types import TracebackType
from typing import Self

UP, DOWN, BEFORE_REPLY = "up", "down", "before-reply"

_READ_BYTES = 16_384
_LONGEST_LOG2 = 17.0
"""Cuts fall between byte 1 and byte 2^17, small numbers as likely as large ones: handshakes are short."""

_GREETING_BYTES = 700
"""What a TLS client has said, and what a server may say unasked (session tickets), before there is a reply."""

_SHORT_REPLY_SECONDS = 1.0
"""How long more is waited for of a reply that is held back: one may be as short as a greeting."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a connection will be cut: ``kind`` is ``up``, ``down`` or ``before-reply``; abruptly, or in good order."""

    kind: str
    after: int
    abrupt: bool


class CuttingProxy:
    """A bad line to ``upstream`` on loopback. ``cut_rate`` is the share of connections that are cut."""

    def __init__(self, upstream: int, *, seed: int, cut_rate: float, port: int = 0) -> None:
        self.cut_rate = cut_rate
        self.connections = 0
        self.stats: Counter[str] = Counter()
        self._upstream = upstream
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", port))
        self._stopped = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """Return the port that devices dial."""
        return int(self._listening.getsockname()[1]) if not self._stopped else 0

    @property
    def address(self) -> str:
        """Return the address that devices dial."""
        return f"https://127.0.0.1:{self.port}"

    @property
    def cuts(self) -> int:
        """Return how many connections were cut so far."""
        return sum(self.stats.values())

    def start(self) -> None:
        """Begin to carry connections."""
        self._begin(self._accept)

    def stop(self) -> None:
        """Carry nothing any more."""
        self._stopped = True
        _shut(self._listening)
        with self._lock:
            left = list(self._open)
        for sock in left:
            _shut(sock)
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self) -> None:
        while True:
            try:
                device, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            cut = self._choose()
            try:
                district = socket.create_connection(("127.0.0.1", self._upstream), timeout=10)
            except OSError:
                _shut(device)
                continue
            district.settimeout(None)
            with self._lock:
                self._open |= {device, district}
            pair = _Pair(device, district, cut, self)
            self._begin(pair.carry_up)
            self._begin(pair.carry_down)

    def _choose(self) -> Cut | None:
        """Return how the next connection will be cut, or None; always draws as often, so that a seed tells all."""
        chance, kind = self._random.random(), self._random.choice((UP, DOWN, BEFORE_REPLY))
        after, abrupt = int(2 ** self._random.uniform(0, _LONGEST_LOG2)), self._random.random() < 0.5
        return Cut(kind, after, abrupt) if chance < self.cut_rate else None

    def _begin(self, work: object) -> None:
        assert callable(work)
        thread = threading.Thread(target=work, name="bad-line", daemon=True)
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def closed(self, *socks: socket.socket) -> None:
        """Forget sockets that are closed."""
        with self._lock:
            self._open -= set(socks)

    def counted(self, kind: str) -> None:
        """Count a cut."""
        with self._lock:
            self.stats[kind] += 1


class _Pair:
    """One connection: the device's end, the district's end, and the cut that waits for it."""

    def __init__(
        self, device: socket.socket, district: socket.socket, cut: Cut | None, of: CuttingProxy
    ) -> None:
        self._device = device
        self._district = district
        self._cut = cut
        self._of = of
        self._lock = threading.Lock()
        self._over = False
        self._up = 0
        self._held = 0

    def carry_up(self) -> None:
        """Carry bytes from the device to the district."""
        while part := _receive(self._device):
            allowed = self._allowed(UP, self._up, len(part))
            self._up += len(part)
            if not _send(self._district, part[:allowed]):
                break
            if allowed < len(part):
                self._end(UP)
        self._end(None)

    def carry_down(self) -> None:
        """Carry bytes from the district to the device."""
        down = 0
        while part := _receive(self._district):
            if self._holds_back(part):
                continue
            allowed = self._allowed(DOWN, down, len(part))
            down += len(part)
            if not _send(self._device, part[:allowed]):
                break
            if allowed < len(part):
                self._end(DOWN)
        self._end(BEFORE_REPLY if self._held else None)

    def _allowed(self, kind: str, before: int, length: int) -> int:
        """Return how many of the next ``length`` bytes may pass."""
        if self._cut is None or self._cut.kind != kind:
            return length
        return min(length, self._cut.after - before)

    def _holds_back(self, part: bytes) -> bool:
        """Return True when ``part`` is of a reply that shall not arrive; cut once it is plain that it is one."""
        if self._cut is None or self._cut.kind != BEFORE_REPLY or self._up < _GREETING_BYTES:
            return False
        if not self._held:
            self._district.settimeout(_SHORT_REPLY_SECONDS)
        self._held += len(part)
        if self._held >= _GREETING_BYTES:
            self._end(BEFORE_REPLY)
        return True

    def _end(self, kind: str | None) -> None:
        """Close both ends once; ``kind`` is that of a cut, None when one end had enough."""
        with self._lock:
            if self._over:
                return
            self._over = True
        if kind is not None:
            self._of.counted(kind)
        abrupt = kind is not None and self._cut is not None and self._cut.abrupt
        for sock in (self._device, self._district):
            _shut(sock, abrupt=abrupt)
        self._of.closed(self._device, self._district)


def _receive(sock: socket.socket) -> bytes:
    try:
        return sock.recv(_READ_BYTES)
    except OSError:
        return b""


def _send(sock: socket.socket, part: bytes) -> bool:
    try:
        sock.sendall(part)
    except OSError:
        return False
    return True


def _shut(sock: socket.socket, *, abrupt: bool = False) -> None:
    """Close ``sock`` so that whoever waits on it wakes; when ``abrupt``, the other end hears of no good order."""
    try:
        if abrupt:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.shutdown(socket.SHUT_RD if abrupt else socket.SHUT_RDWR)
    except OSError:
        pass
    sock.close()
