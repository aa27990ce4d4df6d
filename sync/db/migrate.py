# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Bring the district's database to the form that this program reads; all of it or nothing.

On SQLite every form was once the newest, so the steps make the tables. On PostgreSQL the tables are made at once from
their list (``sync.db.postgres_form``), and steps begin from there. A step over rows runs for all districts of a server,
by the tables' owner, which the policies let off for so long.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import ProgrammingError

from sync.db.database import Database
from sync.db.migrations import NEWEST

_LOCK = 0x4669656C644B6974
"""Two districts that are founded on one server at once: one makes the tables, the other waits."""


class DatabaseTooNew(Exception):
    """A newer FieldKit has written this database."""


class NotTheOwner(Exception):
    """The tables must be made or changed, and the role may not. ``args[0]`` is its name."""


def migrate(database: Database, owner: Database | None = None) -> None:
    """Run the steps that ``database`` has not had yet, in one transaction, as ``owner`` where that is another role.

    Raises DatabaseTooNew, NotTheOwner.
    """
    if form_of(database) == NEWEST:
        return
    doer = owner or database
    role = _role(database)
    try:
        with doer.writing() as connection:
            if doer.kind.name == "postgresql":
                _on_postgresql(connection, role if owner is not None else "")
            else:
                _upgrade(connection)
    except ProgrammingError as fault:
        if getattr(fault.orig, "sqlstate", "") == "42501":  # insufficient privilege
            raise NotTheOwner(_role(doer)) from None
        raise


def form_of(database: Database) -> str:
    """Return the number of the last step that ``database`` has had; '' for none."""
    with database.reading() as reading:
        return _form(reading)


def _form(reading: Connection) -> str:
    if reading.dialect.name == "postgresql":
        found = reading.exec_driver_sql("SELECT to_regclass('alembic_version')").scalar_one()
        if found is None:
            return ""
    elif not inspect(reading).has_table("alembic_version"):
        return ""
    return reading.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or ""


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - half of a console command's start, and rarely needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise DatabaseTooNew from None


def _on_postgresql(connection: Connection, service: str) -> None:
    """Make the tables where there are none, else run the steps; then let the role ``service`` use them."""
    from sync.db.postgres import SCHEMA  # noqa: PLC0415 - only where there is a PostgreSQL
    from sync.db.postgres_form import first_form, forced, grants  # noqa: PLC0415

    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    form = _form(connection)
    if not form:
        if connection.exec_driver_sql(f"SELECT to_regnamespace('{SCHEMA}')").scalar_one() is None:
            connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
        for statement in first_form():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num text PRIMARY KEY)")
        connection.execute(text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": NEWEST})
    elif form != NEWEST:
        for statement in forced(on=False):
            connection.exec_driver_sql(statement)
        _upgrade(connection)
        for statement in forced(on=True):
            connection.exec_driver_sql(statement)
    if service:
        for statement in grants(service):
            connection.exec_driver_sql(statement)


def _role(database: Database) -> str:
    if database.kind.name != "postgresql":
        return ""
    with database.reading() as reading:
        return str(reading.exec_driver_sql("SELECT current_user").scalar_one())
