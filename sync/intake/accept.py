# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Take a batch: one transaction, a verdict for each operation, a word for each that was not simply accepted.

1. Every operation gets a verdict of its own. One that cannot be read, or is of a kind that we do not know, is
   rejected by name and never stops the others.
2. The same id with the same bytes gets the first verdict again, for ever. The same id with other bytes is rejected as
   ``conflict``, and both are kept.
3. Verdicts are built on what the database says inside the writer's transaction; the caller answers after it has
   committed, never before.
4. Whatever was told is kept as the bytes it was told in, also when it is rejected: its batch is.
5. An operation may be about another of the same device only. A gap in the sequence is no reason to refuse: it is
   listed (``sync.office.reports``).
6. An id with two contents is in doubt: what would amend or void it is rejected as ``conflict``, and so is what means
   another content than ours. Such a correction is about no act that we know: not its numbers nor its identity either.
7. To void a rejected correction settles that correction and touches nothing else.
8. Of a fork that staff rejected nothing counts, but that it is known: whose card bears which number is noted, and the
   number is not taken, for it may be told again under another life.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec
from sqlalchemy import Connection

from fieldkit.protocol.messages import (
    Acknowledgement,
    AmendBody,
    EnrolBody,
    Message,
    TransferBody,
    UpdateBody,
    VoidBody,
)
from sync.db.moments import moment
from sync.db.tables import BESIDE
from sync.intake.checks import examine, serial_finding
from sync.intake.entries import Entries
from sync.intake.facts import IN_DOUBT, Facts, Root, gather
from sync.intake.told import NOTHING, Finding, Told
from sync.outgoing.reference import Reference
from sync.outgoing.serials import SerialsUsedUp, number_of, serial_of, single

CONFLICT = Finding("conflict", "id")

Words = tuple[Acknowledgement, ...]
_Given = tuple[Finding, str]
"""A verdict: what was found, '' for accepted, and the final serial."""


def accept(
    writing: Connection,
    device: str,
    batch: Sequence[Told],
    reference: Reference,
    now: dt.datetime,
    *,
    place: int,
    refuse: bool = False,
    meanwhile: Callable[[Words], None] = lambda _: None,
) -> Words:
    """Take ``batch`` of ``device``, the ``place``-th of the district, inside the transaction of ``writing``.

    Return what to say of it, once that has committed. With ``refuse`` whatever is new in it is rejected as
    ``conflict``. ``meanwhile`` is done while it is written, with what there is to say; it may write, and read nothing.
    """
    facts = gather(writing, device, reference, batch)
    taking = _Taking(writing, facts, moment(now), place, refuse=refuse)
    for one in batch:
        taking.take(one)
    words = tuple(taking.words)
    taking.entries.write(writing, lambda: meanwhile(words))
    return words


