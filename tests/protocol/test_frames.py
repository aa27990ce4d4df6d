# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Frames come back as they went; what does not end with its last frame, or has too many, is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.protocol.frames import join_frames, split_frames
from fieldkit.protocol.mistakes import TheirMistake

FRAMES = st.lists(st.binary(max_size=50), max_size=8)


@given(FRAMES)
def test_frames_come_back(frames):
    raw = join_frames(frames)
    assert split_frames(raw, most=8) == tuple(frames)
    if frames:
        with pytest.raises(TheirMistake, match="frames"):
            split_frames(raw, most=len(frames) - 1)


@given(FRAMES.filter(bool), st.data())
def test_what_is_cut_is_refused_or_ends_with_an_earlier_frame(frames, data):
    raw = join_frames(frames)
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    try:
        found = split_frames(cut, most=8)
    except TheirMistake:
        return
    assert found == tuple(frames)[: len(found)]
    assert join_frames(found) == cut


@given(st.binary(max_size=60))
def test_anything_is_split_one_way_or_refused(raw):
    with contextlib.suppress(TheirMistake):
        assert join_frames(split_frames(raw, most=20)) == raw


@pytest.mark.parametrize("raw", [b"\0", b"\0\0\0", b"\0\0\0\1", b"\xff\xff\xff\xffab", b"\0\0\0\1ab"])
def test_a_length_that_is_not_there_is_refused(raw):
    with pytest.raises(TheirMistake, match="frames"):
        split_frames(raw, most=8)
