# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's tables, in types that SQLite and PostgreSQL share; the migrations make them, this file reads them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from sync.db.chain_tables import (
    batch,
    chain,
    held_batch,
    held_operation,
    part,
    sealed_identity,
    snapshot,
    snapshot_piece,
)
from sync.db.columns import metadata, moment, number, some, word

__all__ = [
    "ACTS",
    "BESIDE",
    "batch",
    "briefing_row",
    "chain",
    "counter",
    "device",
    "enrolment",
    "held_batch",
    "held_operation",
    "issue",
    "joining_ticket",
    "known_member",
    "mark",
    "metadata",
    "note",
    "operation",
    "part",
    "sealed_identity",
    "secret",
    "serial_block",
    "serial_use",
    "service_record",
    "snapshot",
    "snapshot_piece",
    "stray",
    "transfer",
]

BESIDE = "~"
"""Stands in the name of a mark whose content has no operation of its own."""

note = Table("note", metadata, word("name", key=True), Column("value", Text, nullable=False))
"""What the district remembers about itself, by name; nothing secret."""

secret = Table("secret", metadata, word("name", key=True), Column("value", LargeBinary, nullable=False))
"""Keys, by name. The file they lie in is encrypted."""

counter = Table("counter", metadata, word("name", key=True), Column("value", BigInteger, nullable=False))
"""The last number given: ``cursor`` of the briefing, ``serial``, ``device``. Raised under the writer's lock only."""

device = Table(
    "device",
    metadata,
    word("id", key=True),
    word("name", length=400),
    word("site"),
    word("town"),
    Column("signing_key", LargeBinary, nullable=False, unique=True),
    Column("key_id", LargeBinary, nullable=False, unique=True),
    word("program"),
    moment("joined_at"),
    moment("revoked_at"),
    moment("exchanged_at"),
    Column("cursor", BigInteger, nullable=False, server_default="0"),
    Column("seconds_ahead", BigInteger, nullable=True),
    Column("sealing_key", LargeBinary, nullable=False),
    word("nonce", length=32),
    word("last_heard"),
    Column("revoked_chains", Text, nullable=False, server_default="[]"),
    word("revoked_reason"),
    Column("hears", Text, nullable=False, server_default=""),
    Column("has_heard", Text, nullable=False, server_default=""),
    Column("turn", BigInteger, nullable=False, server_default="0"),
)
"""``cursor`` is where its last request stood; ``seconds_ahead`` how far its clock was before ours then. ``nonce`` is
our last word to it, good for one request; ``last_heard`` the digest of the last request that was taken.
``revoked_chains`` are its last good numbers (JSON of ``Chain``). ``hears`` are the scopes of members that it is
sent (JSON; ``*`` for all), ``has_heard`` those that it ever was; ``turn`` counts how often that changed, and is told
inside its cursor."""

joining_ticket = Table(
    "joining_ticket",
    metadata,
    word("code_hash", key=True),
    word("name", length=400),
    word("site"),
    word("town"),
    moment("expires_at"),
    moment("used_at"),
    word("device"),
    Column("tag_key_box", LargeBinary, nullable=False),
)
"""``code_hash`` is the SHA-256 of the code's proof, so that neither code nor proof can be read here. ``tag_key_box``
opens with the code only."""

serial_block = Table(
    "serial_block",
    metadata,
    number("first"),
    Column("last", BigInteger, nullable=False),
    Column("device", String(64), nullable=False, index=True),
    moment("given_at"),
    word("heard"),
    Column("life", String(64), nullable=False, server_default=""),
)
"""``heard`` is the request it was given in answer to: the very same bytes again get the very same block. ``life`` is
the life of the store that asked; single numbers, for provisional ones, have neither."""

serial_use = Table(
    "serial_use",
    metadata,
    number("number"),
    word("root"),
)
"""Each serial number that was printed on paper, by the act it was printed for; never freed."""

