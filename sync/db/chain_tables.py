# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The tables of what devices told, as they told it: chains of batches, parts, sealed identities; and of snapshots."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table, Text, UniqueConstraint

from sync.db.columns import metadata, moment, number, word

chain = Table(
    "chain",
    metadata,
    word("device", key=True),
    word("life", key=True),
    Column("number", BigInteger, nullable=False),
    Column("head", LargeBinary, nullable=False),
    word("state"),
    moment("told_at"),
)
"""Where each life of each device stands: its newest batch taken, the head after it; ``open``, ``held``, ``closed``."""

batch = Table(
    "batch",
    metadata,
    number("place"),
    word("device"),
    word("life"),
    Column("number", BigInteger, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("operations", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False),
    moment("received_at"),
    UniqueConstraint("device", "life", "number"),
)
"""Every batch taken, as its envelope came, and the words of its receipt (JSON). ``place`` counts them in the order they
were taken; what is up to the note ``safe_place`` is on another machine or medium too."""

held_batch = Table(
    "held_batch",
    metadata,
    word("device", key=True),
    Column("head", LargeBinary, primary_key=True),
    word("life"),
    Column("number", BigInteger, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("operations", Integer, nullable=False),
    word("why"),
    moment("received_at"),
    word("settled"),
    moment("settled_at"),
    Column("words", LargeBinary, nullable=False),
    Column("place", BigInteger, nullable=False, server_default="0", index=True),
)
"""Batches kept aside without a verdict: ``why`` is ``fork``, ``after`` (a fork) or ``revoked``. ``settled`` is '' until
staff have said ``adopted`` or ``rejected``; then ``words`` are its receipt's, and ``place`` counts it among batches."""

held_operation = Table(
    "held_operation",
    metadata,
    word("device", key=True),
    word("id", key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("head", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)
"""What a batch that is held (``head``) tells, by id, with the SHA-256 of its bytes; gone once staff have decided."""

part = Table(
    "part",
    metadata,
    word("id", key=True),
    Column("content", LargeBinary, nullable=False),
    word("device"),
    moment("received_at"),
)
"""Bytes that operations name by their digest: signatures, later photos."""

sealed_identity = Table(
    "sealed_identity",
    metadata,
    word("operation", key=True),
    word("root"),
    word("device"),
    word("life"),
    Column("session", BigInteger, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Document number and phone of whom an operation is about, as it was sealed. ``life`` is that of the operation's id.
The boxes of the session stand in the batch that told it: two copies of one life may give a number to two sessions."""

snapshot = Table(
    "snapshot",
    metadata,
    word("id", key=True),
    word("scope"),
    Column("cursor", BigInteger, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("digests", Text, nullable=False),
    moment("made_at"),
)
"""The whole briefing of one scope up to a cursor, for first loads."""

snapshot_piece = Table(
    "snapshot_piece",
    metadata,
    word("id", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)
