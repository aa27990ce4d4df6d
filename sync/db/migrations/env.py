# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What Alembic runs: the steps, over the connection that ``sync.db.migrate`` hands in, inside its transaction."""

from __future__ import annotations

from alembic import context

from sync.db.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
context.run_migrations()
