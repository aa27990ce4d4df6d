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
_MARK = b"age-encryption.org/v1\n"


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


def open_parcel(raw: bytes, identities: Sequence[str]) -> bytes:
    """Return what is in the parcel ``raw``. Raises Refused unless one of ``identities`` opens it, whole."""
    if len(raw) > MAX_PARCEL_BYTES:
        raise Refused("too-large")
    if not raw.startswith(_MARK):
        raise Refused("shape")
    try:
        return bytes(
            pyrage.decrypt(raw, [pyrage.x25519.Identity.from_str(one.strip()) for one in identities])
        )
    except pyrage.IdentityError:
        raise ValueError("not an age identity") from None
    except pyrage.DecryptError:
        raise Refused("parcel") from None
