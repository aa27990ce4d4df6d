# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Honest messages of every kind, and the keys that they are sealed with: where the storm against decoders begins."""

from __future__ import annotations

import datetime as dt
import hashlib
import ssl
from dataclasses import dataclass

from fieldkit.protocol import messages, rows, trust
from fieldkit.protocol.codec import from_bytes, to_bytes, to_raw
from fieldkit.protocol.frames import join_frames
from fieldkit.protocol.shape import Message
from fieldkit.seals import boxes, chain, envelope, keytexts, packing
from fieldkit.seals.keys import key_id, load_signing_key, public_bytes
from sync.trust.authority import new_authority, new_server

AT, LATER = "2023-11-29T04:00:00Z", "2023-12-29T04:00:00Z"
DISTRICT, DEVICE, LIFE, OPERATION = "FKD-00000001", "D07", "3f2a91c4", "D07-3f2a91c4-000001"
_END = "-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys that the samples are made with, the same at each start but for the parcels'."""

    signing = load_signing_key(hashlib.sha256(b"fuzzed").digest())
    public = public_bytes(signing)
    sealing = boxes.load_sealing_key(hashlib.sha256(b"fuzzed box").digest())
    sealing_public = boxes.sealing_public_bytes(sealing)
    parcel = keytexts.new_key(keytexts.RECOVERY, "样例")
    session = bytes(range(32))


def sign(content: bytes, aad: bytes) -> bytes:
    """Return ``content`` in the fuzzed key's envelope for ``aad``."""
    return envelope.sign(content, Keys.signing, key_id(Keys.public), aad)


def every_message() -> tuple[Message, ...]:
    """Return a message of each kind that travels by itself."""
    operation = from_bytes(batch_told().operations[0], messages.Operation)
    return (
        batch_told(),
        operation,
        list_told(),
        vouch_told(),
        certificate_told(),
        request_told(),
        reply_told(),
        piece_told(),
    )


def member_row() -> rows.MemberRow:
    """Return a member of the briefing."""
    return rows.MemberRow(
        uid="m-1", name="欧阳示例", tag="aa" * 16, birth_date="1990-01-01", document_tail="0115"
    )


def enrolment() -> messages.EnrolBody:
    """Return the body of an enrolment."""
    consent = messages.ConsentBody(kind="upper_union", given=True, version="1")
    return messages.EnrolBody(
        uid="u-1",
        name="示例甲",
        document_kind="resident",
        consents=(consent,),
        tag="bb" * 16,
        serial="FK-0000-0001-1",
    )


def server_certificate() -> bytes:
    """Return the certificate (DER) of a district's server."""
    now = dt.datetime(2023, 11, 1, tzinfo=dt.UTC)
    made = new_server(new_authority("样例", now), ("127.0.0.1", "district.example"), now)
    return ssl.PEM_cert_to_DER_cert(made.certificate[: made.certificate.index(_END) + len(_END)] + "\n")


def batch_told() -> messages.Batch:
    """Return a batch of one operation."""
    operations = (
        messages.Operation(
            id=OPERATION,
            sequence=1,
            kind="serve",
            at=AT,
            event="E1",
            site="S1",
            booth="1",
            operator="v01",
            body=to_raw(messages.ServeBody(service="legal")),
        ),
    )
    box = messages.SessionBox(registrar="00" * 8, box=bytes(80))
    return messages.Batch(
        protocol=1,
        district=DISTRICT,
        device=DEVICE,
        life=LIFE,
        number=1,
        prev=chain.START.hex(),
        operations=tuple(to_raw(one) for one in operations),
        sessions=(messages.SealSession(number=1, boxes=(box,)),),
    )


def request_told() -> messages.ExchangeRequest:
    """Return a request that carries that batch."""
    told = messages.Chain(life=LIFE, number=1, head="ab" * 32)
    return messages.ExchangeRequest(
        protocol=1,
        asked="0f" * 16,
        device=DEVICE,
        cursor=0,
        chains=(told,),
        batches=1,
        takes=("zstd",),
        at=AT,
    )


def request_frames() -> bytes:
    """Return the frames of that request."""
    return join_frames([to_bytes(request_told()), sign(packing.pack(to_bytes(batch_told())), envelope.BATCH)])


def reply_told() -> messages.ExchangeReply:
    """Return the answer to it."""
    receipt = messages.Receipt(life=LIFE, number=1, head="ab" * 32, level="received", operations=1)
    return messages.ExchangeReply(
        protocol=1, district=DISTRICT, asked="0f" * 16, heard="cd" * 32, at=AT, receipts=(receipt,)
    )


def piece_told() -> messages.SnapshotPiece:
    """Return a piece of a snapshot."""
    row = to_raw(messages.ServeBody(service="legal"))
    return messages.SnapshotPiece(changes=(messages.Change(table="service", key="legal", row=row),))


def vouch_told() -> trust.Vouch:
    """Return the root's word on the key."""
    key = trust.VouchedKey(key=Keys.public, since=AT, until=LATER)
    return trust.Vouch(district=DISTRICT, version=1, issued=AT, keys=(key,))


def certificate_told() -> trust.Certificate:
    """Return a device's certificate."""
    return trust.Certificate(
        district=DISTRICT,
        device=DEVICE,
        name="主会场一号",
        site="S1",
        town="DX",
        signing_key=Keys.public,
        sealing_key=Keys.sealing_public,
        since=AT,
        until=LATER,
    )


def list_told() -> trust.TrustList:
    """Return a trust list."""
    block = messages.SerialBlock(first=1, last=200)
    device = trust.TrustedDevice(
        device=DEVICE, signing_key=Keys.public, site="S1", town="DX", until=LATER, serials=(block,)
    )
    return trust.TrustList(
        district=DISTRICT,
        version=1,
        issued=AT,
        expires=LATER,
        devices=(device,),
        parcel_recipients=(Keys.parcel.card.recipient,),
    )
