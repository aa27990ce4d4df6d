# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Batches as they are kept, opened again: what a device has told, also where nobody has judged it yet."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MAX_BATCH_BYTES, Batch
from fieldkit.seals import envelope, packing
from fieldkit.seals.keys import key_id, load_public_key
from sync.db.among import among
from sync.db.database import insert_new
from sync.db.tables import device, held_batch, held_operation
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
    row = held_operation.c
    held = select(row.id, row.digest).where(row.device == of, among(reading, row.id, set(known)))
    return {named for named, digest in reading.execute(held) if known[named] != bytes(digest)}


def note_held(writing: Connection, told: Batch, head: bytes) -> None:
    """Note what the batch ``told`` tells, whose head is ``head`` and which is held."""
    insert_new(
        writing,
        held_operation,
        [
            {"device": told.device, "id": one.id, "digest": one.digest, "head": head}
            for one in read_batch(told)
            if one.id
        ],
    )


def forget_held(writing: Connection, of: str, life: str) -> None:
    """Forget what the held batches of ``life`` tell: they are about to be judged."""
    row, kept = held_operation.c, held_batch.c
    heads = select(kept.head).where(kept.device == of, kept.life == life)
    writing.execute(delete(held_operation).where(row.device == of, row.head.in_(heads)))
