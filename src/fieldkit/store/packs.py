# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Goods handed out as kept: who took what, and what is left at a site as far as this device knows."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.members import Member
from fieldkit.domain.packs import Collector, Issue
from fieldkit.problems import Unknown
from fieldkit.store import parts
from fieldkit.store.counters import moment

if TYPE_CHECKING:
    from sqlite_utils import Database

_SELECT = (
    "SELECT operation, receipt_number, uid, goods, quantity, site, at, operator, collector, voided, number"
    " FROM issues WHERE "
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who takes: a member here, or the number of a card that this device knows nothing of, or nobody by name."""

    member: Member | None = None
    tag: str = ""
    number: str = ""

    @property
    def uid(self) -> str:
        """Return the member's uid, '' for a card or nobody."""
        return self.member.uid if self.member else ""


@dataclass(frozen=True, slots=True)
class Taken:
    """When and where an item was taken before."""

    at: dt.datetime
    site: str


def taken(db: Database, goods: str, *, event: str, holder: Holder) -> Taken | None:
    """Return when the person took the item at this event, voided issues left out; None when not."""
    keys = [("uid", holder.uid), ("tag", holder.tag)]
    keys += [("number", number) for number in _numbers(holder)]
    for column, value in keys:
        row = db.conn.execute(
            f"SELECT at, site FROM issues WHERE {column} = ? AND {column} <> ''"  # noqa: S608
            " AND goods = ? AND event = ? AND voided = 0 ORDER BY at LIMIT 1",
            (value, goods, event),
        ).fetchone()
        if row is not None:
            return Taken(dt.datetime.fromisoformat(row[0]), row[1])
    return None


def issued(db: Database, *, site: str) -> dict[str, int]:
    """Return how many of each item were handed out at ``site`` from this device, voided ones left out."""
    return dict(
        db.conn.execute(
            "SELECT goods, sum(quantity) FROM issues WHERE site = ? AND voided = 0 GROUP BY goods", (site,)
        ).fetchall()
    )


def issued_of(db: Database, goods: str, *, site: str) -> int:
    """Return how many of one item were handed out at ``site`` from this device."""
    found = db.conn.execute(
        "SELECT coalesce(sum(quantity), 0) FROM issues WHERE site = ? AND goods = ? AND voided = 0",
        (site, goods),
    ).fetchone()
    return int(found[0])


def add(db: Database, issue: Issue, *, tag: str, number: str, event: str) -> None:
    """Add an issue."""
    db.conn.execute(
        "INSERT INTO issues (operation, receipt_number, goods, quantity, uid, tag, number, event, site, at, operator,"
        " collector) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            issue.operation,
            issue.receipt_number,
            issue.goods,
            issue.quantity,
            issue.uid,
            tag,
            number,
            event,
            issue.site,
            moment(issue.at),
            issue.operator,
            json.dumps(asdict(issue.collector), ensure_ascii=False) if issue.collector else "",
        ),
    )


def whole(db: Database, operation: str) -> tuple[Issue, str]:
    """Return the issue of ``operation`` with its signature, and the number of an unknown card. Raises Unknown."""
    row = db.conn.execute(f"{_SELECT} operation = ?", (operation,)).fetchone()
    if row is None:
        raise Unknown(what="issue")
    part = db.conn.execute("SELECT part FROM operations WHERE id = ?", (operation,)).fetchone()[0]
    issue = Issue(
        operation=row[0],
        receipt_number=row[1],
        uid=row[2],
        goods=row[3],
        quantity=row[4],
        site=row[5],
        at=dt.datetime.fromisoformat(row[6]),
        operator=row[7],
        collector=Collector(**json.loads(row[8])) if row[8] else None,
        signature=parts.read(db, part),
        voided=bool(row[9]),
    )
    return issue, row[10]


def event_of(db: Database, operation: str) -> str:
    """Return the event at which the issue of ``operation`` was. Raises Unknown."""
    row = db.conn.execute("SELECT event FROM issues WHERE operation = ?", (operation,)).fetchone()
    if row is None:
        raise Unknown(what="issue")
    return str(row[0])


def void(db: Database, operation: str) -> None:
    """Take the issue of ``operation`` back: the person may take again, the stock is there again."""
    db.conn.execute("UPDATE issues SET voided = 1 WHERE operation = ?", (operation,))


def give_back(db: Database, operation: str) -> None:
    """Let a voided issue stand after all, unless the person has taken the item again since."""
    db.conn.execute(
        "UPDATE issues AS i SET voided = 0 WHERE operation = ? AND NOT EXISTS (SELECT 1 FROM issues o"
        " WHERE o.operation <> i.operation AND o.voided = 0 AND o.goods = i.goods AND o.event = i.event"
        " AND ((o.uid = i.uid AND i.uid <> '') OR (o.tag = i.tag AND i.tag <> '')"
        " OR (o.number = i.number AND i.number <> '')))",
        (operation,),
    )


def rename(db: Database, operation: str, new: str, *, receipt_number: str) -> None:
    """Put the issue of ``operation`` under the operation ``new`` that told it anew, with a new receipt number."""
    db.conn.execute(
        "UPDATE issues SET operation = ?, receipt_number = ?, voided = 0 WHERE operation = ?",
        (new, receipt_number, operation),
    )


def count(db: Database, *, event: str, site: str, day: tuple[str, str]) -> int:
    """Return how many issues there were at ``site`` in ``day``."""
    found = db.conn.execute(
        "SELECT count(*) FROM issues WHERE site = ? AND event = ? AND at >= ? AND at < ? AND voided = 0",
        (site, event, *day),
    ).fetchone()
    return int(found[0])


def _numbers(holder: Holder) -> tuple[str, ...]:
    """Return the card numbers the person may have taken by before this device knew them."""
    if holder.member is None:
        return (holder.number,)
    return (holder.number, holder.member.serial, holder.member.provisional)
