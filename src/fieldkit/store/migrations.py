# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The store's schema, as numbered steps that are never edited once released.

1. A step is one transaction, which ends by raising ``user_version``; a crash leaves the step before or after it.
2. ``vault`` copies the file before it runs the first step on an older one.
3. Every released schema has a store in ``tests/golden/store`` that today's program must open.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from fieldkit.store import schema

steps = Migrations("fieldkit")


@steps(name="m0001_the_first")
def _m0001(db: Database) -> None:
    _run(db, schema.FIRST)
    db.conn.execute("PRAGMA user_version = 1")


def migrate(db: Database) -> None:
    """Bring the schema of ``db`` to ``NEWEST``."""
    steps.apply(db)


def _run(db: Database, script: str) -> None:
    """Run the statements of ``script`` one by one, for ``executescript`` would commit what came before."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
