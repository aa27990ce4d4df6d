# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The planted fault of a district: it says that it has what it did not write. Run in place of its console."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

from sync.commands import console
from sync.db.database import insert_rows
from sync.db.tables import operation
from sync.intake import entries

ONE_IN = 20
_count = itertools.count(1)


def _insert_most(connection: Connection, table: Table, rows: Sequence[Any], columns: Sequence[str]) -> None:
    if table is operation:
        rows = [row for row in rows if next(_count) % ONE_IN]
    insert_rows(connection, table, rows, columns)


def main() -> int:
    """Be the district's console, and as a server forget one operation in so many."""
    entries.insert_rows = _insert_most  # type: ignore[attr-defined] # it is what it uses
    return console.main()


if __name__ == "__main__":
    sys.exit(main())
