# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Messages to bytes and back; the only place that knows they are JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.shape import Message

M = TypeVar("M", bound=Message)

_encoder = msgspec.json.Encoder()
_decoders: dict[type[Message], msgspec.json.Decoder[Message]] = {}

_PATH = re.compile(r"`\$\.(\w+)[^`]*`$")
_MISSING = re.compile(r"missing required field `(\w+)`")


def to_bytes(message: Message) -> bytes:
    """Return ``message`` as UTF-8 JSON."""
    return _encoder.encode(message)


def to_raw(message: Message) -> msgspec.Raw:
    """Return ``message`` as the raw body of another, which keeps its bytes as they are."""
    return msgspec.Raw(_encoder.encode(message))


def as_they_are(raws: Iterable[bytes]) -> tuple[msgspec.Raw, ...]:
    """Return bytes of JSON for a place in a message where they travel as they are."""
    return tuple(map(msgspec.Raw, raws))


def with_changed(message: M, **fields: Any) -> M:
    """Return ``message`` with other ``fields``; messages are values and do not change themselves."""
    return msgspec.structs.replace(message, **fields)


def from_bytes(raw: bytes | msgspec.Raw, kind: type[M]) -> M:
    """Return the ``kind`` in ``raw``.

    Raises TheirMistake when it is not one; it names the field, never its value.
    """
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    try:
        return decoder.decode(raw)  # type: ignore[return-value]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        field = _field_of(str(fault)) if isinstance(fault, msgspec.ValidationError) else ""
        raise TheirMistake(f"{kind.__name__} {field or 'json'}", field) from None


def _field_of(complaint: str) -> str:
    """Return the name of the outermost field that ``complaint`` is about; '' when it is about the whole."""
    found = _PATH.search(complaint) or _MISSING.search(complaint)
    return found.group(1) if found else ""
