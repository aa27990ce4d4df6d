# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a benchmark returns, and how it is shown."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """``ratio`` is what ``target`` speaks of; ``figures`` are all that was measured."""

    name: str
    figures: dict[str, float | str]
    ratio: float
    target: str
    holds: bool

    def show(self) -> str:
        """Return a table for people."""
        wide = max(len(name) for name in self.figures)
        lines = [f"{self.name}  {'holds' if self.holds else 'DOES NOT HOLD'}  (target: {self.target})"]
        lines += [f"  {name:<{wide}}  {_text(value):>12}" for name, value in self.figures.items()]
        return "\n".join(lines)

    def write(self, file: Path) -> None:
        """Write the outcome as JSON."""
        file.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def spread(prefix: str, milliseconds: Sequence[float]) -> dict[str, float]:
    """Return median, 99th percentile and maximum of some times."""
    ordered = sorted(milliseconds)
    return {
        f"{prefix}_ms_median": round(statistics.median(ordered), 3),
        f"{prefix}_ms_p99": round(percentile(ordered, 99), 3),
        f"{prefix}_ms_max": round(ordered[-1], 3),
    }


def percentile(ordered: Sequence[float], percent: float) -> float:
    """Return the value that ``percent`` of the sorted values do not exceed."""
    place = min(len(ordered) - 1, max(0, -(-len(ordered) * percent // 100) - 1))
    return ordered[int(place)]


def _text(value: float | str) -> str:
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else value
