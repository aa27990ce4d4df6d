# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Look for many keys at once by one value: a list in JSON, which each database unfolds by itself.

A list of 500 bound values costs more to write out than all of them cost to find.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

_LOOSE = 2
"""A stretch may hold so many times what is wanted of it."""


def among(
    reading: Connection, column: ColumnElement[Any], values: Collection[str] | Collection[int]
) -> ColumnElement[bool]:
    """Return what holds of the rows whose ``column`` is one of ``values``."""
    return _among(column, literal(_written(values)), on_postgresql=reading.dialect.name == "postgresql")


def rows_among(
    reading: Connection,
    column: ColumnElement[Any],
    values: Collection[str] | Collection[int],
    *wanted: ColumnElement[Any],
) -> Sequence[Any]:
    """Return the ``wanted`` columns of the rows whose ``column`` is one of ``values``.

    Each such question is made once: to make it costs more than to ask it.
    """
    question = _question(column, wanted, on_postgresql=reading.dialect.name == "postgresql")
    return reading.execute(question, {"values": _written(values)}).all()


def rows_about(
    reading: Connection, column: ColumnElement[Any], values: Collection[int], *wanted: ColumnElement[Any]
) -> Sequence[Any]:
    """Return the ``wanted`` columns of the rows whose ``column`` is one of ``values``, and maybe of some between them.

    Numbers that were given in a row are asked for as one stretch: to look where nothing is costs one look, not 500.
    """
    first, last = min(values, default=0), max(values, default=0)
    if is_stretch(first, last, len(values)):
        return rows_between(reading, column, first, last, *wanted)
    return rows_among(reading, column, values, *wanted)


def is_stretch(first: int, last: int, count: int) -> bool:
    """Return True when from ``first`` to ``last`` there is hardly more than the ``count`` that is wanted."""
    return last - first < _LOOSE * count


def rows_between(
    reading: Connection, column: ColumnElement[Any], first: object, last: object, *wanted: ColumnElement[Any]
) -> Sequence[Any]:
    """Return the ``wanted`` columns of the rows whose ``column`` is from ``first`` to ``last``, both included."""
    return reading.execute(_stretch(column, wanted), {"first": first, "last": last}).all()


@functools.cache
def _stretch(column: ColumnElement[Any], wanted: tuple[ColumnElement[Any], ...]) -> Select[Any]:
    return select(*wanted).where(column >= bindparam("first"), column <= bindparam("last"))


@functools.cache
def _question(
    column: ColumnElement[Any], wanted: tuple[ColumnElement[Any], ...], *, on_postgresql: bool
) -> Select[Any]:
    values = bindparam("values", type_=String())
    return select(*wanted).where(_among(column, values, on_postgresql=on_postgresql))


def _written(values: Collection[str] | Collection[int]) -> str:
    return msgspec.json.encode(sorted(values)).decode()


def _among(
    column: ColumnElement[Any], told: ColumnElement[str], *, on_postgresql: bool
) -> ColumnElement[bool]:
    if on_postgresql:
        value: ColumnElement[Any] = (
            func.jsonb_array_elements_text(cast(told, JSONB)).table_valued("value").c.value
        )
        if isinstance(column.type, Integer):
            value = cast(value, BigInteger)
    else:
        value = func.json_each(told).table_valued("value").c.value
    return column.in_(select(value))
