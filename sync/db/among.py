# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Look for many keys at once by one value: a list in JSON, which each database unfolds by itself.

A list of 500 bound values costs more to write out than all of them cost to find.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import BigInteger, ColumnElement, Connection, Integer, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB


def among(
    reading: Connection, column: ColumnElement[Any], values: Collection[str] | Collection[int]
) -> ColumnElement[bool]:
    """Return what holds of the rows whose ``column`` is one of ``values``."""
    told = literal(msgspec.json.encode(sorted(values)).decode())
    if reading.dialect.name == "postgresql":
        value: ColumnElement[Any] = (
            func.jsonb_array_elements_text(cast(told, JSONB)).table_valued("value").c.value
        )
        if isinstance(column.type, Integer):
            value = cast(value, BigInteger)
    else:
        value = func.json_each(told).table_valued("value").c.value
    return column.in_(select(value))
