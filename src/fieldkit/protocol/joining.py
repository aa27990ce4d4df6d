# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a device and its district come to know each other: who is there, and the words by which a device joins."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from fieldkit.protocol.shape import (
    Asked,
    Box,
    Envelope,
    Head,
    Heard,
    Key,
    Message,
    Moment,
    Nonce,
    OptionalKey,
    OptionalMoment,
    Text,
    Whole,
    Word,
)


class Hello(Message):
    """Who the district is, which versions it speaks, its clock, and the key that signs its replies.

    ``vouch`` is the root's word on that key, for devices that were away while it changed.
    """

    fieldkit: Word
    district: Word
    newest: Whole
    oldest: Whole
    at: Moment
    district_key: OptionalKey = b""
    vouch: Envelope = b""


class JoinRequest(Message):
    """A device asks to join, inside an envelope signed by its new key.

    ``proof`` is the SHA-256 (hex) of the ticket's single-use code behind ``fieldkit/join/1|``: the code itself never
    leaves the device, for it opens ``tag_key_box``. ``sealing_key`` is the X25519 key that boxes for this device take.
    ``certificate`` is that of a device that had joined before, and whom the district no longer knows.
    """

    protocol: Whole
    asked: Asked
    proof: Head
    name: Text
    signing_key: Key
    sealing_key: Key
    program: Word = ""
    certificate: Envelope = b""


class JoinReply(Message):
    """The device's identity, boxed for it once it has one.

    ``refused`` is '' or ``used``, ``expired``, ``unknown``, ``revoked``, ``signature``. ``root_key`` signs ``vouch``,
    which names the keys that sign for the district. ``tag_key_box`` opens with the ticket's code only (seals.tickets).
    """

    protocol: Whole
    asked: Annotated[str, Meta(max_length=32)]
    heard: Heard
    district: Word
    district_name: Text
    device: Word = ""
    district_key: OptionalKey = b""
    root_key: OptionalKey = b""
    vouch: Envelope = b""
    certificate: Envelope = b""
    trust: Envelope = b""
    tag_key_box: Box = b""
    nonce: Nonce = ""
    town: Word = ""
    at: OptionalMoment = ""
    refused: Word = ""
