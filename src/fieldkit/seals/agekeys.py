# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One X25519 key in two forms: as age writes it (bech32, BIP 173), and as 32 bytes.

A registrar has one secret. Boxes (HPKE) are sealed to its 32 bytes and parcels (age) to its text; each derives its own
keys under its own label, so neither can be taken for the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_LETTERS = 6
_IDENTITY, _RECIPIENT = "age-secret-key-", "age"
_KEY_BYTES = 32


def recipient_for(public: bytes) -> str:
    """Return whom age seals to, for the key whose public half is ``public`` (32 bytes)."""
    return _encoded(_RECIPIENT, public)


def identity_for(private: bytes) -> str:
    """Return the age identity of the key whose private half is ``private`` (32 bytes)."""
    return _encoded(_IDENTITY, private).upper()


def sealing_key_of(identity: str) -> X25519PrivateKey:
    """Return the key written as an age identity. Raises ValueError when it is none."""
    return X25519PrivateKey.from_private_bytes(_decoded(_IDENTITY, identity.strip()))


def public_of(recipient: str) -> bytes:
    """Return the 32 public bytes of an age recipient. Raises ValueError when it is none."""
    return _decoded(_RECIPIENT, recipient.strip())


def _encoded(kind: str, raw: bytes) -> str:
    if len(raw) != _KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    values = _regrouped(raw, 8, 5)
    check = _checked([*_spread(kind), *values, *[0] * _CHECK_LETTERS]) ^ 1
    values += [check >> 5 * (_CHECK_LETTERS - 1 - place) & 31 for place in range(_CHECK_LETTERS)]
    return kind + "1" + "".join(_LETTERS[value] for value in values)


def _decoded(kind: str, text: str) -> bytes:
    if text not in (text.lower(), text.upper()):
        raise ValueError("not an age key")
    lower = text.lower()
    start = kind + "1"
    values = [_LETTERS.find(letter) for letter in lower[len(start) :]]
    if not lower.startswith(start) or -1 in values or _checked([*_spread(kind), *values]) != 1:
        raise ValueError("not an age key")
    raw = bytes(_regrouped(values[:-_CHECK_LETTERS], 5, 8))
    if len(raw) < _KEY_BYTES or _encoded(kind, raw[:_KEY_BYTES]) != lower:
        raise ValueError("not an age key")
    return raw[:_KEY_BYTES]


def _spread(kind: str) -> list[int]:
    return [ord(letter) >> 5 for letter in kind] + [0] + [ord(letter) & 31 for letter in kind]


def _checked(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(_GENERATOR):
            check ^= term if top >> place & 1 else 0
    return check


def _regrouped(values: Iterable[int], wide: int, wanted: int) -> list[int]:
    """Return the bits of ``values`` in groups of ``wanted``, the last one filled up with zeros."""
    bits = "".join(f"{value:0{wide}b}" for value in values)
    bits += "0" * (-len(bits) % wanted)
    return [int(bits[at : at + wanted], 2) for at in range(0, len(bits), wanted)]
