# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Nothing that reads a stranger's bytes fails in words of its own, and no bit of what is sealed changes unnoticed."""

import random

import cbor2
import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.frames import join_frames
from fieldkit.rehearsal.storms.decoders import decoders
from fieldkit.rehearsal.storms.fuzz import every_bit, nearly, storm_of_nearly_right
from fieldkit.rehearsal.storms.samples import Keys
from fieldkit.seals import envelope, packing
from fieldkit.seals.envelope import Refused
from fieldkit.seals.keys import key_id
from tests.support.near import NearDevice, near_district

SEED = 20231129

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.binary(max_size=40) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.integers(-10, 10) | st.text(max_size=3), inner, max_size=4)
        | st.builds(cbor2.CBORTag, st.integers(0, 100), inner)
    ),
    max_leaves=12,
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


def nobody(_done: int, _total: int) -> None:
    """Hear nothing."""


@pytest.fixture(autouse=True)
def certificates_may_be_old(recwarn):
    """Let a parser's warnings over a stranger's certificate be what they are in the field: none of our business."""


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_the_storm_holds():
    said = storm_of_nearly_right(None, times=20_000, seed=SEED, plant=None, tell=nobody)
    assert said["holds"], said
    assert said["figures"]["bits_turned"] > 20_000
    assert said["figures"]["refused"] > said["figures"]["bits_turned"]


@pytest.mark.filterwarnings("ignore:Parsed a serial number")
@pytest.mark.parametrize(("plant", "figure"), [("blind", "slipped"), ("escape", "escaped")])
def test_a_planted_fault_is_found(plant, figure):
    said = storm_of_nearly_right(None, times=3_000, seed=SEED, plant=plant, tell=nobody)
    assert not said["holds"]
    assert said["figures"][figure] > 0


@given(st.lists(values, max_size=5), st.booleans())
@example([b"", {}, b"", bytes(64)], True)
def test_no_other_cbor_is_an_envelope(parts, tagged):
    raw = cbor2.dumps(cbor2.CBORTag(18, parts) if tagged else parts)
    with pytest.raises(Refused):
        envelope.open_envelope(raw, {key_id(Keys.public): Keys.signing.public_key()}, envelope.BATCH)


@given(st.dictionaries(st.integers(-5, 5), values, max_size=4), st.binary(max_size=20))
def test_no_other_header_passes_however_it_is_signed(header, content):
    protected = cbor2.dumps(header)
    signature = Keys.signing.sign(cbor2.dumps(["Signature1", protected, envelope.BATCH, content]))
    raw = cbor2.dumps(cbor2.CBORTag(18, [protected, {}, content, signature]))
    honest = header == {1: -8, 4: key_id(Keys.public)}
    try:
        envelope.open_envelope(raw, {key_id(Keys.public): Keys.signing.public_key()}, envelope.BATCH)
    except Refused:
        assert not honest


@given(plain)
@pytest.mark.parametrize("name", [name for name in decoders() if name.startswith("message")])
def test_no_other_json_gets_past_a_message(name, value):
    decoder = decoders()[name]
    with pytest.raises(decoder.refusals):
        decoder.read(msgspec.json.encode(value))


@given(
    st.text(max_size=120)
    | st.from_regex(r"FK1 https://[a-z0-9.:\[\]/-]{1,20} [A-Z2-7-]{12,20} [A-F0-9-]{50,70}")
)
@pytest.mark.parametrize("name", ["ticket", "recovery code", "card", "key file"])
def test_no_text_breaks_a_reader(name, text):
    decoder = decoders()[name]
    try:
        decoder.read(text.encode("utf-8", errors="surrogatepass"))
    except decoder.refusals:
        pass


@pytest.fixture(scope="module")
def near(tmp_path_factory):
    with near_district(tmp_path_factory.mktemp("near")) as district:
        yield NearDevice(district)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**32), where=st.sampled_from(["frames", "request", "batch", "packed", "operation"])
)
def test_whatever_a_known_device_signs_is_answered_with_a_seal(near, seed, where):
    """A device whose program has gone wrong gets a reply that it can open, and the district goes on."""
    chance = random.Random(seed)
    operation = near.serve()
    if where == "operation":
        operation = nearly(chance, (operation,))
        try:
            msgspec.json.decode(operation, type=msgspec.Raw)
        except msgspec.DecodeError:
            operation = b'"' + operation.hex().encode() + b'"'
    batch = near.batch(operation, go_on=False)
    if where == "batch":
        batch = nearly(chance, (batch,))
    if where == "packed":
        batch = near.sealed(nearly(chance, (packing.pack(b"{}"), packing.pack(operation, 1))), envelope.BATCH)
    request = to_bytes(near.request(batches=1, parts=1))
    if where == "request":
        request = nearly(chance, (request,))
    content = join_frames([request, batch, b"part"])
    code, reply = near.post(near.seal(nearly(chance, (content,)) if where == "frames" else content))
    assert code in (200, 400, 403)
    assert code == 200 or reply.refused
    if code == 200 and reply.receipts:
        near.number, near.head = reply.receipts[0].number, bytes.fromhex(reply.receipts[0].head)


def test_every_bit_is_every_bit():
    turned = list(every_bit(b"\x00\xff"))
    assert len(set(turned)) == 16
    assert all(sum(a != b for a, b in zip(one, b"\x00\xff", strict=True)) == 1 for one in turned)
