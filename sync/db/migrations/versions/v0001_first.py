# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The first form of the district's database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _the_district_itself()
    _devices()
    _operations()
    _the_briefing()
    _acts()


def _word(name: str, length: int = 64) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _moment(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False, server_default="")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _table(name: str, *parts: sa.schema.SchemaItem, key: tuple[str, ...]) -> None:
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _the_district_itself() -> None:
    _table("note", _word("name"), sa.Column("value", sa.Text(), nullable=False), key=("name",))
    _table("secret", _word("name"), _bytes("value"), key=("name",))
    _table("counter", _word("name"), _number("value"), key=("name",))


def _devices() -> None:
    _table(
        "device",
        _word("id"),
        _word("name", 400),
        *(_word(name) for name in ("site", "town")),
        _bytes("signing_key"),
        _bytes("key_id"),
        _word("program"),
        *(_moment(name) for name in ("joined_at", "revoked_at", "exchanged_at")),
        sa.Column("cursor", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("seconds_ahead", sa.BigInteger(), nullable=True),
        sa.UniqueConstraint("signing_key", name="uq_device_signing_key"),
        sa.UniqueConstraint("key_id", name="uq_device_key_id"),
        key=("id",),
    )
    _table(
        "joining_ticket",
        _word("code_hash"),
        _word("name", 400),
        *(_word(name) for name in ("site", "town")),
        *(_moment(name) for name in ("expires_at", "used_at")),
        _word("device"),
        key=("code_hash",),
    )
    _table(
        "serial_block",
        _number("first"),
        _number("last"),
        _word("device"),
        _moment("given_at"),
        _word("heard"),
        key=("first",),
    )
    _index("serial_block", "device")
    _table("serial_use", _number("number"), _word("root"), key=("number",))
    _index("serial_use", "root")


def _operations() -> None:
    _table(
        "operation",
        *(_word(name) for name in ("id", "device", "life")),
        _number("sequence"),
        *(_word(name) for name in ("kind", "at", "clock", "event", "site", "booth", "operator")),
        _bytes("digest"),
        _bytes("raw"),
        _moment("received_at"),
        *(_word(name) for name in ("verdict", "code", "field")),
        sa.Column("facts", sa.Text(), nullable=False),
        *(_word(name) for name in ("serial", "root", "settled_by", "voided_by")),
        sa.UniqueConstraint("device", "life", "sequence", name="uq_operation_device_life_sequence"),
        key=("id",),
    )
    _index("operation", "root")
    _index("operation", "site", "verdict")
    _table(
        "stray",
        _word("device"),
        _bytes("digest"),
        *(_word(name) for name in ("operation", "code")),
        _bytes("raw"),
        _moment("received_at"),
        key=("device", "digest"),
    )


def _the_briefing() -> None:
    _table(
        "briefing_row",
        _word("topic"),
        _word("key", 160),
        _number("cursor"),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint("cursor", name="uq_briefing_row_cursor"),
        key=("topic", "key"),
    )
    _table(
        "known_member",
        _word("uid"),
        _word("tag", 32),
        sa.Column("number", sa.BigInteger(), nullable=True),
        _word("serial"),
        _word("name", 400),
        _word("org_code"),
        sa.Column("standing", sa.Integer(), nullable=False),
        key=("uid",),
    )
    _index("known_member", "tag")
    _index("known_member", "number")


def _acts() -> None:
    shared = ("root", "device", "event", "site", "uid")
    own: dict[str, tuple[sa.Column[str] | sa.Column[int], ...]] = {
        "enrolment": (_word("tag", 32), _word("name", 400), _word("serial"), _word("provisional")),
        "transfer": (_word("tag"), _word("serial"), _word("name", 400)),
        "service_record": (_word("service"), sa.Column("count", sa.Integer(), nullable=False)),
        "issue": (
            *(_word(name) for name in ("tag", "number", "goods", "receipt_number")),
            sa.Column("quantity", sa.Integer(), nullable=False),
        ),
    }
    for table, columns in own.items():
        active: sa.Column[bool] = sa.Column("active", sa.Boolean(), nullable=False)
        _table(table, *(_word(name) for name in shared), *columns, active, key=("root",))
    _index("enrolment", "tag")
    _index("issue", "goods")
