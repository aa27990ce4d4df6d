# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""When people come: by parts of the day and in bursts, when a shift or a bus arrives (domain.md §3.5)."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from fieldkit.domain.days import CHINA


def times(chance: random.Random, day: dt.date, count: int, rule: Mapping[str, Any]) -> list[dt.datetime]:
    """Return ``count`` moments (UTC) on ``day``, in order.

    Given how many come in a part of the day, their moments in a Poisson process are spread evenly at random; the
    parts together make it a non-homogeneous one. Bursts are counted in the part they fall in.
    """
    parts = rule["parts"]
    found: list[float] = []
    for (begins, ends, _), wanted in zip(parts, _counts(count, [part[2] for part in parts]), strict=True):
        bursts = [burst for burst in rule.get("bursts", ()) if begins <= burst[0] < ends]
        for starts, minutes, people in bursts:
            found.extend(_seconds(starts) + chance.uniform(0, minutes * 60) for _ in range(people))
        even = wanted - sum(people for _, _, people in bursts)
        found.extend(chance.uniform(_seconds(begins), _seconds(ends)) for _ in range(even))
    midnight = dt.datetime.combine(day, dt.time(), CHINA)
    return [(midnight + dt.timedelta(seconds=int(moment))).astimezone(dt.UTC) for moment in sorted(found)]


def _counts(total: int, shares: Sequence[float]) -> list[int]:
    """Return ``total`` parted by ``shares``, the last taking what rounding leaves."""
    counts = [round(total * share) for share in shares[:-1]]
    return [*counts, total - sum(counts)]


def _seconds(moment: dt.time) -> int:
    """Return seconds since midnight."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second
