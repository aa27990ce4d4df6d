# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The signed envelope around every message: COSE_Sign1 (RFC 9052) with Ed25519, read strictly.

1. Nothing of the content is looked at before the signature holds.
2. There is exactly one way to write an envelope. What does not encode back to its own bytes is refused, so no bit
   of it can change unnoticed: not the header, not the tag, nothing behind it.
3. The purpose (``aad``) is signed with the content: a reply can never pass as a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

BATCH = b"fieldkit/batch/1"
EXCHANGE = b"fieldkit/exchange/1"
REPLY = b"fieldkit/reply/1"
JOIN = b"fieldkit/join/1"
JOINED = b"fieldkit/joined/1"
VOUCH = b"fieldkit/vouch/1"
TRUST = b"fieldkit/trust/1"
CERTIFICATE = b"fieldkit/certificate/1"
EXPORT = b"fieldkit/export/1"

MAX_ENVELOPE_BYTES = 2 * 1024 * 1024
MAX_KEY_ID_BYTES = 32

_TAG = 18
_ALG, _KID, _EDDSA = 1, 4, -8
_SIGNATURE_BYTES = 64
_HEAD = bytes((0xD2, 0x84))  # tag 18, a list of four: looked at before any decoder is


class Refused(Exception):
    """The bytes are no envelope of a key that we know. ``args[0]`` is the reason, without data."""


def sign(content: bytes, key: Ed25519PrivateKey, key_id: bytes, aad: bytes) -> bytes:
    """Return ``content`` in an envelope signed by ``key``, which the reader knows as ``key_id``."""
    protected = cbor2.dumps({_ALG: _EDDSA, _KID: key_id})
    signature = key.sign(_to_be_signed(protected, aad, content))
    return _encode(protected, content, signature)


def open_envelope(raw: bytes, keys: Mapping[bytes, Ed25519PublicKey], aad: bytes) -> tuple[bytes, bytes]:
    """Return the key id and the content of ``raw``. Raises Refused unless one of ``keys`` signed it for ``aad``."""
    protected, content, signature = _parts(raw)
    named = _key_id(protected)
    key = keys.get(named)
    if key is None:
        _refuse("unknown-key")
    try:
        key.verify(signature, _to_be_signed(protected, aad, content))
    except InvalidSignature:
        raise Refused("signature") from None
    return named, content


def claimed_key_id(raw: bytes) -> bytes:
    """Return the key id that ``raw`` names, unproved: good for finding the key to prove it by, for nothing else."""
    return _key_id(_parts(raw)[0])


def _to_be_signed(protected: bytes, aad: bytes, content: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, aad, content])


def _encode(protected: bytes, content: bytes, signature: bytes) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(_TAG, [protected, {}, content, signature]))


def _parts(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the protected header, the content and the signature of ``raw``."""
    if len(raw) > MAX_ENVELOPE_BYTES:
        _refuse("too-large")
    if not raw.startswith(_HEAD):
        _refuse("shape")
    protected, unprotected, content, signature = _decode(raw).value  # the head says that there are four
    if unprotected != {} or not all(isinstance(part, bytes) for part in (protected, content, signature)):
        _refuse("shape")
    if len(signature) != _SIGNATURE_BYTES:
        _refuse("shape")
    if _encode(protected, content, signature) != raw:
        _refuse("encoding")
    return protected, content, signature


def _key_id(protected: bytes) -> bytes:
    """Return the key id in ``protected``, which names the algorithm and the key and nothing else."""
    header = _decode(protected)
    if not isinstance(header, dict) or set(header) != {_ALG, _KID} or header[_ALG] != _EDDSA:
        _refuse("algorithm")
    named = header[_KID]
    if not isinstance(named, bytes) or not 0 < len(named) <= MAX_KEY_ID_BYTES:
        _refuse("algorithm")
    if cbor2.dumps({_ALG: _EDDSA, _KID: named}) != protected:
        _refuse("encoding")
    return named


def _decode(raw: bytes) -> Any:
    try:
        return cbor2.loads(raw)
    except Exception:  # noqa: BLE001 - a decoder may fail in any way over a stranger's bytes; all of them mean no
        raise Refused("shape") from None


def _refuse(reason: str) -> NoReturn:
    raise Refused(reason)
