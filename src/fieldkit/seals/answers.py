# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The content of a district's answer: packed, and boxed for the device where the district knows its key."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from fieldkit.seals import boxes, packing
from fieldkit.seals.envelope import Refused

_BOXED = bytes((3,))
"""Where a packed content says how it is coded, an answer may say that a box comes."""


def close_answer(content: bytes, sealing_key: bytes, coding: int = packing.ZSTD) -> bytes:
    """Return ``content`` packed, and boxed where there is a ``sealing_key``."""
    packed = packing.pack(content, coding)
    return _BOXED + boxes.seal_box(packed, sealing_key, boxes.REPLY) if sealing_key else packed


def open_answer(raw: bytes, key: X25519PrivateKey, *, most: int) -> tuple[bytes, bool]:
    """Return the content of ``raw``, and whether it was boxed for us. Raises Refused."""
    if not raw.startswith(_BOXED):
        return packing.unpack(raw, most=most), False
    return packing.unpack(boxes.open_box(raw[1:], key, boxes.REPLY), most=most), True


__all__ = ["Refused", "close_answer", "open_answer"]
