# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is packed comes back as it was; what is no packing, or is a bomb, is refused within bounds."""

import contextlib
import struct
import tracemalloc
import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.seals import packing
from fieldkit.seals.envelope import Refused
from fieldkit.seals.packing import PLAIN, SHORT, WORDS, ZLIB, ZSTD, pack, unfolded, unpack

MOST = 1 << 20
CODINGS = st.sampled_from([PLAIN, ZLIB, ZSTD, SHORT])


def refusal(raw, most=MOST):
    with pytest.raises(Refused) as refused:
        unpack(raw, most=most)
    return refused.value.args[0]


@given(st.binary(max_size=3000) | st.integers(0, 9000).map(lambda many: b"ab" * many), CODINGS)
def test_what_is_packed_comes_back(content, coding):
    packed = pack(content, coding)
    assert unpack(packed, most=len(content)) == content
    assert len(packed) <= len(content) + 1
    if content:
        assert refusal(packed, len(content) - 1) == "too-large"


@pytest.mark.parametrize("coding", [ZLIB, ZSTD, SHORT])
def test_much_of_the_same_gets_small(coding):
    packed = pack(b"a" * 10_000, coding)
    assert (packed[0], len(packed) < 100) == (coding, True)
    assert pack(b"a" * 63, coding)[0] == PLAIN


@given(st.binary(max_size=300))
def test_anything_is_unpacked_or_refused(raw):
    with contextlib.suppress(Refused):
        assert len(unpack(raw, most=1000)) <= 1000


@given(st.binary(min_size=70, max_size=400).map(lambda some: some * 3), CODINGS, st.data())
def test_what_is_cut_or_longer_is_refused(content, coding, data):
    packed = pack(content, coding)
    if packed[0] != PLAIN:
        assert refusal(packed[: data.draw(st.integers(0, len(packed) - 1))]) == "coding"
        assert refusal(packed + data.draw(st.binary(min_size=1, max_size=9))) == "coding"
        assert refusal(packed + packed[1:]) == "coding"


@pytest.mark.parametrize("coding", [3, *range(5, 256)])
def test_an_unknown_coding_is_refused(coding):
    assert refusal(bytes((coding,)) + b"{}") == "coding"


def zstd_bomb(claimed, blocks, head):
    """Return a frame that claims ``claimed`` bytes and holds ``blocks`` times 128 KiB, at 4 bytes each."""
    made = bytearray(b"\x28\xb5\x2f\xfd" + head)
    made += claimed
    for place in range(blocks):
        made += struct.pack("<I", (1 << 17) << 3 | 1 << 1 | (place == blocks - 1))[:3] + b"a"
    return bytes((ZSTD,)) + bytes(made)


SINGLE, WINDOWED, UNTOLD, WIDE = b"\xa0", b"\x80\x68", b"\x00\x68", b"\x80\xf8"
_SHORT_BOMB = zlib.compressobj(9, zlib.DEFLATED, -15)
BOMBS = {
    "short": bytes((SHORT,)) + _SHORT_BOMB.compress(bytes(64 * MOST)) + _SHORT_BOMB.flush(),
    "zlib": bytes((ZLIB,)) + zlib.compress(bytes(64 * MOST)),
    "zstd that says so": bytes((ZSTD,)) + zstandard.compress(bytes(64 * MOST)),
    "zstd that lies": zstd_bomb(struct.pack("<I", MOST), 2_000, SINGLE),
    "zstd that lies through a window": zstd_bomb(struct.pack("<I", MOST), 2_000, WINDOWED),
    "zstd that does not say": zstd_bomb(b"", 2_000, UNTOLD),
    "zstd with a window of gigabytes": zstd_bomb(struct.pack("<I", 9), 1, WIDE),
    "zstd that claims gigabytes": zstd_bomb(struct.pack("<I", 2**32 - 1), 1, SINGLE),
}


@pytest.mark.parametrize("raw", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_and_never_blown_up(raw):
    tracemalloc.start()
    try:
        assert refusal(raw) in {"too-large", "coding"}
        assert tracemalloc.get_traced_memory()[1] < 4 * MOST
    finally:
        tracemalloc.stop()


def test_a_zstd_frame_that_is_one_of_many_is_refused():
    skippable = b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"
    packed = pack(b"a" * 1000)
    assert refusal(packed + skippable) == "coding"
    assert refusal(bytes((ZSTD,)) + skippable + packed[1:]) == "coding"


def test_words_that_both_sides_know_make_the_short_shorter():
    said = WORDS[-200:] + b"0123456789abcdef" * 4
    assert len(pack(said, SHORT)) < len(pack(said, ZLIB)) < len(said)
    assert len(pack(said, SHORT)) < len(pack(said, ZSTD))


def test_a_frame_may_be_packed_or_json_as_it_is():
    said = b'{"protocol":1,"asked":"","device":"D01","cursor":1,"nonce":"","takes":["zstd","short"]}'
    assert unfolded(said, most=5) == said
    assert unfolded(pack(said, SHORT), most=100) == said
    for wrong in (b"", b"[1]", bytes((3,)) + b"{}"):
        with pytest.raises(Refused):
            unfolded(wrong, most=100)
    with pytest.raises(Refused):
        unfolded(pack(said, SHORT), most=50)


def test_the_plain_is_bound_too():
    assert refusal(bytes((PLAIN,)) + b"x" * 11, 10) == "too-large"
    assert refusal(b"") == "coding"
    assert packing.unpack(bytes((PLAIN,)), most=0) == b""
