# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Void: take an act back by a later operation that names it; what was entered stays as it was."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.acts.done import Done
from fieldkit.acts.enrol import Faulty
from fieldkit.domain.desk import Desk
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.operators import Operator, Role
from fieldkit.domain.texts import check_text
from fieldkit.problems import AlreadyVoided, NotAllowed
from fieldkit.store import entries, members, operations, outbox, packs, search, services, wire
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.operations import VOIDED, Entered
from fieldkit.store.vault import Store
from fieldkit.work import Touched

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

OWN_FOR = dt.timedelta(minutes=10)
VOIDABLE = frozenset({"enrol", "serve", "issue"})
"""Of other kinds only a refused one can be voided: that is how a clerk settles it."""


def void(
    store: Store, *, operation: str, reason: str, operator: Operator, desk: Desk, now: dt.datetime
) -> Done:
    """Take ``operation`` back. A clerk may; a volunteer only an own act of the last ten minutes.

    Voiding a refused operation settles it. Raises NotAllowed, AlreadyVoided, Unknown, Faulty (reason), NotBriefed,
    DiskFull, DiskRefused.
    """
    with store.writing() as db:
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        entered = operations.whole(db, operation)
        _refuse(entered, operator, now)
        faults = check_text("reason", reason)
        if faults:
            raise Faulty(faults)
        body = wire.void_body(replaces=operation, reason=reason.strip())
        voiding = entries.enter(db, act, kind="void", body=body, uid=entered.uid, replaces=operation)
        operations.mark(db, operation, VOIDED)
        outbox.mark_settled(db, _family(db, entered), by=voiding)
        _take_back(db, entered)
        fault_point("void-before-commit")
    fault_point("void-committed")
    return Done(voiding, Touched.of("members", "services", "stock", "outbox"))


def _refuse(entered: Entered, operator: Operator, now: dt.datetime) -> None:
    """Raise the problem that forbids voiding ``entered``."""
    rejected = entered.standing == entries.REJECTED
    own = entered.operator == operator.id and abs(now - entered.at) <= OWN_FOR and not rejected
    if operator.role is not Role.CLERK and not own:
        raise NotAllowed(act="void")
    if entered.voided or entered.standing == entries.SETTLED:
        raise AlreadyVoided
    if entered.kind not in VOIDABLE and not rejected:
        raise NotAllowed(act=f"void-{entered.kind}")


def _family(db: Database, entered: Entered) -> list[str]:
    """Return the operation, and of an enrolment its amendments: with it they are all done with."""
    amendments = operations.amendments(db, entered.id) if entered.kind == "enrol" else []
    return [entered.id, *(amendment.id for amendment in amendments)]


def _take_back(db: Database, entered: Entered) -> None:
    """Undo what the act left here, as far as this device shows it."""
    if entered.kind == "issue":
        packs.void(db, entered.id)
    elif entered.kind == "serve":
        services.void(db, entered.id)
    elif entered.kind == "enrol":
        kept = members.whole(db, entered.uid)
        if kept.member.from_briefing:
            members.change(db, kept.row, {"here": 0})
        else:
            members.change(db, kept.row, {"here": 0, "standing": MemberStanding.WITHDRAWN.value})
            search.forget(db, kept.row)
