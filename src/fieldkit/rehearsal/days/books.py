# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district holds at the end of a day, read from its tables and asked of its lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from fieldkit.rehearsal.days.ledger import Key
from fieldkit.rehearsal.days.office import Office
from sync.db.tables import chain, device, enrolment, held_batch, operation, part, stray
from sync.intake.kept import batch_in
from sync.intake.quarantine import held_lives
from sync.office import reports
from sync.office.overlaps import Overlaps, overlaps
from sync.office.rights import Scope

Told = tuple[bool, str, str]
"""A verdict: accepted or not, the code, the facts as JSON."""


@dataclass(slots=True)
class Books:
    """All of it: verdicts in the order they were given, what was kept beside, what is held, the lists."""

    verdicts: dict[Key, Told]
    beside: set[Key]
    held: dict[Key, str]
    waiting: set[tuple[str, str]]
    heads: set[tuple[str, bytes]]
    chains: dict[tuple[str, str], tuple[int, bytes, str]]
    revoked: set[str]
    listed: set[str]
    sites: list[dict[str, Any]]
    overlaps: Overlaps
    numbers: dict[str, str]
    parts: set[str]

    def has(self, key: Key) -> bool:
        """Return True when the district has a word on this content, or keeps it aside."""
        return key in self.verdicts or key in self.beside or key in self.held

    def rejected(self) -> set[Key]:
        """Return what the district has said no to."""
        return self.beside | {key for key, (accepted, _, _) in self.verdicts.items() if not accepted}

    def everything(self) -> Iterator[Key]:
        """Give all that was ever told."""
        yield from self.verdicts
        yield from self.beside
        yield from self.held

    def held_lives(self, of: str) -> set[str]:
        """Return the lives of device ``of`` on which staff are to decide."""
        return {life for named, life in self.waiting if named == of}


def books_of(office: Office) -> Books:
    """Return the books of the district."""
    district = office.district
    reference = district.current()
    scope = Scope(district.id, "", "")
    with district.database.reading() as reading:
        row = operation.c
        told = reading.execute(select(operation).order_by(row.told_batch, row.told_place)).all()
        return Books(
            verdicts={
                (one.id, bytes(one.digest).hex()): (one.verdict == "accepted", one.code, one.facts)
                for one in told
            },
            beside={
                (one.operation, hashlib.sha256(one.raw).hexdigest()) for one in reading.execute(select(stray))
            },
            held=_held(reading),
            waiting={(one.device, one.life) for one in held_lives(reading)},
            heads={(of, head) for of, _, _, head in office.heads()},
            chains={
                (one.device, one.life): (one.number, bytes(one.head), one.state)
                for one in reading.execute(select(chain))
            },
            revoked=set(reading.execute(select(device.c.id).where(device.c.revoked_at != "")).scalars()),
            listed={line["operation"] for line in reports.rejected(reading, reference, scope)},
            sites=reports.sites(reading, reference, scope),
            overlaps=overlaps(reading, reference, scope),
            parts=set(reading.execute(select(part.c.id)).scalars()),
            numbers={one.root: one.serial or one.provisional for one in reading.execute(select(enrolment))},
        )


def _held(reading: Connection) -> dict[Key, str]:
    found: dict[Key, str] = {}
    row = held_batch.c
    for of, life, raw in reading.execute(select(row.device, row.life, row.raw).where(row.settled == "")):
        for told in batch_in(reading, of, raw).operations:
            found[json.loads(bytes(told))["id"], hashlib.sha256(bytes(told)).hexdigest()] = life
    return found
