# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Content made small before it is sealed: one byte says how, the rest is it. Read with a bound, never on trust."""

from __future__ import annotations

import zlib

import zstandard

from fieldkit.seals.envelope import Refused

PLAIN, ZLIB, ZSTD, SHORT = 0, 1, 2, 4
SHORT_BYTES = 2_048
"""Up to so many ``SHORT`` packs best: by words that both sides know (docs/protocol.md, section 13)."""

WORDS = (
    b'"code":"conflict","field":"","facts":{"serial":"FK-00"},{"operation":"D0","verdict":"rejected"accepted",'
    b'{"table":"member","key":"","row":{"uid":""more":true,"changes":[{"parts":["","refused":"stale",'
    b'"receipts":[{"life":"","number":1,"head":"","level":"received","operations":500}],"batches":1,"parts":1'
    b'{"protocol":1,"asked":"","device":"D0","cursor":,"chains":[{"life":"","number":,"head":""}],"nonce":"",'
    b'"trust":,"takes":["zstd","snapshot","short"],"program":"0.1.0","at":"2026-T:Z","serials_left":,'
    b'"certified_by":""}{"protocol":1,"district":"FKD-","asked":"","heard":"","at":"2026-T:Z","cursor":,'
    b'"nonce":"","standings":[{"life":"","number":,"head":"","state":"open"}]}'
)

_LEVEL = 3
_SMALL = 64
"""Not worth the attempt below this many bytes."""


def pack(content: bytes, coding: int = ZSTD) -> bytes:
    """Return ``content`` behind the byte that says how it is coded; plain where coding does not make it smaller."""
    if coding != PLAIN and len(content) >= _SMALL:
        coded = _CODERS[coding](content)
        if len(coded) < len(content):
            return bytes((coding,)) + coded
    return bytes((PLAIN,)) + content


def unpack(raw: bytes, *, most: int) -> bytes:
    """Return the content in ``raw``, of at most ``most`` bytes. Raises Refused; no bomb is ever blown up."""
    coding, coded = raw[:1], raw[1:]
    if coding == bytes((PLAIN,)):
        content = coded
    elif coding == bytes((ZLIB,)):
        content = _inflated(coded, zlib.decompressobj(), most)
    elif coding == bytes((SHORT,)):
        content = _inflated(coded, zlib.decompressobj(-zlib.MAX_WBITS, WORDS), most)
    elif coding == bytes((ZSTD,)):
        content = _expanded(coded, most)
    else:
        raise Refused("coding")
    if len(content) > most:
        raise Refused("too-large")
    return content


def unfolded(frame: bytes, *, most: int) -> bytes:
    """Return the JSON in ``frame``, where it stands packed or as it is. Raises Refused."""
    return frame if frame.startswith(b"{") else unpack(frame, most=most)


def _zstd(content: bytes) -> bytes:
    return zstandard.compress(content, _LEVEL)


def _zlib(content: bytes) -> bytes:
    return zlib.compress(content, 6)


def _short(content: bytes) -> bytes:
    # filtered: a chance likeness of a few digits costs more than the digits
    writer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_FILTERED, WORDS)
    return writer.compress(content) + writer.flush()


_CODERS = {ZLIB: _zlib, ZSTD: _zstd, SHORT: _short}


def _inflated(coded: bytes, reader: zlib._Decompress, most: int) -> bytes:
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
