# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who is in an export, as last told: read from the very bytes that the devices signed.

Whoever withdrew the consent for the upper union, or never gave it, is left out and counted (PIPL art. 15, 23).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.exports import ExportPerson, ExportSession
from fieldkit.protocol.messages import (
    AmendBody,
    Batch,
    CodeRow,
    EnrolBody,
    Operation,
    OrganisationRow,
    SessionBox,
    SiteRow,
    TransferBody,
    WithdrawBody,
)
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals.keys import load_public_key
from sync.db.chain_tables import batch, held_batch
from sync.db.tables import briefing_row, device, enrolment, operation, transfer
from sync.office.rights import Scope
from sync.outgoing.reference import Reference
from sync.safety.drill import opened_batch

UPPER_UNION = "upper_union"
_AT_ONCE = 200
_SAME = (
    "print_as",
    "document_kind",
    "sex",
    "birth_date",
    "employment_group",
    "employment_state",
    "migrant_worker",
    "non_local",
    "employer",
    "platform",
    "channel",
    "mode",
    "introducer",
)
"""What stands in an export under the name that it has in the body."""


@dataclass(frozen=True, slots=True)
class Going:
    """Whose data an export holds, the sealing sessions that it needs, and how many people may not be passed on.

    A session is the one that was told with the operation, in its very batch: two copies of one life, before and after
    a disk was put back, may have given one number to two sessions.
    """

    people: tuple[ExportPerson, ...]
    sessions: tuple[ExportSession, ...]
    left_out: int


@dataclass(slots=True)
class _Person:
    """What was told of one act so far, the newest last."""

    body: EnrolBody | TransferBody | None = None
    told: Operation | None = None
    sealed: tuple[str, int, int, bytes] = ("", 0, 0, b"")
    boxes: tuple[SessionBox, ...] = ()
    consents: dict[str, bool] = field(default_factory=dict)


def people_of(reading: Connection, scope: Scope, reference: Reference, named: str) -> Going:
    """Return everybody of ``scope`` who may be passed on, their sessions with the box for the key ``named``."""
    active = {
        row.root: row
        for table in (enrolment, transfer)
        for row in reading.execute(
            select(table.c.root, table.c.site, table.c.uid, table.c.tag, table.c.serial, table.c.name).where(
                table.c.active, scope.of_sites(table.c.site, reference)
            )
        )
    }
    withdrawn = _withdrawn(reading)
    told: dict[str, _Person] = {root: _Person() for root in active}
    for root, one, batch_told in _told_of(reading, set(active)):
        _take(told[root], one, batch_told)
    people: list[ExportPerson] = []
    sessions: dict[ExportSession, None] = {}
    for root, known in told.items():
        made = _person(known, active[root], withdrawn.of(active[root]))
        if made is not None:
            people.append(made)
            sessions |= dict.fromkeys(_sessions(made, known.boxes, named))
    return Going(tuple(people), tuple(sessions), len(told) - len(people))


def _sessions(person: ExportPerson, boxes: tuple[SessionBox, ...], named: str) -> Iterator[ExportSession]:
    for box in boxes:
        if person.sealed and box.registrar == named:
            yield ExportSession(device=person.device, life=person.life, number=person.session, box=box)


def _take(person: _Person, told: Operation, of: Batch) -> None:
    """Take what ``told`` says: the newest body counts, and of the identities the newest that is there."""
    if told.kind == "amend":
        amended = from_bytes(told.body, AmendBody)
        kind, raw = amended.as_kind, amended.body
    else:
        kind, raw = told.kind, told.body
    body: EnrolBody | TransferBody = (
        from_bytes(raw, EnrolBody) if kind == "enrol" else from_bytes(raw, TransferBody)
    )
    person.body, person.told = body, told
    if body.sealed:
        person.sealed = (told.id, told.sequence, body.session, body.sealed)
        life = told.id.split("-")[1]
        person.boxes = tuple(
            box
            for session in of.sessions
            if (session.life or of.life, session.number) == (life, body.session)
            for box in session.boxes
        )
    person.consents |= {one.kind: one.given for one in body.consents}


def _person(one: _Person, row: Any, withdrawn: frozenset[str]) -> ExportPerson | None:
    """Return ``one`` as it is exported; None for whoever may not be passed on to the upper union."""
    body, told = one.body, one.told
    if body is None or told is None:
        return None
    consents = {kind: given and kind not in withdrawn for kind, given in one.consents.items()}
    enrols = isinstance(body, EnrolBody)
    if not consents.get(UPPER_UNION, not enrols and UPPER_UNION not in withdrawn):
        return None
    named, sequence, session, sealed = one.sealed
    named = named or told.id
    device_id, life, _ = named.split("-")
    known = {
        "kind": "enrol" if enrols else "transfer",
        "operation": named,
        "device": device_id,
        "life": life,
        "sequence": sequence or told.sequence,
        "session": session,
        "sealed": sealed,
        "serial": row.serial,
        "name": row.name,
        "at": getattr(body, "occurred_at", "") or told.at,
        "site": row.site,
        "booth": told.booth,
        "operator": told.operator,
        "org_code": body.org_code if isinstance(body, EnrolBody) else body.to_org,
        "consents": consents,
    }
    same = {name: getattr(body, name) for name in _SAME if hasattr(body, name)}
    return ExportPerson(**{**same, **known})


