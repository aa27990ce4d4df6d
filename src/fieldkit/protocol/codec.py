# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Messages to bytes and back; the only place that knows they are JSON."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from fieldkit.protocol.messages import Message
from fieldkit.protocol.mistakes import TheirMistake

M = TypeVar("M", bound=Message)

_encoder = msgspec.json.Encoder()


def to_bytes(message: Message) -> bytes:
    """Return ``message`` as UTF-8 JSON."""
    return _encoder.encode(message)


def from_bytes(raw: bytes | msgspec.Raw, kind: type[M]) -> M:
    """Return the ``kind`` in ``raw``.

    Raises TheirMistake when it is not one; the reason names the field, never its value.
    """
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        where = str(fault).rpartition(" - at ")[2] if isinstance(fault, msgspec.ValidationError) else "json"
        raise TheirMistake(f"{kind.__name__} {where}".strip()) from None
