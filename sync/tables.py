# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's tables, in types that SQLite and PostgreSQL share; the migrations make them, this file reads them.

Moments are ISO 8601 text in UTC: the server's own (``…_at``) sort, a device's (``at``) are claims.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

BESIDE = "~"
"""Stands in the name of a mark whose content has no operation of its own."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _word(name: str, *, key: bool = False, length: int = 64) -> Column[str]:
    return Column(name, String(length), primary_key=key, nullable=False)


def _moment(name: str) -> Column[str]:
    """Return a column of a moment; '' while it has not come."""
    return Column(name, String(40), nullable=False, server_default="")


note = Table("note", metadata, _word("name", key=True), Column("value", Text, nullable=False))
"""What the district remembers about itself, by name; nothing secret."""

secret = Table("secret", metadata, _word("name", key=True), Column("value", LargeBinary, nullable=False))
"""Keys, by name. The file they lie in is encrypted."""

counter = Table("counter", metadata, _word("name", key=True), Column("value", BigInteger, nullable=False))
"""The last number given: ``cursor`` of the briefing, ``serial``, ``device``. Raised under the writer's lock only."""

device = Table(
    "device",
    metadata,
    _word("id", key=True),
    _word("name", length=400),
    _word("site"),
    _word("town"),
    Column("signing_key", LargeBinary, nullable=False, unique=True),
    Column("key_id", LargeBinary, nullable=False, unique=True),
    _word("program"),
    _moment("joined_at"),
    _moment("revoked_at"),
    _moment("exchanged_at"),
    Column("cursor", BigInteger, nullable=False, server_default="0"),
    Column("seconds_ahead", BigInteger, nullable=True),
    Column("sealing_key", LargeBinary, nullable=False),
    _word("nonce", length=32),
    _word("last_heard"),
    Column("revoked_chains", Text, nullable=False, server_default="[]"),
    _word("revoked_reason"),
)
"""``cursor`` is where its last request stood; ``seconds_ahead`` how far its clock was before ours then. ``nonce`` is our
last word to it, good for one request; ``last_heard`` the digest of the last request that was taken. ``revoked_chains``
are its last good numbers (JSON of ``Chain``)."""

joining_ticket = Table(
    "joining_ticket",
    metadata,
    _word("code_hash", key=True),
    _word("name", length=400),
    _word("site"),
    _word("town"),
    _moment("expires_at"),
    _moment("used_at"),
    _word("device"),
    Column("tag_key_box", LargeBinary, nullable=False),
)
"""``code_hash`` is the SHA-256 of the code's proof, so that neither code nor proof can be read here. ``tag_key_box`` opens
with the code only."""

serial_block = Table(
    "serial_block",
    metadata,
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
    Column("device", String(64), nullable=False, index=True),
    _moment("given_at"),
    _word("heard"),
    Column("life", String(64), nullable=False, server_default=""),
)
"""``heard`` is the request it was given in answer to: the very same bytes again get the very same block. ``life`` is
the life of the store that asked; single numbers, for provisional ones, have neither."""

serial_use = Table(
    "serial_use",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("root", String(64), nullable=False, index=True),
)
"""Each serial number that was printed on paper, by the act it was printed for; never freed."""

operation = Table(
    "operation",
    metadata,
    _word("id", key=True),
    _word("device"),
    _word("life"),
    Column("sequence", BigInteger, nullable=False),
    _word("kind"),
    _word("at"),
    _word("clock"),
    _word("event"),
    _word("site"),
    _word("booth"),
    _word("operator"),
    Column("digest", LargeBinary, nullable=False),
    _word("told_life"),
    Column("told_number", BigInteger, nullable=False),
    Column("told_place", Integer, nullable=False),
    _moment("received_at"),
    _word("verdict"),
    _word("code"),
    _word("field"),
    Column("facts", Text, nullable=False),
    _word("serial"),
    _word("root"),
    _word("settled_by"),
    _word("voided_by"),
    UniqueConstraint("device", "life", "sequence"),
    Index(None, "root"),
    Index(None, "site", "verdict"),
)
"""Every operation ever told, with its first verdict; its bytes are at ``told_place`` (from 0) of the batch that told it.

``root`` is the act it is about: itself, or for amend and void the act they correct. ``settled_by`` is on a rejected
one that a later amend or void dealt with, ``voided_by`` on a root that was taken back.
"""

stray = Table(
    "stray",
    metadata,
    _word("device", key=True),
    Column("digest", LargeBinary, primary_key=True),
    _word("operation"),
    _word("code"),
    Column("raw", LargeBinary, nullable=False),
    _moment("received_at"),
)
"""Bytes that could not become an operation: other content under a known id, no id of that device. Kept, not lost."""

