# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the database says about a batch, read once at its start and kept true while the batch is taken."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, or_, select

from fieldkit.protocol.messages import AmendBody, EnrolBody, TransferBody, VoidBody
from sync.db.among import among, is_stretch, rows_about, rows_among, rows_between
from sync.db.tables import known_member, mark, operation, serial_use, stray
from sync.intake.kept import held_otherwise
from sync.intake.told import Told
from sync.outgoing.reference import Reference
from sync.outgoing.serials import blocks, number_of

IN_DOUBT = ("conflict", "replaces")
"""The code and the field with which a correction is rejected of which nobody knows what it means."""

ACTIVE_STANDINGS = range(1, 6)
"""A member is one: in good standing, kept (retired, without work, else) or moving out, not yet gone."""


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member of the district's membership list."""

    uid: str
    tag: str
    serial: str
    name: str
    org_code: str
    standing: int

    @property
    def is_active(self) -> bool:
        """Return True when this is a member today."""
        return self.standing in ACTIVE_STANDINGS


@dataclass(frozen=True, slots=True)
class Before:
    """An operation that was told before, and what was answered."""

    digest: bytes
    verdict: Literal["accepted", "rejected"]
    code: str
    field: str
    facts: str
    serial: str


@dataclass(slots=True)
class Root:
    """An act that others may amend or void, and how it stands.

    A correction that is ``doubtful``, for nobody knows what it names, is one of its own, of nobody else's act.
    """

    id: str
    kind: str
    event: str
    site: str
    voided: bool = False
    doubtful: bool = False


@dataclass(slots=True)
class Facts:
    """What verdicts are built on. ``roots`` are found by the id of any operation about them.

    ``provisionals`` are the roots whose paper bears a provisional number. ``disputed`` are ids under which the device
    has told two contents, or that fell with a fork; ``turned_down`` those of rejected amendments and voids.
    ``contents`` are the digests of what was told under the ids in ``roots``.
    """

    device: str
    reference: Reference
    known: dict[str, Before]
    roots: dict[str, Root]
    by_tag: dict[str, KnownMember]
    by_uid: dict[str, KnownMember]
    owners: dict[int, str]
    blocks: tuple[tuple[int, int], ...]
    here: tuple[int, int] = (0, 0)
    serials: dict[str, int] = field(default_factory=dict)
    provisionals: dict[str, str] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)
    turned_down: set[str] = field(default_factory=set)
    contents: dict[str, bytes] = field(default_factory=dict)

    def member(self, tag: str, uid: str) -> KnownMember | None:
        """Return the known member with ``tag``, else the one with ``uid``, else None."""
        return self.by_tag.get(tag) or self.by_uid.get(uid)

    def has_block_with(self, number: int) -> bool:
        """Return True when ``number`` was given to this device."""
        first, last = self.here  # the one before was in this block: mostly so is the next
        if not first <= number <= last:
            place = bisect(self.blocks, number, key=lambda block: block[0])
            if not place or number > self.blocks[place - 1][1]:
                return False
            self.here = self.blocks[place - 1]
        return True


def gather(reading: Connection, device: str, reference: Reference, batch: Sequence[Told]) -> Facts:
    """Return what the database says about the operations of ``batch``."""
    persons = [
        body for told in batch if isinstance(body := told.amended or told.body, EnrolBody | TransferBody)
    ]
    numbers = {number_of(body.serial) for body in persons if isinstance(body, EnrolBody) and body.serial}
    roots, turned_down = _roots(reading, device, {_about(told) for told in batch})
    disputed, contents = _disputed(reading, device, roots.keys())
    ids = {root.id for root in roots.values()}
    owners = _owners(reading, {number for number in numbers if number is not None})
    # The active come last: they win where two rows carry one tag.
    moving = {body.uid for body in persons if isinstance(body, TransferBody)}
    members = _members(reading, {body.tag for body in persons} - {""}, moving)
    return Facts(
        device=device,
        reference=reference,
        known=_known(reading, {told.id for told in batch}),
        roots=roots,
        by_tag={
            member.tag: member for member in sorted(members, key=lambda one: one.is_active) if member.tag
        },
        by_uid={member.uid: member for member in members},
        owners=owners,
        blocks=blocks(reading, device),
        serials={root: number for number, root in owners.items()} | _printed(reading, ids),
        provisionals=_provisionals(reading, {b.provisional for b in persons if isinstance(b, EnrolBody)}),
        disputed=disputed,
        turned_down=turned_down,
        contents=contents,
    )


def _about(told: Told) -> str:
    return told.body.replaces if isinstance(told.body, AmendBody | VoidBody) else ""


