# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The line to a spooler, or to a printer that speaks IPP: HTTP over a local socket or the network, with patience.

1. Where the system's own spooler listens is found as its other programs find it: CUPS_SERVER, client.conf, the socket.
2. No call waits longer than its patience for a word, no answer is read beyond ``LONGEST`` or ``ANSWERS_WITHIN``.
   A document goes in pieces, each with a patience of its own: a printer without room takes it as fast as it prints.
3. A local spooler that asks who we are is told so by the socket itself (PeerCred); no password is ever asked or sent.
"""

from __future__ import annotations

import getpass
import http.client
import itertools
import os
import re
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from fieldkit.printers.ipp import Answer, NotIpp, answer

PORT = 631
PATIENCE = 5.0  # seconds for one word of a spooler
ANSWERS_WITHIN = 20.0  # seconds for a whole answer, however small the words are in which it comes
TAKES_WITHIN = 60.0  # seconds for a piece of a document: as long as paper is put in
PIECE = 32_768  # bytes
SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
CONFIGURATIONS = ("~/.cups/client.conf", "/etc/cups/client.conf")
LONGEST = 8_000_000  # bytes of an answer; a hundred printers with all their papers take one
SERVER_NAME = re.compile(r"^\s*ServerName\s+(\S+)", re.IGNORECASE | re.MULTILINE)
REFUSALS = {
    401: "authentication",
    403: "not-allowed",
    404: "unknown-name",
    413: "too-large",
    426: "not-allowed",
}


class NoAnswer(Exception):
    """Nothing came that is an answer; ``why`` is a code of ``printers.ticket.WHYS``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Spooler:
    """Where IPP is spoken: a local socket (its ``path``), or a host and port; ``own`` is this system's spooler."""

    host: str = "localhost"
    port: int = PORT
    path: str = ""
    own: bool = False

    def ask(self, place: str, message: bytes, document: bytes = b"") -> Answer:
        """Slow. Post a message, and a document behind it, to ``place``. Raise ``NoAnswer``."""
        try:
            status, body = self._post(place, message, document, {})
            if status == http.client.UNAUTHORIZED and self.path:
                peer = {"Authorization": f"PeerCred {whoever()}"}
                status, body = self._post(place, message, document, peer)
            if status != http.client.OK:
                raise NoAnswer(REFUSALS.get(status, "trouble"))
            return answer(body)
        except NotIpp as error:
            raise NoAnswer("trouble") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoAnswer(self._why(error)) from error

    def _post(self, place: str, message: bytes, document: bytes, more: dict[str, str]) -> tuple[int, bytes]:
        line = _Line(self)
        length = str(len(message) + len(document))
        try:
            line.connect()
            line.sock.settimeout(TAKES_WITHIN if document else PATIENCE)
            pieces = (document[at : at + PIECE] for at in range(0, len(document), PIECE))
            said = {"Content-Type": "application/ipp", "Content-Length": length, **more}
            line.request("POST", place, itertools.chain((message,), pieces), said)
            line.listen(ANSWERS_WITHIN if document else PATIENCE)  # some answer a document when it is printed
            reply = line.getresponse()
            read = reply.read(LONGEST + 1)
            if len(read) > LONGEST:
                raise NotIpp("too long")
            return reply.status, read
        finally:
            line.close()

    def _why(self, error: Exception) -> str:
        if isinstance(error, socket.gaierror):
            return "unknown-name"
        if isinstance(error, PermissionError):
            return "not-allowed"
        if isinstance(error, ConnectionRefusedError | FileNotFoundError):
            return "no-service" if self.own else "offline"
        begun = isinstance(error, http.client.HTTPException | BrokenPipeError | ConnectionResetError)
        return "cut" if begun else "no-answer"


class _Line(http.client.HTTPConnection):
    """An HTTP connection that may be made over a local socket."""

    def __init__(self, spooler: Spooler) -> None:
        super().__init__(spooler.host, spooler.port, timeout=PATIENCE)
        self._path = spooler.path

    def connect(self) -> None:
        if not self._path:
            super().connect()
            self.sock = _Listened(self.sock)
            return
        self.sock = _Listened(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        self.sock.connect(self._path)

    def listen(self, patience: float) -> None:
        """Wait so many seconds for each word of the answer, and ``ANSWERS_WITHIN`` for all of it."""
        if isinstance(self.sock, _Listened):
            self.sock.patience, self.sock.until = patience, time.monotonic() + ANSWERS_WITHIN


class _Listened(socket.socket):
    """A socket that is read until a moment (``until``), with a ``patience`` for each word."""

    def __init__(self, made: socket.socket) -> None:
        super().__init__(made.family, made.type, made.proto, fileno=made.detach())
        self.settimeout(PATIENCE)
        self.patience, self.until = PATIENCE, float("inf")

    def recv_into(self, *into: Any) -> int:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.settimeout(min(self.patience, left))
        return super().recv_into(*into)


def ours() -> Spooler:
    """Return where this system's own spooler listens, or would if there were one."""
    named = os.environ.get("CUPS_SERVER", "")
    for place in CONFIGURATIONS:
        if named:
            break
        try:
            found = SERVER_NAME.search(Path(place).expanduser().read_text(encoding="utf-8", errors="replace"))
        except (OSError, RuntimeError):  # RuntimeError: nobody knows where home is
            continue
        named = found[1] if found else ""
    if named:
        return _named(named)
    there = next((path for path in SOCKETS if Path(path).exists()), "")
    return Spooler(path=there, own=True)


def at(road: str) -> tuple[Spooler, str]:
    """Return the line to ``ipp://host:port/path`` and the path. Raise ``NoAnswer`` for what is no such address."""
    try:
        parts = urlsplit(road)
        if parts.scheme != "ipp" or not parts.hostname:
            raise NoAnswer("unknown-name")
        return Spooler(parts.hostname, parts.port or PORT), quote(parts.path or "/ipp/print", safe="/%")
    except ValueError as error:
        raise NoAnswer("unknown-name") from error


def whoever() -> str:
    """Return the name of the system's account that we run as."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "fieldkit"


def _named(server: str) -> Spooler:
    """Read a server's name as CUPS does: a socket, or host[:port][/version=1.1]."""
    if server.startswith("/"):
        return Spooler(path=server, own=True)
    parts = urlsplit("//" + server.partition("/")[0])
    try:
        return Spooler(parts.hostname or "localhost", parts.port or PORT, own=True)
    except ValueError:
        return Spooler(parts.hostname or "localhost", own=True)
