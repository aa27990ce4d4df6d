# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The rows that a batch amounts to, collected in order and written together at its end.

1. Corrections of earlier batches are written first, then everything new: nothing new can be undone by mistake.
2. An amendment takes the place of what its root amounted to; a void leaves the row, not active.
3. Rows are tuples in the order of their columns: a batch of 500 enrolments makes 2,500 of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, Table, bindparam, delete, or_, update

from fieldkit.protocol.messages import EnrolBody, IssueBody, Message, ServeBody, TransferBody
from sync.db.bulk import unawaited
from sync.db.database import insert_new, insert_rows
from sync.db.tables import (
    ACTS,
    BESIDE,
    enrolment,
    issue,
    mark,
    operation,
    sealed_identity,
    serial_use,
    service_record,
    stray,
    transfer,
)
from sync.intake.facts import Facts, Root
from sync.intake.told import Finding, Told
from sync.outgoing.serials import shown_number

Row = tuple[Any, ...]

_OPERATION = tuple(column.name for column in operation.columns)
_VERDICT, _ROOT, _SETTLED_BY, _VOIDED_BY = (
    _OPERATION.index(name) for name in ("verdict", "root", "settled_by", "voided_by")
)
_MARK = ("operation", "root", "kind", "uid", "tag", "serial", "provisional", "accepted", "received_at")
_SEALED = ("operation", "root", "device", "life", "session", "sequence", "sealed")
_SHARED = ("root", "active", "device", "event", "site")
_ACTS: dict[Table, tuple[str, ...]] = {
    enrolment: ("uid", "tag", "name", "serial", "provisional"),
    transfer: ("uid", "tag", "serial", "name"),
    service_record: ("uid", "service", "count"),
    issue: ("uid", "tag", "number", "goods", "receipt_number", "quantity"),
}
_ACTIVE = _SHARED.index("active")
assert set(_ACTS) == set(ACTS)


