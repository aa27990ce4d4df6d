# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A receipt printer on a socket of this machine: it reads ESC/POS as the real ones do, and has their troubles."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.support.escpos import Reader, Slip

WELL = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
PAPER_OUT = {1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x72}
COVER_OPEN = {1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: what is on its way is thrown away


@dataclass
class ReceiptPrinter:
    """What the printer is like, and what has come out of it.

    ``says`` is its answer by DLE EOT's question; None is a printer that says nothing ever. After ``after`` bytes of a
    connection it does ``then``: ``stall`` (reads no more), ``close``, ``reset``, or ``paper-out``. One that does not
    ``heed`` is no printer at all: it understands nothing. ``unasked`` is what it says before it prints.
    """

    says: dict[int, int] | None = field(default_factory=lambda: dict(WELL))
    after: int | None = None
    then: str = "stall"
    marks: bool = True
    heeds: bool = True
    unasked: bytes = b""
    port: int = 0
    got: bytes = b""
    reader: Reader = field(default_factory=Reader)
    done: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def road(self) -> str:
        return f"socket://127.0.0.1:{self.port}"

    @property
    def slips(self) -> list[Slip]:
        return self.reader.slips

    def serve(self, listener: socket.socket) -> None:
        """Take one connection after another until the listener is closed."""
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                self._talk(connection)
            self.done.set()

    def _talk(self, connection: socket.socket) -> None:
        self.reader, self.got = Reader(slips=self.reader.slips, pieces=self.reader.pieces), b""
        while data := connection.recv(2048 if self.after is None else 256):
            self.got += data
            if self.heeds:
                self.reader.feed(data)
            if self.after is not None and len(self.got) >= self.after and not self._goes_on(connection):
                return
            self._answer(connection)

    def _goes_on(self, connection: socket.socket) -> bool:
        """Do what happens after so many bytes; return whether the conversation goes on."""
        if self.then == "paper-out":
            self.says, self.marks = dict(PAPER_OUT), False
            return True
        if self.then == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        if self.then == "stall":
            self.over.wait(60)
        return False

    def _answer(self, connection: socket.socket) -> None:
        asked, self.reader.asked = self.reader.asked, []
        if self.unasked and self.reader.begun.rows:
            connection.sendall(self.unasked)
        for kind, number in asked:
            if self.says is not None and kind == "status":
                connection.sendall(bytes([self.says[number]]))
            elif self.says is not None and self.marks:
                connection.sendall(b"\x00")


@contextmanager
def plugged_in(**is_like: object) -> Iterator[ReceiptPrinter]:
    """Have a receipt printer for a while."""
    printer = ReceiptPrinter(**is_like)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # as little as a real one holds
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        printer.port = listener.getsockname()[1]
        thread = threading.Thread(target=printer.serve, args=(listener,))
        thread.start()
        try:
            yield printer
        finally:
            printer.over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)


def closed_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as passing:
        passing.bind(("127.0.0.1", 0))
        return int(passing.getsockname()[1])
