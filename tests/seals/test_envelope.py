# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An envelope opens for the right key, purpose and bytes, and for nothing else whatever."""

import json

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.seals import envelope
from fieldkit.seals.envelope import Refused, claimed_key_id, open_envelope, sign
from fieldkit.seals.keys import key_id, load_public_key, load_signing_key, public_bytes
from tests.support.messages import GOLDEN

KEY = load_signing_key(bytes(range(32)))
PUBLIC = KEY.public_key()
ID = key_id(public_bytes(KEY))
AAD = envelope.EXCHANGE
CONTENT = b'{"protocol":1}'
RAW = sign(CONTENT, KEY, ID, AAD)
KEYS = {ID: PUBLIC}

golden_envelope = GOLDEN / "envelope.1.json"


def parts(raw=RAW):
    return list(cbor2.loads(raw).value)


def refusal(raw, keys=KEYS, aad=AAD):
    with pytest.raises(Refused) as refused:
        open_envelope(raw, keys, aad)
    return refused.value.args[0]


def tagged(*inner, tag=18):
    return cbor2.dumps(cbor2.CBORTag(tag, list(inner)))


@given(st.binary(max_size=2000))
def test_what_is_signed_opens(content):
    assert open_envelope(sign(content, KEY, ID, AAD), KEYS, AAD) == (ID, content)


def test_an_envelope_is_the_same_bytes_everywhere():
    head, signature = "d2844da201270448" + ID.hex(), parts()[3].hex()
    assert RAW.hex() == f"{head}a04e{CONTENT.hex()}5840{signature}"
    assert claimed_key_id(RAW) == ID


def test_the_golden_envelope_is_made_and_opened_as_ever():
    told = json.loads(golden_envelope.read_bytes())
    signer = load_signing_key(bytes.fromhex(told["signing_key"]))
    named, aad = bytes.fromhex(told["key_id"]), told["aad"].encode()
    assert key_id(public_bytes(signer)) == named
    assert sign(told["content"].encode(), signer, named, aad).hex() == told["envelope"]
    keys = {named: load_public_key(bytes.fromhex(told["public_key"]))}
    assert open_envelope(bytes.fromhex(told["envelope"]), keys, aad) == (named, told["content"].encode())


def test_every_flipped_bit_is_refused():
    for place in range(len(RAW) * 8):
        flipped = bytearray(RAW)
        flipped[place // 8] ^= 1 << place % 8
        assert refusal(bytes(flipped))


def test_every_shorter_and_longer_form_is_refused():
    for length in range(len(RAW)):
        assert refusal(RAW[:length])
    for more in (b"\x00", b"\xf6", RAW):
        assert refusal(RAW + more) == "encoding"


def test_another_purpose_is_refused():
    for aad in (envelope.REPLY, envelope.JOIN, envelope.JOINED, b""):
        assert refusal(RAW, aad=aad) == "signature"


def test_an_unknown_key_is_refused():
    assert refusal(RAW, keys={}) == "unknown-key"


def test_another_key_under_the_same_id_is_refused():
    other = load_signing_key(bytes(32)).public_key()
    assert refusal(RAW, keys={ID: other}) == "signature"


def test_size_is_looked_at_first(monkeypatch):
    monkeypatch.setattr(cbor2, "loads", None)
    assert refusal(b"\xd2\x84" + bytes(envelope.MAX_ENVELOPE_BYTES)) == "too-large"


def resigned(protected):
    """Return an envelope with another header under a signature that holds for it."""
    return tagged(protected, {}, CONTENT, KEY.sign(cbor2.dumps(["Signature1", protected, AAD, CONTENT])))


@pytest.mark.parametrize(
    "header",
    [
        {},
        {1: -8},
        {4: ID},
        {1: -7, 4: ID},
        {1: -8, 4: ID, 3: 0},
        {1: -8, 4: ID, 2: [1], -70000: b""},
        {1: -8, 4: "text"},
        {1: -8, 4: b""},
        {1: -8, 4: bytes(33)},
        [1, -8, 4, ID],
        "header",
        None,
    ],
)
def test_a_header_that_says_anything_else_is_refused_though_it_is_signed(header):
    assert refusal(resigned(cbor2.dumps(header))) == "algorithm"


@pytest.mark.parametrize(
    "protected",
    [
        b"\xa2\x04\x48" + ID + b"\x01\x27",
        b"\xbf\x01\x27\x04\x48" + ID + b"\xff",
        b"\xa2\x01\x27\x04\x48" + ID + b"\x00",
        b"\xa3\x01\x27\x01\x27\x04\x48" + ID,
    ],
)
def test_a_header_written_another_way_is_refused_though_it_is_signed(protected):
    assert refusal(resigned(protected)) == "encoding"


@pytest.mark.parametrize("protected", [b"", b"\xff", b"\x81" * 100_000, b"\xa1\x81\x01\x02"])
def test_a_header_that_is_no_cbor_is_refused(protected):
    assert refusal(resigned(protected)) in {"shape", "algorithm"}


@pytest.mark.parametrize(
    "change",
    [
        {"tag": 17},
        {"tag": 98},
        {"unprotected": {4: ID}},
        {"unprotected": []},
        {"unprotected": None},
        {"content": "text"},
        {"content": None},
        {"protected": {}},
        {"signature": bytes(63)},
        {"signature": bytes(65)},
        {"signature": 0},
    ],
)
def test_a_wrong_part_is_refused(change):
    protected, _, content, signature = parts()
    told = {
        "tag": 18,
        "protected": protected,
        "unprotected": {},
        "content": content,
        "signature": signature,
        **change,
    }
    raw = tagged(told["protected"], told["unprotected"], told["content"], told["signature"], tag=told["tag"])
    assert refusal(raw) == "shape"


@pytest.mark.parametrize("count", [0, 1, 3, 5])
def test_a_wrong_number_of_parts_is_refused(count):
    assert refusal(tagged(*[b""] * count)) == "shape"


@pytest.mark.parametrize(
    "raw", [b"", b"\xd2", b"\xd2\x84", cbor2.dumps(parts()), cbor2.dumps(7), b"\xd2\x84" + b"\x81" * 5000]
)
def test_what_is_no_envelope_is_refused(raw):
    assert refusal(raw) == "shape"


def test_indefinite_lengths_are_refused():
    protected, _, content, signature = parts()
    body = (
        cbor2.dumps(protected) + b"\xa0" + b"\x5f" + cbor2.dumps(content) + b"\xff" + cbor2.dumps(signature)
    )
    assert refusal(b"\xd2\x84" + body) == "encoding"
    assert refusal(
        b"\xd2\x9f"
        + cbor2.dumps(protected)
        + b"\xa0"
        + cbor2.dumps(content)
        + cbor2.dumps(signature)
        + b"\xff"
    )


@given(st.binary(max_size=400))
def test_garbage_is_refused_and_nothing_else_happens(raw):
    for tried in (raw, b"\xd2\x84" + raw):
        with pytest.raises(Refused):
            open_envelope(tried, KEYS, AAD)


@given(st.data())
def test_damaged_envelopes_are_refused_and_nothing_else_happens(data):
    damaged = bytearray(RAW)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(RAW) - 1))] = data.draw(st.integers(0, 255))
    if bytes(damaged) != RAW:
        with pytest.raises(Refused):
            open_envelope(bytes(damaged), KEYS, AAD)
