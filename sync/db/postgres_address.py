# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What may be said of a PostgreSQL server, and what is wrong with one; known without its driver."""

from __future__ import annotations


class BadAddress(Exception):
    """The address of the database is none, or carries a password. ``args[0]`` says what is wrong."""


class RoleTooStrong(Exception):
    """The role of the service goes around row level security. ``args[0]`` is its name."""


class ServerTooOld(Exception):
    """The server is older than PostgreSQL 13. ``args[0]`` is its version."""
