# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One exchange and one joining: a sealed request in, a sealed reply out.

1. In this order: the size, the key that is named, the signature, the version, the message. Nothing is read of what
   nobody known has signed.
2. Every answer is signed by the district and names the exact bytes it answers, also a refusal.
3. Acknowledgements are signed after their transaction has committed. Whoever dies before sending them is asked
   again and answers ``already``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TypeVar

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import (
    Acknowledgement,
    ExchangeReply,
    ExchangeRequest,
    Hello,
    JoinReply,
    JoinRequest,
    SerialBlock,
    Spoken,
)
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.version import OLDEST_SPOKEN, PROTOCOL_VERSION
from fieldkit.seals import envelope
from fieldkit.seals.envelope import Refused
from fieldkit.seals.keys import load_public_key
from sync.accept import accept
from sync.briefing import Page, changes
from sync.devices import Device, NotJoined, by_key, join, note_exchange
from sync.district import District
from sync.moments import moment, read_moment
from sync.serials import refill

M = TypeVar("M", ExchangeRequest, JoinRequest)

TAKEN = 200
REFUSALS = {
    "unknown-device": 403,
    "revoked": 403,
    "signature": 403,
    "unknown": 403,
    "expired": 403,
    "used": 403,
}
"""The HTTP code of each refusal; all others are 400. The signed body is what counts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: an HTTP code, a sealed body, and what may be logged of it."""

    code: int
    body: bytes
    device: str = ""
    refused: str = ""
    operations: int = 0
    rejected: int = 0
    changes: int = 0


class _Refusal(Exception):
    """The whole request is refused. ``args[0]`` says why."""

    def __init__(self, why: str, asked: str = "", device: str = "") -> None:
        super().__init__(why)
        self.why, self.asked, self.device = why, asked, device


def hello(district: District, version: str, now: dt.datetime) -> bytes:
    """Return who we are and what we speak; the only reply that is not sealed."""
    return to_bytes(
        Hello(
            fieldkit=version,
            district=district.id,
            newest=PROTOCOL_VERSION,
            oldest=OLDEST_SPOKEN,
            at=moment(now),
            district_key=district.public_key,
        )
    )


def exchange(district: District, raw: bytes, now: dt.datetime) -> Answer:
    """Take the batch in ``raw`` and answer with its acknowledgements and with what changed."""
    heard = hashlib.sha256(raw).hexdigest()
    try:
        device, request = _open(district, raw)
    except _Refusal as refusal:
        reply = _reply(district, now, heard, asked=refusal.asked, refused=refusal.why)
        return Answer(_http_code(refusal.why), _sealed(district, reply), refusal.device, refused=refusal.why)
    acknowledgements, blocks = _take(district, device, request, heard, now)
    with district.database.reading() as reading:
        page = changes(reading, request.cursor)
    reply = _reply(
        district, now, heard, asked=request.asked, acknowledgements=acknowledgements, page=page, blocks=blocks
    )
    return Answer(
        TAKEN,
        _sealed(district, reply),
        device.id,
        operations=len(acknowledgements),
        rejected=sum("rejected" in (word.verdict, word.first) for word in acknowledgements),
        changes=len(page.changes),
    )


def joining(district: District, raw: bytes, now: dt.datetime, today: dt.datetime) -> Answer:
    """Let a device join by the request in ``raw``. ``today`` judges the ticket's age, ``now`` is noted."""
    heard = hashlib.sha256(raw).hexdigest()
    asked = ""
    device: Device | None = None
    refused = ""
    try:
        request = _open_joining(raw)
        asked = request.asked
        with district.database.writing() as writing:
            device = join(
                writing,
                code=request.code,
                name=request.name,
                signing_key=request.signing_key,
                program=request.program,
                now=now,
                today=today,
            )
    except (_Refusal, NotJoined) as refusal:
        refused = str(refusal)
    reply = JoinReply(
        protocol=PROTOCOL_VERSION,
        asked=asked,
        heard=heard,
        district=district.id,
        district_name=district.name,
        device=device.id if device else "",
        district_key=district.public_key,
        tag_key=district.tag_key if device else b"",
        town=device.town if device else "",
        at=moment(now),
        refused=refused,
    )
    sealed = district.sign(to_bytes(reply), envelope.JOINED)
    return Answer(_http_code(refused), sealed, reply.device, refused=refused)


