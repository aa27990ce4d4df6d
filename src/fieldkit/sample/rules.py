# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The rules of the sample, read from ``resources/sample``; invented people are drawn, not listed."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from fieldkit.paths import resources


@cache
def rules(name: str) -> Mapping[str, Any]:
    """Return the rules in ``resources/sample/<name>.toml``."""
    with (resources() / "sample" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def chance_of(seed: int, subject: str) -> random.Random:
    """Return the random numbers of one ``subject``, so that a change in one leaves the others alone."""
    return random.Random(f"{seed}:{subject}")


def portions(total: int, shares: Mapping[str, float], rest: str) -> dict[str, int]:
    """Return how many of ``total`` each share gets, rounded; ``rest`` gets what is left."""
    counts = {name: round(total * share) for name, share in shares.items()}
    counts[rest] = counts.get(rest, 0) + total - sum(counts.values())
    return counts
