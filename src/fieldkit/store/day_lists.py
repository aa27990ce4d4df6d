# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the lists of a site's day are made of: each list in one question, however long the day was."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.packs import Collector
from fieldkit.problems import Unknown
from fieldkit.store import operations

if TYPE_CHECKING:
    from sqlite_utils import Database

SHORT_TAIL = 4


@dataclass(frozen=True, slots=True)
class Handed:
    """One issue as a list shows it; of somebody unknown here only ``number`` is known, the number of their card."""

    name: str
    document_tail: str
    phone_tail: str
    employer: str
    enrolled_here: bool
    known: bool
    number: str
    goods: str
    quantity: int
    at: dt.datetime
    signature: bytes
    operator: str
    collector: Collector | None


def handed_out(db: Database, *, event: str, site: str, day: tuple[str, str]) -> Iterator[Handed]:
    """Yield the issues of ``site`` in ``day``, oldest first, voided ones left out."""
    rows = db.conn.execute(
        "SELECT coalesce(nullif(m.print_as, ''), m.name, ''), coalesce(m.document_tail, ''),"
        " coalesce(m.phone_tail, ''), coalesce(nullif(m.employer, ''), m.platform, ''), coalesce(m.here, 0),"
        " m.uid IS NOT NULL, i.number, i.goods, i.quantity, i.at, coalesce(p.content, x''),"
        " coalesce(who.name, i.operator), i.collector"
        " FROM issues i JOIN operations o ON o.id = i.operation"
        " LEFT JOIN members m ON m.uid = i.uid AND i.uid <> ''"
        " LEFT JOIN parts p ON p.id = o.part AND o.part <> ''"
        " LEFT JOIN operators who ON who.id = i.operator"
        " WHERE i.event = ? AND i.site = ? AND i.at >= ? AND i.at < ? AND i.voided = 0 ORDER BY i.at, o.place",
        (event, site, *day),
    )
    for row in rows:
        yield Handed(
            name=row[0],
            document_tail=row[1][-SHORT_TAIL:],
            phone_tail=row[2],
            employer=row[3],
            enrolled_here=bool(row[4]),
            known=bool(row[5]),
            number=row[6],
            goods=row[7],
            quantity=row[8],
            at=dt.datetime.fromisoformat(row[9]),
            signature=bytes(row[10]),
            operator=row[11],
            collector=Collector(**json.loads(row[12])) if row[12] else None,
        )


@dataclass(frozen=True, slots=True)
class Joined:
    """One enrolment as figures count it; ``draft`` is None where its content was purged and cannot be counted by."""

    sex: int
    employment_group: str
    draft: EnrolmentDraft | None


def enrolled(db: Database, *, site: str, day: tuple[str, str]) -> Iterator[Joined]:
    """Yield the enrolments at ``site`` in ``day``, voided ones and those found to be members already left out."""
    rows = db.conn.execute(
        "SELECT o.id, coalesce(m.sex, 0), coalesce(m.employment_group, '') FROM operations o"
        " LEFT JOIN members m ON m.uid = o.uid"
        " WHERE o.kind = 'enrol' AND o.voided = 0 AND o.at >= ? AND o.at < ? AND o.site = ? ORDER BY o.place",
        (*day, site),
    ).fetchall()
    for operation, sex, group in rows:
        try:
            draft = operations.told_of(db, operations.whole(db, operation)).draft
        except Unknown:
            draft = None
        yield Joined(sex, draft.employment_group if draft else group, draft)
