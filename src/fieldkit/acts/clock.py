# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whether this device's clock can be believed, for the window to say so; acts go on either way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldkit.domain.desk import Desk
from fieldkit.store import clock
from fieldkit.store.ground import ground
from fieldkit.store.vault import Store


@dataclass(frozen=True, slots=True)
class ClockWord:
    """``wrong``: the clock cannot be right and somebody should set it; ``today``: the date ages are judged by."""

    wrong: bool
    today: dt.date


def clock_word(store: Store, *, desk: Desk, now: dt.datetime) -> ClockWord:
    """Return what to make of a clock that shows ``now`` at ``desk``. Raises NotBriefed.

    It is wrong when it stands before 2020, before acts of this store, or long after the district's time. Ages are
    judged as the acts judge them: by the event's day where the clock is in doubt.
    """
    with store.reading() as db:
        stands_on = ground(store, db)
    return ClockWord(clock.is_doubtful(store, now), stands_on.today(desk, now))
