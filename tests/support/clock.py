# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A clock that moves when it is told to."""

import datetime as dt

DAY = dt.date(2023, 11, 29)
TEN = dt.datetime(2023, 11, 29, 2, 0, tzinfo=dt.UTC)
"""Ten in the morning at the booth, on the day of the sample event."""


class Clock:
    """Time as a test wants it: call it for now, ``move`` it on, or ``jump`` to a wrong hour."""

    def __init__(self, start: dt.datetime = TEN) -> None:
        self._now = start

    def __call__(self) -> dt.datetime:
        return self._now

    def move(self, **step: float) -> dt.datetime:
        """Move on (or back) by ``step``, for example ``minutes=5``; return the new now."""
        self._now += dt.timedelta(**step)
        return self._now

    def jump(self, to: dt.datetime) -> dt.datetime:
        """Jump to another time; return it."""
        self._now = to
        return self._now