class _Taking:
    """One batch on its way in: what is known, what is to be written, and the words on what is to be said."""

    def __init__(self, writing: Connection, facts: Facts, now: str, place: int, *, refuse: bool) -> None:
        self._writing = writing
        self._facts = facts
        self._now = now
        self._refuse = refuse
        self._given: dict[str, tuple[bytes, _Given]] = {}
        self.entries = Entries(facts.device, now, place)
        self.words: list[Acknowledgement] = []

    def take(self, told: Told) -> None:
        """Judge ``told`` and enter what it amounts to."""
        if not told.id:
            self._stray(told, told.finding)
            return
        before = self._before(told)
        if before is not None:
            digest, first = before
            if digest == told.digest:
                self._say(told.id, *first)
            else:
                self._conflict(told)
            return
        root = self._root(told)
        if self._refuse:
            self._mark_beside(told)
            self._enter(told, root, CONFLICT, "")
            return
        finding = examine(told, self._facts)
        if (finding.code, finding.field) == IN_DOUBT:
            self._note_doubtful(told, finding)
            return
        serial = "" if finding.code else self._amounts_to(told, root)
        self._note_paper(told, root, serial, accepted=not finding.code)
        self._enter(told, root, finding, serial)

    def _before(self, told: Told) -> tuple[bytes, _Given] | None:
        """Return the digest this id came with before and the verdict then; None when it is new."""
        given = self._given.get(told.id)
        if given is not None:
            return given
        row = self._facts.known.get(told.id)
        if row is None:
            return None
        finding = NOTHING
        if row.verdict == "rejected":
            finding = Finding(row.code, row.field, msgspec.json.decode(row.facts, type=dict[str, str]))
        return row.digest, (finding, row.serial)

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
        self._facts.contents[told.id] = told.digest
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
        if isinstance(body, EnrolBody | TransferBody | UpdateBody) and body.sealed:
            self.entries.sealed(told, root.id, body.session, body.sealed)
        serial, provisional = given, ""
        if isinstance(body, EnrolBody) and (accepted or not serial_finding(body, root.id, self._facts).code):
            serial, provisional = body.serial or given, body.provisional
            if body.serial:
                self._use(body.serial, root)
            else:
                self._facts.provisionals[provisional] = root.id
        self._mark(told.id, told, root.id, (serial, provisional), accepted=accepted)

    def _note_doubtful(self, told: Told, finding: Finding) -> None:
        """Enter a correction of nobody knows what: it is about no act but itself, and its number is not taken."""
        operation, body = told.operation, told.amended or told.body
        assert operation is not None
        root = Root(told.id, operation.kind, operation.event, operation.site, doubtful=True)
        self._facts.roots[told.id] = root
        if isinstance(body, EnrolBody | TransferBody) and body.sealed:
            self.entries.sealed(told, root.id, body.session, body.sealed)
        self._mark(told.id, told, root.id, (self._free_number(told, root.id), ""), accepted=False)
        self._enter(told, root, finding, "")

    def _free_number(self, told: Told, root: str) -> str:
        """Return the number on the paper of ``told``, which has ``root``, where it is on no other act's."""
        body = told.amended or told.body
        if isinstance(body, EnrolBody) and not serial_finding(body, root, self._facts).code:
            return body.serial or body.provisional
        return ""

    def _mark(self, named: str, told: Told, root: str, numbers: tuple[str, str], *, accepted: bool) -> None:
        body = told.amended or told.body
        if isinstance(body, EnrolBody | TransferBody):
            kind = "enrol" if isinstance(body, EnrolBody) else "transfer"
            self.entries.marked((named, root, kind, body.uid, body.tag, *numbers, accepted, self._now))

    def _use(self, serial: str, root: Root) -> None:
        number = number_of(serial)
        assert number is not None
        if number not in self._facts.owners:
            self.entries.printed(number, root.id)
        self._facts.owners[number] = root.id
        self._facts.serials.setdefault(root.id, number)

    def _conflict(self, told: Told) -> None:
        """Keep ``told`` beside the operation that has its id, which from now on nobody amends or voids."""
        self._facts.disputed.add(told.id)
        self._mark_beside(told)
        self._stray(told, CONFLICT)

    def _mark_beside(self, told: Told) -> None:
        """Note who is who by ``told``, which counts for nothing: it may be told again under another life."""
        named = f"{told.id}{BESIDE}{told.digest.hex()[:16]}"
        self._mark(named, told, named, (self._free_number(told, named), ""), accepted=False)

    def _stray(self, told: Told, finding: Finding) -> None:
        self.entries.strayed(told, finding.code)
        self._say(told.shown, finding, "")

    def _enter(self, told: Told, root: Root, finding: Finding, serial: str) -> None:
        self._given[told.id] = (told.digest, (finding, serial))
        if finding.code and root.id != told.id:
            self._facts.turned_down.add(told.id)
        self.entries.told(told, root.id, finding, serial)
        self._say(told.id, finding, serial)

    def _say(self, named: str, finding: Finding, serial: str) -> None:
        """Say a word on ``named`` where it was rejected, or has a final serial; else there is nothing to say."""
        if finding.code or serial:
            verdict: Literal["accepted", "rejected"] = "rejected" if finding.code else "accepted"
            word = Acknowledgement(
                operation=named,
                verdict=verdict,
                code=finding.code,
                field=finding.field,
                facts=finding.facts,
                serial=serial,
            )
            self.words.append(word)
