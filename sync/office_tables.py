# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The tables of the district's office: its staff, whom it trusts, what it did, what it has put in safety."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Table, Text

from sync.tables import _moment, _word, metadata

registrar = Table(
    "registrar",
    metadata,
    _word("key_id", key=True),
    _word("name", length=400),
    _word("town"),
    Column("sealing_key", LargeBinary, nullable=False),
    _moment("added_at"),
    _moment("ended_at"),
)
"""Who may read sealed identities: the public half of each key. The other half never comes here."""

statement = Table(
    "statement",
    metadata,
    _word("kind", key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("envelope", LargeBinary, nullable=False),
    _moment("issued_at"),
)
"""What was signed for everybody: ``vouch`` by the root, ``trust`` (the trust list) by the district."""

staff = Table(
    "staff",
    metadata,
    _word("id", key=True),
    _word("name", length=400),
    _word("role"),
    _word("town"),
    _word("site"),
    _word("password", length=400),
    Column("totp", LargeBinary, nullable=False),
    Column("totp_step", BigInteger, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    _moment("locked_until"),
    _moment("added_at"),
    _moment("ended_at"),
    Column("must_change", Boolean, nullable=False, server_default="0"),
)
"""Who may ask the district: ``role`` is one of ``sync.staff``; ``password`` an argon2id hash. ``totp_step`` is the last
one-time word used: none works twice."""

staff_session = Table(
    "staff_session",
    metadata,
    _word("token_hash", key=True),
    _word("staff"),
    _moment("since"),
    _moment("until"),
)

office_log = Table(
    "office_log",
    metadata,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    _moment("at"),
    _word("actor"),
    _word("act"),
    _word("about"),
    Column("facts", Text, nullable=False),
    Column("head", LargeBinary, nullable=False),
)
"""What staff did, in a chain: ``head`` is SHA-256(head before, SHA-256(the row as JSON)). No row is changed or deleted."""

generation = Table(
    "generation",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    _word("kind"),
    Column("place", BigInteger, nullable=False),
    _moment("begun_at"),
    _moment("finished_at"),
    Column("digest", LargeBinary, nullable=False),
)
"""Each backup that was finished: it holds every batch up to ``place``."""
