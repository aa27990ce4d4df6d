# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The tables of the district's office: its staff, whom it trusts, what it did, what it has put in safety."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text

from sync.db.columns import metadata, moment, number, word

registrar = Table(
    "registrar",
    metadata,
    word("key_id", key=True),
    word("name", length=400),
    word("town"),
    Column("sealing_key", LargeBinary, nullable=False),
    moment("added_at"),
    moment("ended_at"),
)
"""Who may read sealed identities: the public half of each key. The other half never comes here."""

statement = Table(
    "statement",
    metadata,
    word("kind", key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("envelope", LargeBinary, nullable=False),
    moment("issued_at"),
)
"""What was signed for everybody: ``vouch`` by the root, ``trust`` (the trust list) by the district."""

staff = Table(
    "staff",
    metadata,
    word("id", key=True),
    word("name", length=400),
    word("role"),
    word("town"),
    word("site"),
    word("password", length=400),
    Column("totp", LargeBinary, nullable=False),
    Column("totp_step", BigInteger, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    moment("locked_until"),
    moment("added_at"),
    moment("ended_at"),
    Column("must_change", Boolean, nullable=False, server_default="0"),
)
"""Who may ask the district: ``role`` is one of ``sync.office.staff``; ``password`` an argon2id hash. ``totp_step`` is
the last one-time word used: none works twice."""

staff_session = Table(
    "staff_session",
    metadata,
    word("token_hash", key=True),
    word("staff"),
    moment("since"),
    moment("until"),
)

office_log = Table(
    "office_log",
    metadata,
    number("place"),
    moment("at"),
    word("actor"),
    word("act"),
    word("about"),
    Column("facts", Text, nullable=False),
    Column("head", LargeBinary, nullable=False),
)
"""What staff did, in a chain: ``head`` is SHA-256(head before, SHA-256(the row as JSON)). No row is ever
changed or deleted."""

generation = Table(
    "generation",
    metadata,
    number("number"),
    word("kind"),
    Column("place", BigInteger, nullable=False),
    moment("begun_at"),
    moment("finished_at"),
    Column("digest", LargeBinary, nullable=False),
)
"""Each backup that was finished: it holds every batch up to ``place``."""
