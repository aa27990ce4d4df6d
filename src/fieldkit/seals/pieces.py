# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Pieces of a snapshot: made once for many devices, fetched by anybody, read by who was told the key."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fieldkit.seals import packing
from fieldkit.seals.envelope import Refused

PIECE_MORE = 16
"""What sealing adds."""


def seal_piece(content: bytes, key: bytes, *, snapshot: str, place: int, coding: int = packing.ZSTD) -> bytes:
    """Return ``content`` packed and sealed as piece ``place`` (from 0) of the ``snapshot`` with this ``key``."""
    return seal_packed(packing.pack(content, coding), key, snapshot=snapshot, place=place)


def seal_packed(packed: bytes, key: bytes, *, snapshot: str, place: int) -> bytes:
    """Return what is ``packed`` already, sealed as piece ``place``; it is ``PIECE_MORE`` bytes longer."""
    return AESGCM(key).encrypt(_nonce(place), packed, snapshot.encode())


def open_piece(raw: bytes, key: bytes, *, snapshot: str, place: int, most: int) -> bytes:
    """Return what is in the piece ``raw``, at most ``most`` bytes. Raises Refused unless it is this very piece."""
    try:
        packed = AESGCM(key).decrypt(_nonce(place), raw, snapshot.encode())
    except (InvalidTag, ValueError):
        raise Refused("piece") from None
    return packing.unpack(packed, most=most)


def _nonce(place: int) -> bytes:
    return place.to_bytes(12, "big")
