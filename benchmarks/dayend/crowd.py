# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Ten thousand devices that have joined and have a day's work to tell: their keys, and each one's sealed request."""

import datetime as dt
import hashlib
import json
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import insert

from fieldkit.protocol.bodies import ConsentBody, EnrolBody, IssueBody, ServeBody
from fieldkit.protocol.codec import to_bytes, to_raw
from fieldkit.protocol.frames import join_frames
from fieldkit.protocol.messages import Batch, Chain, ExchangeRequest, Operation, SealSession, SessionBox
from fieldkit.protocol.version import PROTOCOL_VERSION
from fieldkit.rehearsal.briefing import briefing_lines
from fieldkit.sample.day import SampleDay, sample_day
from fieldkit.seals import boxes, chain, envelope, identities, packing
from fieldkit.seals.keys import key_id, new_signing_key, public_bytes
from sync.briefing import take_in
from sync.district import District
from sync.serials import serial_of
from sync.tables import device, serial_block

RECORDS = 25
LIFE = "00000001"


@dataclass(frozen=True)
class Told:
    """What a device will say, and what it needs to check the answer."""

    device: str
    request: bytes
    heard: str
    head: str
    sealing_key: bytes
    operations: int = RECORDS


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
    sites = [site.code for site in day.sites]
    rows: list[dict[str, Any]] = []
    blocks: list[dict[str, Any]] = []
    crowd: list[Told] = []
    at = "2023-11-29T09:00:00+00:00"
    for number in range(1, count + 1):
        named = f"D{number:02d}"
        key, sealing = new_signing_key(), boxes.new_sealing_key()
        public = public_bytes(key)
        first = 1_000_000 + number * RECORDS
        row = {
            "id": named,
            "name": named,
            "site": chance.choice(sites),
            "town": "",
            "signing_key": public,
            "key_id": key_id(public),
            "program": "",
            "joined_at": at,
            "sealing_key": boxes.sealing_public_bytes(sealing),
            "nonce": secrets.token_hex(16),
            "last_heard": "",
            "revoked_reason": "",
        }
        rows.append(row)
        blocks.append(
            {"first": first, "last": first + RECORDS - 1, "device": named, "heard": "", "life": LIFE}
        )
        frozen = _batch(district.id, named, row["site"], day, chance, first)
        raw = envelope.sign(packing.pack(to_bytes(frozen)), key, key_id(public), envelope.BATCH)
        head = chain.head_after(chain.START, raw).hex()
        asks = ExchangeRequest(
            protocol=PROTOCOL_VERSION,
            asked=secrets.token_hex(16),
            device=named,
            cursor=2**40,
            chains=(Chain(life=LIFE, number=1, head=head),),
            nonce=row["nonce"],
            batches=1,
            trust=1,
            takes=("zstd",),
            serials_left=RECORDS,
        )
        request = envelope.sign(join_frames([to_bytes(asks), raw]), key, key_id(public), envelope.EXCHANGE)
        heard = hashlib.sha256(request).hexdigest()
        crowd.append(Told(named, request, heard, head, boxes.sealing_private_bytes(sealing)))
    with district.database.writing() as writing:
        for at_once in range(0, count, 1000):
            writing.execute(insert(device), rows[at_once : at_once + 1000])
            writing.execute(insert(serial_block), blocks[at_once : at_once + 1000])
    return iter(crowd)


def write_crowd(crowd: Iterator[Told], file: Path) -> None:
    """Keep what the devices will say, one line each, for the loader's process."""
    with file.open("wb") as lines:
        for one in crowd:
            lines.write(msgspec.json.encode(one) + b"\n")


def read_crowd(file: Path) -> list[Told]:
    """Return what was written."""
    return [msgspec.json.decode(line, type=Told) for line in file.read_bytes().splitlines()]


def _batch(  # noqa: PLR0917 - all that a day's work is made of
    district: str, named: str, site: str, day: SampleDay, chance: random.Random, first: int
) -> Batch:
    """Return a day's work in small: eight enrolments with a pack each, nine services."""
    session = identities.new_session_key()
    operations = []
    sequence = 0

    def tell(kind: str, body: Any) -> None:
        nonlocal sequence
        operations.append(
            to_raw(
                Operation(
                    id=f"{named}-{LIFE}-{sequence:06d}",
                    sequence=sequence,
                    kind=kind,
                    at=(
                        dt.datetime(2023, 11, 29, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=sequence)
                    ).isoformat(),
                    event=day.event.code,
                    site=site,
                    booth="1",
                    operator="v01",
                    body=to_raw(body),
                )
            )
        )

    for place in range(8):
        sequence += 1
        uid, tag = chance.randbytes(8).hex(), chance.randbytes(16).hex()
        sealed = identities.seal_identity(
            session,
            operation=f"{named}-{LIFE}-{sequence:06d}",
            sequence=sequence,
            document=f"119999198001{place + 1:02d}{chance.randrange(1000):03d}X",
            phone=f"1540000{chance.randrange(10_000):04d}",
        )
        enrolled = EnrolBody(
            uid=uid,
            name=chance.choice("王李张刘") + "示例",
            document_kind="resident",
            serial=serial_of(first + place),
            sealed=sealed,
            session=1,
            sex=1,
            birth_date="1980-01-01",
            tag=tag,
            employment_group=day_code(day, "employment_group"),
            consents=(ConsentBody(kind="upper_union", given=True, version="1"),),
        )
        tell("enrol", enrolled)
        sequence += 1
        goods = day.goods[0].code
        tell("issue", IssueBody(goods=goods, receipt_number=f"{named}-{place:04d}", uid=uid, tag=tag))
    while len(operations) < RECORDS:
        sequence += 1
        tell("serve", ServeBody(service=chance.choice(day.services).code))
    registrar = boxes.sealing_public_bytes(boxes.new_sealing_key())
    box = identities.box_session(session, registrar, device=named, life=LIFE, session=1)
    return Batch(
        protocol=PROTOCOL_VERSION,
        district=district,
        device=named,
        life=LIFE,
        number=1,
        prev=chain.START.hex(),
        operations=tuple(operations),
        sessions=(SealSession(number=1, boxes=(SessionBox(registrar=key_id(registrar).hex(), box=box),)),),
    )


def day_code(day: SampleDay, table: str) -> str:
    """Return the first code of ``table``."""
    return next(code.code for code in day.codes if code.table == table)
