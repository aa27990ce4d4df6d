# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a storm hands back: its figures, whether it holds, and under which seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fieldkit.rehearsal.storms.verdict import Verdict

Tell = Callable[[int, int], None]
Result = dict[str, Any]

LOST = ("acknowledged_lost", "doubled", "gaps", "broken")
"""What must be 0 in every storm that ends in verdicts."""


def tally(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Return the figures of many verdicts."""
    figures = {"acknowledged_lost": 0, "doubled": 0, "gaps": 0, "kept_but_not_told": 0, "broken": 0}
    for verdict in verdicts:
        figures["acknowledged_lost"] += verdict.lost
        figures["doubled"] += verdict.doubled
        figures["gaps"] += verdict.gaps
        figures["kept_but_not_told"] += verdict.extra
        figures["broken"] += bool(verdict.broken)
        if verdict.broken:
            name = f"broken: {verdict.broken}"
            figures[name] = figures.get(name, 0) + 1
    return figures


def result(
    name: str,
    figures: Mapping[str, Any],
    *,
    tried: str,
    seed: int,
    plant: str | None,
    target: str,
    bad: Iterable[str] = LOST,
) -> Result:
    """Return the result of a storm: it holds when every figure named in ``bad`` is 0.

    ``tried`` names the figure that says how often something was tried.
    """
    bad = tuple(bad)
    return {
        "name": f"storm {name}",
        "seed": seed,
        "plant": plant,
        "figures": dict(figures),
        "tried": tried,
        "bad": bad,
        "ratio": sum(figures[one] for one in bad),
        "target": target,
        "holds": all(figures[one] == 0 for one in bad),
    }
