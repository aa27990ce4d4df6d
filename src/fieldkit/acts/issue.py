# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Issue goods: to whom the rule allows it, once where it says once, out of this site's stock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fieldkit.acts.enrol import Faulty
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.desk import Desk
from fieldkit.domain.events import Goods
from fieldkit.domain.faults import Fault
from fieldkit.domain.operators import Operator
from fieldkit.domain.packs import Collector, Entitlement, Issue, entitled
from fieldkit.domain.people import check_name
from fieldkit.domain.serials import number_from_code
from fieldkit.domain.signatures import check_signature
from fieldkit.domain.texts import check_text
from fieldkit.problems import AlreadyTaken, NotEntitled, OutOfStock, Unknown
from fieldkit.store import entries, members, packs, serials, wire
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.ground import ground
from fieldkit.store.vault import Store
from fieldkit.work import Touched

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

LONGEST_TAIL = 6


@dataclass(frozen=True, slots=True)
class Issued:
    """Goods handed out: the issue as it stands on the receipt, and what it touched."""

    issue: Issue
    touched: Touched


def entitlements(store: Store, *, uid: str, number: str = "", desk: Desk) -> tuple[Entitlement, ...]:
    """Return for each item whether the person may take it here now. Raises Unknown, NotBriefed."""
    with store.reading() as db:
        book = ground(store, db).book
        holder = _holder(db, uid, number)
        return tuple(_entitlement(db, book, item, holder, desk) for item in book.goods if item.active)


def issue(
    store: Store,
    *,
    uid: str,
    number: str = "",
    goods: str,
    quantity: int = 1,
    collector: Collector | None = None,
    signature: bytes = b"",
    operator: Operator,
    desk: Desk,
    now: dt.datetime,
) -> Issued:
    """Hand ``goods`` to the member ``uid``, to the holder of card ``number``, or to a visitor who gives no name.

    Raises Faulty (collector, signature), AlreadyTaken, NotEntitled, OutOfStock, Unknown (goods, member, card),
    NotBriefed, DiskFull, DiskRefused.
    """
    fault_point("issue-begin")
    with store.writing() as db:
        act = entries.begin(store, db, operator=operator, desk=desk, now=now)
        _refuse_faults(collector, signature)
        holder = _allowed(db, act.book, goods, _holder(db, uid, number), desk=desk, quantity=quantity)
        handed = Issue(
            operation="",
            receipt_number=serials.receipt_number(db, device=act.device),
            uid=holder.uid,
            goods=goods,
            quantity=quantity,
            site=desk.site,
            at=now,
            operator=operator.id,
            collector=collector,
            signature=signature,
        )
        body = wire.issue_body(handed, tag=holder.tag, number=holder.number)
        entered = entries.enter(db, act, kind="issue", body=body, uid=holder.uid, signature=signature)
        handed = replace(handed, operation=entered)
        fault_point("issue-entered")
        packs.add(db, handed, tag=holder.tag, number=holder.number, event=desk.event)
        fault_point("issue-before-commit")
    fault_point("issue-committed")
    return Issued(handed, Touched.of("stock", "outbox"))


def _refuse_faults(collector: Collector | None, signature: bytes) -> None:
    """Raise Faulty with all that is wrong with who collects and what they signed."""
    faults = [*check_signature(signature)] if signature else []
    if collector is not None:
        faults += check_name(collector.name, field="collector_name")
        faults += check_text("collector_document_tail", collector.document_tail)
        if len(collector.document_tail) > LONGEST_TAIL:
            facts = {"length": str(len(collector.document_tail)), "limit": str(LONGEST_TAIL)}
            faults.append(Fault("collector_document_tail", "text-too-long", facts=facts))
        faults += check_text("collector_relation", collector.relation)
    if any(fault.stops for fault in faults):
        raise Faulty(tuple(faults))


def _holder(db: Database, uid: str, number: str) -> packs.Holder:
    """Return who takes. Raises Unknown for a uid or a card that is none."""
    if uid:
        kept = members.whole(db, uid)
        return packs.Holder(kept.member, kept.tag)
    if not number:
        return packs.Holder()
    shown = number_from_code(number)
    if shown is None:
        raise Unknown(what="card")
    known = members.by_number(db, shown)
    if known is None and serials.is_unused(db, shown):
        raise Unknown(what="card")
    return packs.Holder(known.member, known.tag) if known else packs.Holder(number=shown)


def _left(db: Database, book: DayBook, goods: str, site: str) -> int:
    opening = sum(stock.opening for stock in book.stocks if stock.site == site and stock.goods == goods)
    return opening - packs.issued_of(db, goods, site=site)


def _entitlement(db: Database, book: DayBook, item: Goods, holder: packs.Holder, desk: Desk) -> Entitlement:
    """Return whether ``holder`` may take ``item`` here."""
    taken = packs.taken(db, item.code, event=desk.event, holder=holder) if item.once else None
    left = _left(db, book, item.code, desk.site)
    reason = entitled(
        item, member=holder.member, taken=taken is not None, left=left, carded=bool(holder.number)
    )
    taken_at, site = (taken.at.isoformat(), taken.site) if taken else ("", "")
    return Entitlement(item.code, item.name, not reason, reason, taken_at, left, site)


def _allowed(
    db: Database, book: DayBook, goods: str, holder: packs.Holder, *, desk: Desk, quantity: int
) -> packs.Holder:
    """Return ``holder``, or raise the problem that forbids this issue."""
    if quantity < 1:
        raise ValueError("at least one is handed out")
    item = next((one for one in book.goods if one.code == goods), None)
    if item is None:
        raise Unknown(what="goods")
    found = _entitlement(db, book, item, holder, desk)
    if found.reason == AlreadyTaken.code:
        raise AlreadyTaken(goods=item.code, at=found.taken_at, site=found.taken_site)
    one_each = item.once and (holder.uid or holder.number)
    if found.reason == NotEntitled.code or (one_each and quantity > 1):
        raise NotEntitled(goods=item.code, rule=item.audience)
    if found.reason or found.left < quantity:
        raise OutOfStock(goods=item.code, left=found.left)
    return holder
