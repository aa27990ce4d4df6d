# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who asks what: a sealed request opened, step by step, before anything of it is taken.

1. In this order: the size, the key that is named, the signature, the version, the message, then each batch and its own
   seal. Nothing is read of what nobody known has signed.
2. No nonce is touched here: it is burnt in the transaction that takes the request (``sync.intake.exchange``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.frames import split_frames
from fieldkit.protocol.messages import (
    MAX_ASKED_BYTES,
    MAX_BATCH_BYTES,
    MAX_BATCHES,
    MAX_PART_BYTES,
    MAX_PARTS,
    Batch,
    ExchangeRequest,
    JoinRequest,
    Spoken,
)
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.version import OLDEST_SPOKEN, PROTOCOL_VERSION
from fieldkit.seals import envelope, packing
from fieldkit.seals.envelope import Refused
from fieldkit.seals.keys import load_public_key
from sync.district import District
from sync.intake.came import Came
from sync.trust.devices import Device, by_key

M = TypeVar("M", ExchangeRequest, JoinRequest, Batch)
Road = Literal["wire", "stick"]


class Refusal(Exception):
    """The whole request is refused. ``args[0]`` says why; ``device`` is there once its signature has held."""

    def __init__(self, why: str, asked: str = "", device: Device | None = None) -> None:
        super().__init__(why)
        self.why, self.asked, self.device = why, asked, device


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that was read: who asks, what, by which road, and the SHA-256 of its exact bytes."""

    device: Device
    request: ExchangeRequest
    batches: tuple[Came, ...]
    parts: tuple[bytes, ...] = field(repr=False)
    heard: str
    road: Road

    @property
    def lives(self) -> tuple[str, ...]:
        """Return each life that the request tells of, the present one first."""
        told = [chain.life for chain in self.request.chains] + [came.batch.life for came in self.batches]
        return tuple(dict.fromkeys(told))


def open_request(district: District, raw: bytes, heard: str, road: Road) -> Ask:
    """Return the request in ``raw``, whose digest is ``heard``. Raises Refusal."""
    try:
        named = envelope.claimed_key_id(raw)
        with district.database.reading() as reading:
            device = by_key(reading, named)
        if device is None:
            raise Refusal("unknown-device")
        keys = {named: load_public_key(device.signing_key)}
        _, content = envelope.open_envelope(raw, keys, envelope.EXCHANGE)
    except Refused as fault:
        raise Refusal("signature" if fault.args[0] == "signature" else "malformed") from None
    try:
        frames = split_frames(content, most=1 + MAX_BATCHES + MAX_PARTS)
        first = packing.unfolded(frames[0] if frames else b"", most=MAX_ASKED_BYTES)
    except (TheirMistake, Refused):
        raise Refusal("malformed", device=device) from None
    request = read(first, ExchangeRequest, device)
    asked = request.asked
    if request.device != device.id or len(frames) != 1 + request.batches + request.parts:
        raise Refusal("malformed", asked, device)
    batches = tuple(_batch(district, raw, keys, device, asked) for raw in frames[1 : 1 + request.batches])
    parts = frames[1 + request.batches :]
    if any(not 0 < len(part) <= MAX_PART_BYTES for part in parts):
        raise Refusal("malformed", asked, device)
    return Ask(device, request, batches, parts, heard, road)


def open_joining(raw: bytes) -> JoinRequest:
    """Return the joining request in ``raw``; the key it names is the key it was signed with. Raises Refusal."""
    try:
        public = envelope.claimed_key_id(raw)
        _, content = envelope.open_envelope(raw, {public: load_public_key(public)}, envelope.JOIN)
    except (Refused, ValueError):
        raise Refusal("signature") from None
    request = read(content, JoinRequest)
    if request.signing_key != public:
        raise Refusal("signature", request.asked)
    return request


def read(content: bytes, kind: type[M], device: Device | None = None) -> M:
    """Return the ``kind`` in ``content``, once its version is one that we speak. Raises Refusal."""
    try:
        spoken = from_bytes(content, Spoken)
        if spoken.protocol < OLDEST_SPOKEN:
            raise Refusal("too-old-protocol", spoken.asked, device)
        if spoken.protocol > PROTOCOL_VERSION:
            raise Refusal("too-new-protocol", spoken.asked, device)
        return from_bytes(content, kind)
    except TheirMistake:
        raise Refusal("malformed", device=device) from None


def _batch(
    district: District, raw: bytes, keys: dict[bytes, Ed25519PublicKey], device: Device, asked: str
) -> Came:
    """Return the batch in an envelope of its own, which the same device has sealed. Raises Refusal."""
    try:
        _, content = envelope.open_envelope(raw, keys, envelope.BATCH)
        told = from_bytes(packing.unpack(content, most=MAX_BATCH_BYTES), Batch)
    except Refused as fault:
        why = "signature" if fault.args[0] in ("signature", "unknown-key") else "malformed"
        raise Refusal(why, asked, device) from None
    except TheirMistake:
        raise Refusal("malformed", asked, device) from None
    if not OLDEST_SPOKEN <= told.protocol <= PROTOCOL_VERSION:
        old = told.protocol < OLDEST_SPOKEN
        raise Refusal("too-old-protocol" if old else "too-new-protocol", asked, device)
    if told.device != device.id or told.district != district.id:
        raise Refusal("malformed", asked, device)
    return Came.of(raw, told)
