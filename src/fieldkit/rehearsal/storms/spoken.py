# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""HTTP as a bad line needs it: whole messages read, replies made up, a bit turned, bytes sent a few at a time."""

from __future__ import annotations

import socket
import time

DRIPS = 12


class Short(ConnectionError):
    """The line ended within a message."""


def message_of(line: socket.socket) -> bytes | None:
    """Return the next HTTP message of ``line``, head and body; None where it ended in good order before one."""
    said = b""
    while b"\r\n\r\n" not in said:
        part = line.recv(65536)
        if not part:
            if said:
                raise Short
            return None
        said += part
    head, _, body = said.partition(b"\r\n\r\n")
    length = 0
    for row in head.split(b"\r\n")[1:]:
        name, _, value = row.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    parts = [said]
    missing = length - len(body)
    while missing > 0:
        part = line.recv(min(missing, 65536))
        if not part:
            raise Short
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def made_reply(code: int, body: bytes, kind: str, more: str = "") -> bytes:
    """Return a whole reply of ``code`` with ``body`` of this ``kind``; ``more`` are rows of the head."""
    return (
        f"HTTP/1.1 {code} -\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode()
        + body
    )


def one_bit_else(message: bytes, chance: float) -> bytes:
    """Return ``message`` with one bit of its body turned; without a body as it is."""
    head, _, body = message.partition(b"\r\n\r\n")
    if not body:
        return message
    at = int(chance * len(body))
    spoiled = bytearray(body)
    spoiled[at] ^= 1 << (at % 8)
    return head + b"\r\n\r\n" + bytes(spoiled)


def drip(line: socket.socket, message: bytes, seconds: float) -> None:
    """Send ``message`` in small pieces, which takes ``seconds``."""
    step = max(1, len(message) // DRIPS)
    for at in range(0, len(message), step):
        line.sendall(message[at : at + step])
        time.sleep(seconds / DRIPS)
