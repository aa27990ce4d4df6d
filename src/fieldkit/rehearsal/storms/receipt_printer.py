# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A receipt printer on a socket that is well, keeps what it got, and can kill whoever prints at a chosen moment.

A moment chosen by the clock falls where the machine happens to be: on a slow one all of them fell before the first
byte. So the printer itself can pull the trigger, at what it sees: a connection, a piece of a picture, its end.
"""

from __future__ import annotations

import mmap
import os
import re
import signal
import socket
import struct
import time
from contextlib import suppress
from enum import IntEnum
from pathlib import Path

QUESTION, MARK = re.compile(rb"\x10\x04[\x01-\x04]"), b"\x1dr\x01"
SLOW = 0.001  # seconds a piece: a printer takes its time, so that kills fall into the sending too
PIECE = 2048
"""Bytes the printer takes at once."""


class Moment(IntEnum):
    """What a printer sees of a paper, in the order in which it comes."""

    CONNECTED = 1
    PIECE = 2
    END = 3


class Trigger:
    """Who is to be killed, and when: shared by the storm and its printer, which are two processes."""

    _LAYOUT = struct.Struct("=qqq")

    def __init__(self) -> None:
        """Be set on nobody."""
        self._memory = mmap.mmap(-1, self._LAYOUT.size)

    def set_on(self, process: int, moment: Moment, after: int) -> None:
        """Kill ``process`` when ``moment`` comes for the ``after``-th time, 1 for the next."""
        self._LAYOUT.pack_into(self._memory, 0, process, moment, after)

    def seen(self, moment: Moment) -> None:
        """Tell that ``moment`` has come; kill where it is the one."""
        process, chosen, left = self._LAYOUT.unpack_from(self._memory)
        if not process or chosen != moment:
            return
        self._LAYOUT.pack_into(self._memory, 0, process if left > 1 else 0, chosen, left - 1)
        if left <= 1:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def receive(listener: socket.socket, tray: Path, trigger: Trigger) -> None:
    """Be the printer: keep what each connection brings, whole or not, in a file of its own; never returns."""
    number = 0
    while True:
        connection, _ = listener.accept()
        trigger.seen(Moment.CONNECTED)
        number += 1
        got = b""
        with connection, suppress(OSError):
            while piece := connection.recv(PIECE):
                got += piece
                time.sleep(SLOW)
                trigger.seen(Moment.PIECE)
                if QUESTION.fullmatch(got[-3:]):
                    connection.sendall(b"\x12")
                elif got.endswith(MARK):
                    trigger.seen(Moment.END)
                    connection.sendall(b"\x00")
        paper = QUESTION.sub(b"", got).removesuffix(MARK)
        if paper:
            (tray / f"{number:06d}").write_bytes(paper)