def _open(district: District, raw: bytes) -> tuple[Device, ExchangeRequest]:
    """Return who signed ``raw`` and what it asks. Raises _Refusal."""
    try:
        named = envelope.claimed_key_id(raw)
        with district.database.reading() as reading:
            device = by_key(reading, named)
        if device is None:
            raise _Refusal("unknown-device")
        _, content = envelope.open_envelope(
            raw, {named: load_public_key(device.signing_key)}, envelope.EXCHANGE
        )
    except Refused as fault:
        raise _Refusal("signature" if fault.args[0] == "signature" else "malformed") from None
    request = _read(content, ExchangeRequest)
    if request.batch.device != device.id:
        raise _Refusal("malformed", request.asked, device.id)
    if device.revoked:
        raise _Refusal("revoked", request.asked, device.id)
    return device, request


def _open_joining(raw: bytes) -> JoinRequest:
    """Return the joining request in ``raw``; the key it names is the key it was signed with. Raises _Refusal."""
    try:
        public = envelope.claimed_key_id(raw)
        _, content = envelope.open_envelope(raw, {public: load_public_key(public)}, envelope.JOIN)
    except (Refused, ValueError):
        raise _Refusal("signature") from None
    request = _read(content, JoinRequest)
    if request.signing_key != public:
        raise _Refusal("signature")
    return request


def _read(content: bytes, kind: type[M]) -> M:
    """Return the ``kind`` in ``content``, once its version is one that we speak. Raises _Refusal."""
    try:
        spoken = from_bytes(content, Spoken)
        if spoken.protocol < OLDEST_SPOKEN:
            raise _Refusal("too-old-protocol", spoken.asked)
        if spoken.protocol > PROTOCOL_VERSION:
            raise _Refusal("too-new-protocol", spoken.asked)
        return from_bytes(content, kind)
    except TheirMistake:
        raise _Refusal("malformed") from None


def _take(
    district: District, device: Device, request: ExchangeRequest, heard: str, now: dt.datetime
) -> tuple[tuple[Acknowledgement, ...], tuple[SerialBlock, ...]]:
    """Take the batch and refill serials in one transaction; return once it is on the disk."""
    claimed = read_moment(request.at)
    with district.database.writing() as writing:
        reference = district.reference.current(writing)
        acknowledgements = accept(writing, request.batch, reference, now)
        blocks = refill(writing, device.id, request.serials_left, heard, moment(now), life=request.batch.life)
        note_exchange(
            writing,
            device.id,
            cursor=request.cursor,
            program=request.program,
            ahead=None if claimed is None else round((claimed - now).total_seconds()),
            now=now,
        )
    return acknowledgements, blocks


def _reply(
    district: District,
    now: dt.datetime,
    heard: str,
    *,
    asked: str,
    acknowledgements: tuple[Acknowledgement, ...] = (),
    page: Page | None = None,
    blocks: tuple[SerialBlock, ...] = (),
    refused: str = "",
) -> ExchangeReply:
    return ExchangeReply(
        protocol=PROTOCOL_VERSION,
        district=district.id,
        asked=asked,
        heard=heard,
        acknowledgements=acknowledgements,
        changes=page.changes if page else (),
        cursor=page.cursor if page else 0,
        more=page.more if page else False,
        at=moment(now),
        serial_blocks=blocks,
        refused=refused,
    )


def _sealed(district: District, reply: ExchangeReply) -> bytes:
    return district.sign(to_bytes(reply), envelope.REPLY)


def _http_code(refused: str) -> int:
    return REFUSALS.get(refused, 400) if refused else TAKEN
