# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Batches as they are kept, opened again: what a device has told, also where nobody has judged it yet."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MAX_BATCH_BYTES, Batch
from fieldkit.seals import envelope, packing
from fieldkit.seals.keys import key_id, load_public_key
from sync.db.tables import device, held_batch
from sync.intake.told import read_batch


def batch_in(reading: Connection, of: str, raw: bytes) -> Batch:
    """Return the batch in an envelope that we keep of device ``of``; its seal is looked at again."""
    public: bytes = reading.execute(select(device.c.signing_key).where(device.c.id == of)).scalar_one()
    _, content = envelope.open_envelope(raw, {key_id(public): load_public_key(public)}, envelope.BATCH)
    return from_bytes(packing.unpack(content, most=MAX_BATCH_BYTES), Batch)


def held_otherwise(reading: Connection, of: str, known: Mapping[str, bytes]) -> set[str]:
    """Return the ids of ``known`` (with their digests) that a batch of device ``of`` tells otherwise, which is held."""
    if not known:
        return set()
    row = held_batch.c
    held = reading.execute(select(row.raw).where(row.device == of, row.settled == "")).scalars().all()
    return {
        told.id
        for raw in held
        for told in read_batch(batch_in(reading, of, raw))
        if known.get(told.id, told.digest) != told.digest
    }
