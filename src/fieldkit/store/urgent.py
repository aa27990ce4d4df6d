# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What people would miss most if a round ended early: members that the district has not heard of."""

from __future__ import annotations

from fieldkit.store.entries import WAITING
from fieldkit.store.levels import FROZEN
from fieldkit.store.vault import Store

_OF_MEMBERS = ("enrol", "transfer", "update", "amend", "withdraw")


def members_wait(store: Store) -> bool:
    """Return True while an act on a member is yet to be told to the district; what is held does not count."""
    with store.reading() as db:
        found = db.conn.execute(
            "SELECT EXISTS (SELECT 1 FROM operations o LEFT JOIN batches b ON b.place = o.batch"
            " WHERE o.standing = ? AND o.kind IN (?, ?, ?, ?, ?) AND (o.batch = 0 OR b.level = ?))",
            (WAITING, *_OF_MEMBERS, FROZEN),
        ).fetchone()
    return bool(found[0])
