# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Let a crowd of devices exchange, each on a connection of its own; write down how long each waited and what came.

python -m benchmarks.dayend.loader PORT CROWD AUTHORITY ANSWERS spread SECONDS | at-once DEVICES

1. Requests were sealed before: while the clock runs nothing is done here but TLS and waiting.
2. ``spread`` lets them come at chance moments within so many seconds, whether those before them were answered or not;
   a wait counts from the moment at which the device meant to come. ``at-once`` keeps so many under way until all have.
3. At the end it prints its own CPU seconds.
"""

import asyncio
import json
import random
import ssl
import sys
import time
from pathlib import Path

import msgspec

from benchmarks.dayend.crowd import Came, Told, read_crowd

MOST_TRIES = 20
PAUSE = 0.2


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


async def until_answered(told: Told, port: int, context: ssl.SSLContext, since: float) -> Came:
    """Exchange as a device does, again where nothing came of it; the wait counts from ``since``."""
    code, body, tries = 0, b"", 0
    while code != 200 and tries < MOST_TRIES:
        if tries:
            await asyncio.sleep(PAUSE)
        tries += 1
        try:
            code, body = await exchange(told, port, context)
        except (OSError, asyncio.IncompleteReadError):
            code = 0
    return Came(told.device, time.perf_counter() - since, code, body, tries)


async def spread(crowd: list[Told], port: int, context: ssl.SSLContext, seconds: float) -> list[Came]:
    """Let the devices come at chance moments within ``seconds``."""
    chance = random.Random(len(crowd))
    moments = sorted(chance.uniform(0, seconds) for _ in crowd)
    began = time.perf_counter()
    under_way = []
    for told, moment in zip(crowd, moments, strict=True):
        await asyncio.sleep(max(0.0, began + moment - time.perf_counter()))
        under_way.append(asyncio.create_task(until_answered(told, port, context, began + moment)))
    return list(await asyncio.gather(*under_way))


async def at_once(crowd: list[Told], port: int, context: ssl.SSLContext, most: int) -> list[Came]:
    """Let ``most`` devices exchange at a time until all have."""
    waiting = iter(crowd)

    async def worker() -> list[Came]:
        return [await until_answered(told, port, context, time.perf_counter()) for told in waiting]

    return [came for some in await asyncio.gather(*(worker() for _ in range(most))) for came in some]


def main(words: list[str]) -> None:
    """Load the server; see above."""
    port, crowd, authority, answers, how, many = words
    context = ssl.create_default_context(cafile=authority)
    told = read_crowd(Path(crowd))
    used = time.process_time()
    if how == "spread":
        came = asyncio.run(spread(told, int(port), context, float(many)))
    else:
        came = asyncio.run(at_once(told, int(port), context, int(many)))
    print(json.dumps({"cpu": time.process_time() - used}))
    Path(answers).write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in came))


if __name__ == "__main__":
    main(sys.argv[1:])
