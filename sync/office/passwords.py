# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Passwords (argon2id) and one-time words (RFC 6238, six digits, 30 seconds) of the district's staff."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
import threading
from urllib.parse import quote

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

LEAST_LETTERS = 12
MOST_LETTERS = 200
STEP_SECONDS = 30
_SECRET_BYTES = 20
_DIGITS = 6
_DRIFT = (-1, 0, 1)
"""A telephone's clock may be half a minute off."""

_hasher = PasswordHasher()
_room = threading.BoundedSemaphore(2)
"""Each password takes 64 MiB to check: a crowd of wrong ones must not take the server's memory."""

_NOBODY = _hasher.hash(secrets.token_hex(16))
"""What a password is compared with where nobody has the name, so that the answer takes as long."""


def password_hash(password: str) -> str:
    """Return the argon2id hash of ``password``."""
    with _room:
        return _hasher.hash(password)


def password_fits(kept: str, password: str) -> bool:
    """Return True when ``password`` is the one whose hash was ``kept``; '' fits none, and takes as long to say so."""
    with _room:
        try:
            _hasher.verify(kept or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
    return bool(kept)


def new_password() -> str:
    """Return a password to begin with: 16 letters in groups, 80 bits."""
    letters = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def new_totp() -> bytes:
    """Return a fresh secret for one-time words."""
    return secrets.token_bytes(_SECRET_BYTES)


def step_of(secret: bytes, word: str, now: dt.datetime, last: int) -> int | None:
    """Return the step of time that the one-time ``word`` is of; None where it is wrong, or not after step ``last``."""
    words = TOTP(secret, _DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 - RFC 6238 as every telephone has it
    here = int(now.timestamp()) // STEP_SECONDS
    for step in (here + drift for drift in _DRIFT):
        if step <= last:
            continue
        try:
            words.verify(word.encode(), step * STEP_SECONDS)
        except InvalidToken:
            continue
        return step
    return None


def totp_address(secret: bytes, who: str, district: str) -> str:
    """Return the address that an authenticator on a telephone takes, as text or as a QR code."""
    letters = base64.b32encode(secret).decode().rstrip("=")
    return f"otpauth://totp/{quote(f'FieldKit {district}:{who}')}?secret={letters}&issuer={quote('FieldKit')}"
