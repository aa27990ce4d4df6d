# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What staff see of held lives: for each batch both heads, how many operations, the first that differ."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from sync.db.tables import batch, device
from sync.intake.quarantine import HeldBatch, HeldLife, first_difference, held_lives
from sync.office.rights import Scope
from sync.outgoing.reference import Reference

Line = dict[str, Any]


def held(reading: Connection, reference: Reference, scope: Scope) -> list[Line]:
    """Return a line for each life of a device of ``scope`` of which something waits for a decision."""
    seen = set(reading.execute(select(device.c.id).where(scope.of_devices(reference))).scalars())
    return [_line(reading, life) for life in held_lives(reading) if life.device in seen]


def _line(reading: Connection, life: HeldLife) -> Line:
    return {
        "device": life.device,
        "life": life.life,
        "number": life.number,
        "operations": life.operations,
        "batches": [_batch(reading, life, one) for one in life.batches],
    }


def _batch(reading: Connection, life: HeldLife, one: HeldBatch) -> Line:
    row = batch.c
    ours = select(row.operations).where(
        row.device == life.device, row.life == life.life, row.number == one.number
    )
    return {
        "number": one.number,
        "why": one.why,
        "ours": one.ours,
        "head": one.head,
        "our_operations": reading.execute(ours).scalar_one_or_none() or 0,
        "operations": one.operations,
        "first_different": [
            named for named in first_difference(reading, life.device, life.life, one.number) if named
        ],
        "received_at": one.received_at,
    }
