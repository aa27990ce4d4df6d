# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Keys in the database: SQLCipher encrypts its whole file; elsewhere each key is wrapped by the key of the data folder.

Whoever holds the PostgreSQL server, or a dump of it, cannot sign for the district.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection

_NONCE_BYTES = 12


class KeyRefused(Exception):
    """The key does not open the database, or the file is none."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How keys are put into the database and taken out."""

    seal: Callable[[str, bytes], bytes]
    open: Callable[[str, bytes], bytes]


def _as_it_is(_name: str, value: bytes) -> bytes:
    return value


OPEN = Wrapping(_as_it_is, _as_it_is)
"""For a database that is encrypted as a whole."""


def by_key(key: bytes, district: str) -> Wrapping:
    """Return the wrapping by ``key`` (32 bytes); a wrapped key holds under its own name and district only."""
    cipher = AESGCM(key)

    def seal(name: str, value: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + cipher.encrypt(nonce, value, f"{district}/{name}".encode())

    def unseal(name: str, value: bytes) -> bytes:
        try:
            return cipher.decrypt(value[:_NONCE_BYTES], value[_NONCE_BYTES:], f"{district}/{name}".encode())
        except InvalidTag:
            raise KeyRefused from None

    return Wrapping(seal, unseal)


def wrapping_of(connection: Connection) -> Wrapping:
    """Return how keys are wrapped in the database of ``connection``."""
    wrapping: Wrapping = connection.get_execution_options()["wrapping"]
    return wrapping
