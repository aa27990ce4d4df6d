# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Ed25519 signing keys as values: made, written as 32 bytes, read back, named by a short id."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

SigningKey = Ed25519PrivateKey
PublicKey = Ed25519PublicKey

KEY_BYTES = 32
KEY_ID_BYTES = 8


def new_signing_key() -> Ed25519PrivateKey:
    """Return a fresh signing key."""
    return Ed25519PrivateKey.generate()


def private_bytes(key: Ed25519PrivateKey) -> bytes:
    """Return the 32 bytes of ``key``; whoever has them signs as its owner."""
    return key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def public_bytes(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """Return the 32 bytes that check what ``key`` signs."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def load_signing_key(raw: bytes) -> Ed25519PrivateKey:
    """Return the signing key written as ``raw``. Raises ValueError unless it is 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(raw)


def load_public_key(raw: bytes) -> Ed25519PublicKey:
    """Return the checking key written as ``raw``. Raises ValueError unless it is 32 bytes."""
    return Ed25519PublicKey.from_public_bytes(raw)


def key_id(public: bytes) -> bytes:
    """Return the short id by which an envelope names the key ``public``: the head of its SHA-256."""
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES]
