# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a held batch tells is found by id; the boxes of sealing sessions stand in the batches only, which tell them."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MAX_BATCH_BYTES, Batch
from fieldkit.seals import envelope, packing
from fieldkit.seals.keys import key_id, load_public_key
from sync.db.migrations.making import octets, table, word
from sync.db.tables import held_operation

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


_ID = re.compile(r"[!-~]{1,64}")
"""Wider than any id: what is none of the device's own is never asked for."""


def upgrade() -> None:
    """Make the table of what is held, fill it, and let go of what stood twice."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        from sync.db.postgres_form import make_table  # noqa: PLC0415 - only where there is a PostgreSQL

        for statement in make_table(held_operation):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("ALTER TABLE held_operation NO FORCE ROW LEVEL SECURITY")
    else:
        table(
            "held_operation",
            *(word(name) for name in ("device", "id")),
            *(octets(name) for name in ("digest", "head")),
            key=("device", "id", "digest", "head"),
            rows_by_key=True,
        )
    _fill(connection, "district, " if connection.dialect.name == "postgresql" else "")
    op.drop_table("seal_session")


def _fill(connection: sa.Connection, led: str) -> None:
    """Note what the batches tell that wait for a decision, of each district that is ``led`` by its name."""
    known = f"SELECT {led}id, signing_key FROM device"  # noqa: S608 - our own words
    keys = {tuple(row[:-1]): row[-1] for row in _rows(connection, known)}
    waiting = f"SELECT {led}device, head, raw FROM held_batch WHERE settled = ''"  # noqa: S608 - our own words
    into = sa.text(
        f"INSERT INTO held_operation ({led}device, head, id, digest) VALUES"  # noqa: S608
        f" ({':district, ' if led else ''}:device, :head, :id, :digest) ON CONFLICT DO NOTHING"
    )
    for *of, head, raw in _rows(connection, waiting):
        place = dict(zip(("district", "device")[-len(of) :], of, strict=True))
        for told in _operations(bytes(raw), bytes(keys[tuple(of)])):
            named = _id_in(told)
            if named:
                digest = hashlib.sha256(told).digest()
                connection.execute(into, {**place, "head": bytes(head), "id": named, "digest": digest})


def _rows(connection: sa.Connection, asked: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(sa.text(asked))]


def _operations(raw: bytes, public: bytes) -> list[bytes]:
    _, content = envelope.open_envelope(raw, {key_id(public): load_public_key(public)}, envelope.BATCH)
    told = from_bytes(packing.unpack(content, most=MAX_BATCH_BYTES), Batch)
    return [bytes(one) for one in told.operations]


def _id_in(raw: bytes) -> str:
    try:  # a device told this: it may be anything
        told = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    named = told.get("id") if isinstance(told, dict) else None
    return named if isinstance(named, str) and _ID.fullmatch(named) else ""
