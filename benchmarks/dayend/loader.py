# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Let a crowd of devices exchange, each on a connection of its own; write down how long each waited and what came.

python -m benchmarks.dayend.loader PORT CROWD AUTHORITY ANSWERS AT_ONCE
"""

import asyncio
import ssl
import sys
import time
from pathlib import Path

import msgspec

from benchmarks.dayend.crowd import Came, Told, read_crowd


async def exchange(told: Told, port: int, context: ssl.SSLContext) -> tuple[int, bytes]:
    """Exchange once; return the HTTP code and the body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    try:
        head = f"POST /v1/exchange HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(told.request)}\r\n\r\n"
        writer.write(head.encode() + told.request)
        await writer.drain()
        said = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(said.partition(b"content-length:")[2].split(b"\r\n")[0])
        return int(said.split()[1]), await reader.readexactly(length)
    finally:
        writer.close()


async def load(port: int, crowd: list[Told], authority: str, answers: Path, at_once: int) -> None:
    """Let ``at_once`` devices exchange at a time until all have."""
    context = ssl.create_default_context(cafile=authority)
    waiting = iter(crowd)

    with answers.open("wb") as lines:

        async def worker() -> None:
            for told in waiting:
                began = time.perf_counter()
                code, body, tries = 0, b"", 0
                while code != 200 and tries < 20:
                    tries += 1
                    try:
                        code, body = await exchange(told, port, context)
                    except (OSError, asyncio.IncompleteReadError):
                        await asyncio.sleep(0.2)
                    else:
                        if code in (429, 503):
                            await asyncio.sleep(0.2)
                came = Came(told.device, time.perf_counter() - began, code, body, tries)
                lines.write(msgspec.json.encode(came) + b"\n")

        await asyncio.gather(*(worker() for _ in range(at_once)))


if __name__ == "__main__":
    asyncio.run(
        load(
            int(sys.argv[1]), read_crowd(Path(sys.argv[2])), sys.argv[3], Path(sys.argv[4]), int(sys.argv[5])
        )
    )
