# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Identities sealed to the registrars: what a server may carry and must not read (document number and phone).

1. A sealing session has a random key. The key is boxed once for each registrar and told with the batch; the device
   forgets it when the session ends. So a stolen device cannot open what it has sealed in earlier sessions.
2. Each identity is sealed by AES-256-GCM under its session's key. The nonce is the operation's sequence, which is never
   used twice in a life, and a session belongs to one life. The operation's id is sealed along: no swapping.
3. Numbers are packed to half a byte a character before, because sealed bytes do not compress: 33 bytes in all for an
   ID number and a mobile phone.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fieldkit.seals import boxes
from fieldkit.seals.envelope import Refused

SESSION_KEY_BYTES = 32
_BETWEEN = "\0"
_DIGITS = "0123456789X" + _BETWEEN
_FILL = 15
_PACKED, _TEXT = 0, 1


def new_session_key() -> bytes:
    """Return the key of a new sealing session."""
    return os.urandom(SESSION_KEY_BYTES)


def box_session(key: bytes, registrar: bytes, *, device: str, life: str, session: int) -> bytes:
    """Return the session's ``key`` in a box for the key ``registrar`` (32 bytes). Raises Refused."""
    return boxes.seal_box(key, registrar, _about(device, life, session))


def open_session(box: bytes, registrar: X25519PrivateKey, *, device: str, life: str, session: int) -> bytes:
    """Return the session's key. Raises Refused unless ``box`` is this session's, for this registrar."""
    key = boxes.open_box(box, registrar, _about(device, life, session))
    if len(key) != SESSION_KEY_BYTES:
        raise Refused("box")
    return key


def seal_identity(key: bytes, *, operation: str, sequence: int, document: str, phone: str) -> bytes:
    """Return ``document`` and ``phone`` sealed under the session's ``key`` for ``operation`` and no other."""
    return AESGCM(key).encrypt(_nonce(sequence), _packed(document + _BETWEEN + phone), operation.encode())


def open_identity(key: bytes, sealed: bytes, *, operation: str, sequence: int) -> tuple[str, str]:
    """Return document number and phone. Raises Refused unless they were sealed for ``operation`` under ``key``."""
    try:
        plain = AESGCM(key).decrypt(_nonce(sequence), sealed, operation.encode())
    except (InvalidTag, ValueError):
        raise Refused("identity") from None
    document, between, phone = _unpacked(plain).partition(_BETWEEN)
    if not between:
        raise Refused("identity")
    return document, phone


def _about(device: str, life: str, session: int) -> bytes:
    return boxes.SESSION + f"|{device}-{life}|{session}".encode()


def _nonce(sequence: int) -> bytes:
    return sequence.to_bytes(12, "big")


def _packed(text: str) -> bytes:
    """Return ``text`` at half a byte a character where it has only digits, X and the mark between; else as UTF-8."""
    if any(letter not in _DIGITS for letter in text):
        return bytes((_TEXT,)) + text.encode()
    halves = [_DIGITS.index(letter) for letter in text]
    halves += [_FILL] * (len(halves) % 2)
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return bytes((_PACKED, *(high << 4 | low for high, low in pairs)))


def _unpacked(plain: bytes) -> str:
    kind, rest = plain[:1], plain[1:]
    if kind == bytes((_TEXT,)):
        try:
            return rest.decode()
        except UnicodeDecodeError:
            raise Refused("identity") from None
    halves = [half for byte in rest for half in (byte >> 4, byte & 15)]
    if halves and halves[-1] == _FILL:
        halves.pop()
    if kind != bytes((_PACKED,)) or any(half >= len(_DIGITS) for half in halves):
        raise Refused("identity")
    return "".join(_DIGITS[half] for half in halves)
