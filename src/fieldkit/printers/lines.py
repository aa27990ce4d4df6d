# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The line to a receipt printer: a socket of the network or a device file, neither of which may keep us waiting.

1. A line that takes nothing for ``STALL`` seconds is broken, and so is one slower than ``SLOWEST``: no wait is endless.
2. What a printer says without end keeps nobody: who has said goodbye listens for ``FAREWELL`` seconds in all.
3. ``Broken`` tells whether anything had gone out before: only then may something have been printed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import socket
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import unquote, urlsplit

PORT = 9100
CONNECT, STALL, FAREWELL = 4.0, 5.0, 0.5  # seconds
SLOWEST = 100.0  # bytes a second; the slowest serial lines of receipt printers carry 120
PIECE = 4096  # bytes of one write: small enough to see a printer stop in the middle
UNPLUGGED = (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESHUTDOWN)
WHY = {
    **dict.fromkeys(UNPLUGGED, "unplugged"),
    errno.EACCES: "not-allowed",
    errno.EPERM: "not-allowed",
    errno.EBUSY: "in-use",
    errno.ENOSPC: "paper-out",  # Linux's usblp says so
    errno.ECONNREFUSED: "offline",  # something is there, and no printer in it
    errno.EPIPE: "cut",
    errno.ECONNRESET: "cut",
}


