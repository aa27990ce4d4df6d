# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whether this device's clock can be believed, for the window to say so; acts go on either way."""

from __future__ import annotations

import datetime as dt

from fieldkit.store import clock
from fieldkit.store.vault import Store


def is_doubtful(store: Store, *, now: dt.datetime) -> bool:
    """Return True when the clock stands before 2020, before acts of this store, or long after the district's time."""
    return clock.is_doubtful(store, now)
