# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Retell: enter anew, under an id of its own, what a restored copy of the store told under an id already used.

The district holds other content under the old id. So nothing here may name the old id to the district again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from fieldkit.acts.done import Done
from fieldkit.acts.people import as_told, tags_of
from fieldkit.acts.void import take_back
from fieldkit.domain.desk import Desk
from fieldkit.domain.operators import Operator, Role
from fieldkit.problems import Conflicted, NotAllowed, Unknown
from fieldkit.store import (
    clear,
    counters,
    entries,
    members,
    operations,
    packs,
    parts,
    serials,
    services,
    settling,
    wire,
)
from fieldkit.store.clear import Clear
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.operations import VOIDED, Entered
from fieldkit.store.vault import Store
from fieldkit.work import Touched

if TYPE_CHECKING:
    from fieldkit.store.vault import Database


def retell(store: Store, *, operation: str, operator: Operator, desk: Desk, now: dt.datetime) -> Done:
    """Tell the content of ``operation``, which the district refused as a conflict, as a new one; a clerk's act.

    Begins a new life first where the conflicted one goes on. An enrolment gets a new serial and an issue a new receipt
    number, for the old ones are in doubt: card and receipt must be printed again. Settles the rejection. Raises
    NotAllowed, Unknown, Conflicted (in-doubt: a correction of what stands there under an id with two contents, which
    can only be voided), NotBriefed, DiskFull, DiskRefused.
    """
    if operator.role is not Role.CLERK:
        raise NotAllowed(act="retell")
    with store.writing() as db:
        old = _conflicted(db, operation)
        if counters.life(db) == operations.life_of(db, old.id):
            counters.begin_life(db, now)
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        number = _enrolled(db, act, old) if old.kind == "enrol" else _other(db, act, old)
        settling.mark_settled(db, settling.family(db, old.id), by=number)
        operations.bind(db, old.id, number)
        settling.reopen(db)
        fault_point("retell-before-commit")
    fault_point("retell-committed")
    return Done(number, Touched.of("members", "services", "stock", "outbox"))


def _conflicted(db: Database, operation: str) -> Entered:
    """Return what is to be told anew: the root where its own id is the one in conflict. Raises Unknown, Conflicted.

    The root too where it was refused for something else and its correction because of the id: nothing of it stands.
    """
    entered = operations.live(db, operation)
    root = operations.whole(db, entered.root)
    for one in (root, entered):
        if one.in_conflict:
            return one
    if not entered.names_doubt:
        raise Unknown(what="operation")
    if entered.kind == "amend" and root.standing in (entries.REJECTED, entries.SETTLED):
        return root
    raise Conflicted(why="in-doubt")


def _enrolled(db: Database, act: entries.Act, old: Entered) -> str:
    """Enter an enrolment anew, as it was last told, under a new number; return the operation."""
    kept = members.whole(db, old.uid)
    serial, provisional = serials.take(db, device=act.device)
    told = operations.told_of(db, old)
    numbers = _numbers(told.numbers)
    body = wire.renewed(told.body, serial=serial, provisional=provisional)
    number = entries.enter(
        db, act, kind="enrol", body=body, uid=old.uid, numbers=numbers, signature=told.signature
    )
    tags = tags_of(act.tag_key, body.document_kind, numbers.document, numbers.phone)
    member = replace(
        as_told(kept.member, told.draft),
        serial=serial,
        provisional=provisional,
        enrolment=number,
        enrolled_here=True,
    )
    members.put(db, kept.row, member, tag=body.tag, phone_tag=tags.phone)
    return number


def _numbers(numbers: Clear | None) -> Clear:
    """Return the numbers to seal anew. Raises Unknown where they were purged."""
    if numbers is None:
        raise Unknown(what="content")
    return numbers


def _other(db: Database, act: entries.Act, old: Entered) -> str:
    """Enter anything else anew, word for word but for a receipt's number; return the operation."""
    body = wire.read(old.kind, operations.body_of(old))
    receipt = ""
    if old.kind == "issue":
        receipt = serials.receipt_number(db, device=act.device)
        body = wire.renewed(body, receipt_number=receipt)
    numbers = clear.of(db, old.id)
    if numbers is None and wire.unsealed(body) != body:
        raise Unknown(what="content")
    number = entries.enter(
        db,
        act,
        kind=old.kind,
        body=body,
        uid=old.uid,
        replaces=old.replaces,
        numbers=numbers,
        signature=parts.read(db, old.part),
    )
    if old.kind == "issue":
        packs.rename(db, old.id, number, receipt_number=receipt)
    elif old.kind == "serve":
        services.rename(db, old.id, number)
    elif old.kind == "amend":
        settling.mark_settled(db, settling.family(db, old.replaces), by=number)
    elif old.kind == "void":
        target = operations.whole(db, old.replaces)
        operations.mark(db, target.id, VOIDED)
        settling.mark_settled(db, settling.family(db, target.id), by=number)
        take_back(db, act, target)
    return number
