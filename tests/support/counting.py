# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A relay on loopback that counts what passes: bytes each way as they lie on the wire, and TLS records of content."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

_CONTENT = 23
"""The TLS record type of what is enciphered; after the handshake, of requests and replies."""


@dataclass
class Counted:
    """What passed. ``up`` and ``down`` are bytes on the wire; ``records`` the enciphered records, with their way."""

    address: str
    up: int = 0
    down: int = 0
    connections: int = 0
    records: list[tuple[str, int]] = field(default_factory=list)


@contextlib.contextmanager
def counting(port: int) -> Iterator[Counted]:
    """Give a relay to ``port``."""
    listening = socket.create_server(("127.0.0.1", 0))
    counted = Counted(f"https://127.0.0.1:{listening.getsockname()[1]}")
    sockets: list[socket.socket] = [listening]
    threads: list[threading.Thread] = []

    def carry(way: str, source: socket.socket, target: socket.socket) -> None:
        kept = b""
        with contextlib.suppress(OSError):
            while part := source.recv(65536):
                setattr(counted, way, getattr(counted, way) + len(part))
                kept = _records(counted, way, kept + part)
                target.sendall(part)
        for sock in (source, target):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                device, _ = listening.accept()
                district = socket.create_connection(("127.0.0.1", port))
                counted.connections += 1
                sockets.extend((device, district))
                for way, source, target in (("up", device, district), ("down", district, device)):
                    threads.append(threading.Thread(target=carry, args=(way, source, target), daemon=True))
                    threads[-1].start()

    threads.append(threading.Thread(target=accept, daemon=True))
    threads[0].start()
    try:
        yield counted
    finally:
        for sock in sockets:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in threads:
            thread.join(timeout=5)


def _records(counted: Counted, way: str, raw: bytes) -> bytes:
    """Note the whole TLS records in ``raw``; return what is left of it."""
    while len(raw) >= 5 and len(raw) >= (whole := 5 + int.from_bytes(raw[3:5], "big")):
        if raw[0] == _CONTENT:
            counted.records.append((way, whole))
        raw = raw[whole:]
    return raw
