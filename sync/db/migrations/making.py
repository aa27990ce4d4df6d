# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a step of the migrations makes a table, or makes one anew with what the old one held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def table(
    name: str,
    *parts: sa.schema.SchemaItem,
    key: tuple[str, ...],
    keep: tuple[str, ...] = (),
    rows_by_key: bool = False,
) -> None:
    """Make table ``name``. ``keep`` names the columns that an old table of this name hands over.

    After them may come new columns that have no default, and what stands in them for the old rows.
    ``rows_by_key`` keeps the rows in the key's own tree (SQLite).
    """
    made = f"{name}_new" if keep else name
    op.create_table(
        made, *parts, sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"), sqlite_with_rowid=not rows_by_key
    )
    if keep:
        into, out_of = ", ".join((keep[0], *keep[1:2])), ", ".join((keep[0], *keep[2:3]))
        op.execute(f"INSERT INTO {made} ({into}) SELECT {out_of} FROM {name}")  # noqa: S608 - our own words
        op.drop_table(name)
        op.rename_table(made, name)


def some(name: str, of: str, column: str, where: str) -> None:
    """Make an index over the rows for which ``where`` holds."""
    op.create_index(name, of, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def word(name: str, length: int = 64) -> sa.Column[str]:
    """Return a column of a code, a key or a name."""
    return sa.Column(name, sa.String(length), nullable=False)


def moment(name: str) -> sa.Column[str]:
    """Return a column of a moment."""
    return sa.Column(name, sa.String(40), nullable=False, server_default="")


def words(name: str, default: str | None = None) -> sa.Column[str]:
    """Return a column of text."""
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def octets(name: str) -> sa.Column[bytes]:
    """Return a column of bytes."""
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def count(name: str, default: str | None = None) -> sa.Column[int]:
    """Return a column of a number that may grow large."""
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=default)


def integer(name: str) -> sa.Column[int]:
    """Return a column of a number that stays small."""
    return sa.Column(name, sa.Integer(), nullable=False)


def row_number(name: str) -> sa.Column[int]:
    """Return a key that is a whole number: in SQLite the row's own."""
    return sa.Column(
        name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
    )


def truth(name: str) -> sa.Column[bool]:
    """Return a column of yes or no."""
    return sa.Column(name, sa.Boolean(), nullable=False)
