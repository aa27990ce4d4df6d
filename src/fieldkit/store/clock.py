# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whether to believe this device's clock: it is a claim, told as such, and never a reason to refuse an act.

1. The floor is the largest time this store has believed; the district's signed time is believed always, even when
   it is lower, for then it was our clock that had run ahead.
2. A doubtful time never raises the floor: one wrong act must not make the right ones after it look wrong.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from fieldkit.domain.days import CHINA
from fieldkit.store.counters import moment
from fieldkit.store.vault import Store

BACKWARDS = dt.timedelta(minutes=10)
LONGEST_ABSENCE = dt.timedelta(days=400)
CONFIRMED_FOR = dt.timedelta(hours=12)
FIRST_YEAR = 2020

OK, DOUBTFUL = "ok", "doubtful"


@dataclass(frozen=True, slots=True)
class Times:
    """The floor, and the last time the district signed (None before the first)."""

    latest: dt.datetime
    trusted: dt.datetime | None

    def judge(self, now: dt.datetime, event_day: dt.date | None = None) -> str:
        """Return ``ok`` or ``doubtful`` for an act at ``now``, for an event on ``event_day``.

        An act on another day than its event's is believed only while the district's own time is fresh: so the
        evening's paper forms typed the next morning after a sync are not held against the clock.
        """
        if now.year < FIRST_YEAR or now < self.latest - BACKWARDS:
            return DOUBTFUL
        if self.trusted is not None and now > self.trusted + LONGEST_ABSENCE:
            return DOUBTFUL
        if event_day is not None and local_day(now) != event_day and not self._confirms(now):
            return DOUBTFUL
        return OK

    def _confirms(self, now: dt.datetime) -> bool:
        return self.trusted is not None and self.trusted - BACKWARDS <= now <= self.trusted + CONFIRMED_FOR


def local_day(now: dt.datetime) -> dt.date:
    """Return the date at the booth."""
    return now.astimezone(CHINA).date()


def bounds(day: dt.date) -> tuple[str, str]:
    """Return the first moment of the booth's ``day`` and of the next, as they are kept."""
    start = dt.datetime.combine(day, dt.time(), CHINA)
    return moment(start), moment(start + dt.timedelta(days=1))


def heard(store: Store, at: dt.datetime) -> None:
    """Take in a time the district signed."""
    with store.writing_what_is_owed() as db:
        db.conn.execute("UPDATE counters SET latest = ?, trusted = ?", (moment(at), moment(at)))


def is_doubtful(store: Store, now: dt.datetime) -> bool:
    """Return True when the clock is so wrong that the window should say so."""
    with store.reading() as db:
        latest, trusted = db.conn.execute("SELECT latest, trusted FROM counters").fetchone()
    return times(latest, trusted).judge(now) == DOUBTFUL


@lru_cache(maxsize=4)
def times(latest: str, trusted: str) -> Times:
    """Return the times as kept."""
    return Times(dt.datetime.fromisoformat(latest), dt.datetime.fromisoformat(trusted) if trusted else None)