class Broken(Exception):
    """The line cannot be used any more. ``begun`` tells whether bytes of a paper had gone out."""

    def __init__(self, why: str, *, begun: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.begun = begun


class Line(Protocol):
    """What a receipt printer is written to and read from."""

    def write(self, data: bytes) -> None:
        """Slow. Hand over all bytes, which are a paper's or part of it. Raise ``Broken``."""

    def ask(self, question: bytes, patience: float) -> bytes:
        """Slow. Write a question, which prints nothing; return what comes within so many seconds, b'' for nothing."""

    def drain(self) -> None:
        """Slow. End the line; wait until the other end has all that was written, if this can tell. Raise ``Broken``."""


@contextmanager
def opened(road: str) -> Iterator[Line]:
    """Slow. Open the line of socket://host:port or file:///dev/usb/lp0 for a while. Raise ``Broken``."""
    try:
        parts = urlsplit(road)
        host, port = parts.hostname, parts.port or PORT
    except ValueError as error:
        raise Broken("unknown-name") from error
    if parts.scheme == "socket" and host:
        with _connected(host, port) as connection:
            yield _Socket(connection)
    elif parts.scheme == "file" and parts.path.startswith("/") and os.name == "posix":
        with _device(unquote(parts.path)) as number:
            yield _Device(number)
    else:
        raise Broken("unknown-name")


class _Begun(ABC):
    """Knows whether bytes of a paper have gone out: those of a question are none."""

    def __init__(self) -> None:
        self._begun = False

    def write(self, data: bytes) -> None:
        self._send(data)

    def _put(self, question: bytes) -> None:
        begun = self._begun
        self._send(question)
        self._begun = begun

    @abstractmethod
    def _send(self, data: bytes) -> None: ...


class _Socket(_Begun):
    """A TCP connection to a printer."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection

    def ask(self, question: bytes, patience: float) -> bytes:
        self._put(question)
        self._connection.settimeout(patience)
        try:
            answer = self._connection.recv(PIECE)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as error:
            raise Broken(_why(error), begun=self._begun) from error
        if not answer:
            raise Broken("cut", begun=self._begun)
        return answer

    def drain(self) -> None:
        left = _unconfirmed(self._connection)
        wait = _Wait(left)
        while left:
            self._look_if_closed()
            if wait.is_over():
                raise Broken("no-answer", begun=self._begun)
            time.sleep(0.01)
            before, left = left, _unconfirmed(self._connection)
            if left < before:
                wait.moved()
        self._look_if_closed()
        self._part()

    def _part(self) -> None:
        """Say that no more comes. Raise ``Broken`` for a reset: what the printer had not read yet is lost."""
        try:
            with contextlib.suppress(TimeoutError):  # it keeps the line open, as many do
                _say_goodbye(self._connection)
        except OSError as error:
            raise Broken(_why(error), begun=self._begun) from error

    def _look_if_closed(self) -> None:
        """Raise ``Broken`` if the printer has hung up: it says so by an end, or by a reset, of what it would say."""
        self._connection.settimeout(0)
        try:
            closed = self._connection.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return
        except OSError as error:
            raise Broken(_why(error), begun=self._begun) from error
        if closed:
            raise Broken("cut", begun=self._begun)

    def _send(self, data: bytes) -> None:
        self._connection.settimeout(STALL)
        left, wait = memoryview(data), _Wait(len(data))
        while left:
            if wait.is_over():
                raise Broken("no-answer", begun=self._begun)
            try:
                count = self._connection.send(left[:PIECE])
            except TimeoutError as error:
                raise Broken("no-answer", begun=self._begun) from error
            except OSError as error:
                raise Broken(_why(error), begun=self._begun) from error
            self._begun, left = True, left[count:]
            wait.moved()


class _Device(_Begun):
    """A device file, opened so that neither reading nor writing ever waits by itself."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def ask(self, question: bytes, patience: float) -> bytes:
        self._put(question)
        if not self._ready(select.POLLIN, patience):
            return b""
        try:
            return os.read(self._number, PIECE)
        except BlockingIOError:
            return b""
        except OSError as error:
            if error.errno in (errno.EBADF, errno.EINVAL):  # a line in one direction only
                return b""
            raise Broken(_why(error), begun=self._begun) from error

    def drain(self) -> None:
        """Trust the kernel: it does not tell, and what it took it writes."""

    def _send(self, data: bytes) -> None:
        left, wait = memoryview(data), _Wait(len(data))
        while left:
            if wait.is_over() or not self._ready(select.POLLOUT, STALL):
                raise Broken("no-answer", begun=self._begun)
            try:
                count = os.write(self._number, left[:PIECE])
            except BlockingIOError:
                count = 0
            except OSError as error:
                raise Broken(_why(error), begun=self._begun) from error
            if count:
                self._begun, left = True, left[count:]
                wait.moved()
            else:
                time.sleep(0.01)  # some are said to be ready, and are not

    def _ready(self, wanted: int, patience: float) -> bool:
        """Wait until the file can be used; return False if it takes too long. Raise ``Broken`` once it is gone."""
        watch = select.poll()
        watch.register(self._number, wanted)
        happened = watch.poll(patience * 1000)
        if happened and not happened[0][1] & wanted:
            raise Broken("unplugged", begun=self._begun)
        return bool(happened)


class _Wait:
    """How long so many bytes may take: not ``STALL`` without a step, and in all not longer than the slowest line."""

    def __init__(self, size: int) -> None:
        self._end = time.monotonic() + STALL + size / SLOWEST
        self.moved()

    def moved(self) -> None:
        """Note that some were taken."""
        self._stalls = time.monotonic() + STALL

    def is_over(self) -> bool:
        """Return True once it took too long."""
        return time.monotonic() > min(self._end, self._stalls)


@contextmanager
def _connected(host: str, port: int) -> Iterator[socket.socket]:
    try:
        connection = socket.create_connection((host, port), timeout=CONNECT)
    except socket.gaierror as error:
        raise Broken("unknown-name") from error
    except OSError as error:
        raise Broken("offline" if error.errno == errno.ECONNREFUSED else "no-answer") from error
    with connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a question is three bytes long
        yield connection
        with contextlib.suppress(OSError):  # a line closed with answers unread loses what is on its way
            _say_goodbye(connection)


def _say_goodbye(connection: socket.socket) -> None:
    """Say that no more comes, and listen until the printer has done so too, or for a while. Raise ``OSError``."""
    connection.shutdown(socket.SHUT_WR)
    until = time.monotonic() + FAREWELL
    while (left := until - time.monotonic()) > 0:
        connection.settimeout(left)
        if not connection.recv(PIECE):
            return


@contextmanager
def _device(path: str) -> Iterator[int]:
    """Open a device file for both directions, or for writing where it has only that one."""
    ways = os.O_NONBLOCK | os.O_NOCTTY
    try:
        try:
            number = os.open(path, os.O_RDWR | ways)
        except PermissionError:
            number = os.open(path, os.O_WRONLY | ways)
    except OSError as error:
        raise Broken(_why(error)) from error
    try:
        if os.isatty(number):  # a serial line: bytes as they are, at the speed that the system has set
            import termios  # noqa: PLC0415 - not on Windows
            import tty  # noqa: PLC0415

            tty.setraw(
                number, termios.TCSANOW
            )  # any other waits, without end, for a printer that took too little
        yield number
    finally:
        os.close(number)


def _unconfirmed(connection: socket.socket) -> int:
    """Return how many bytes the other end has not confirmed yet, where the system tells."""
    if sys.platform != "linux":
        return 0
    import fcntl  # noqa: PLC0415 - not on Windows
    import termios  # noqa: PLC0415

    answer: bytes = fcntl.ioctl(connection, termios.TIOCOUTQ, bytes(4))
    return int.from_bytes(answer, sys.byteorder)


def _why(error: OSError) -> str:
    return WHY.get(error.errno or 0, "trouble")
