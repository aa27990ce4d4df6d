# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who is who is kept whatever the verdict; a serial block knows the life of the store that it was given to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of marks, filled from what stands, and let serial blocks know a life."""
    op.create_table(
        "mark",
        *(_word(name) for name in ("operation", "root", "kind", "uid")),
        _word("tag", 32),
        *(_word(name) for name in ("serial", "provisional")),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.String(40), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("operation", name="pk_mark"),
    )
    op.create_index("ix_mark_root", "mark", ["root"])
    op.create_index("ix_mark_provisional", "mark", ["provisional"])
    op.add_column("serial_block", sa.Column("life", sa.String(64), nullable=False, server_default=""))
    for kind, table, numbers in (
        ("enrol", "enrolment", "act.serial, act.provisional"),
        ("transfer", "transfer", "'', ''"),
    ):
        op.execute(
            "INSERT INTO mark (operation, root, kind, uid, tag, serial, provisional, accepted, received_at)"  # noqa: S608
            f" SELECT act.root, act.root, '{kind}', act.uid, act.tag, {numbers}, true, told.received_at"
            f" FROM {table} AS act JOIN operation AS told ON told.id = act.root"
        )


def _word(name: str, length: int = 64) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)
