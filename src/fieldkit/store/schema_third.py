# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The text of the schema's third step: what waits to be indexed."""

from __future__ import annotations

THIRD = """
CREATE TABLE seek_late (
    first INTEGER PRIMARY KEY,
    last INTEGER NOT NULL,
    words BLOB NOT NULL
);
"""
