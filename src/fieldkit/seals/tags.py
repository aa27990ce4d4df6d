# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Keyed tags: they tell that two records are of one person, and not who; a plain hash of a number is the number.

A tag is only worth its key: whoever holds ``tag_key`` can try numbers until one fits (trust.md §1.9).
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

TAG_BYTES = 16

_CLASSES = {"resident": "resident", "hmt_resident": "resident", "foreign_pr": "resident"}
"""The kinds with numbers of 18 digits are told apart by the number itself, not by what a hurried operator chose."""


def document_tag(tag_key: bytes, kind: str, number: str) -> bytes:
    """Return the tag of document ``number`` of ``kind``, a code of table ``document``.

    The number is taken as ``domain.documents.normalise_document`` leaves it; spaces and case make no difference.
    """
    return _tag(tag_key, "document", _CLASSES.get(kind, kind), number)


def phone_tag(tag_key: bytes, number: str) -> bytes:
    """Return the tag of phone ``number``, for a person without a document at hand."""
    return _tag(tag_key, "phone", "mobile", number)


def _tag(tag_key: bytes, *words: str) -> bytes:
    if len(tag_key) < TAG_BYTES:
        raise ValueError("a tag key has at least 16 bytes")
    *kinds, number = words
    plain = "".join(unicodedata.normalize("NFKC", number).split()).upper()
    return hmac.digest(tag_key, "\0".join([*kinds, plain]).encode(), hashlib.sha256)[:TAG_BYTES]
