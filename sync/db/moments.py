# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Moments as the database and the messages write them: ISO 8601, UTC, to the second, so that they sort as text."""

from __future__ import annotations

import datetime as dt


def moment(now: dt.datetime) -> str:
    """Return ``now`` as text."""
    return now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: str) -> dt.datetime | None:
    """Return the moment in ``text``, or None where there is none."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