class Entries:
    """What is to be written for one batch, the ``place``-th of the district."""

    def __init__(self, device: str, now: str, place: int) -> None:
        self._device = device
        self._now = now
        self._place = place
        self._operations: dict[str, Row] = {}
        self._strays: list[dict[str, Any]] = []
        self._serials: dict[int, str] = {}
        self._acts: dict[str, tuple[Table, Row]] = {}
        self._replaced: set[str] = set()
        self._marks: list[Row] = []
        self._sealed: list[Row] = []
        self._settled: dict[str, str] = {}
        self._settled_alone: dict[str, str] = {}
        self._voided: dict[str, str] = {}

    def told(self, told: Told, root: str, finding: Finding, serial: str) -> None:
        """Enter an operation with its verdict."""
        of = told.operation
        said = ("", "", "", "", "", "", "")
        if of is not None:
            said = (of.kind, of.at, of.clock, of.event, of.site, of.booth, of.operator)
        _, life, sequence = told.id.split("-")
        self._operations[told.id] = (
            told.id,
            self._device,
            life,
            int(sequence),
            *said,
            told.digest,
            self._place,
            told.place,
            self._now,
            "rejected" if finding.code else "accepted",
            finding.code,
            finding.field,
            msgspec.json.encode(finding.facts).decode() if finding.facts else "{}",
            serial,
            root,
            "",
            "",
        )

    def strayed(self, told: Told, code: str) -> None:
        """Enter bytes that are no operation of this device."""
        row = {"device": self._device, "digest": told.digest, "operation": told.shown, "code": code}
        self._strays.append({**row, "raw": told.raw, "received_at": self._now})

    def marked(self, row: Row) -> None:
        """Enter what an operation said of who is who, in the order of the columns."""
        self._marks.append(row)

    def sealed(self, told: Told, root: str, session: int, sealed: bytes) -> None:
        """Enter the identity that ``told`` brought, as it was sealed."""
        _, life, sequence = told.id.split("-")
        self._sealed.append((told.id, root, self._device, life, session, int(sequence), sealed))

    def settle(self, named: str, by: str) -> None:
        """Enter that ``by`` deals with the rejected operation ``named``, and with no other."""
        if named in self._operations:
            self._note(named, _SETTLED_BY, by)
        self._settled_alone[named] = by

    def printed(self, number: int, root: str) -> None:
        """Enter that serial ``number`` is on the paper of ``root``."""
        self._serials[number] = root

    def act(self, root: Root, body: Message, serial: str, facts: Facts) -> None:
        """Enter what ``body`` amounts to under ``root``; an update or a withdrawal is its operation and no more."""
        made = _act_of(body, serial, facts)
        if made is not None:
            table, row = made
            self._acts[root.id] = (table, (root.id, True, self._device, root.event, root.site, *row))

    def amend(self, root: Root, by: str) -> None:
        """Take back what ``root`` amounted to; what ``by`` makes of it is entered next."""
        self._acts.pop(root.id, None)
        self._replaced.add(root.id)
        self._settle(root.id, by)

    def void(self, root: Root, by: str) -> None:
        """Enter that ``by`` takes ``root`` back."""
        if root.id in self._acts:
            table, row = self._acts[root.id]
            self._acts[root.id] = (table, _with(row, _ACTIVE, False))
        if root.id in self._operations:
            self._note(root.id, _VOIDED_BY, by)
        self._voided[root.id] = by
        self._settle(root.id, by)

    def write(self, writing: Connection, meanwhile: Callable[[], None]) -> None:
        """Write everything that was entered; ``meanwhile`` is done while the database is at it, where it can be."""
        self._write_corrections(writing)
        with unawaited(writing):
            self._write_rows(writing)
            meanwhile()

    def _write_rows(self, writing: Connection) -> None:
        insert_rows(writing, operation, list(self._operations.values()), _OPERATION)
        insert_rows(writing, serial_use, list(self._serials.items()), ("number", "root"))
        for table, columns in _ACTS.items():
            rows = [row for of, row in self._acts.values() if of is table]
            insert_rows(writing, table, rows, _SHARED + columns)
        insert_rows(writing, mark, [row for row in self._marks if BESIDE not in row[0]], _MARK)
        beside = [dict(zip(_MARK, row, strict=True)) for row in self._marks if BESIDE in row[0]]
        insert_new(writing, mark, beside)
        insert_rows(writing, sealed_identity, self._sealed, _SEALED)
        insert_new(writing, stray, self._strays)

    def _settle(self, root: str, by: str) -> None:
        for named, row in self._operations.items():
            if row[_ROOT] == root and row[_VERDICT] == "rejected" and not row[_SETTLED_BY]:
                self._note(named, _SETTLED_BY, by)
        self._settled[root] = by

    def _note(self, named: str, place: int, by: str) -> None:
        self._operations[named] = _with(self._operations[named], place, by)

    def _write_corrections(self, writing: Connection) -> None:
        root: BindParameter[str] = bindparam("root_id")
        of = operation.c
        about = or_(of.id == root, (of.root == root) & (of.root != of.id))  # two indexes, no scan
        for which, settled in ((about, self._settled), (of.id == root, self._settled_alone)):
            if settled:
                writing.execute(
                    update(operation)
                    .where(which, of.verdict == "rejected", of.settled_by == "")
                    .values(settled_by=bindparam("by")),
                    [{"root_id": name, "by": by} for name, by in settled.items()],
                )
        if self._replaced:
            for table in (enrolment, transfer):
                writing.execute(
                    delete(table).where(table.c.root == root), [{"root_id": n} for n in self._replaced]
                )
        if self._voided:
            both = [{"root_id": name, "by": by} for name, by in self._voided.items()]
            writing.execute(
                update(operation).where(operation.c.id == root).values(voided_by=bindparam("by")), both
            )
            for table in ACTS:
                writing.execute(
                    update(table).where(table.c.root == root).values(active=False),
                    [{"root_id": name} for name in self._voided],
                )


def _with(row: Row, place: int, value: object) -> Row:
    return (*row[:place], value, *row[place + 1 :])


def _act_of(body: Message, serial: str, facts: Facts) -> tuple[Table, Row] | None:
    """Return the table and the row that ``body`` amounts to, or None."""
    match body:
        case EnrolBody():
            return enrolment, (body.uid, body.tag, body.name, serial, body.provisional)
        case TransferBody():
            member = facts.member(body.tag, body.uid)
            assert member is not None
            return transfer, (member.uid, body.tag or member.tag, member.serial, member.name)
        case ServeBody():
            return service_record, (body.uid, body.service, body.count)
        case IssueBody():
            number = shown_number(body.number)
            return issue, (body.uid, body.tag, number, body.goods, body.receipt_number, body.quantity)
        case _:
            return None
