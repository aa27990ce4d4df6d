# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parcels: whoever carries them, each request in them is answered, in order, and again when they come again."""

import hashlib

import msgspec
import pytest

from fieldkit.protocol.frames import join_frames, split_frames
from fieldkit.protocol.messages import ExchangeReply
from fieldkit.protocol.trust import TrustList
from fieldkit.seals import envelope
from fieldkit.seals.keys import key_id, load_public_key
from fieldkit.seals.parcels import MAX_PARCEL_BYTES, new_parcel_key, seal_parcel
from fieldkit.uplink.line import Line


@pytest.fixture
def recipients(device):
    """Give those to whom a parcel is sealed: as the trust list says."""
    keys = {key_id(device.district_key): load_public_key(device.district_key)}
    _, content = envelope.open_envelope(device.exchange().trust, keys, envelope.TRUST)
    return msgspec.json.decode(content, type=TrustList).parcel_recipients


def carry(device, parcel):
    with Line(device.address, device.ca_pem) as line:
        came = line.post("/v1/parcels", parcel)
    return came.code, came.body


def answers(device, raw):
    return [
        device.opened(frame, envelope.REPLY, ExchangeReply, device.district_key)[0]
        for frame in split_frames(raw, most=64)
    ]


def test_each_request_of_a_parcel_is_answered_in_its_place(device, district, recipients):
    batches = [device.batch(device.serve()) for _ in range(2)]
    asks = [device.ask(batches[0], nonce=""), b"no envelope", device.ask(batches[1], nonce="")]
    parcel = seal_parcel(join_frames(asks), recipients)
    code, raw = carry(device, parcel)
    assert code == 200
    told = answers(device, raw)
    assert [reply.refused for reply in told] == ["", "malformed", ""]
    assert [reply.heard for reply in told] == [hashlib.sha256(ask).hexdigest() for ask in asks]
    assert [receipt.number for reply in told for receipt in reply.receipts] == [1, 2]
    assert [reply.nonce for reply in told] == ["", "", ""]
    assert district.facts("sites")[0]["served"] == 2
    again = answers(device, carry(device, parcel)[1])
    assert [reply.receipts for reply in again] == [reply.receipts for reply in told]
    assert district.facts("sites")[0]["served"] == 2


def test_what_came_by_wire_meanwhile_is_answered_like_any_repeated_batch(device, recipients):
    batch = device.batch(device.serve(), device.serve(site="S9"))
    parcel = seal_parcel(join_frames([device.ask(batch, nonce="")]), recipients)
    by_wire = device.tell(batch)
    (by_stick,) = answers(device, carry(device, parcel)[1])
    assert by_stick.receipts == by_wire.receipts
    assert device.exchange().refused == ""  # a stick burns no nonce


def test_a_request_of_the_wire_is_stale_on_a_stick_and_the_other_way_round(device, recipients):
    of_wire, of_stick = device.ask(), device.ask(nonce="")
    parcel = seal_parcel(join_frames([of_wire]), recipients)
    assert [reply.refused for reply in answers(device, carry(device, parcel)[1])] == ["stale"]
    assert device.post(of_stick)[1].refused == "stale"
    assert device.post(of_wire)[1].refused == ""


def test_what_is_no_parcel_of_ours_is_turned_away(device):
    others = seal_parcel(join_frames([device.ask(nonce="")]), [new_parcel_key()[1]])
    for raw in (b"", b"age-encryption.org/v1\n", others, b"x" * 1000):
        assert carry(device, raw) == (400, b"")


def test_a_parcel_with_broken_frames_is_turned_away(device, recipients):
    assert carry(device, seal_parcel(b"\0\0\0\7abc", recipients))[0] == 400
    assert carry(device, seal_parcel(b"", recipients)) == (200, b"")


def test_a_parcel_too_large_is_not_read_to_its_end(device):
    assert carry(device, b"x" * (MAX_PARCEL_BYTES + 1))[0] == 413
