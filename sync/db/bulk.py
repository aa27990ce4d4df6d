# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Many rows at once, each database by its quickest road.

1. SQLite: one prepared statement over the driver's own cursor.
2. PostgreSQL: few rows as they are; as many as a batch brings as one array for each column, in one statement
   (``sync.db.arrays``); more by COPY into a temporary table that the connection keeps, then one INSERT … SELECT. COPY
   cannot write where row level security holds, so the temporary table is no detour. Measured: decision 0011.
3. What comes twice within one call is written once: the last for ``upsert``, the first for ``insert_new``.
4. Within ``unawaited`` PostgreSQL works while we go on: its answers, faults too, come at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table

from sync.db.arrays import unfolded

Row = Mapping[str, Any]
Values = Sequence[Any]

FEW = 8
"""Up to so many rows arrays cost more than they save: a longer statement to read."""
MANY = 2_000
"""Beyond so many COPY is quicker, and needs no copy of all of them in memory."""

_KEPT = "fieldkit_kept_tables"


def insert_rows(connection: Connection, table: Table, rows: Sequence[Values], columns: Sequence[str]) -> None:
    """Write ``rows`` (values in the order of ``columns``) into ``table``. One that is there already is an error."""
    _write(connection, table, rows, columns, "")


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write those of ``rows`` into ``table`` that no primary key and no unique constraint keeps out."""
    if rows:
        columns = list(rows[0])
        _write(connection, table, [_values(row, columns) for row in rows], columns, "ON CONFLICT DO NOTHING")


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write ``rows`` into ``table``; where the primary key is there already, the columns that were given change."""
    if not rows:
        return
    columns = list(rows[0])
    keys = [column.name for column in table.primary_key]
    changes = ", ".join(f"{_name(name)} = excluded.{_name(name)}" for name in columns if name not in keys)
    if connection.dialect.name == "postgresql":
        where = f"ON CONSTRAINT pk_{table.name}"
        # PostgreSQL refuses to change a row twice in one statement.
        last = {tuple(row[name] for name in keys): row for row in rows}
        rows = list(last.values())
    else:
        where = f"({', '.join(_name(name) for name in keys)})"
    then = f"ON CONFLICT {where} DO " + (f"UPDATE SET {changes}" if changes else "NOTHING")
    _write(connection, table, [_values(row, columns) for row in rows], columns, then)


def _values(row: Row, columns: Sequence[str]) -> Values:
    return [row[name] for name in columns]


def _write(
    connection: Connection, table: Table, rows: Sequence[Values], columns: Sequence[str], then: str
) -> None:
    if not rows:
        return
    into = f"INSERT INTO {_name(table.name)} ({_names(columns)})"
    on_postgresql = connection.dialect.name == "postgresql"
    if on_postgresql and len(rows) > MANY:
        _copy(connection, table, rows, columns, f"{into} SELECT {_names(columns)} FROM {{kept}} {then}")  # noqa: S608 - ours
        return
    if on_postgresql and len(rows) > FEW:
        given, values = unfolded(rows, [table.columns[name] for name in columns])
        connection.connection.cursor().execute(f"{into} {given} {then}", values)
        return
    mark = "%s" if on_postgresql else "?"
    _many(connection, f"{into} VALUES ({', '.join([mark] * len(columns))}) {then}", rows)


def _many(connection: Connection, statement: str, rows: Sequence[Values]) -> None:
    connection.exec_driver_sql(statement, [tuple(row) for row in rows])


@contextmanager
def unawaited(connection: Connection) -> Iterator[None]:
    """Send what is written inside without waiting for its end; its faults are raised when this ends.

    Nothing may be read inside, and no more than ``MANY`` rows written to one table: COPY wants the line for itself.
    """
    if connection.dialect.name != "postgresql":
        yield
        return
    with connection.connection.driver_connection.pipeline():  # type: ignore[union-attr] # there while it is open
        yield


def _copy(
    connection: Connection, table: Table, rows: Sequence[Values], columns: Sequence[str], insert: str
) -> None:
    """Fill the kept temporary table of ``table``, let ``insert`` take from it, and empty it for the next."""
    kept = _kept_table(connection, table)
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(f"COPY {kept} ({_names(columns)}) FROM STDIN") as copying:
            for row in rows:
                copying.write_row(row)
    finally:
        cursor.close()
    connection.exec_driver_sql(insert.format(kept=kept))
    connection.exec_driver_sql(f"DELETE FROM {kept}")  # noqa: S608 - ours


def _kept_table(connection: Connection, table: Table) -> str:
    """Return the name of the temporary table for ``table``, made where this connection has none yet."""
    name = f"kept_{table.name}"
    kept: set[str] = connection.info.setdefault(_KEPT, set())
    if name not in kept:
        columns = _names([column.name for column in table.columns])
        shape = f"SELECT {columns} FROM {_name(table.name)} WITH NO DATA"  # noqa: S608 - ours
        connection.exec_driver_sql(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} ON COMMIT DELETE ROWS AS {shape}"
        )
        kept.add(name)
    return name


def forget_kept_tables(connection: Connection) -> None:
    """Forget which temporary tables there are: one that was made in what is rolled back now is gone with it."""
    if not connection.invalidated:  # else they went with the connection
        connection.info.pop(_KEPT, None)


def _names(columns: Iterable[str]) -> str:
    return ", ".join(_name(name) for name in columns)


def _name(name: str) -> str:
    """Return ``name`` as SQL takes it; the names are of our own tables."""
    return f'"{name}"'
