# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Ten thousand devices that have joined and have a day's work to tell: their keys, and each one's sealed request."""

import hashlib
import json
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from benchmarks.dayend.small_day import LIFE, RECORDS, SmallDay
from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.frames import join_frames
from fieldkit.protocol.messages import Batch, Chain, ExchangeRequest
from fieldkit.protocol.version import PROTOCOL_VERSION
from fieldkit.rehearsal.briefing import briefing_lines
from fieldkit.sample.day import SampleDay, sample_day
from fieldkit.seals import boxes, chain, envelope, packing
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from sync.db.notes import last_number, set_number
from sync.db.tables import device, serial_block
from sync.district import District
from sync.outgoing.briefing import take_in
from sync.outgoing.serials import BLOCKS


@dataclass(frozen=True)
class Told:
    """What a device will say, and what it needs to check the answer."""

    device: str
    request: bytes
    heard: str
    head: str
    sealing_key: bytes
    operations: int = RECORDS


@dataclass(frozen=True)
class Joined:
    """A device that has joined: its keys, and its rows at the district."""

    key: Ed25519PrivateKey
    sealing: boxes.SealingKey
    row: dict[str, Any]
    block: dict[str, Any]


class Came(msgspec.Struct):
    """What one device met: seconds from the first byte of its connection to the last of its answer."""

    device: str
    seconds: float
    code: int
    body: bytes
    tries: int


def brief(district: District, day: SampleDay) -> None:
    """Take in the sample day's briefing, without members."""
    lines = (json.dumps(line, ensure_ascii=False).encode() for line in briefing_lines(day))
    with district.database.writing() as writing:
        take_in(writing, lines, bytes(32))


def make_crowd(district: District, count: int, seed: int = 20231129) -> Iterator[Told]:
    """Let ``count`` devices have joined ``district``; return what each will tell."""
    day = sample_day(seed)
    chance = random.Random(seed)
    with district.database.reading() as reading:
        cursor = last_number(reading, "cursor")  # they were briefed in the morning
    made = [_joined(number, chance.choice(day.sites).code) for number in range(1, count + 1)]
    with district.database.writing() as writing:
        for at_once in range(0, count, 1000):
            some = made[at_once : at_once + 1000]
            writing.execute(insert(device), [one.row for one in some])
            writing.execute(insert(serial_block), [one.block for one in some])
        set_number(writing, "device", count)
        set_number(writing, "serial", made[-1].block["last"])
        set_number(writing, BLOCKS, count)
    for one in made:
        work = SmallDay(day, chance, one.row["id"], one.row["site"], one.block["first"])
        yield _told(one, work.batch(district.id), cursor)


def _joined(number: int, site: str) -> Joined:
    """Return the ``number``-th device, at ``site``."""
    named, key, sealing = f"D{number:02d}", new_signing_key(), boxes.new_sealing_key()
    public = public_bytes(key)
    row = {
        "id": named,
        "name": named,
        "site": site,
        "town": "",
        "signing_key": public,
        "key_id": key_id(public),
        "program": "",
        "joined_at": "2023-11-29T00:30:00+00:00",
        "sealing_key": boxes.sealing_public_bytes(sealing),
        "nonce": secrets.token_hex(16),
        "last_heard": "",
        "revoked_reason": "",
    }
    first = 1_000_000 + number * RECORDS
    block = {"first": first, "last": first + RECORDS - 1, "device": named, "heard": "", "life": LIFE}
    return Joined(key, sealing, row, block)


def _told(one: Joined, frozen: Batch, cursor: int) -> Told:
    """Return what a device with the batch ``frozen`` will send."""
    named = one.row["key_id"]
    raw = envelope.sign(packing.pack(to_bytes(frozen)), one.key, named, envelope.BATCH)
    head = chain.head_after(chain.START, raw).hex()
    asks = ExchangeRequest(
        protocol=PROTOCOL_VERSION,
        asked=secrets.token_hex(16),
        device=one.row["id"],
        cursor=cursor,
        chains=(Chain(life=LIFE, number=1, head=head),),
        nonce=one.row["nonce"],
        batches=1,
        trust=1,
        takes=("zstd",),
        serials_left=RECORDS,
    )
    request = envelope.sign(join_frames([to_bytes(asks), raw]), one.key, named, envelope.EXCHANGE)
    heard = hashlib.sha256(request).hexdigest()
    return Told(one.row["id"], request, heard, head, boxes.sealing_private_bytes(one.sealing))


def write_crowd(crowd: Iterator[Told], file: Path) -> None:
    """Keep what the devices will say, one line each, for the loader's process."""
    with file.open("wb") as lines:
        for one in crowd:
            lines.write(msgspec.json.encode(one) + b"\n")


def read_crowd(file: Path) -> list[Told]:
    """Return what was written."""
    return [msgspec.json.decode(line, type=Told) for line in file.read_bytes().splitlines()]
