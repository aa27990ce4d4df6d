# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Void: take an act back by a later operation that names it; what was entered stays as it was."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.acts.amend import refuse_conflicted
from fieldkit.acts.done import Done
from fieldkit.acts.enrol import Faulty
from fieldkit.acts.people import as_told, tags_of
from fieldkit.domain.desk import Desk
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.operators import Operator, Role
from fieldkit.domain.texts import check_text
from fieldkit.problems import AlreadyVoided, NotAllowed
from fieldkit.store import entries, members, operations, packs, search, services, settling, wire
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

    Voiding a refused operation settles it; voiding a refused amendment leaves the enrolment as it stood before. An
    amendment that was not refused stands for its enrolment. Raises NotAllowed, AlreadyVoided, Conflicted, Unknown,
    Faulty (reason), NotBriefed, DiskFull, DiskRefused.
    """
    with store.writing() as db:
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        entered = _meant(db, operation)
        _refuse(db, entered, operator, now)
        faults = check_text("reason", reason)
        if faults:
            raise Faulty(faults)
        meant = operations.content(db, entered.id)
        body = wire.void_body(replaces=entered.id, reason=reason.strip(), meant=meant)
        voiding = entries.enter(db, act, kind="void", body=body, uid=entered.uid, replaces=entered.id)
        operations.mark(db, entered.id, VOIDED)
        settling.mark_settled(db, settling.family(db, entered.id), by=voiding)
        take_back(db, act, entered)
        fault_point("void-before-commit")
    fault_point("void-committed")
    return Done(voiding, Touched.of("members", "services", "stock", "outbox"))


def take_back(db: Database, act: entries.Act, entered: Entered) -> None:
    """Undo what the act left here, as far as this device shows it."""
    if entered.kind == "issue":
        packs.void(db, entered.id)
    elif entered.kind == "serve":
        services.void(db, entered.id)
    elif entered.kind == "amend":
        _put_back(db, act, entered)
    elif entered.kind == "enrol":
        kept = members.whole(db, entered.uid)
        if kept.member.from_briefing:
            members.change(db, kept.row, {"here": 0})
        else:
            members.change(db, kept.row, {"here": 0, "standing": MemberStanding.WITHDRAWN.value})
            search.forget(db, kept.row)


def _meant(db: Database, operation: str) -> Entered:
    """Return what is to be voided: of an amendment that was not refused the enrolment itself. Raises Unknown."""
    entered = operations.live(db, operation)
    if entered.kind == "amend" and entered.standing != entries.REJECTED:
        return operations.live(db, entered.root)
    return entered


def _refuse(db: Database, entered: Entered, operator: Operator, now: dt.datetime) -> None:
    """Raise the problem that forbids voiding ``entered``."""
    rejected = entered.standing == entries.REJECTED
    answered = entered.standing in (entries.REJECTED, entries.SETTLED)
    own = entered.operator == operator.id and abs(now - entered.at) <= OWN_FOR and not answered
    if operator.role is not Role.CLERK and not own:
        raise NotAllowed(act="void")
    if entered.voided:
        raise AlreadyVoided
    if entered.kind not in VOIDABLE and not rejected:
        raise NotAllowed(act=f"void-{entered.kind}")
    refuse_conflicted(db, entered)


def _put_back(db: Database, act: entries.Act, amendment: Entered) -> None:
    """Let the member's row say again what stands of the enrolment, without what was refused of it."""
    root = operations.whole(db, amendment.root)
    if root.voided:
        return
    told = operations.told_of(db, root, standing=True).draft
    before = members.whole(db, root.uid)
    tags = tags_of(act.tag_key, told.document_kind, told.document_number, told.phone)
    members.put(db, before.row, as_told(before.member, told), tag=tags.person, phone_tag=tags.phone)
