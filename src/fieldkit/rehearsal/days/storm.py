# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whole days played one after another; a day is its seed, and one that does not hold is played again by it alone."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fieldkit.rehearsal.days.day import SITES, Played, play
from fieldkit.rehearsal.storms.outcome import Result, Tell, result

NEVER = 10**9
A_TENTH = 10
FEW_SITES = 4
KEPT = "tests/rehearsal/kept_days.txt"
_SUMMED = (
    "operations", "rounds", "parcels", "sticks_damaged", "booths_died", "district_died", "restored", "copied",
    "went_back", "adopt", "reject", "purged", "two-sites", "double-packs", "already-members",
)  # fmt: skip


def sites_of(seed: int) -> int:
    """Return how many stores the day ``seed`` has: a whole district's in one of ten, else few."""
    return SITES if seed % A_TENTH == 0 else FEW_SITES


def day_of(folder: Path, seed: int, plant: str | None = None) -> Played:
    """Play the day ``seed``, in which everything goes wrong that can."""
    return play(folder, seed, sites=sites_of(seed), plant=plant, eventful=True)


def storm_of_days(
    folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell, seconds: float | None = None
) -> Result:
    """Play ``times`` days: ``seed`` itself, then such as are drawn from it; or as many as there are ``seconds`` for."""
    began = time.monotonic()
    total = NEVER if seconds is not None else times
    figures: Counter[str] = Counter(dict.fromkeys(("days", f"days of {SITES} stores", "wrong", *_SUMMED), 0))
    found: dict[str, str] = {}
    for one in _seeds(seed, total):
        if seconds is not None and figures["days"] and time.monotonic() - began > seconds:
            break
        played = day_of(folder, one, plant)
        figures["days"] += 1
        figures[f"days of {SITES} stores"] += sites_of(one) == SITES
        _add(figures, played)
        if played.wrong:
            figures["wrong"] += 1
            found[f"wrong in day {one}"] = f"{played.wrong}: {played.said}" + ("" if plant else _to_do(one))
        tell(figures["days"], total)
    an_hour = figures["days"] * 3600 / (time.monotonic() - began)
    return result(
        "days",
        {**figures, "days_an_hour": float(round(an_hour)), **found},
        tried="days",
        seed=seed,
        plant=plant,
        target="after every day all stores and the district agree, and the lists hold what was planted and no more;"
        " 1,000 days an hour",
        bad=("wrong",),
    )


def _to_do(seed: int) -> str:
    return f"; play it again: ./run storm days --seed {seed} --times 1; keep it: add '{seed} what it found' to {KEPT}"


def _seeds(seed: int, count: int) -> Iterator[int]:
    chance = random.Random(f"{seed}:days")
    for number in range(count):
        yield chance.randrange(1, 2**31) if number else seed


def _add(figures: Counter[str], played: Played) -> None:
    for name, figure in played.figures.items():
        if name in _SUMMED:
            figures[name] += figure
        elif name.startswith("wire "):
            figures["wire faults"] += figure