class _Withdrawn:
    """Which consents were withdrawn, wherever the person was met: booths know each other's people by their tag only."""

    def __init__(self) -> None:
        self._by_mark: dict[str, set[str]] = {}

    def note(self, mark: str, consents: Iterable[str]) -> None:
        """Take in that the person with ``mark``, a uid or a tag, has withdrawn ``consents``."""
        self._by_mark.setdefault(mark, set()).update(consents)

    def of(self, row: Any) -> frozenset[str]:
        """Return the consents that the person of ``row`` has withdrawn."""
        by_tag = self._by_mark.get(row.tag, ()) if row.tag else ()
        return frozenset(self._by_mark.get(row.uid, ())) | frozenset(by_tag)


def _withdrawn(reading: Connection) -> _Withdrawn:
    """Return which consents were withdrawn, by uid and by the tags that go with it."""
    told: dict[str, set[str]] = {}
    found = _Withdrawn()
    row = operation.c
    for one in _operations(reading, (row.kind == "withdraw") & (row.voided_by == "")):
        body = from_bytes(one.body, WithdrawBody)
        told.setdefault(body.uid, set()).add(body.consent)
        if body.tag:
            found.note(body.tag, [body.consent])
    for uid, consents in told.items():
        found.note(uid, consents)
        for table in (enrolment, transfer):
            tags = select(table.c.tag).where(table.c.uid == uid, table.c.tag != "")
            for tag in reading.execute(tags).scalars():
                found.note(tag, consents)
    return found


def _told_of(reading: Connection, roots: set[str]) -> Iterator[tuple[str, Operation, Batch]]:
    """Give each accepted word on one of ``roots``, in the order it came, with its root and its batch."""
    row = operation.c
    kinds = or_(row.kind == "enrol", row.kind == "transfer", row.kind == "amend")
    for root, one, of in _with_roots(reading, kinds):
        if root in roots:
            yield root, one, of


def _operations(reading: Connection, which: ColumnElement[bool]) -> Iterator[Operation]:
    for _, one, _ in _with_roots(reading, which):
        yield one


def _with_roots(reading: Connection, which: ColumnElement[bool]) -> Iterator[tuple[str, Operation, Batch]]:
    """Give the accepted operations for which ``which`` holds, from the bytes that came, in their order."""
    keys = {row.id: load_public_key(row.signing_key) for row in reading.execute(select(device))}
    row = operation.c
    found = (
        select(
            row.root,
            row.device,
            row.told_batch,
            row.told_place,
            func.coalesce(batch.c.raw, held_batch.c.raw).label("raw"),
        )
        .select_from(
            operation.outerjoin(batch, row.told_batch == batch.c.place).outerjoin(
                held_batch, row.told_batch == held_batch.c.place
            )
        )
        .where(row.verdict == "accepted", row.told_batch > 0, which)
        .order_by(row.told_batch, row.told_place)
        .execution_options(yield_per=_AT_ONCE)
    )
    place = 0
    of: Batch | None = None
    for one in reading.execute(found):
        if one.told_batch != place:
            place, of = one.told_batch, opened_batch(one.raw, keys.get(one.device))
        if of is not None and one.told_place < len(of.operations):
            yield one.root, from_bytes(of.operations[one.told_place], Operation), of


def names_of_codes(reading: Connection) -> dict[str, dict[str, str]]:
    """Return what codes are called: of each code table, of unions and of sites."""
    names: dict[str, dict[str, str]] = {}
    row = briefing_row.c
    kinds: tuple[tuple[str, type[OrganisationRow | SiteRow]], ...] = (
        ("organisation", OrganisationRow),
        ("site", SiteRow),
    )
    found = select(row.topic, row.body).where(
        row.topic.in_(("code", *(topic for topic, _ in kinds))), row.body.is_not(None)
    )
    for topic, body in reading.execute(found):
        try:
            if topic == "code":
                code = from_bytes(body, CodeRow)
                names.setdefault(code.table, {})[code.code] = code.name
            else:
                some = from_bytes(body, dict(kinds)[topic])
                names.setdefault(topic, {})[some.code] = some.name
        except TheirMistake:
            continue
    return names
