# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Frames: several runs of bytes in one, each behind its length; how sealed bytes travel inside a signed message."""

from __future__ import annotations

from collections.abc import Iterable

from fieldkit.protocol.mistakes import TheirMistake

_LENGTH_BYTES = 4


def join_frames(frames: Iterable[bytes]) -> bytes:
    """Return ``frames`` one after the other, each behind its length: 4 bytes, the highest first."""
    return b"".join(len(frame).to_bytes(_LENGTH_BYTES, "big") + frame for frame in frames)


def split_frames(raw: bytes, *, most: int) -> tuple[bytes, ...]:
    """Return the frames in ``raw``. Raises TheirMistake for more than ``most``, or when they do not end with it."""
    frames: list[bytes] = []
    place, end = 0, len(raw)
    while place < end:
        begin = place + _LENGTH_BYTES
        place = begin + int.from_bytes(raw[place:begin], "big")
        if begin > end or place > end or len(frames) == most:
            raise TheirMistake("frames")
        frames.append(raw[begin:place])
    return tuple(frames)
