# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Serve: note that a member used a service, or count visitors where no name is needed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.acts.done import Done
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.desk import Desk
from fieldkit.domain.operators import Operator
from fieldkit.domain.serials import number_from_code
from fieldkit.domain.services import ServiceCount, ServiceRecord
from fieldkit.problems import NotEntitled, Unknown
from fieldkit.store import entries, members, services, wire
from fieldkit.store.clock import bounds
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store
from fieldkit.work import Touched

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

MOST_AT_ONCE = 999


def serve(
    store: Store,
    *,
    service: str,
    uid: str = "",
    number: str = "",
    count: int = 1,
    operator: Operator,
    desk: Desk,
    now: dt.datetime,
) -> Done:
    """Note that ``service`` was used by the member ``uid`` (or with card ``number``), or by ``count`` visitors.

    Raises Unknown (service, member, card), NotEntitled when the service notes names and nobody is named, NotBriefed,
    DiskFull, DiskRefused.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValueError("a service is counted from 1 to 999 at once")
    with store.writing() as db:
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        kept = _member(db, uid, number)
        _refuse(act.book, service, named=kept is not None)
        uid, tag = (kept.member.uid, kept.tag) if kept else ("", "")
        used = 1 if kept else count
        body = wire.serve_body(service=service, count=used, uid=uid, tag=tag)
        operation = entries.enter(db, act, kind="serve", body=body, uid=uid)
        record = ServiceRecord(
            operation=operation,
            service=service,
            uid=uid,
            count=used,
            site=desk.site,
            booth=desk.booth,
            at=now,
            operator=operator.id,
        )
        services.add(db, record, event=desk.event)
        fault_point("serve-before-commit")
    fault_point("serve-committed")
    return Done(operation, Touched.of("services", "outbox"))


def service_counts(store: Store, *, desk: Desk, day: dt.date) -> tuple[ServiceCount, ...]:
    """Return how often each service was used at the desk's site on ``day``, as this device knows it."""
    with store.reading() as db:
        return services.counts(db, event=desk.event, site=desk.site, day=bounds(day))


def _refuse(book: DayBook, service: str, *, named: bool) -> None:
    """Raise the problem that forbids this record."""
    offered = next((one for one in book.services if one.code == service and one.active), None)
    if offered is None:
        raise Unknown(what="service")
    if offered.named and not named:
        raise NotEntitled(goods=service, rule="named")


def _member(db: Database, uid: str, number: str) -> members.Kept | None:
    """Return the member named by uid or card, None when nobody is named. Raises Unknown."""
    if uid:
        return members.whole(db, uid)
    if not number:
        return None
    shown = number_from_code(number)
    kept = members.by_number(db, shown) if shown else None
    if kept is None:
        raise Unknown(what="card")
    return kept
