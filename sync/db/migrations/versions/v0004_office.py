# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The office has registrars, staff, a log of its own, statements for everybody, and generations of backups."""

from __future__ import annotations

import sqlalchemy as sa

from sync.db.migrations.making import count, moment, octets, row_number, table, word, words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the office."""
    table(
        "registrar",
        word("key_id"),
        word("name", 400),
        word("town"),
        octets("sealing_key"),
        *(moment(name) for name in ("added_at", "ended_at")),
        key=("key_id",),
    )
    table(
        "statement",
        word("kind"),
        count("version"),
        octets("envelope"),
        moment("issued_at"),
        key=("kind", "version"),
    )
    table(
        "staff",
        word("id"),
        word("name", 400),
        *(word(name) for name in ("role", "town", "site")),
        word("password", 400),
        octets("totp"),
        count("totp_step", default="0"),
        sa.Column("failures", sa.Integer(), nullable=False, server_default="0"),
        *(moment(name) for name in ("locked_until", "added_at", "ended_at")),
        sa.Column("must_change", sa.Boolean(), nullable=False, server_default="0"),
        key=("id",),
    )
    table(
        "staff_session",
        *(word(name) for name in ("token_hash", "staff")),
        *(moment(name) for name in ("since", "until")),
        key=("token_hash",),
    )
    table(
        "office_log",
        row_number("place"),
        moment("at"),
        *(word(name) for name in ("actor", "act", "about")),
        words("facts"),
        octets("head"),
        key=("place",),
    )
    table(
        "generation",
        row_number("number"),
        word("kind"),
        count("place"),
        *(moment(name) for name in ("begun_at", "finished_at")),
        octets("digest"),
        key=("number",),
    )
