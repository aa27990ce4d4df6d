# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A piece of a snapshot opens under its key, at its place, in its snapshot; within a bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.seals.envelope import Refused
from fieldkit.seals.pieces import open_piece, seal_piece

KEY, ID = bytes(range(32)), "7d" * 16
PIECE = seal_piece(b'{"changes":[]}', KEY, snapshot=ID, place=3)


def refusal(raw=PIECE, key=KEY, snapshot=ID, place=3, most=100):
    with pytest.raises(Refused) as refused:
        open_piece(raw, key, snapshot=snapshot, place=place, most=most)
    return refused.value.args[0]


@given(st.binary(max_size=1000), st.integers(0, 10_000))
def test_what_is_sealed_opens(content, place):
    sealed = seal_piece(content, KEY, snapshot=ID, place=place)
    assert open_piece(sealed, KEY, snapshot=ID, place=place, most=1000) == content


def test_it_is_of_one_place_snapshot_and_key():
    assert refusal(place=4) == refusal(snapshot="7e" * 16) == refusal(key=bytes(32)) == "piece"
    assert refusal(most=5) == "too-large"


def test_every_flipped_bit_and_every_cut_is_refused():
    for place in range(len(PIECE) * 8):
        flipped = bytearray(PIECE)
        flipped[place // 8] ^= 1 << place % 8
        assert refusal(bytes(flipped)) == "piece"
    for length in range(len(PIECE)):
        assert refusal(PIECE[:length]) == "piece"
