# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Connections that ask for nothing do not keep others out.

1. Who has not said the head of a request in time is cut off, on a new connection and on one that is kept alive. The
   body has a time of its own (``sync.app``).
2. One address holds so many connections and no more, loopback too: behind a proxy all come from there.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

HEAD_SECONDS = 15.0


class Guarded(HttpToolsProtocol):
    """HTTP with a deadline for heads and a limit for addresses; each server has a kind of its own."""

    head_seconds: ClassVar[float]
    most_per_address: ClassVar[int]
    held: ClassVar[Counter[str]]
    _address = ""
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        """Count the connection, and cut it off where its address has too many."""
        super().connection_made(transport)
        self._address = _address_of(transport)
        self.held[self._address] += 1
        if self.held[self._address] > self.most_per_address:
            transport.abort()
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        """Take ``data`` and look whether a head is still awaited."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place free."""
        self._unwatch()
        self.held[self._address] -= 1
        if self.held[self._address] <= 0:
            del self.held[self._address]
        super().connection_lost(exc)

    def _watch(self) -> None:
        """Let the deadline run while a head is awaited; more bytes of the same head do not put it off."""
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._unwatch()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _unwatch(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def guarded(head_seconds: float, most_per_address: int) -> type[asyncio.Protocol]:
    """Return the HTTP protocol of one server, which waits ``head_seconds`` for a request's head."""
    own = {"head_seconds": head_seconds, "most_per_address": most_per_address, "held": Counter()}
    return type("Guarded", (Guarded,), own)


def _address_of(transport: asyncio.BaseTransport) -> str:
    peer: Any = transport.get_extra_info("peername")
    return str(peer[0]) if peer else ""
