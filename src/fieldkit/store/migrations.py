# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The store's schema, as numbered steps that are never edited once released.

1. A step is one transaction, which ends by raising ``user_version``; a crash leaves the step before or after it.
2. ``vault`` copies the file before it runs the first step on an older one.
3. Every released schema has a store in ``tests/golden/store`` that today's program must open.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from fieldkit.problems import StoreDamaged
from fieldkit.store import known, old_bodies, schema, schema_fourth, schema_second, schema_third

steps = Migrations("fieldkit")


@steps(name="m0001_the_first")
def _m0001(db: Database) -> None:
    _run(db, schema.FIRST)
    db.conn.execute("PRAGMA user_version = 1")


@steps(name="m0002_frozen_batches")
def _m0002(db: Database) -> None:
    _run(db, schema_second.SECOND)
    old_bodies.bring_up(db)
    known.index_anew(db)
    db.conn.execute("PRAGMA user_version = 2")


@steps(name="m0003_indexed_later")
def _m0003(db: Database) -> None:
    _add(db, schema_third.COLUMNS)
    _run(db, schema_third.THIRD)
    db.conn.execute("PRAGMA user_version = 3")


@steps(name="m0004_paper")
def _m0004(db: Database) -> None:
    _add(db, schema_fourth.COLUMNS)
    _run(db, schema_fourth.FOURTH)
    db.conn.execute("PRAGMA user_version = 4")


def migrate(db: Database) -> None:
    """Bring the schema of ``db`` to ``NEWEST``.

    A step may make a table anew that others refer to; whether all still refer to something is looked at afterwards.
    """
    db.conn.execute("PRAGMA foreign_keys = OFF")
    steps.apply(db)
    db.conn.execute("PRAGMA foreign_keys = ON")
    if db.conn.execute("PRAGMA foreign_key_check").fetchall():
        raise StoreDamaged


def _add(db: Database, columns: tuple[tuple[str, str, str], ...]) -> None:
    """Add the columns that are missing: table, name, what is said of it."""
    for table, column, said in columns:
        if column not in db[table].columns_dict:
            db.conn.execute(f"ALTER TABLE {table} ADD COLUMN {column} {said}")


def _run(db: Database, script: str) -> None:
    """Run the statements of ``script`` one by one, for ``executescript`` would commit what came before."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
