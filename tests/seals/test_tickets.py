# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A ticket's code proves itself and opens the tag key; neither the proof nor another code does."""

import hashlib

import pytest

from fieldkit.seals.envelope import Refused
from fieldkit.seals.tickets import open_tag_key, proof_of, seal_tag_key

CODE = "ABCDEFGHIJKLMNOP"
BOX = seal_tag_key(bytes(range(32)), CODE)


def test_the_proof_is_of_the_code_however_it_is_written():
    assert proof_of(CODE) == hashlib.sha256(b"fieldkit/join/1|ABCDEFGHIJKLMNOP").hexdigest()
    assert proof_of("abcd-efgh-ijkl-mnop") == proof_of(CODE)


def test_the_box_opens_with_the_code_only():
    assert open_tag_key(BOX, "abcd-efgh-ijkl-mnop") == bytes(range(32))
    for code in (proof_of(CODE), "ABCDEFGHIJKLMNOQ", ""):
        with pytest.raises(Refused):
            open_tag_key(BOX, code)


def test_every_flipped_bit_and_every_cut_is_refused():
    for place in range(len(BOX) * 8):
        flipped = bytearray(BOX)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(Refused):
            open_tag_key(bytes(flipped), CODE)
    for length in range(len(BOX)):
        with pytest.raises(Refused):
            open_tag_key(BOX[:length], CODE)
