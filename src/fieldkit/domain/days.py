# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Days: which day the rules of a booth go by, also when its clock is wrong (domain.md §2.12)."""

from __future__ import annotations

import datetime as dt

from fieldkit.domain.daybook import DayBook

CHINA = dt.timezone(dt.timedelta(hours=8))
FIRST_YEAR = 2020


def local_day(now: dt.datetime, book: DayBook) -> dt.date:
    """Return the day in China at ``now``, for ages and birth dates.

    A clock that stands before 2020 lost its battery: then the day of the book's latest event counts, so that nobody
    is refused for not being born yet.
    """
    day = now.astimezone(CHINA).date()
    if day.year >= FIRST_YEAR or not book.events:
        return day
    return max(event.day for event in book.events)
