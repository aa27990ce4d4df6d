# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Take a batch: one transaction, one acknowledgement for each operation.

1. Every operation gets a verdict of its own. One that cannot be read, or is of a kind that we do not know, is
   rejected by name and never stops the others.
2. The same id with the same bytes is answered ``already`` with the first verdict, for ever. The same id with other
   bytes is rejected as ``conflict``, and both are kept.
3. Verdicts are built on what the database says inside the writer's transaction; the caller answers after it has
   committed, never before.
4. Whatever was told is kept as the bytes it was told in, also when it is rejected.
5. An operation may be about another of the same device only. A gap in the sequence is no reason to refuse: it is
   listed (``sync.reports``).
6. An id with two contents is in doubt: what would amend or void it is rejected as ``conflict``.
7. To void a rejected correction settles that correction and touches nothing else.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection

from fieldkit.protocol.messages import (
    Acknowledgement,
    AmendBody,
    Batch,
    EnrolBody,
    Message,
    TransferBody,
    VoidBody,
)
from sync.checks import examine, serial_finding
from sync.entries import Entries
from sync.facts import Facts, Root, gather
from sync.moments import moment
from sync.reference import Reference
from sync.serials import SerialsUsedUp, number_of, serial_of, single
from sync.tables import BESIDE
from sync.told import Finding, Told, read_batch

CONFLICT = Finding("conflict", "id")

Given = Literal["accepted", "rejected"]


def accept(
    writing: Connection, batch: Batch, reference: Reference, now: dt.datetime
) -> tuple[Acknowledgement, ...]:
    """Take ``batch`` inside the transaction of ``writing``; return what to answer once it has committed."""
    told = read_batch(batch)
    taking = _Taking(writing, gather(writing, batch.device, reference, told), moment(now))
    acknowledgements = tuple(taking.take(one) for one in told)
    taking.entries.write(writing)
    return acknowledgements


