# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What every act stands on: who this device is, the day book, and whether to believe the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.desk import Desk
from fieldkit.problems import NotBriefed
from fieldkit.store import briefing, clock
from fieldkit.store.identity import Identity, joined
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Ground:
    """The identity, the day book and the times, all as they are inside one transaction."""

    identity: Identity
    book: DayBook
    times: clock.Times

    def clock(self, desk: Desk, now: dt.datetime) -> str:
        """Return ``ok`` or ``doubtful`` for an act at ``desk`` and ``now``."""
        return self.times.judge(now, self._event_day(desk))

    def today(self, desk: Desk, now: dt.datetime) -> dt.date:
        """Return the date that ages are judged by: with a doubtful clock the event's day, else the last believed."""
        if self.clock(desk, now) == clock.OK:
            return clock.local_day(now)
        return self._event_day(desk) or clock.local_day(self.times.latest)

    def org_code(self, desk: Desk) -> str:
        """Return the union that the desk's site belongs to, '' for a site the briefing does not know."""
        site = self.book.site(desk.site)
        return site.org_code if site else ""

    def _event_day(self, desk: Desk) -> dt.date | None:
        return next((event.day for event in self.book.events if event.code == desk.event), None)


def ground(store: Store, db: Database) -> Ground:
    """Return what an act stands on. Raises NotBriefed before the device has joined and has its first briefing."""
    generation, latest, trusted = db.conn.execute(
        "SELECT generation, latest, trusted FROM counters"
    ).fetchone()
    kept = store.kept.get("ground")
    if kept is None or kept[0] != generation:
        who = joined(db)
        if who is None:
            raise NotBriefed
        book = briefing.book(store, db)
        if not book.events:
            raise NotBriefed
        kept = store.kept["ground"] = (generation, who, book)
    return Ground(kept[1], kept[2], clock.times(latest, trusted))
