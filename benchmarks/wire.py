# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A counting line between client and server: bytes up and down, connections, turns. It changes nothing."""

import asyncio
import contextlib
import threading
from dataclasses import dataclass


@dataclass
class Counted:
    """What went through since the last look. A turn is a change from up to down."""

    up: int = 0
    down: int = 0
    connections: int = 0
    turns: int = 0


class CountingLine:
    """Listens on a port of its own and passes all on to ``port``; run in a thread of its own."""

    def __init__(self, port: int) -> None:
        self._to = port
        self.port = 0
        self.counted = Counted()
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()

    def take(self) -> Counted:
        """Return what was counted, and begin anew."""
        counted, self.counted = self.counted, Counted()
        return counted

    def close(self) -> None:
        """Stop listening."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._pass, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        server.close()
        self._loop.run_until_complete(asyncio.sleep(0.05))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.counted.connections += 1
        to_reader, to_writer = await asyncio.open_connection("127.0.0.1", self._to)
        last = ""

        async def one_way(source: asyncio.StreamReader, sink: asyncio.StreamWriter, way: str) -> None:
            nonlocal last
            with contextlib.suppress(OSError):
                while data := await source.read(65536):
                    setattr(self.counted, way, getattr(self.counted, way) + len(data))
                    if way == "down" and last == "up":
                        self.counted.turns += 1
                    last = way
                    sink.write(data)
                    await sink.drain()
            sink.close()

        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(one_way(reader, to_writer, "up"), one_way(to_reader, writer, "down"))
