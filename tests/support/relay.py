# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A line to a print service that breaks at the call and in the way that is asked for; each call is a connection."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAYS = ("before", "half", "after")
"""Nothing of the call gets through; half of it does; all does, and the answer is lost."""


@contextmanager
def breaking(address: str, folder: Path, call: int, way: str) -> Iterator[str]:
    """Relay a local socket; break the ``call``-th connection. Yield the address to use instead."""
    place = str(folder / "relay")
    count = 0

    def serve(listener: socket.socket) -> None:
        nonlocal count
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            count += 1
            with near, contextlib.suppress(OSError):
                _pass_on(near, address, way if count == call else "")

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place)
        listener.listen()
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        try:
            yield place
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)


def _pass_on(near: socket.socket, address: str, way: str) -> None:
    """Pass one call on, and its answer back, as far as ``way`` lets it."""
    near.settimeout(10)
    said = _whole_call(near)
    if way == "before":
        return
    with socket.socket(socket.AF_UNIX) as far:
        far.settimeout(10)
        far.connect(address)
        if way == "half":
            far.sendall(said[: len(said) // 2])
            return
        far.sendall(said)
        answer = far.recv(65_536)
        if way == "after":
            return
        while answer:
            near.sendall(answer)
            far.settimeout(0.3)
            try:
                answer = far.recv(65_536)
            except TimeoutError:
                return


def _whole_call(near: socket.socket) -> bytes:
    said = b""
    while b"\r\n\r\n" not in said:
        said += near.recv(65_536)
    head, _, body = said.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += near.recv(65_536)
    return head + b"\r\n\r\n" + body
