# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is read the moment somebody signs in: the operator and the day book."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from fieldkit.acts import sign_in
from fieldkit.acts.day import day_book
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.operators import Operator, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """Who came in, and what this device knows of the day."""

    operator: Operator
    book: DayBook


def read_entry(store: Any, *, operator_id: str, operator_name: str, now: dt.datetime) -> Entry:
    """Return the entry of ``operator_id``. Raises Unknown when the store knows others but not this one.

    A store without any operator was cut off while it was made: whoever made its keys is its first clerk.
    """
    if not sign_in.operators(store):
        first = Operator(operator_id, operator_name, Role.CLERK)
        sign_in.add_operator(store, operator=first, by=first, now=now)
    return Entry(sign_in.operator(store, operator_id), day_book(store))
