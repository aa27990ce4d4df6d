# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Withdraw a consent: as easy as giving it was (PIPL art. 15)."""

from __future__ import annotations

import datetime as dt

from fieldkit.acts.done import Done
from fieldkit.domain.consents import ConsentKind
from fieldkit.domain.desk import Desk
from fieldkit.domain.operators import Operator
from fieldkit.store import entries, members, operations, wire
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store
from fieldkit.work import Touched


def withdraw(
    store: Store, *, uid: str, consent: ConsentKind, operator: Operator, desk: Desk, now: dt.datetime
) -> Done:
    """Tell the district that the person takes ``consent`` back. Raises Unknown, NotBriefed, DiskFull, DiskRefused."""
    with store.writing() as db:
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        kept = members.whole(db, uid)
        body = wire.withdraw_body(uid=uid, consent=consent, tag=kept.tag)
        again = operations.waiting_with(db, uid, "withdraw", body)
        if again:
            return Done(again, Touched.of("members", "outbox"))
        operation = entries.enter(db, act, kind="withdraw", body=body, uid=uid)
        fault_point("withdraw-before-commit")
    fault_point("withdraw-committed")
    return Done(operation, Touched.of("members", "outbox"))
