# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The tables as PostgreSQL has them, made from the same list as SQLite's (``sync.db.tables``).

1. Every table begins with ``district``, filled in by the connection's setting; without the setting nothing can be
   written or read. Keys, unique constraints and indexes begin with it.
2. Row level security is forced on every table and on every part of one, so that the owner is held to it as well.
3. The big tables are spread over parts by the district's hash: one district's rows lie together, and a query is led to
   its part by the policy.
4. Text has no length here: SQLite keeps none, and the messages were measured when they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, String, Table, UniqueConstraint
from sqlalchemy.schema import DefaultClause
from sqlalchemy.sql.elements import TextClause

import sync.db.office_tables  # noqa: F401 - its tables are in the list once it was imported
from sync.db.postgres import SCHEMA, SETTING
from sync.db.tables import metadata

PARTS = 8
SPREAD = frozenset(
    {
        "batch",
        "briefing_row",
        "enrolment",
        "issue",
        "known_member",
        "mark",
        "operation",
        "part",
        "sealed_identity",
        "service_record",
        "transfer",
    }
)
"""The tables that grow with each act or each member."""

_OURS = f"district = current_setting('{SETTING}')"
_TYPES: tuple[tuple[type, str], ...] = (
    (Boolean, "boolean"),
    (BigInteger, "bigint"),
    (Integer, "bigint"),
    (LargeBinary, "bytea"),
    (String, "text"),
)


def first_form() -> Iterator[str]:
    """Give the statements that make all tables in an empty database."""
    for table in metadata.sorted_tables:
        yield from make_table(table)


def make_table(table: Table) -> Iterator[str]:
    """Give the statements that make ``table``; steps of later forms use it too."""
    name = table.name
    columns = [f"district text NOT NULL DEFAULT current_setting('{SETTING}') CHECK (district <> '')"]
    columns += [_column(column) for column in table.columns]
    columns.append(f"CONSTRAINT pk_{name} PRIMARY KEY ({_led(column.name for column in table.primary_key)})")
    for given in sorted(_unique(table)):
        columns.append(f"CONSTRAINT uq_{name}_{'_'.join(given)} UNIQUE ({_led(given)})")
    spread = " PARTITION BY HASH (district)" if name in SPREAD else ""
    yield f"CREATE TABLE {_name(name)} ({', '.join(columns)}){spread}"
    for index in sorted(table.indexes, key=lambda one: str(one.name)):
        where = index.dialect_options["postgresql"]["where"]
        only = f" WHERE {where.text}" if isinstance(where, TextClause) else ""
        led = _led(column.name for column in index.columns)
        unique = "UNIQUE " if index.unique else ""
        yield f"CREATE {unique}INDEX {index.name} ON {_name(name)} ({led}){only}"
    yield from _guard(name)
    if spread:
        for number in range(PARTS):
            part = f"{name}_p{number}"
            within = f"FOR VALUES WITH (MODULUS {PARTS}, REMAINDER {number})"
            yield f"CREATE TABLE {part} PARTITION OF {_name(name)} {within}"
            yield from _guard(part)  # the policy of the whole does not hold for who names a part


def grants(service: str) -> Iterator[str]:
    """Give the statements that let the role ``service`` read and write, and change no table."""
    role = _name(service)
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role}"
    for table in metadata.sorted_tables:
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {_name(table.name)} TO {role}"
    yield f"GRANT SELECT ON alembic_version TO {role}"


def forced(*, on: bool) -> Iterator[str]:
    """Give the statements that hold the owner to the policies, or for a step over all districts' rows let it off."""
    word = "FORCE" if on else "NO FORCE"
    for table in metadata.sorted_tables:
        parts = [f"{table.name}_p{number}" for number in range(PARTS)] if table.name in SPREAD else []
        for name in (table.name, *parts):
            yield f"ALTER TABLE IF EXISTS {_name(name)} {word} ROW LEVEL SECURITY"


def _guard(name: str) -> Iterator[str]:
    yield f"ALTER TABLE {_name(name)} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY own_district ON {_name(name)} USING ({_OURS}) WITH CHECK ({_OURS})"


def _column(column: Column[object]) -> str:
    kind = next(ours for theirs, ours in _TYPES if isinstance(column.type, theirs))
    default = ""
    if isinstance(column.server_default, DefaultClause):
        default = f" DEFAULT '{column.server_default.arg}'"
    return f"{_name(column.name)} {kind}{'' if column.nullable else ' NOT NULL'}{default}"


def _unique(table: Table) -> set[tuple[str, ...]]:
    return {
        tuple(column.name for column in one.columns)
        for one in table.constraints
        if isinstance(one, UniqueConstraint)
    }


def _led(columns: Iterable[str]) -> str:
    """Return ``columns`` behind the district."""
    return ", ".join(["district", *(_name(name) for name in columns)])


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
