# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The text of the schema's third step: what waits to be indexed, how old a word is, and which districts are gone."""

from __future__ import annotations

COLUMNS = (
    ("counters", "told_at", "TEXT NOT NULL DEFAULT ''"),
    ("counters", "made_anew", "TEXT NOT NULL DEFAULT ''"),
    ("counters", "told_parcels", "INTEGER NOT NULL DEFAULT 0"),
    ("parts", "told_behind", "INTEGER NOT NULL DEFAULT 0"),
)
"""Added where they are missing: programs between two releases made stores of schema 2 that have some of them."""

THIRD = """
UPDATE parts SET told_behind = (SELECT coalesce(max(place), 0) FROM batches) WHERE told_at <> '' AND told_behind = 0;
CREATE TABLE districts_gone (
    made_anew TEXT PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE seek_late (
    first INTEGER PRIMARY KEY,
    last INTEGER NOT NULL,
    words BLOB NOT NULL
);
"""
