# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Many rows as one statement of PostgreSQL: a column's values as one array, or as one value where all say the same.

1. psycopg writes a list value by value in Python, 72 µs a record (measured); these are a few calls for all of them.
2. Of 20 columns that an operation has, 14 are the same for a whole batch: these travel, and are read, once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary


def unfolded(rows: Sequence[Sequence[Any]], columns: Sequence[Column[Any]]) -> tuple[str, list[Any]]:
    """Return the SELECT that gives ``rows`` (at least one; values in the order of ``columns``), and its values."""
    shown: list[str] = []
    once: list[Any] = []
    arrays: list[str] = []
    types: list[str] = []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        kind = _type_of(column)
        if values.count(values[0]) == len(values):
            shown.append(f"%s::{kind}")
            once.append(values[0])
        else:
            shown.append(f"u.c{len(arrays)}")
            types.append(f"%s::{kind}[]")
            arrays.append(array_of(values))
    names = ", ".join(f"c{place}" for place in range(len(arrays)))
    source = f"unnest({', '.join(types)}) AS u ({names})" if arrays else f"generate_series(1, {len(rows)})"
    return f"SELECT {', '.join(shown)} FROM {source}", [*once, *arrays]  # noqa: S608 - ours


def array_of(values: Sequence[Any]) -> str:
    """Return ``values`` (text, whole numbers, truth values, bytes or None) as an array's text (PostgreSQL, 8.15.6)."""
    kinds = set(map(type, values))
    if len(kinds) == 1:
        write = _ALL.get(kinds.pop())
        if write is not None:
            return "{" + write(values) + "}"
    return "{" + ",".join(map(_one, values)) + "}"


def _type_of(column: Column[Any]) -> str:
    return next((ours for theirs, ours in _TYPES if isinstance(column.type, theirs)), "text")


def _one(value: Any) -> str:
    return "NULL" if value is None else _ALL[type(value) if type(value) in _ALL else bytes]((value,))


def _texts(values: Sequence[str]) -> str:
    together = "".join(values)
    if "\\" in together or '"' in together:
        values = [value.replace("\\", "\\\\").replace('"', '\\"') for value in values]
    return '"' + '","'.join(values) + '"'


def _bytes(values: Sequence[bytes]) -> str:
    return '"\\\\x' + '","\\\\x'.join([value.hex() for value in values]) + '"'


def _numbers(values: Sequence[int]) -> str:
    return ",".join(map(str, values))


def _truths(values: Sequence[bool]) -> str:
    return ",".join(["t" if value else "f" for value in values])


_ALL: dict[type, Callable[[Sequence[Any]], str]] = {str: _texts, int: _numbers, bool: _truths, bytes: _bytes}
_TYPES: tuple[tuple[type, str], ...] = (
    (BigInteger, "bigint"),
    (Integer, "integer"),
    (Boolean, "boolean"),
    (LargeBinary, "bytea"),
)