class _Taking:
    """One batch on its way in: what is known, what is to be written, and the verdict on each operation."""

    def __init__(self, writing: Connection, facts: Facts, now: str) -> None:
        self._writing = writing
        self._facts = facts
        self._now = now
        self._given: dict[str, tuple[bytes, Acknowledgement]] = {}
        self.entries = Entries(facts.device)

    def take(self, told: Told) -> Acknowledgement:
        """Return the verdict on ``told`` and enter what it amounts to."""
        if not told.id:
            return self._stray(told, told.finding)
        before = self._before(told)
        if before is not None:
            digest, first = before
            return first if digest == told.digest else self._conflict(told)
        finding = examine(told, self._facts)
        root = self._root(told)
        serial = "" if finding.code else self._amounts_to(told, root)
        self._note_paper(told, root, serial, accepted=not finding.code)
        given = _acknowledge(told.id, "rejected" if finding.code else "accepted", finding, serial)
        self._enter(told, root, given)
        return given

    def _before(self, told: Told) -> tuple[bytes, Acknowledgement] | None:
        """Return the digest this id came with before and what to answer to the same again; None when it is new."""
        if told.id in self._given:
            digest, given = self._given[told.id]
            return digest, _again(given)
        row = self._facts.known.get(told.id)
        if row is None:
            return None
        finding = Finding(row.code, row.field, msgspec.json.decode(row.facts, type=dict[str, str]))
        return row.digest, _again(_acknowledge(told.id, row.verdict, finding, row.serial))

    def _root(self, told: Told) -> Root:
        """Return the act that ``told`` is about: an earlier one, or itself."""
        operation = told.operation
        if isinstance(told.body, AmendBody | VoidBody) and told.body.replaces in self._facts.roots:
            root = self._facts.roots[told.body.replaces]
            if operation is not None and root.site not in self._facts.reference.sites:
                root.event, root.site = operation.event, operation.site
        elif operation is not None:
            root = Root(told.id, operation.kind, operation.event, operation.site)
        else:
            root = Root(told.id, "", "", "")
        self._facts.roots[told.id] = root
        return root

    def _amounts_to(self, told: Told, root: Root) -> str:
        """Enter what accepted ``told`` amounts to; return the serial to tell the booth, '' where it has one."""
        assert told.body is not None
        if isinstance(told.body, VoidBody):
            if told.body.replaces in self._facts.turned_down:
                self.entries.settle(told.body.replaces, told.id)
                return ""
            self.entries.void(root, told.id)
            root.voided = True
            return ""
        body: Message = told.body
        if told.amended is not None:
            self.entries.amend(root, told.id)
            body = told.amended
        given = self._final_serial(body, root)
        serial = given or (body.serial if isinstance(body, EnrolBody) else "")
        self.entries.act(root, body, serial, self._facts)
        return given

    def _final_serial(self, body: Message, root: Root) -> str:
        """Return the serial for an enrolment that was made under a provisional number; '' for anything else."""
        if not isinstance(body, EnrolBody) or not body.provisional:
            return ""
        if root.id in self._facts.serials:
            return serial_of(self._facts.serials[root.id])
        try:
            serial = single(self._writing, self._facts.device, self._now)
        except SerialsUsedUp:
            return ""
        self._use(serial, root)
        return serial

    def _note_paper(self, told: Told, root: Root, given: str, *, accepted: bool) -> None:
        """Note who is who, and the number on the paper, also of what is rejected: the card is in somebody's hand."""
        body = told.amended or told.body
        serial, provisional = given, ""
        if isinstance(body, EnrolBody) and not serial_finding(body, root.id, self._facts).code:
            serial, provisional = body.serial or given, body.provisional
            if body.serial:
                self._use(body.serial, root)
            else:
                self._facts.provisionals[provisional] = root.id
        self._mark(told, root.id, serial, provisional, accepted=accepted)

    def _mark(self, told: Told, root: str, serial: str, provisional: str, *, accepted: bool) -> None:
        body = told.amended or told.body
        if isinstance(body, EnrolBody | TransferBody):
            kind = "enrol" if isinstance(body, EnrolBody) else "transfer"
            row = {"operation": told.id, "root": root, "kind": kind, "uid": body.uid, "tag": body.tag}
            row |= {"serial": serial, "provisional": provisional}
            self.entries.marked({**row, "accepted": accepted, "received_at": self._now})

    def _use(self, serial: str, root: Root) -> None:
        number = number_of(serial)
        assert number is not None
        if number not in self._facts.owners:
            self.entries.printed(number, root.id)
        self._facts.owners[number] = root.id
        self._facts.serials[root.id] = number

    def _conflict(self, told: Told) -> Acknowledgement:
        """Keep ``told`` beside the operation that has its id, which from now on nobody amends or voids."""
        self._facts.disputed.add(told.id)
        named = f"{told.id}{BESIDE}{told.digest.hex()[:16]}"
        body = told.amended or told.body
        number = ""
        if isinstance(body, EnrolBody) and not serial_finding(body, named, self._facts).code:
            number = (
                body.serial or body.provisional
            )  # noted, not taken: it may be told again under another life
        self._mark(replace(told, id=named), named, number, "", accepted=False)
        return self._stray(told, CONFLICT)

    def _stray(self, told: Told, finding: Finding) -> Acknowledgement:
        row = {
            "device": self._facts.device,
            "digest": told.digest,
            "operation": told.shown,
            "code": finding.code,
        }
        self.entries.strayed({**row, "raw": told.raw, "received_at": self._now})
        return _acknowledge(told.shown, "rejected", finding, "")

    def _enter(self, told: Told, root: Root, given: Acknowledgement) -> None:
        self._given[told.id] = (told.digest, given)
        if given.verdict == "rejected" and root.id != told.id:
            self._facts.turned_down.add(told.id)
        device, life, sequence = told.id.split("-")
        operation = told.operation
        row: dict[str, Any] = {
            "id": told.id,
            "device": device,
            "life": life,
            "sequence": int(sequence),
            "digest": told.digest,
            "raw": told.raw,
            "received_at": self._now,
            "verdict": given.verdict,
            "code": given.code,
            "field": given.field,
            "facts": msgspec.json.encode(given.facts).decode(),
            "serial": given.serial,
            "root": root.id,
            "settled_by": "",
            "voided_by": "",
        }
        for name in ("kind", "at", "clock", "event", "site", "booth", "operator"):
            row[name] = getattr(operation, name, "")
        self.entries.told(row)


def _acknowledge(named: str, verdict: Given, finding: Finding, serial: str) -> Acknowledgement:
    return Acknowledgement(
        operation=named,
        verdict=verdict,
        code=finding.code,
        field=finding.field,
        facts=finding.facts,
        serial=serial,
    )


def _again(given: Acknowledgement) -> Acknowledgement:
    """Return what is answered to an operation that was answered with ``given`` before."""
    first: Literal["", "accepted", "rejected"] = "accepted" if given.verdict == "accepted" else "rejected"
    return msgspec.structs.replace(given, verdict="already", first=first)
