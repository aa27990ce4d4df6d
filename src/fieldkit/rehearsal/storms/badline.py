# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A bad line with the district's own certificate: it reads what it carries, so that it can spoil any byte of it.

1. It stands where a proxy of the office would: TLS ends here, and begins anew towards the district. What is signed and
   boxed within stays so; everything else is in its hands.
2. What it does is drawn by ``faults.Weather``, or ordered. Once it is healed, it carries bytes unchanged.
3. A connection lives in a thread of its own; whoever is held in silence is let go when the device gives up.
"""

from __future__ import annotations

import random
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from fieldkit.rehearsal.storms import faults
from fieldkit.rehearsal.storms.faults import Fault, Weather
from fieldkit.rehearsal.storms.spoken import drip, made_reply, message_of, one_bit_else

LATE_SECONDS = 0.5
_PATIENCE = 10.0
_PAGE = b"<!DOCTYPE html><html><title>Wi-Fi</title><body>login</body></html>"


class _Over(Exception):
    """The connection is over; ``abrupt``: by a reset."""

    def __init__(self, *, abrupt: bool = False) -> None:
        super().__init__()
        self.abrupt = abrupt


class FaultProxy:
    """A bad line on loopback; devices dial ``port``. Until ``lead`` was called, whoever dials is turned away."""

    def __init__(self, seed: int) -> None:
        self.stats: Counter[str] = Counter()
        self.connections = self.requests = 0
        self.last = (0, 0)
        """How many bytes the last request and its reply had that came through whole."""
        self._weather = Weather(seed)
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self._upstream = 0
        self._ours: ssl.SSLContext | None = None
        self._foreign: ssl.SSLContext | None = None
        self._outward = _trusting_anyone()
        self._earlier = b""
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._threads = ThreadPoolExecutor(max_workers=2)
        self._stopped = False

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, name="bad-line", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped = True
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._threads.shutdown(wait=False)

    @property
    def port(self) -> int:
        """Return the port that devices dial."""
        return int(self._listening.getsockname()[1])

    def lead(self, upstream: int, certificate: Path, key: Path, foreign: Path | None = None) -> None:
        """Lead to the district at port ``upstream``, by its own ``certificate`` and ``key``.

        ``foreign`` is a file with somebody else's certificate and key; without it none is shown.
        """
        self._ours = _serving(certificate, key)
        self._foreign = _serving(foreign, foreign) if foreign else None
        self._upstream = upstream

    def spoil(self, rate: float) -> None:
        """Spoil this share of what comes; 0 heals the line."""
        with self._lock:
            self._weather.rate = rate

    def order(self, fault: Fault) -> None:
        """Let the next request meet ``fault``."""
        with self._lock:
            self._weather.order(fault)

    def _accept(self) -> None:
        while not self._stopped:
            try:
                device, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            with self._lock:
                fault = self._weather.for_line()
            threading.Thread(target=self._carry, args=(device, fault), name="bad-line", daemon=True).start()

    def _carry(self, device: socket.socket, fault: Fault | None) -> None:
        """Carry one connection to its end."""
        abrupt = False
        district: socket.socket | None = None
        device.settimeout(_PATIENCE)
        device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            device = self._greeted(device, fault)
            while (request := message_of(device)) is not None:
                with self._lock:
                    met = self._weather.for_request()
                    self.requests += 1
                if district is None:
                    district = self._dialled()
                self._one(device, district, request, met)
        except _Over as over:
            abrupt = over.abrupt
        except (OSError, ValueError):  # either end had enough
            abrupt = True
        finally:
            _shut(device, abrupt=abrupt)
            if district is not None:
                _shut(district, abrupt=abrupt)

    def _greeted(self, device: socket.socket, fault: Fault | None) -> socket.socket:
        """Return the device's connection with TLS, or do to it what ``fault`` says."""
        if self._ours is None:
            raise _Over(abrupt=True)
        context = self._ours
        if fault is not None and (fault.kind != faults.FOREIGN or self._foreign is not None):
            self._counted(fault)
            match fault.kind:
                case faults.HOLE:
                    raise self._silence(device)
                case faults.HELLO_CUT:
                    device.recv(max(1, fault.after))
                    raise _Over(abrupt=fault.abrupt)
                case faults.NO_TLS:
                    device.sendall(made_reply(200, _PAGE, "text/html"))
                    raise _Over(abrupt=False)
                case faults.FOREIGN if self._foreign is not None:
                    context = self._foreign
                case _:
                    raise _Over(abrupt=True)
        return context.wrap_socket(device, server_side=True)

    def _one(
        self, device: socket.socket, district: socket.socket, request: bytes, fault: Fault | None
    ) -> None:
        """Carry one request and its reply, as ``fault`` lets it."""
        if fault is None:
            district.sendall(request)
            reply = message_of(district)
            if reply is None:
                raise _Over(abrupt=True)
            self._earlier = reply
            self.last = len(request), len(reply)
            device.sendall(reply)
            return
        self._counted(fault)
        self._upward(device, district, request, fault)
        reply = self._heard(district, request, fault)
        self._downward(device, reply, fault)

    def _upward(self, device: socket.socket, district: socket.socket, request: bytes, fault: Fault) -> None:
        """Let the request reach the district, or not."""
        match fault.kind:
            case faults.UP:
                district.sendall(request[: fault.after])
                raise _Over(abrupt=fault.abrupt)
            case faults.HOLE_UP:
                raise self._silence(device)
            case faults.UNAVAILABLE | faults.TOO_MANY:
                device.sendall(made_reply(int(fault.kind), b"", "text/plain", "Retry-After: 1\r\n"))
                raise _Over
            case faults.PORTAL:
                device.sendall(made_reply(200, _PAGE, "text/html"))
                raise _Over
            case faults.LATE:
                time.sleep(fault.chance * LATE_SECONDS)
            case faults.GARBLED_UP:
                request = one_bit_else(request, fault.chance)
            case faults.DRIP_UP:
                drip(district, request, fault.chance * LATE_SECONDS)
                return
            case faults.AT_ONCE:
                self._threads.submit(self._told_besides, request)
        district.sendall(request)

    def _heard(self, district: socket.socket, request: bytes, fault: Fault) -> bytes:
        reply = message_of(district)
        if fault.kind == faults.DOUBLED and reply is not None:
            district.sendall(request)
            again = message_of(district)
            reply = again if fault.chance < 0.5 else reply
        if reply is None:
            raise _Over(abrupt=True)
        return reply

    def _downward(self, device: socket.socket, reply: bytes, fault: Fault) -> None:
        """Let the reply reach the device, or what stands in its place."""
        match fault.kind:
            case faults.DOWN:
                device.sendall(reply[: fault.after])
                raise _Over(abrupt=fault.abrupt)
            case faults.BEFORE_REPLY:
                raise _Over(abrupt=fault.abrupt)
            case faults.HOLE_DOWN:
                raise self._silence(device)
            case faults.GATEWAY:
                reply = made_reply(504, b"", "text/plain")
            case faults.PORTAL_AFTER:
                reply = made_reply(200, _PAGE, "text/html")
            case faults.GARBAGE:
                with self._lock:
                    reply = made_reply(200, self._random.randbytes(fault.after), "application/cose")
            case faults.GARBLED_DOWN:
                reply = one_bit_else(reply, fault.chance)
            case faults.CACHED:
                reply, self._earlier = self._earlier or reply, reply
            case faults.DRIP:
                drip(device, reply, fault.chance * LATE_SECONDS)
                return
        device.sendall(reply)

    def _told_besides(self, request: bytes) -> None:
        """Tell the district ``request`` on a line of its own; nobody waits for the answer."""
        with suppress(OSError, ValueError), self._dialled() as district:
            district.sendall(request)
            message_of(district)

    def _dialled(self) -> socket.socket:
        plain = socket.create_connection(("127.0.0.1", self._upstream), timeout=_PATIENCE)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._outward.wrap_socket(plain)

    def _silence(self, device: socket.socket) -> _Over:
        """Say nothing until the device gives up, or the line is healed; return the end."""
        until = time.monotonic() + _PATIENCE
        device.settimeout(0.1)
        while time.monotonic() < until and self._weather.rate:
            try:
                if not device.recv(65536):
                    break
            except TimeoutError:
                continue
        return _Over(abrupt=True)

    def _counted(self, fault: Fault) -> None:
        with self._lock:
            self.stats[fault.kind] += 1


def _serving(certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def _trusting_anyone() -> ssl.SSLContext:
    """Return a context for the way to the district on loopback; what is to be trusted is signed within."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _shut(line: socket.socket, *, abrupt: bool) -> None:
    with suppress(OSError):
        if abrupt:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            line.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        line.close()
