# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Somebody on the line who is not the district: a TLS (or plain) server on loopback that answers as a test tells it."""

import contextlib
import datetime as dt
import socket
import ssl
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from sync.trust.authority import Certified, new_authority, new_server

TODAY = dt.datetime.now(dt.UTC)
PORTAL = b"<html><title>Wi-Fi</title><body>Please log in</body></html>"

Script = Callable[[bytes, socket.socket], None]


def http(code: int, body: bytes, *headers: str) -> bytes:
    """Return an HTTP reply."""
    lines = [f"HTTP/1.1 {code} x", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def answering(reply: bytes) -> Script:
    """Return the script that answers everything with ``reply``."""
    return lambda _asked, line: line.sendall(reply)


class Impostor:
    """A server that reads whole requests, keeps them, and answers by its script."""

    def __init__(self, script: Script, context: ssl.SSLContext | None):
        self.script = script
        self.asked: list[bytes] = []
        self.connections = 0
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    @property
    def address(self) -> str:
        """Return where it is dialled."""
        return f"https://127.0.0.1:{self._listening.getsockname()[1]}"

    def start(self) -> None:
        """Answer from now on."""
        self._threads[0].start()

    def stop(self) -> None:
        """Answer nobody any more."""
        for sock in (self._listening, *self._open):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                plain, _ = self._listening.accept()
                self.connections += 1
                self._open.append(plain)
                self._threads.append(threading.Thread(target=self._serve, args=(plain,), daemon=True))
                self._threads[-1].start()

    def _serve(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError, ssl.SSLError, StopIteration):
            if self._context is not None:
                line = self._context.wrap_socket(line, server_side=True)
            while asked := _request(line):
                self.asked.append(asked)
                self.script(asked, line)
        with contextlib.suppress(OSError):
            line.close()


def _request(line: socket.socket) -> bytes:
    """Return one whole request, b'' at the end."""
    asked = b""
    while b"\r\n\r\n" not in asked:
        part = line.recv(65536)
        if not part:
            return b""
        asked += part
    head, _, body = asked.partition(b"\r\n\r\n")
    length = next(
        (int(row.split(b":")[1]) for row in head.split(b"\r\n") if row.lower().startswith(b"content-length")),
        0,
    )
    while len(body) < length:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


def context_of(made: Certified) -> ssl.SSLContext:
    """Return the TLS context of a server with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "server.pem")
        file.write_text(made.key + made.certificate, encoding="ascii")
        context.load_cert_chain(file)
    return context


@contextlib.contextmanager
def impostor(
    script: Script,
    *,
    authority: Certified | None = None,
    now: dt.datetime = TODAY,
    names: tuple[str, ...] = ("127.0.0.1",),
    plain: bool = False,
) -> Iterator[Impostor]:
    """Give a running impostor whose certificate is of ``authority``, or of one that nobody knows."""
    made = new_server(authority or new_authority("nobody", TODAY), names, now)
    running = Impostor(script, None if plain else context_of(made))
    running.start()
    try:
        yield running
    finally:
        running.stop()
