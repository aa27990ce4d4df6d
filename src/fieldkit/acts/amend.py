# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Amend: correct an enrolment by a later operation that names it, which also settles its rejection.

An amendment always names the first operation, never another amendment, and carries the whole enrolment anew.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from fieldkit.acts.done import Done
from fieldkit.acts.enrol import Enrolled, checked, refuse_members
from fieldkit.acts.people import new_member, tags_of
from fieldkit.domain.desk import Desk
from fieldkit.domain.enrolments import Enrolment, EnrolmentDraft
from fieldkit.domain.members import Member, MemberStanding
from fieldkit.domain.operators import Operator, Role
from fieldkit.problems import AlreadyVoided, Conflicted, NotAllowed, Unknown
from fieldkit.store import entries, members, operations, search, serials, settling, wire
from fieldkit.store.clear import Clear
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.operations import BECAME_TRANSFER, Entered
from fieldkit.store.vault import Store
from fieldkit.work import Touched

if TYPE_CHECKING:
    from fieldkit.store.vault import Database


def draft_of(store: Store, *, operation: str) -> EnrolmentDraft:
    """Return what was last told of an enrolment, ready for the form. Raises Unknown."""
    with store.reading() as db:
        return operations.told_of(db, _root(db, operation)).draft


def amend(
    store: Store, *, operation: str, draft: EnrolmentDraft, operator: Operator, desk: Desk, now: dt.datetime
) -> Enrolled:
    """Tell the enrolment ``operation`` anew as ``draft``; a clerk's act. Settles its rejection.

    A number that the district refused is replaced by a new one: the card must be printed again. Raises NotAllowed,
    Faulty, AlreadyMember, AlreadyVoided, Conflicted, Unknown, NotBriefed, DiskFull, DiskRefused.
    """
    with store.writing() as db:
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        root = _amendable(db, operation, operator)
        person, notes = checked(act, draft)
        tags = tags_of(act.tag_key, person.document_kind, person.document_number, person.phone)
        refuse_members(db, tags.person, besides=root.uid)
        told = operations.told_of(db, root).body
        serial, provisional = _numbers(db, act, root, (told.serial, told.provisional))
        org_code = person.org_code or told.org_code
        body = wire.enrol_body(
            person,
            uid=root.uid,
            org_code=org_code,
            serial=serial,
            provisional=provisional,
            tag=tags.person,
        )
        numbers = Clear(person.document_number, person.phone)
        amendment = _enter(
            db, act, root, as_kind="enrol", body=body, numbers=numbers, signature=person.signature
        )
        before = members.whole(db, root.uid)
        renewed = (serial, provisional) != (told.serial, told.provisional)
        member = _corrected(before.member, person, root, org_code)
        if renewed:
            member = replace(member, serial=serial, provisional=provisional)
        members.put(db, before.row, member, tag=tags.person, phone_tag=tags.phone)
        fault_point("amend-before-commit")
    fault_point("amend-committed")
    return Enrolled(member, amendment, notes, Touched.of("members", "outbox"))


def amend_as_transfer(
    store: Store, *, operation: str, operator: Operator, desk: Desk, now: dt.datetime
) -> Done:
    """Turn the enrolment of somebody who was a member already into a transfer; a clerk's act. Settles its rejection.

    Raises NotAllowed, AlreadyVoided, Conflicted, Unknown, NotBriefed, DiskFull, DiskRefused.
    """
    with store.writing() as db:
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        root = _amendable(db, operation, operator)
        told = operations.told_of(db, root).draft
        mine = members.whole(db, root.uid)
        known = members.by_tag(db, mine.tag, besides=root.uid)
        uid = known.member.uid if known else operations.fact(db, root.id, "uid") or root.uid
        body = wire.transfer_body(
            uid=uid,
            tag=mine.tag,
            to_org=told.org_code,
            employer=told.employer,
            employment_group=told.employment_group,
            consents=told.consents,
        )
        numbers = Clear(phone=told.phone) if told.phone else None
        amendment = _enter(db, act, root, as_kind="transfer", body=body, numbers=numbers)
        operations.mark(db, root.id, BECAME_TRANSFER)
        _hand_over(db, mine, known)
        fault_point("amend-before-commit")
    fault_point("amend-committed")
    return Done(amendment, Touched.of("members", "outbox"))


def _corrected(before: Member, person: Enrolment, root: Entered, org_code: str) -> Member:
    """Return the member as told now: the numbers and the standing stay."""
    member = new_member(
        person,
        uid=root.uid,
        org_code=org_code,
        serial=before.serial,
        provisional=before.provisional,
        operation=root.id,
    )
    return replace(
        member,
        standing=before.standing,
        certificate_number=before.certificate_number,
        from_briefing=before.from_briefing,
    )


def _amendable(db: Database, operation: str, operator: Operator) -> Entered:
    """Return the enrolment that ``operation`` is or amends. Raises NotAllowed, AlreadyVoided, Conflicted, Unknown."""
    if operator.role is not Role.CLERK:
        raise NotAllowed(act="amend")
    root = _root(db, operation)
    if root.voided:
        raise AlreadyVoided
    refuse_conflicted(db, operations.live(db, operation))
    return root


def refuse_conflicted(db: Database, entered: Entered) -> None:
    """Raise Conflicted when the district holds something else under the id of ``entered`` or of its root."""
    for one in (entered, operations.whole(db, entered.root)):
        if one.in_conflict:
            raise Conflicted


def _numbers(db: Database, act: entries.Act, root: Entered, old: tuple[str, str]) -> tuple[str, str]:
    """Return the number to tell: a new one where the district refused the old, else the old."""
    if operations.last_code(db, settling.family(db, root.id)).startswith("serial-"):
        return serials.take(db, device=act.device)
    return old


def _root(db: Database, operation: str) -> Entered:
    """Return the enrolment that ``operation`` is or amends. Raises Unknown."""
    root = operations.live(db, operations.live(db, operation).root)
    if root.kind != "enrol":
        raise Unknown(what="enrolment")
    return root


def _enter(
    db: Database,
    act: entries.Act,
    root: Entered,
    *,
    as_kind: str,
    body: wire.Told,
    numbers: Clear | None,
    signature: bytes = b"",
) -> str:
    """Enter the amendment unless the very same one still waits; settle what was rejected of the enrolment."""
    meant = operations.content(db, root.id)
    amendment = wire.amend_body(replaces=root.id, as_kind=as_kind, body=body, meant=meant)
    again = operations.waiting_with(db, root.uid, "amend", amendment, numbers)
    if again:
        return again
    family = settling.family(db, root.id)
    number = entries.enter(
        db,
        act,
        kind="amend",
        body=amendment,
        uid=root.uid,
        replaces=root.id,
        numbers=numbers,
        signature=signature,
    )
    settling.mark_settled(db, family, by=number)
    return number


def _hand_over(db: Database, mine: members.Kept, known: members.Kept | None) -> None:
    """Leave the row enrolled here to the member it always was: the known one where this device knows it."""
    if known is None:
        members.change(db, mine.row, {"here": 0, "standing": MemberStanding.NORMAL.value})
        return
    members.change(db, mine.row, {"here": 0, "standing": MemberStanding.WITHDRAWN.value})
    search.forget(db, mine.row)
    person = mine.member
    told = {
        "employer": person.employer,
        "employment_group": person.employment_group,
        "org_code": person.org_code,
    }
    phone = {"phone": person.phone, "phone_tail": person.phone_tail, "phone_tag": mine.phone_tag}
    members.change(db, known.row, {**told, **phone})
