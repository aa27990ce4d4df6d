# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Parcels: bytes sealed with age (age-encryption.org/v1), so that who carries them cannot read them.

A parcel opens with the common ``age`` tool too: a way back to the data without our program. There are no names and no
paths in it, and no archive format around it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyrage

from fieldkit.seals.envelope import Refused

MAX_PARCEL_BYTES = 8 * 1024 * 1024
MAX_PARCEL_FRAMES = 64
"""Requests in a parcel, and answers in what comes back."""
MAX_HEADER_BYTES = 4_096
"""Of what age writes before the content: 200 for each recipient. A header of megabytes keeps its reader for minutes."""

_MARK = b"age-encryption.org/v1\n"
_HEADER_END = b"\n--- "


def new_parcel_key() -> tuple[str, str]:
    """Return a fresh key pair as age writes it: the identity that opens, the recipient to seal to."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(identity: str) -> str:
    """Return whom to seal to for ``identity``. Raises ValueError when it is none."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity.strip()).to_public())
    except pyrage.IdentityError:
        raise ValueError("not an age identity") from None


def seal_parcel(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return ``content`` sealed to each of ``recipients``. Raises ValueError where one is none, or nobody."""
    if not recipients:
        raise ValueError("a parcel for nobody")
    try:
        return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(one) for one in recipients]))
    except pyrage.RecipientError:
        raise ValueError("not an age recipient") from None


def has_short_header(raw: bytes) -> bool:
    """Return True when ``raw`` begins like an age file whose header is no longer than any honest one."""
    return raw.startswith(_MARK) and _HEADER_END in raw[:MAX_HEADER_BYTES]


def open_parcel(raw: bytes, identities: Sequence[str], *, most: int = MAX_PARCEL_BYTES) -> bytes:
    """Return what is in the parcel ``raw``. Raises Refused unless one of ``identities`` opens it, whole.

    Its reason is ``too-large``, ``shape``, ``recipient`` (sealed to others) or ``parcel`` (damaged).
    """
    if len(raw) > most:
        raise Refused("too-large")
    if not has_short_header(raw):
        raise Refused("shape")
    try:
        return bytes(
            pyrage.decrypt(raw, [pyrage.x25519.Identity.from_str(one.strip()) for one in identities])
        )
    except pyrage.IdentityError:
        raise ValueError("not an age identity") from None
    except pyrage.DecryptError as fault:
        raise Refused("recipient" if "matching" in str(fault) else "parcel") from None
