# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Connections that ask for nothing do not keep others out.

1. Who has not ended the TLS handshake in time is cut off.
2. Who has not said the head of a request in time is cut off, on a new connection and on one that is kept alive. The
   body has a time of its own (``sync.serving.app``).
3. Who takes nothing of an answer for so long is cut off; who takes it slowly is not.
4. One address holds so many connections and no more, loopback too: behind a proxy all come from there.
"""

from __future__ import annotations

import asyncio
import functools
from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from sync.serving.figures import Figures

HANDSHAKE_SECONDS = 10.0
HEAD_SECONDS = 15.0
ANSWER_SECONDS = 20.0
CLOSE_SECONDS = 5.0
"""Comes on top of the deadline of a body, whose sender is answered before the line is closed."""


class Patience(uvicorn.Config):
    """How the server is run: with a deadline for TLS handshakes and for how long a line may take to close."""

    handshake_seconds: float = HANDSHAKE_SECONDS

    def get_loop_factory(self) -> Callable[[], asyncio.AbstractEventLoop]:
        """Return what makes the loop: asyncio's own, but for how it waits. uvicorn has no setting for that."""

        def new_loop() -> asyncio.AbstractEventLoop:
            loop = asyncio.new_event_loop()
            loop.create_server = functools.partial(  # type: ignore[method-assign]
                loop.create_server,
                ssl_handshake_timeout=self.handshake_seconds,
                ssl_shutdown_timeout=min(self.handshake_seconds, CLOSE_SECONDS),
            )
            return loop

        return new_loop


class Guarded(HttpToolsProtocol):
    """HTTP with deadlines for heads and answers and a limit for addresses; each server has a kind of its own."""

    head_seconds: ClassVar[float]
    answer_seconds: ClassVar[float]
    most_per_address: ClassVar[int]
    held: ClassVar[Counter[str]]
    figures: ClassVar[Figures]
    _address = ""
    _deadline: asyncio.TimerHandle | None = None
    _look: asyncio.TimerHandle | None = None
    _untaken = 0
    _running: RequestResponseCycle | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.figures.dialled.inc()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        """Count the connection, and cut it off where its address has too many."""
        super().connection_made(transport)
        self._address = _address_of(transport)
        self.figures.open.inc()
        self.held[self._address] += 1
        if self.held[self._address] > self.most_per_address:
            self.figures.turned_away("connection")
            transport.abort()
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        """Take ``data`` and look whether a head is still awaited."""
        super().data_received(data)
        self._watch()

    def pause_writing(self) -> None:
        """Note that more is said than is being taken."""
        super().pause_writing()
        self._watch_answer()

    def on_response_complete(self) -> None:
        """Look whether the answer is being taken."""
        super().on_response_complete()
        self._watch_answer()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place free."""
        self._unwatch()
        if self._look is not None:
            self._look.cancel()
            self._look = None
        if self._running is not None:  # uvicorn tells only the request that was read last
            self._running.disconnected = True
            self._running.message_event.set()
        self.pipeline.clear()
        self.figures.open.dec()
        self.held[self._address] -= 1
        if self.held[self._address] <= 0:
            del self.held[self._address]
        super().connection_lost(exc)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def _watch(self) -> None:
        """Let the deadline run while a head is awaited; more bytes of the same head do not put it off."""
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._unwatch()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(self.head_seconds, self._cut, "head")

    def _unwatch(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _watch_answer(self) -> None:
        """Look again after a while whether what waits to be taken has become less."""
        if self.transport.is_closing():
            return
        self._untaken = self.transport.get_write_buffer_size()
        if self._look is None and self._untaken:
            self._look = self.loop.call_later(self.answer_seconds, self._look_again)

    def _look_again(self) -> None:
        self._look = None
        before, now = self._untaken, self.transport.get_write_buffer_size()
        if now and now >= before:
            self._cut("answer")
        else:
            self._watch_answer()

    def _cut(self, state: str) -> None:
        self.figures.stalled(state)
        self.transport.abort()


def guarded(
    head_seconds: float,
    most_per_address: int,
    figures: Figures,
    answer_seconds: float = ANSWER_SECONDS,
) -> type[asyncio.Protocol]:
    """Return the HTTP protocol of one server, which waits ``head_seconds`` for a request's head."""
    own = {
        "head_seconds": head_seconds,
        "answer_seconds": answer_seconds,
        "most_per_address": most_per_address,
        "held": Counter(),
        "figures": figures,
    }
    return type("Guarded", (Guarded,), own)


def _address_of(transport: asyncio.BaseTransport) -> str:
    peer: Any = transport.get_extra_info("peername")
    return str(peer[0]) if peer else ""
