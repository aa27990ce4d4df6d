# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the fields of messages may hold: lengths, ranges and patterns, checked when a message is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, dataclass_transform

import msgspec
from msgspec import Meta

_NO_CONTROL = r"^[^\x00-\x1f\x7f]*\Z"
_NO_NUL = r"^[^\x00]*\Z"

_DATE = (
    r"(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    r"|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)
_HOURS = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TIME = _HOURS + r":[0-5][0-9](?:\.[0-9]{1,6})?"

HIGHEST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly."""

Name = Annotated[str, Meta(min_length=1, max_length=64, pattern=_NO_CONTROL)]
"""A code, a key, an id: never empty."""

Word = Annotated[str, Meta(max_length=64, pattern=_NO_CONTROL)]
"""A code, a key, an id, or '' for none."""

Text = Annotated[str, Meta(max_length=400, pattern=_NO_CONTROL)]
"""One line for people."""

Line = Annotated[str, Meta(min_length=1, max_length=400, pattern=_NO_CONTROL)]
"""One line for people that is never empty."""

Prose = Annotated[str, Meta(max_length=60_000, pattern=_NO_NUL)]
"""Text for people with its line breaks, or the value of a setting."""

OperationId = Annotated[str, Meta(max_length=32, pattern=r"^D[0-9]{1,6}-[0-9a-f]{8}-[0-9]{6,12}\Z")]
"""Device, life and sequence, as in ``D07-3f2a91c4-000041``."""

Moment = Annotated[str, Meta(max_length=32, pattern=rf"^{_DATE}T{_TIME}(?:Z|\+00:00)\Z")]
"""A moment in ISO 8601, UTC."""

OptionalMoment = Annotated[
    str, Meta(max_length=40, pattern=rf"^(?:{_DATE}T(?:{_TIME}|{_HOURS})(?:Z|[+-]{_HOURS})?)?\Z")
]
"""A moment in ISO 8601, or ''."""

Day = Annotated[str, Meta(max_length=10, pattern=rf"^{_DATE}\Z")]
"""A date in ISO 8601 that the calendar has."""

OptionalDay = Annotated[str, Meta(max_length=10, pattern=rf"^(?:{_DATE})?\Z")]
"""A date in ISO 8601 that the calendar has, or ''."""

HourOfDay = Annotated[str, Meta(max_length=8, pattern=rf"^{_HOURS}(?::[0-5][0-9])?\Z")]
"""A time of day as ``10:00`` or ``10:00:00``."""

Tag = Annotated[str, Meta(max_length=32, pattern=r"^(?:[0-9a-f]{32})?\Z")]
"""A keyed tag of 16 bytes in hex, or ''."""

Life = Annotated[str, Meta(max_length=8, pattern=r"^[0-9a-f]{8}\Z")]
"""A life of a device's store: new whenever a store is made, restored or copied."""

OptionalLife = Annotated[str, Meta(max_length=8, pattern=r"^(?:[0-9a-f]{8})?\Z")]
"""A life of a device's store, or ''."""

Head = Annotated[str, Meta(max_length=64, pattern=r"^[0-9a-f]{64}\Z")]
"""The head of a chain, 32 bytes in hex."""

Number = Annotated[int, Meta(ge=1, le=999_999_999_999)]
"""A number in a row that begins with 1."""

KeyId = Annotated[str, Meta(max_length=16, pattern=r"^[0-9a-f]{16}\Z")]
"""The short id of a public key, 8 bytes in hex."""

PartId = Annotated[str, Meta(max_length=32, pattern=r"^[0-9a-f]{32}\Z")]
"""The name of a part by its content: the head of its SHA-256, 16 bytes in hex."""

OptionalPartId = Annotated[str, Meta(max_length=32, pattern=r"^(?:[0-9a-f]{32})?\Z")]
"""The name of a part, or ''."""

CONTENT_BYTES = 16
"""So much of the SHA-256 of an operation's bytes tells its content."""

Meant = Annotated[str, Meta(max_length=32, pattern=r"^(?:[0-9a-f]{32})?\Z")]
"""The content of an operation: the head of the SHA-256 of its bytes, 16 bytes in hex, or '' where it is not said."""

Nonce = Annotated[str, Meta(max_length=32, pattern=r"^(?:[0-9a-f]{32})?\Z")]
"""A word of the district's, for one request: 16 bytes in hex, or ''."""

Sealed = Annotated[bytes, Meta(max_length=512)]
"""An identity sealed to the registrars, in JSON as base64; empty for none."""

Box = Annotated[bytes, Meta(max_length=512)]
"""A small box for one key, in JSON as base64."""

Envelope = Annotated[bytes, Meta(max_length=1_048_576)]
"""A signed envelope inside a message, in JSON as base64; empty for none."""

Asked = Annotated[str, Meta(max_length=32, pattern=r"^[0-9a-f]{32}\Z")]
"""16 random bytes in hex."""

Heard = Annotated[str, Meta(max_length=64, pattern=r"^(?:[0-9a-f]{64})?\Z")]
"""A SHA-256 in hex, or ''."""

Whole = Annotated[int, Meta(ge=0, le=HIGHEST)]
"""A count, a cursor or a sequence."""

Several = Annotated[int, Meta(ge=1, le=100_000)]
"""How many, of things that were there."""

Sex = Annotated[int, Meta(ge=0, le=9)]
"""A code of GB/T 2261.1."""

Key = Annotated[bytes, Meta(min_length=32, max_length=32)]
"""A key of 32 bytes, in JSON as base64."""

OptionalKey = Annotated[bytes, Meta(max_length=32)]
"""A key of 32 bytes, in JSON as base64, or none."""


if TYPE_CHECKING:
    MaybeRaw = msgspec.Raw | None
else:  # msgspec knows no union with raw bytes; who holds one turns null into None when it is made
    MaybeRaw = msgspec.Raw


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(msgspec.field,))
class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Any message. What has its default is not said, so it costs nothing on the wire.

    A value holds nothing that could hold it in turn: the collector of cycles need not look at a batch of thousands.
    """
