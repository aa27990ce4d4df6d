# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The day: what the briefing says about it, and what was done at this site so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.desk import Desk
from fieldkit.domain.events import Stock
from fieldkit.store import briefing, counters, operations, packs, serials, services
from fieldkit.store.clock import bounds
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.vault import Database


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """What this device entered at a site on a day, voided acts left out."""

    enrolled: int
    transferred: int
    packs: int
    services: int


def day_book(store: Store) -> DayBook:
    """Return the day book with what is left now of stock and serials; an empty one before the first briefing."""
    with store.reading() as db:
        book = briefing.book(store, db)
        return replace(
            book,
            stocks=_stocks(db, book),
            members_known=counters.members_known(db),
            serials_left=serials.left(db),
        )


def day_numbers(store: Store, *, desk: Desk, day: dt.date) -> DayNumbers:
    """Return what was done at the desk's site on ``day``, as this device knows it."""
    span = bounds(day)
    with store.reading() as db:
        used = services.counts(db, event=desk.event, site=desk.site, day=span)
        return DayNumbers(
            enrolled=operations.count_enrolled(db, site=desk.site, day=span),
            transferred=operations.count_transferred(db, site=desk.site, day=span),
            packs=packs.count(db, event=desk.event, site=desk.site, day=span),
            services=sum(one.count for one in used),
        )


def _stocks(db: Database, book: DayBook) -> tuple[Stock, ...]:
    issued = {site: packs.issued(db, site=site) for site in {stock.site for stock in book.stocks}}
    return tuple(
        replace(stock, left=stock.opening - issued[stock.site].get(stock.goods, 0)) for stock in book.stocks
    )
