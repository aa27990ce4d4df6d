# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a joining ticket's single-use code is good for: a proof that it is known, and the box that holds the tag key.

The code never leaves the device: the district knows only its proof, and so the district cannot open the box.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fieldkit.seals.envelope import Refused

_PROOF = b"fieldkit/join/1|"
_BOX = b"fieldkit/tag-key-box/1"
_NONCE = bytes(12)
"""The same each time: a code is used once, and so is the key that is made from it."""


def proof_of(code: str) -> str:
    """Return the proof that ``code`` is known, 64 hex digits: what the district keeps of a ticket."""
    return hashlib.sha256(_PROOF + _plain(code)).hexdigest()


def seal_tag_key(tag_key: bytes, code: str) -> bytes:
    """Return ``tag_key`` in a box that opens with ``code`` only."""
    return AESGCM(_key(code)).encrypt(_NONCE, tag_key, None)


def open_tag_key(box: bytes, code: str) -> bytes:
    """Return the tag key in ``box``. Raises Refused unless it was sealed with ``code``."""
    try:
        return AESGCM(_key(code)).decrypt(_NONCE, box, None)
    except (InvalidTag, ValueError):
        raise Refused("tag-key") from None


def _key(code: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=b"", info=_BOX).derive(_plain(code))


def _plain(code: str) -> bytes:
    return code.replace("-", "").upper().encode()
