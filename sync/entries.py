# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The rows that a batch amounts to, collected in order and written together at its end.

1. Corrections of earlier batches are written first, then everything new: nothing new can be undone by mistake.
2. An amendment takes the place of what its root amounted to; a void leaves the row, not active.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, delete, insert, update

from fieldkit.protocol.messages import EnrolBody, IssueBody, Message, ServeBody, TransferBody
from sync.database import insert_new
from sync.facts import Facts, Root
from sync.serials import shown_number
from sync.tables import ACTS, enrolment, issue, mark, operation, serial_use, service_record, stray, transfer

Row = dict[str, Any]


class Entries:
    """What is to be written for one batch."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._operations: list[Row] = []
        self._strays: list[Row] = []
        self._serials: dict[int, str] = {}
        self._acts: dict[str, tuple[Table, Row]] = {}
        self._replaced: set[str] = set()
        self._marks: list[Row] = []
        self._settled: dict[str, str] = {}
        self._settled_alone: dict[str, str] = {}
        self._voided: dict[str, str] = {}

    def told(self, row: Row) -> None:
        """Enter an operation with its verdict."""
        self._operations.append(row)

    def strayed(self, row: Row) -> None:
        """Enter bytes that are no operation of this device."""
        self._strays.append(row)

    def marked(self, row: Row) -> None:
        """Enter what an operation said of who is who."""
        self._marks.append(row)

    def settle(self, named: str, by: str) -> None:
        """Enter that ``by`` deals with the rejected operation ``named``, and with no other."""
        for row in self._operations:
            if row["id"] == named:
                row["settled_by"] = by
        self._settled_alone[named] = by

    def printed(self, number: int, root: str) -> None:
        """Enter that serial ``number`` is on the paper of ``root``."""
        self._serials[number] = root

    def act(self, root: Root, body: Message, serial: str, facts: Facts) -> None:
        """Enter what ``body`` amounts to under ``root``; an update or a withdrawal is its operation and no more."""
        made = _act_of(body, serial, facts)
        if made is not None:
            table, row = made
            shared = {"root": root.id, "device": self._device, "event": root.event, "site": root.site}
            self._acts[root.id] = (table, {**shared, "uid": "", **row, "active": True})

    def amend(self, root: Root, by: str) -> None:
        """Take back what ``root`` amounted to; what ``by`` makes of it is entered next."""
        self._acts.pop(root.id, None)
        self._replaced.add(root.id)
        self._settle(root.id, by)

    def void(self, root: Root, by: str) -> None:
        """Enter that ``by`` takes ``root`` back."""
        if root.id in self._acts:
            self._acts[root.id][1]["active"] = False
        for row in self._operations:
            if row["id"] == root.id:
                row["voided_by"] = by
        self._voided[root.id] = by
        self._settle(root.id, by)

    def write(self, writing: Connection) -> None:
        """Write everything that was entered."""
        self._write_corrections(writing)
        for table, rows in (
            (operation, self._operations),
            (serial_use, [{"number": number, "root": root} for number, root in self._serials.items()]),
        ):
            if rows:
                writing.execute(insert(table), rows)
        for table in ACTS:
            rows = [row for of, row in self._acts.values() if of is table]
            if rows:
                writing.execute(insert(table), rows)
        insert_new(writing, mark, self._marks)
        insert_new(writing, stray, self._strays)

    def _settle(self, root: str, by: str) -> None:
        for row in self._operations:
            if row["root"] == root and row["verdict"] == "rejected" and not row["settled_by"]:
                row["settled_by"] = by
        self._settled[root] = by

    def _write_corrections(self, writing: Connection) -> None:
        root: BindParameter[str] = bindparam("root_id")
        of = operation.c
        for column, settled in ((of.root, self._settled), (of.id, self._settled_alone)):
            if settled:
                writing.execute(
                    update(operation)
                    .where(column == root, of.verdict == "rejected", of.settled_by == "")
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


def _act_of(body: Message, serial: str, facts: Facts) -> tuple[Table, Row] | None:
    """Return the table and the row that ``body`` amounts to, or None."""
    match body:
        case EnrolBody():
            return enrolment, {
                "uid": body.uid,
                "tag": body.tag,
                "name": body.name,
                "serial": serial,
                "provisional": body.provisional,
            }
        case TransferBody():
            member = facts.member(body.tag, body.uid)
            assert member is not None
            return transfer, {
                "uid": member.uid,
                "tag": body.tag or member.tag,
                "serial": member.serial,
                "name": member.name,
            }
        case ServeBody():
            return service_record, {"uid": body.uid, "service": body.service, "count": body.count}
        case IssueBody():
            return issue, {
                "uid": body.uid,
                "tag": body.tag,
                "number": shown_number(body.number),
                "goods": body.goods,
                "receipt_number": body.receipt_number,
                "quantity": body.quantity,
            }
        case _:
            return None
