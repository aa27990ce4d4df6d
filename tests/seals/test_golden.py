# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What was sealed as version 1 goes on opening, and what is signed comes out as the same bytes."""

import hashlib

import msgspec
import pytest

from fieldkit.protocol import bodies, messages, trust
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.frames import split_frames
from fieldkit.seals import boxes, chain, envelope, packing, parcels
from fieldkit.seals.answers import open_answer
from fieldkit.seals.envelope import Refused, open_envelope
from fieldkit.seals.identities import open_identity, open_session
from fieldkit.seals.keys import key_id, load_public_key
from fieldkit.seals.pieces import open_piece
from fieldkit.seals.tickets import open_tag_key
from tests.support.sealed import golden, make

GOLDEN = golden()
KEYS = GOLDEN["keys"]


def opened(name, by, aad, named=b""):
    public = KEYS[f"{by}_public"]
    raw = GOLDEN[name]["envelope"]
    return open_envelope(raw, {named or key_id(public): load_public_key(public)}, aad)[1]


def test_a_batch_opens_and_holds_what_it_held():
    content = packing.unpack(opened("batch", "device", envelope.BATCH), most=messages.MAX_BATCH_BYTES)
    assert content.decode() == GOLDEN["batch"]["content"]
    batch = from_bytes(content, messages.Batch)
    head = chain.head_after(bytes.fromhex(batch.prev), GOLDEN["batch"]["envelope"])
    assert head.hex() == GOLDEN["batch"]["head"]
    (operation,) = [from_bytes(raw, messages.Operation) for raw in batch.operations]
    body = from_bytes(operation.body, bodies.EnrolBody)
    ((box,),) = [session.boxes for session in batch.sessions]
    place = {"device": batch.device, "life": batch.life, "session": body.session}
    key = open_session(box.box, boxes.load_sealing_key(KEYS["registrar"]), **place)
    told = open_identity(key, body.sealed, operation=operation.id, sequence=operation.sequence)
    assert told == (GOLDEN["identity"]["document"], GOLDEN["identity"]["phone"])


def test_an_exchange_opens_and_holds_what_it_held():
    request, frozen, part = split_frames(opened("exchange", "device", envelope.EXCHANGE), most=129)
    assert request.decode() == GOLDEN["exchange"]["request"]
    assert frozen == GOLDEN["batch"]["envelope"]
    assert part == GOLDEN["exchange"]["part"]
    asked = from_bytes(request, messages.ExchangeRequest)
    assert (asked.batches, asked.parts) == (1, 1)


def test_a_reply_opens_for_its_device():
    sealing = boxes.load_sealing_key(KEYS["device_sealing"])
    content, boxed = open_answer(
        opened("reply", "district", envelope.REPLY), sealing, most=messages.MAX_REPLY_BYTES
    )
    assert (content.decode(), boxed) == (GOLDEN["reply"]["content"], True)
    reply = from_bytes(content, messages.ExchangeReply)
    assert reply.heard == hashlib.sha256(GOLDEN["exchange"]["envelope"]).hexdigest()


def test_joining_and_its_box_open():
    content = opened("join", "device", envelope.JOIN, KEYS["device_public"])
    assert content.decode() == GOLDEN["join"]["content"]
    assert open_tag_key(GOLDEN["tag_key_box"]["box"], KEYS["code"]) == KEYS["tag"]


def test_who_is_vouched_for_and_trusted_opens():
    vouch = from_bytes(opened("vouch", "root", envelope.VOUCH), trust.Vouch)
    assert [one.key for one in vouch.keys] == [KEYS["district_public"]]
    listed = from_bytes(opened("trust", "district", envelope.TRUST), trust.TrustList)
    assert [one.signing_key for one in listed.devices] == [KEYS["device_public"]]


def test_a_piece_of_a_snapshot_opens():
    told = GOLDEN["snapshot_piece"]
    content = open_piece(
        told["piece"], KEYS["snapshot"], snapshot=told["id"], place=told["place"], most=1 << 20
    )
    assert content.decode() == told["content"]
    assert from_bytes(content, messages.SnapshotPiece).changes


def test_a_parcel_opens_and_holds_the_exchange():
    content = parcels.open_parcel(GOLDEN["parcel"]["file"], [KEYS["parcel_identity"]])
    assert split_frames(content, most=1) == (GOLDEN["exchange"]["envelope"],)
    assert parcels.recipient_of(KEYS["parcel_identity"]) == KEYS["parcel_recipient"]


def test_what_is_signed_and_sealed_without_chance_comes_out_the_same():
    made = make()
    for name in ("join", "vouch"):
        assert made[name]["envelope"] == GOLDEN[name]["envelope"].hex()
    for name, part in (("tag_key_box", "box"), ("snapshot_piece", "piece"), ("identity", "sealed")):
        assert made[name][part] == GOLDEN[name][part].hex()


SIGNED = {
    "batch": ("device", envelope.BATCH),
    "exchange": ("device", envelope.EXCHANGE),
    "reply": ("district", envelope.REPLY),
    "vouch": ("root", envelope.VOUCH),
    "trust": ("district", envelope.TRUST),
}


@pytest.mark.parametrize("name", SIGNED)
def test_no_bit_of_what_is_signed_may_change(name):
    by, aad = SIGNED[name]
    public = KEYS[f"{by}_public"]
    keys = {key_id(public): load_public_key(public)}
    raw = bytearray(GOLDEN[name]["envelope"])
    for place in range(len(raw) * 8):
        raw[place // 8] ^= 1 << place % 8
        with pytest.raises(Refused):
            open_envelope(bytes(raw), keys, aad)
        raw[place // 8] ^= 1 << place % 8


@pytest.mark.parametrize("name", SIGNED)
def test_what_is_signed_for_one_purpose_is_nothing_for_another(name):
    by, aad = SIGNED[name]
    for _, other in SIGNED.values():
        if other != aad:
            with pytest.raises(Refused, match="signature"):
                opened(name, by, other)


def test_the_messages_of_the_file_are_said_as_ever():
    said = {"batch": messages.Batch, "reply": messages.ExchangeReply, "join": messages.JoinRequest}
    said |= {"vouch": trust.Vouch, "trust": trust.TrustList, "snapshot_piece": messages.SnapshotPiece}
    for name, kind in said.items():
        told = GOLDEN[name]["content"].encode()
        assert to_bytes(from_bytes(told, kind)) == told
        assert msgspec.json.decode(told)
