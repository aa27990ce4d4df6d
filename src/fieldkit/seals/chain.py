# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The chain of batches in one life of a device: each head stands for every byte that came before it."""

from __future__ import annotations

import hashlib

HEAD_BYTES = 32
START = bytes(HEAD_BYTES)
"""The head of a life in which nothing was frozen yet."""


def head_after(head: bytes, frozen: bytes) -> bytes:
    """Return the head after ``frozen``, the exact bytes of a batch's envelope or of an operation: 32 bytes."""
    return head_of(head, hashlib.sha256(frozen).digest())


def head_of(head: bytes, digest: bytes) -> bytes:
    """Return the head after bytes of which only the SHA-256 is left: 32 bytes."""
    return hashlib.sha256(head + digest).digest()


def shown_head(head: bytes) -> str:
    """Return the 12 letters by which people compare heads, on a screen or on paper."""
    digits = head.hex()[:12]
    return "-".join(digits[at : at + 4] for at in range(0, 12, 4))
