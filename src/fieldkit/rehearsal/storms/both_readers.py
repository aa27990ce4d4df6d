# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Messages have a quick reader and a strict one: here both read, and must not say different things."""

from __future__ import annotations

import json

from fieldkit.protocol.calm import NotCalm, is_calm, reader
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.shape import Message


class Slipped(Exception):
    """A decoder took what it must refuse."""


def message(raw: bytes, kind: type[Message]) -> object:
    """Return the message in ``raw``. The quick reader must take nothing that the strict one refuses, nor other than it.

    But for fields that are told twice, of which the first is looked at by the strict reader only.
    """
    try:
        quick = reader(kind).read(raw) if is_calm(raw) else None
    except NotCalm:
        quick = None
    try:
        strict = from_bytes(raw, kind)
    except TheirMistake:
        if quick is not None and not _told_twice(raw):
            raise Slipped(f"{kind.__name__} passes the quick reader only") from None
        raise
    if quick is not None and to_bytes(quick) != to_bytes(strict):
        raise Slipped(f"{kind.__name__} is read in two ways")
    return strict


def _told_twice(raw: bytes) -> bool:
    """Return True when the JSON in ``raw`` names a field twice."""
    twice = False

    def pairs(told: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal twice
        twice |= len({name for name, _ in told}) != len(told)
        return dict(told)

    json.loads(raw.decode("utf-8", errors="replace"), object_pairs_hook=pairs)
    return twice