def _known(reading: Connection, ids: set[str]) -> dict[str, Before]:
    row = operation.c
    wanted = row.id, row.digest, row.verdict, row.code, row.field, row.facts, row.serial
    ids = ids - {""}
    first, last = min(ids, default=""), max(ids, default="")
    if _is_of_one_life(first, last) and is_stretch(_sequence(first), _sequence(last), len(ids)):
        found = rows_between(reading, row.id, first, last, *wanted)
    else:
        found = rows_among(reading, row.id, ids, *wanted)
    return {named: Before(*given) for named, *given in found}


def _is_of_one_life(first: str, last: str) -> bool:
    """Return True when the ids ``first`` and ``last`` differ in their sequences only, which have as many digits.

    All between them then stand in the order of these, by any collation.
    """
    return bool(first) and len(first) == len(last) and first.rpartition("-")[0] == last.rpartition("-")[0]


def _sequence(named: str) -> int:
    return int(named.rpartition("-")[2])


def _roots(reading: Connection, device: str, ids: Iterable[str]) -> tuple[dict[str, Root], set[str]]:
    """Return the roots that operations ``ids`` of this device are about, by those ids and by their own.

    And which of ``ids`` are corrections that were rejected.
    """
    wanted = set(ids) - {""}
    if not wanted:
        return {}, set()
    columns = operation.c
    told = reading.execute(
        select(columns.id, columns.root, columns.verdict).where(
            among(reading, columns.id, wanted), columns.device == device
        )
    ).all()
    named = {row.id: row.root for row in told}
    found = select(
        columns.id,
        columns.kind,
        columns.event,
        columns.site,
        columns.voided_by,
        columns.code,
        columns.field,
    )
    roots = {
        row.id: Root(
            row.id, row.kind, row.event, row.site, bool(row.voided_by), (row.code, row.field) == IN_DOUBT
        )
        for row in reading.execute(found.where(among(reading, columns.id, set(named.values()))))
    }
    turned_down = {row.id for row in told if row.verdict == "rejected" and row.root != row.id}
    return roots | {name: roots[root] for name, root in named.items()}, turned_down


def _disputed(reading: Connection, device: str, ids: Collection[str]) -> tuple[set[str], dict[str, bytes]]:
    """Return those of ``ids`` under which ``device`` has told other content as well, judged or still held.

    Those too that staff rejected with their fork: the booth is to tell them anew. And the digests of what is known
    under ``ids``.
    """
    if not ids:
        return set(), {}
    row, first = stray.c, operation.c
    found = select(row.operation).where(
        row.device == device, row.code == "conflict", among(reading, row.operation, set(ids))
    )
    known = reading.execute(
        select(first.id, first.digest, first.code, first.field).where(among(reading, first.id, set(ids)))
    ).all()
    rejected = {one.id for one in known if (one.code, one.field) == ("conflict", "id")}
    told = {one.id: bytes(one.digest) for one in known}
    return rejected | set(reading.execute(found).scalars()) | held_otherwise(reading, device, told), told


def _provisionals(reading: Connection, numbers: set[str]) -> dict[str, str]:
    """Return the root on whose paper each of the provisional ``numbers`` stands."""
    if not numbers - {""}:
        return {}
    noted = mark.c.provisional
    found = select(noted, mark.c.root).where(among(reading, noted, numbers - {""}), noted != "")
    return {row[0]: row[1] for row in reading.execute(found)}


def _owners(reading: Connection, numbers: set[int]) -> dict[int, str]:
    """Return which root each of ``numbers`` is on the paper of."""
    if not numbers:
        return {}
    row = serial_use.c
    found = rows_about(reading, row.number, numbers, row.number, row.root)
    return {row[0]: row[1] for row in found}


def _printed(reading: Connection, roots: set[str]) -> dict[str, int]:
    """Return the number on the paper of each of ``roots`` that has one, by what the acts about it said."""
    if not roots:
        return {}
    row = mark.c
    about = or_(
        among(reading, row.operation, roots), among(reading, row.root, roots) & (row.root != row.operation)
    )
    found = select(row.root, row.serial).where(about, row.serial != "")
    printed: dict[str, int] = {}
    # The one that a provisional number was given stands for good, also where a later paper bears another.
    for root, serial in reading.execute(found.order_by(row.provisional.desc(), row.operation)):
        number = number_of(serial)
        if number is not None:
            printed.setdefault(root, number)
    return printed


def _members(reading: Connection, tags: set[str], uids: set[str]) -> Sequence[KnownMember]:
    row = known_member.c
    wanted = row.uid, row.tag, row.serial, row.name, row.org_code, row.standing
    members: dict[str, KnownMember] = {}
    for column, some in ((row.tag, tags), (row.uid, uids)):
        if some:
            found = rows_among(reading, column, some, *wanted)
            members.update({member.uid: member for member in (KnownMember(*told) for told in found)})
    return tuple(members.values())
