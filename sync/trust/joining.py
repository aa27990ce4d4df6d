# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a device joins: a request sealed by its new key in, its name and the statements it goes by out."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from sqlalchemy import Connection

from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import Hello, JoinReply, JoinRequest
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.trust import Certificate
from fieldkit.protocol.version import OLDEST_SPOKEN, PROTOCOL_VERSION
from fieldkit.seals import envelope, packing
from fieldkit.seals.answers import close_answer
from fieldkit.seals.keys import key_id, load_public_key, public_bytes
from sync.db.moments import moment
from sync.district import District
from sync.intake.asking import Refusal, open_joining
from sync.intake.exchange import Answer, http_code
from sync.trust import trust
from sync.trust.devices import Joined, NotJoined, join
from sync.trust.trust_list import strangers


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
            vouch=district.vouch,
        )
    )


def joining(district: District, raw: bytes, now: dt.datetime, today: dt.datetime) -> Answer:
    """Let a device join by the request in ``raw``. ``today`` judges the ticket's age, ``now`` is noted."""
    asked, refused = "", ""
    joined: Joined | None = None
    signed = b""
    try:
        request = open_joining(raw)
        asked = request.asked
        with district.database.writing() as writing:
            _see_to_strangers(writing, key_id(request.signing_key))
            joined = join(
                writing,
                proof=request.proof,
                name=request.name,
                signing_key=request.signing_key,
                sealing_key=request.sealing_key,
                program=request.program,
                now=now,
                today=today,
                was=_number_before(district, request),
            )
            _, signed = trust.newest(writing)
    except Refusal as refusal:
        asked, refused = refusal.asked or asked, refusal.why
    except NotJoined as refusal:
        refused = str(refusal)
    reply = JoinReply(
        protocol=PROTOCOL_VERSION,
        asked=asked,
        heard=hashlib.sha256(raw).hexdigest(),
        district=district.id,
        district_name=district.name,
        at=moment(now),
        refused=refused,
        **(_identity(district, joined, signed) if joined is not None else {}),
    )
    sealing_key = joined.device.sealing_key if joined is not None else b""
    content = close_answer(to_bytes(reply), sealing_key, packing.ZLIB)  # it has not said yet what it takes
    return Answer(http_code(refused), district.sign(content, envelope.JOINED), reply.device, refused)


def _see_to_strangers(reading: Connection, named: bytes) -> None:
    """Raise NotJoined where the key ``named`` is of a revoked device that we know by nothing else."""
    if named.hex() in {one.key_id for one in strangers(reading)}:
        raise NotJoined("revoked")


def _number_before(district: District, request: JoinRequest) -> str:
    """Return the number under which we certified this key before, '' where it does not say. Raises NotJoined."""
    if not request.certificate:
        return ""
    ring = district.keys
    ours = {
        key_id(public): load_public_key(public)
        for signer, key in zip(ring.signers, ring.private, strict=True)
        if signer.vouched and (public := public_bytes(key))
    }
    try:
        _, content = envelope.open_envelope(request.certificate, ours, envelope.CERTIFICATE)
        told = from_bytes(content, Certificate)
    except (envelope.Refused, TheirMistake):
        raise NotJoined("signature") from None
    if (told.district, told.signing_key) != (district.id, request.signing_key):
        raise NotJoined("signature")
    return told.device


def _identity(district: District, joined: Joined, signed: bytes) -> dict[str, Any]:
    """Return what a device is told that has joined."""
    return {
        "device": joined.device.id,
        "district_key": district.public_key,
        "root_key": district.root_public,
        "vouch": district.vouch,
        "certificate": trust.certificate(district, joined.device),
        "trust": signed,
        "tag_key_box": joined.tag_key_box,
        "nonce": joined.nonce,
        "town": joined.device.town,
    }
