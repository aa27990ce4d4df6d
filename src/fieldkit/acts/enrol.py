# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Enrol a person: check, number, keep and enter, in one transaction; the same uid again changes nothing."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.acts.people import new_member, tags_of
from fieldkit.domain.desk import Desk
from fieldkit.domain.documents import normalise_document
from fieldkit.domain.enrolments import Enrolment, EnrolmentDraft, check
from fieldkit.domain.faults import Fault
from fieldkit.domain.members import Member, MemberLine
from fieldkit.domain.operators import Operator
from fieldkit.domain.people import normalise_name
from fieldkit.domain.phones import normalise_phone
from fieldkit.problems import Problem
from fieldkit.store import entries, identity, members, operations, search, serials, wire
from fieldkit.store.clear import Clear
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store
from fieldkit.work import Touched

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

MOST_LOOKALIKES = 20


class Faulty(Problem):
    """What was typed breaks hard rules; ``faults`` are all of them, notes too."""

    code = "faulty"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__()
        self.faults = faults


class AlreadyMember(Problem):
    """The document (or phone) is a member's already: transfer, update or serve instead. ``line`` is that member."""

    code = "already-member"

    def __init__(self, line: MemberLine) -> None:
        super().__init__()
        self.line = line


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A person enrolled (or an enrolment amended): the member, its operation, and what the rules only noted."""

    member: Member
    operation: str
    notes: tuple[Fault, ...]
    touched: Touched


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """Whom this device knows that may be the same person."""

    same_document: MemberLine | None = None
    same_phone: tuple[MemberLine, ...] = ()
    same_name: tuple[MemberLine, ...] = ()


def new_uid() -> str:
    """Return a new uid for a person: 16 random hex letters, they say nothing about them."""
    return secrets.token_hex(8)


def enrol(
    store: Store, *, uid: str, draft: EnrolmentDraft, operator: Operator, desk: Desk, now: dt.datetime
) -> Enrolled:
    """Enrol the person in ``draft`` under ``uid``.

    Raises Faulty with every fault, AlreadyMember, NotBriefed, DiskFull, DiskRefused. With a uid that was enrolled
    before it returns that enrolment: so a crash between saving and telling never enrols twice.
    """
    fault_point("enrol-begin")
    with store.writing() as db:
        before = operations.enrolment_of(db, uid)
        if before is not None:
            return _as_before(db, before)
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        person, notes = checked(act, draft)
        tags = tags_of(act.tag_key, person.document_kind, person.document_number, person.phone)
        refuse_members(db, tags.person)
        serial, provisional = serials.take(db, device=act.device)
        fault_point("enrol-numbered")
        org_code = person.org_code or act.org_code
        said = {"uid": uid, "serial": serial, "provisional": provisional, "org_code": org_code}
        body = wire.enrol_body(person, **said, tag=tags.person)
        operation = entries.enter(
            db,
            act,
            kind="enrol",
            body=body,
            uid=uid,
            numbers=Clear(person.document_number, person.phone),
            signature=person.signature,
        )
        fault_point("enrol-entered")
        member = new_member(person, **said, operation=operation)
        members.add(db, member, tag=tags.person, phone_tag=tags.phone)
        fault_point("enrol-before-commit")
    fault_point("enrol-committed")
    return Enrolled(member, operation, notes, Touched.of("members", "outbox"))


def lookalikes(
    store: Store, *, document_kind: str, document_number: str, phone: str, name: str
) -> Lookalikes:
    """Return whom this device knows with the same document, phone or name; for a form while it is typed.

    Raises DeviceRevoked.
    """
    with store.reading() as db:
        identity.refuse_revoked(db)
        who = identity.joined(db)
        if who is None:
            return Lookalikes()
        tags = tags_of(
            who.tag_key, document_kind, normalise_document(document_number), normalise_phone(phone)
        )
        same = members.by_tag(db, tags.person) if tags.person else None
        by_phone = members.by_phone_tag(db, tags.phone) if tags.phone else []
        named = normalise_name(name)
        rows = search.rows_named(db, named)
        by_name = (kept.member for kept in members.by_rows(db, rows) if kept.member.name == named)
        return Lookalikes(
            members.line(same.member) if same else None,
            tuple(members.line(kept.member) for kept in by_phone)[:MOST_LOOKALIKES],
            tuple(members.line(member) for member in by_name)[:MOST_LOOKALIKES],
        )


def checked(act: entries.Act, draft: EnrolmentDraft) -> tuple[Enrolment, tuple[Fault, ...]]:
    """Return what ``draft`` is kept as, and the notes. Raises Faulty with every fault."""
    found = check(draft, act.book, act.today)
    if found.enrolment is None:
        raise Faulty(found.faults)
    return found.enrolment, found.notes


def refuse_members(db: Database, tag: str, *, besides: str = "") -> None:
    """Raise AlreadyMember when ``tag`` is a member's whose membership goes on."""
    known = members.by_tag(db, tag, besides=besides) if tag else None
    if known is not None:
        raise AlreadyMember(members.line(known.member))


def _as_before(db: Database, before: operations.Entered) -> Enrolled:
    """Return what was enrolled under this uid before."""
    member = members.whole(db, before.uid).member
    return Enrolled(member, before.id, (), Touched.of("members", "outbox"))
