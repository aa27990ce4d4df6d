# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Boxes: bytes that only the holder of one X25519 key can read. HPKE (RFC 9180), base mode, one message a box.

X25519-HKDF-SHA256, HKDF-SHA256, AES-128-GCM; a box is the encapsulated key (32 bytes) and the ciphertext: 48 bytes
more than what is in it. ``info`` is the purpose, in ASCII, and belongs to the seal: a box opens for nothing else.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from fieldkit.seals.envelope import Refused

SealingKey = X25519PrivateKey

REPLY = b"fieldkit/reply-box/1"
SESSION = b"fieldkit/session-box/1"

BOX_BYTES = 48
"""What a box adds to its content."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


def new_sealing_key() -> X25519PrivateKey:
    """Return a fresh key to open boxes with."""
    return X25519PrivateKey.generate()


def sealing_private_bytes(key: X25519PrivateKey) -> bytes:
    """Return the 32 bytes of ``key``; whoever has them opens its boxes."""
    return key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def sealing_public_bytes(key: X25519PrivateKey) -> bytes:
    """Return the 32 bytes that boxes for ``key`` are sealed with."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def load_sealing_key(raw: bytes) -> X25519PrivateKey:
    """Return the key written as ``raw``. Raises ValueError unless it is 32 bytes."""
    return X25519PrivateKey.from_private_bytes(raw)


def seal_box(content: bytes, public: bytes, info: bytes) -> bytes:
    """Return ``content`` in a box for the key ``public``. Raises Refused where that is no key to seal with."""
    try:
        return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public), info=info)
    except ValueError:
        raise Refused("key") from None


def open_box(box: bytes, key: X25519PrivateKey, info: bytes) -> bytes:
    """Return what is in ``box``. Raises Refused unless it was sealed for ``key`` and ``info``."""
    try:
        return _SUITE.decrypt(box, key, info=info)
    except (InvalidTag, ValueError):
        raise Refused("box") from None
