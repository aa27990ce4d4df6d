# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Content made small before it is sealed: one byte says how, the rest is it. Read with a bound, never on trust."""

from __future__ import annotations

import zlib

import zstandard

from fieldkit.seals.envelope import Refused

PLAIN, ZLIB, ZSTD = 0, 1, 2
_LEVEL = 3
_SMALL = 64
"""Not worth the attempt below this many bytes."""


def pack(content: bytes, coding: int = ZSTD) -> bytes:
    """Return ``content`` behind the byte that says how it is coded; plain where coding does not make it smaller."""
    if coding != PLAIN and len(content) >= _SMALL:
        coded = zstandard.compress(content, _LEVEL) if coding == ZSTD else zlib.compress(content, 6)
        if len(coded) < len(content):
            return bytes((coding,)) + coded
    return bytes((PLAIN,)) + content


def unpack(raw: bytes, *, most: int) -> bytes:
    """Return the content in ``raw``, of at most ``most`` bytes. Raises Refused; no bomb is ever blown up."""
    coding, coded = raw[:1], raw[1:]
    if coding == bytes((PLAIN,)):
        content = coded
    elif coding == bytes((ZLIB,)):
        content = _inflated(coded, most)
    elif coding == bytes((ZSTD,)):
        content = _expanded(coded, most)
    else:
        raise Refused("coding")
    if len(content) > most:
        raise Refused("too-large")
    return content


def _inflated(coded: bytes, most: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        content = reader.decompress(coded, most + 1)
    except zlib.error:
        raise Refused("coding") from None
    if len(content) > most:
        raise Refused("too-large")
    if not reader.eof or reader.unused_data:
        raise Refused("coding")
    return content


def _expanded(coded: bytes, most: int) -> bytes:
    """Return what one zstd frame holds. It is written into as much room as its header claims, and into no more."""
    try:
        size = zstandard.frame_content_size(coded)
        if size > most:
            raise Refused("too-large")
        if size < 0:
            raise Refused("coding")  # whoever writes for us says how much it is
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 23)
        content = reader.decompress(coded, allow_extra_data=False)
    except zstandard.ZstdError:
        raise Refused("coding") from None
    if len(content) != size:
        raise Refused("coding")
    return content
