# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A box opens for its key and its purpose; an answer is boxed for the device that is known, and says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.seals import answers, boxes, packing
from fieldkit.seals.boxes import (
    load_sealing_key,
    open_box,
    seal_box,
    sealing_private_bytes,
    sealing_public_bytes,
)
from fieldkit.seals.envelope import Refused

KEY = load_sealing_key(bytes(range(32)))
OTHER = load_sealing_key(bytes(range(1, 33)))
PUBLIC = sealing_public_bytes(KEY)
BOX = seal_box(b"content", PUBLIC, boxes.REPLY)


def refusal(call, *given, **named):
    with pytest.raises(Refused) as refused:
        call(*given, **named)
    return refused.value.args[0]


@given(st.binary(max_size=500), st.binary(max_size=40))
def test_what_is_boxed_opens(content, info):
    box = seal_box(content, PUBLIC, info)
    assert open_box(box, KEY, info) == content
    assert len(box) == len(content) + boxes.BOX_BYTES


def test_no_two_boxes_are_the_same():
    assert seal_box(b"content", PUBLIC, boxes.REPLY) != BOX


def test_every_flipped_bit_of_a_box_is_refused():
    for place in range(len(BOX) * 8):
        flipped = bytearray(BOX)
        flipped[place // 8] ^= 1 << place % 8
        assert refusal(open_box, bytes(flipped), KEY, boxes.REPLY) == "box"


def test_every_shorter_and_longer_form_of_a_box_is_refused():
    for length in range(len(BOX)):
        assert refusal(open_box, BOX[:length], KEY, boxes.REPLY) == "box"
    assert refusal(open_box, BOX + b"\0", KEY, boxes.REPLY) == "box"


def test_another_key_or_purpose_is_refused():
    assert refusal(open_box, BOX, OTHER, boxes.REPLY) == "box"
    assert refusal(open_box, BOX, KEY, boxes.SESSION) == "box"


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(33), bytes(32), b"\1" + bytes(31)])
def test_what_is_no_key_is_not_sealed_to(public):
    assert refusal(seal_box, b"content", public, boxes.REPLY) == "key"


@given(st.binary(max_size=200))
def test_anything_is_no_box(raw):
    assert refusal(open_box, raw, KEY, boxes.REPLY) == "box"


def test_a_key_is_read_back_as_it_was_written():
    assert sealing_private_bytes(load_sealing_key(sealing_private_bytes(OTHER))) == sealing_private_bytes(
        OTHER
    )
    assert sealing_public_bytes(boxes.new_sealing_key()) != sealing_public_bytes(boxes.new_sealing_key())
    with pytest.raises(ValueError, match="32"):
        load_sealing_key(b"short")


@given(st.binary(max_size=500), st.sampled_from([packing.PLAIN, packing.ZLIB, packing.ZSTD]))
def test_an_answer_is_boxed_for_who_is_known(content, coding):
    boxed = answers.close_answer(content, PUBLIC, coding)
    assert answers.open_answer(boxed, KEY, most=500) == (content, True)
    plain = answers.close_answer(content, b"", coding)
    assert answers.open_answer(plain, KEY, most=500) == (content, False)
    assert refusal(answers.open_answer, boxed, OTHER, most=500) == "box"


def test_an_answer_is_bound():
    for key in (PUBLIC, b""):
        raw = answers.close_answer(bytes(10_000), key)
        assert refusal(answers.open_answer, raw, KEY, most=9_999) == "too-large"


@pytest.mark.parametrize("raw", [b"", b"\3", b"\4{}", b"\3" + bytes(80)])
def test_what_is_no_answer_is_refused(raw):
    assert refusal(answers.open_answer, raw, KEY, most=500) in {"coding", "box"}