operation = Table(
    "operation",
    metadata,
    word("id", key=True),
    word("device"),
    word("life"),
    Column("sequence", BigInteger, nullable=False),
    word("kind"),
    word("at"),
    word("clock"),
    word("event"),
    word("site"),
    word("booth"),
    word("operator"),
    Column("digest", LargeBinary, nullable=False),
    Column("told_batch", BigInteger, nullable=False),
    Column("told_place", Integer, nullable=False),
    moment("received_at"),
    word("verdict"),
    word("code"),
    word("field"),
    Column("facts", Text, nullable=False),
    word("serial"),
    word("root"),
    word("settled_by"),
    word("voided_by"),
    Index(None, "site", "verdict"),
    some("ix_operation_root", "root", where="root <> id"),
    some("ix_operation_rejected", "received_at", where="verdict = 'rejected'"),
    sqlite_with_rowid=False,
)
"""Every operation ever told, with its first verdict; its bytes are the ``told_place``-th (from 0) of the batch whose
place is ``told_batch`` (0: told before batches were kept).

``root`` is the act it is about: itself, or for amend and void the act they correct. ``settled_by`` is on a rejected
one that a later amend or void dealt with, ``voided_by`` on a root that was taken back.
"""

stray = Table(
    "stray",
    metadata,
    word("device", key=True),
    Column("digest", LargeBinary, primary_key=True),
    word("operation"),
    word("code"),
    Column("raw", LargeBinary, nullable=False),
    moment("received_at"),
)
"""Bytes that could not become an operation: other content under a known id, no id of that device. Kept, not lost."""

mark = Table(
    "mark",
    metadata,
    word("operation", key=True),
    word("root"),
    word("kind"),
    word("uid"),
    word("tag", length=32),
    word("serial"),
    word("provisional"),
    Column("accepted", Boolean, nullable=False),
    moment("received_at"),
    some("ix_mark_root", "root", where="root <> operation"),
    some("ix_mark_provisional", "provisional", where="provisional <> ''"),
    sqlite_with_rowid=False,
)
"""What each readable enrolment, transfer and amendment said of who is who, whatever its verdict; never deleted.

The card is in somebody's hand also when the enrolment was refused. A number stands on one root's paper only; where it
was refused it is left out. What is kept beside the operations is here too, under its id, ``BESIDE`` and some of its
digest.
"""

briefing_row = Table(
    "briefing_row",
    metadata,
    number("cursor"),
    word("topic"),
    word("key", length=160),
    word("scope"),
    Column("body", LargeBinary, nullable=True),
    UniqueConstraint("topic", "key", "scope"),
)
"""The newest content of each row (None: gone) under the number of its last change.

``scope`` is the union that a member's row belongs to (``-`` for none), '' for what everybody hears. A member who
moves to another union leaves a tombstone in the scope of the old one, under a lower number than the row in the new one.
"""

known_member = Table(
    "known_member",
    metadata,
    word("uid", key=True),
    Column("tag", String(32), nullable=False, index=True),
    Column("number", BigInteger, nullable=True, index=True),
    word("serial"),
    word("name", length=400),
    word("org_code"),
    Column("standing", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The membership list again, by what is asked of it. ``number`` is the serial's, None where it has none of ours."""


def _act_columns() -> list[Column[str]]:
    return [word("root", key=True), word("device"), word("event"), word("site"), word("uid")]


enrolment = Table(
    "enrolment",
    metadata,
    *_act_columns(),
    Column("tag", String(32), nullable=False, index=True),
    word("name", length=400),
    word("serial"),
    word("provisional"),
    Column("active", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

transfer = Table(
    "transfer",
    metadata,
    *_act_columns(),
    word("tag"),
    word("serial"),
    word("name", length=400),
    Column("active", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

service_record = Table(
    "service_record",
    metadata,
    *_act_columns(),
    word("service"),
    Column("count", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

issue = Table(
    "issue",
    metadata,
    *_act_columns(),
    word("tag"),
    word("number"),
    word("goods"),
    word("receipt_number"),
    Column("quantity", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Index(None, "goods"),
    sqlite_with_rowid=False,
)

ACTS = (enrolment, transfer, service_record, issue)
"""What accepted operations amount to, one row for each act; a voided one stays, not active."""
