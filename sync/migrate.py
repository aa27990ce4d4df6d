# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Bring the district's database to the form that this program reads; all of it or nothing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text

from sync.database import Database
from sync.migrations import NEWEST


class DatabaseTooNew(Exception):
    """A newer FieldKit has written this database."""


def migrate(database: Database) -> None:
    """Run the steps that ``database`` has not had yet, in one transaction. Raises DatabaseTooNew."""
    if form_of(database) == NEWEST:
        return
    from alembic import command  # noqa: PLC0415 - half of a console command's start, and rarely needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise DatabaseTooNew from None


def form_of(database: Database) -> str:
    """Return the number of the last step that ``database`` has had; '' for none."""
    with database.reading() as reading:
        if not inspect(reading).has_table("alembic_version"):
            return ""
        return reading.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or ""
