# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Signatures of invented people: a few pen strokes as a small PNG, the same for the same seed."""

from __future__ import annotations

import random
import struct
import zlib

WIDTH, HEIGHT = 300, 100

_STEPS = 24
_ROW = (WIDTH + 7) // 8
_WHITE = (1 << _ROW * 8) - 1

Point = tuple[float, float]


def signature_png(seed: int | str) -> bytes:
    """Return a black-on-white PNG of 300 × 100 pixels with the strokes that ``seed`` draws."""
    chance = random.Random(f"signature:{seed}")
    rows = [_WHITE] * HEIGHT
    left = chance.uniform(15, 35)
    for _ in range(chance.randint(4, 7)):
        left = _stroke(rows, chance, left)
    return _png(rows)


def _stroke(rows: list[int], chance: random.Random, left: float) -> float:
    """Draw one curved stroke from about ``left``; return where the next may begin."""
    points = [(left + chance.uniform(-8, 8), chance.uniform(20, 80))]
    for _ in range(2):
        x, y = points[-1]
        points.append((x + chance.uniform(-10, 45), min(92.0, max(8.0, y + chance.uniform(-50, 50)))))
    for step in range(_STEPS + 1):
        _touch(rows, *_on_curve(points, step / _STEPS), size=2 if 0 < step < _STEPS else 1)
    return left + chance.uniform(18, 36)


def _on_curve(points: list[Point], along: float) -> Point:
    """Return the point of a quadratic Bézier curve."""
    (ax, ay), (bx, by), (cx, cy) = points
    back = 1 - along
    return (
        back * back * ax + 2 * back * along * bx + along * along * cx,
        back * back * ay + 2 * back * along * by + along * along * cy,
    )


def _touch(rows: list[int], x: float, y: float, *, size: int) -> None:
    """Blacken the pixels under a pen of ``size`` at a point."""
    pen = ((1 << 2 * size + 1) - 1) << max(0, _ROW * 8 - 1 - round(x) - size)
    for row in range(max(0, round(y) - size), min(HEIGHT, round(y) + size + 1)):
        rows[row] &= ~pen


def _png(rows: list[int]) -> bytes:
    """Return a one-bit grey PNG of ``rows``."""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row.to_bytes(_ROW, "big") for row in rows), 6)
    parts = (b"IHDR" + header, b"IDAT" + pixels, b"IEND")
    framed = (struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)
