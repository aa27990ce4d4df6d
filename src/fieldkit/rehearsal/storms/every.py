# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``./run storm all``: every storm and every planted fault within a time, in one JSON file; and the rows of a proof."""

from __future__ import annotations

import platform
import time
from collections.abc import Mapping
from typing import Any

from fieldkit.rehearsal.storms.outcome import Result, Tell
from fieldkit.rehearsal.storms.table import STORMS, Storm, run_storm

LEAST_SECONDS = 5.0


def every_storm(*, seconds: float, seed: int, tell: Tell, only: tuple[str, ...] = ()) -> dict[str, Any]:
    """Run every storm (or ``only`` those named), each for its part of ``seconds``, then its planted faults.

    A storm begins at the size of a push; what is left of its part is filled with runs under the next seeds, up to the
    size of a release. One whose tools are not here is skipped, one that breaks does not hold; its row says so.
    """
    names = only or tuple(STORMS)
    began = time.monotonic()
    storms = []
    for number, name in enumerate(names):
        lacking = STORMS[name].lacking()
        if lacking:
            storms.append({"name": f"storm {name}", "skipped": lacking, "holds": True})
            continue
        left = seconds - (time.monotonic() - began)
        try:
            storms.append(_one_storm(name, STORMS[name], left / (len(names) - number), seed, tell))
        except Exception as fault:  # noqa: BLE001 - what the other storms found is not thrown away with it
            storms.append(
                {"name": f"storm {name}", "skipped": f"broke: {type(fault).__name__}", "holds": False}
            )
    return {
        "seed": seed,
        "seconds": round(time.monotonic() - began),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "storms": storms,
        "holds": all(storm["holds"] for storm in storms),
    }


def proof_rows(said: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """Return for each storm of ``./run storm all``'s JSON: what was tried, how often, what was lost, planted faults."""
    rows = []
    for storm in said["storms"]:
        name = storm["name"].removeprefix("storm ")
        what = f"{name}: {STORMS[name].says}" if name in STORMS else name
        if "skipped" in storm:
            rows.append((what, "0", "", storm["skipped"]))
            continue
        figures = storm["figures"]
        bad = {one: figures[one] for one in storm["bad"]}
        lost = ", ".join(f"{one.replace('_', ' ')} {count:,}" for one, count in bad.items() if count)
        planted = storm.get("planted", {})
        found = ", ".join(f"{fault}: {'found' if was else 'NOT FOUND'}" for fault, was in planted.items())
        rows.append((what, f"{figures[storm['tried']]:,} {storm['tried']}", lost or "nothing", found))
    return rows


def _one_storm(name: str, storm: Storm, seconds: float, seed: int, tell: Tell) -> Result:
    """Run ``name`` for ``seconds``, its planted faults included."""
    began = time.monotonic()
    planted = {
        fault: not run_storm(name, times=times, seed=seed, plant=fault, tell=_nobody)["holds"]
        for fault, times in storm.plants.items()
    }
    seeds = [seed]
    total = _timed(name, storm.little, seed, tell)
    while True:
        done = total["figures"][total["tried"]]
        left = seconds - (time.monotonic() - began)
        times = min(int(done / total["took"] * left * 0.9), storm.much - done)
        if left < LEAST_SECONDS or times < 1:
            break
        seeds.append(seeds[-1] + 1)
        total = _added(total, _timed(name, times, seeds[-1], tell))
    return {
        **total,
        "took": round(total["took"], 1),
        "seeds": seeds,
        "planted": planted,
        "holds": total["holds"] and all(planted.values()),
    }


def _timed(name: str, times: int, seed: int, tell: Tell) -> Result:
    began = time.monotonic()
    said = run_storm(name, times=times, seed=seed, plant=None, tell=tell)
    return {**said, "took": time.monotonic() - began}


def _added(one: Result, other: Result) -> Result:
    """Return two runs as one: numbers are summed, words stay."""
    figures = dict(one["figures"])
    for name, figure in other["figures"].items():
        before = figures.get(name, 0)
        figures[name] = before + figure if isinstance(figure, int) and isinstance(before, int) else figure
    return {
        **one,
        "figures": figures,
        "ratio": one["ratio"] + other["ratio"],
        "took": one["took"] + other["took"],
        "holds": one["holds"] and other["holds"],
    }


def _nobody(_done: int, _total: int) -> None:
    """Hear nothing of a planted fault's progress."""
