# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a device signs: batches when they are frozen, requests when they are sent or put into a parcel."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fieldkit.protocol.codec import from_bytes, to_bytes, with_changed
from fieldkit.protocol.frames import join_frames
from fieldkit.protocol.messages import MAX_BATCH_BYTES, Batch, ExchangeRequest
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals import envelope, packing
from fieldkit.seals.keys import key_id, load_signing_key, public_bytes
from fieldkit.store.batches import Frozen
from fieldkit.store.identity import Identity


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it was signed. ``heard`` is the SHA-256 (hex) of ``raw``, by which its answer names it."""

    raw: bytes
    heard: str
    request: ExchangeRequest
    frozen: tuple[Frozen, ...]


def sign_batch(who: Identity) -> Callable[[Batch], bytes]:
    """Return what makes the envelope of a batch of ``who``."""
    key = load_signing_key(who.signing_key)
    named = key_id(public_bytes(key))
    return lambda batch: envelope.sign(packing.pack(to_bytes(batch)), key, named, envelope.BATCH)


def read_batch(who: Identity) -> Callable[[bytes], Batch | None]:
    """Return what reads a batch in the envelope that ``sign_batch`` made of it, None where another key did."""

    def read(raw: bytes) -> Batch | None:
        key = load_signing_key(who.signing_key).public_key()  # here, for hardly a round has anything to read
        try:
            _, content = envelope.open_envelope(raw, {key_id(public_bytes(key)): key}, envelope.BATCH)
            return from_bytes(packing.unpack(content, most=MAX_BATCH_BYTES), Batch)
        except (envelope.Refused, TheirMistake):
            return None

    return read


def sign_request(
    who: Identity,
    request: ExchangeRequest,
    frozen: Sequence[Frozen] = (),
    parts: Sequence[bytes] = (),
    *,
    nonce: str = "",
) -> Asked:
    """Return ``request`` with a fresh word of its own, ``nonce``, and what it carries, signed by ``who``."""
    key = load_signing_key(who.signing_key)
    request = with_changed(
        request, asked=secrets.token_hex(16), nonce=nonce, batches=len(frozen), parts=len(parts)
    )
    first = packing.pack(to_bytes(request), packing.SHORT)
    content = join_frames([first, *(one.envelope for one in frozen), *parts])
    raw = envelope.sign(content, key, key_id(public_bytes(key)), envelope.EXCHANGE)
    return Asked(raw, hashlib.sha256(raw).hexdigest(), request, tuple(frozen))
