# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district's tables are made of: their list, and the few kinds of columns and indexes that they use.

1. Moments are ISO 8601 text in UTC: the server's own (``…_at``) sort, a device's (``at``) are claims.
2. What an enrolment touches has as few trees as can be: keys in the table itself (``WITHOUT ROWID``, whole numbers as
   SQLite's own row numbers), and indexes only over the rows that are looked for.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, String, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def word(name: str, *, key: bool = False, length: int = 64) -> Column[str]:
    """Return a column of a code, a key or a name; '' for none."""
    return Column(name, String(length), primary_key=key, nullable=False)


def moment(name: str) -> Column[str]:
    """Return a column of a moment; '' while it has not come."""
    return Column(name, String(40), nullable=False, server_default="")


def number(name: str) -> Column[int]:
    """Return a key that is a whole number: in SQLite the row's own."""
    return Column(
        name,
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
        nullable=False,
    )


def some(name: str, *columns: str, where: str) -> Index:
    """Return an index over the rows for which ``where`` holds, and no others."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
