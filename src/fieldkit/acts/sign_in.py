# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who may sign in at this device. Their PINs are no business of the store: see ``keys``."""

from __future__ import annotations

import datetime as dt

from fieldkit.domain.operators import Operator, Role
from fieldkit.problems import NotAllowed
from fieldkit.store import operators as kept
from fieldkit.store.vault import Store


def operators(store: Store) -> tuple[Operator, ...]:
    """Return who may sign in."""
    with store.reading() as db:
        return kept.everyone(db)


def operator(store: Store, id: str) -> Operator:  # noqa: A002 - the word of the record
    """Return the operator with ``id``. Raises Unknown."""
    with store.reading() as db:
        return kept.whole(db, id)


def add_operator(store: Store, *, operator: Operator, by: Operator, now: dt.datetime) -> None:
    """Add an operator, or change one's name or role. Only a clerk may, save for the first. Raises NotAllowed."""
    with store.writing() as db:
        if kept.everyone(db) and by.role is not Role.CLERK:
            raise NotAllowed(act="add-operator")
        kept.keep(db, operator, by=by.id, now=now)