mark = Table(
    "mark",
    metadata,
    _word("operation", key=True),
    Column("root", String(64), nullable=False, index=True),
    _word("kind"),
    _word("uid"),
    Column("tag", String(32), nullable=False),
    _word("serial"),
    Column("provisional", String(64), nullable=False, index=True),
    Column("accepted", Boolean, nullable=False),
    _moment("received_at"),
)
"""What each readable enrolment, transfer and amendment said of who is who, whatever its verdict; never deleted.

The card is in somebody's hand also when the enrolment was refused. A number stands on one root's paper only; where it
was refused it is left out. What is kept beside the operations is here too, under its id, ``BESIDE`` and some of its
digest.
"""

briefing_row = Table(
    "briefing_row",
    metadata,
    _word("topic", key=True),
    _word("key", key=True, length=160),
    _word("scope", key=True),
    Column("cursor", BigInteger, nullable=False, unique=True),
    Column("body", LargeBinary, nullable=True),
)
"""The newest content of each row (None: gone) under the number of its last change.

``scope`` is the union that a member's row belongs to, '' for what everybody hears. A member who moves to another union
leaves a tombstone in the scope of the old one, under a lower number than the row in the new one.
"""

chain = Table(
    "chain",
    metadata,
    _word("device", key=True),
    _word("life", key=True),
    Column("number", BigInteger, nullable=False),
    Column("head", LargeBinary, nullable=False),
    _word("state"),
    _moment("told_at"),
)
"""Where each life of each device stands: its newest batch taken, the head after it; ``open``, ``held`` or ``closed``."""

batch = Table(
    "batch",
    metadata,
    _word("device", key=True),
    _word("life", key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("place", BigInteger, nullable=False, unique=True),
    Column("prev", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("operations", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False),
    _moment("received_at"),
)
"""Every batch taken, as its envelope came, and the words of its receipt (JSON). ``place`` counts them in the order taken;
what is up to the note ``safe_place`` is on another machine or medium too."""

held_batch = Table(
    "held_batch",
    metadata,
    _word("device", key=True),
    Column("head", LargeBinary, primary_key=True),
    _word("life"),
    Column("number", BigInteger, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("operations", Integer, nullable=False),
    _word("why"),
    _moment("received_at"),
    _word("settled"),
    _moment("settled_at"),
    Column("words", LargeBinary, nullable=False),
)
"""Batches kept aside without a verdict: ``why`` is ``fork``, ``after`` (a fork) or ``revoked``. ``settled`` is '' until staff
have said ``adopted`` or ``rejected``; then ``words`` are those of its receipt."""

part = Table(
    "part",
    metadata,
    _word("id", key=True),
    Column("content", LargeBinary, nullable=False),
    _word("device"),
    _moment("received_at"),
)
"""Bytes that operations name by their digest: signatures, later photos."""

seal_session = Table(
    "seal_session",
    metadata,
    _word("device", key=True),
    _word("life", key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("boxes", Text, nullable=False),
)
"""The key of each sealing session, boxed for each registrar (JSON of ``SessionBox``); none of them can be opened here."""

sealed_identity = Table(
    "sealed_identity",
    metadata,
    _word("operation", key=True),
    Column("root", String(64), nullable=False, index=True),
    _word("device"),
    _word("life"),
    Column("session", BigInteger, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Document number and phone of whom an operation is about, as it was sealed. ``life`` is that of the operation's id."""

snapshot = Table(
    "snapshot",
    metadata,
    _word("id", key=True),
    _word("scope"),
    Column("cursor", BigInteger, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("digests", Text, nullable=False),
    _moment("made_at"),
)
"""The whole briefing of one scope up to a cursor, for first loads."""

snapshot_piece = Table(
    "snapshot_piece",
    metadata,
    _word("id", key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

known_member = Table(
    "known_member",
    metadata,
    _word("uid", key=True),
    Column("tag", String(32), nullable=False, index=True),
    Column("number", BigInteger, nullable=True, index=True),
    _word("serial"),
    _word("name", length=400),
    _word("org_code"),
    Column("standing", Integer, nullable=False),
)
"""The membership list again, by what is asked of it. ``number`` is the serial's, None where it has none of ours."""


def _act_columns() -> list[Column[str]]:
    return [_word("root", key=True), _word("device"), _word("event"), _word("site"), _word("uid")]


enrolment = Table(
    "enrolment",
    metadata,
    *_act_columns(),
    Column("tag", String(32), nullable=False, index=True),
    _word("name", length=400),
    _word("serial"),
    _word("provisional"),
    Column("active", Boolean, nullable=False),
)

transfer = Table(
    "transfer",
    metadata,
    *_act_columns(),
    _word("tag"),
    _word("serial"),
    _word("name", length=400),
    Column("active", Boolean, nullable=False),
)

service_record = Table(
    "service_record",
    metadata,
    *_act_columns(),
    _word("service"),
    Column("count", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
)

issue = Table(
    "issue",
    metadata,
    *_act_columns(),
    _word("tag"),
    _word("number"),
    _word("goods"),
    _word("receipt_number"),
    Column("quantity", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Index(None, "goods"),
)

ACTS = (enrolment, transfer, service_record, issue)
"""What accepted operations amount to, one row for each act; a voided one stays, not active."""
