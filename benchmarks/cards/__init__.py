# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Ten thousand cards with their codes on A4 sheets, beside fpdf2 and typst; one card from the click to its spooler.

The three draw the same sheets (``sheets``), one after another in turn, each in a process of its own. What is timed
begins with the values in hand and ends with the file on the disk; the highest resident memory is the whole process's.
Nobody's start is timed. What each file says is read back by pdfium: the name on every card of every sheet, and codes.
"""

import json
import math
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import stores
from benchmarks.cards import readback, sheets, single
from benchmarks.cards.by_fieldkit import read
from benchmarks.cards.install import PYTHON, install
from benchmarks.figures import Outcome
from fieldkit.paths import resources

HERE = Path(__file__).parent
SYSTEMS = ("fieldkit", "fpdf2", "typst")
FPDF2_TIMES, TYPST_TIMES = 2.0, 1.0
CLICK_MS = 150.0
TRIES = 3
"""How often a system may begin anew. Crashes are told."""
STACK = str(64 * 1024 * 1024)
"""Of typst's threads: with its own it overflows now and then at two thousand pages (0.15.2)."""


def measure(count: int, *, rounds: int, only: Sequence[str] = ()) -> Outcome:
    """Return cards a second, bytes a card and peak memory of each, and how long one card takes."""
    chosen = [system for system in SYSTEMS if not only or system in only]
    if set(chosen) - {"fieldkit"}:
        install()
    figures: dict[str, Any] = {"cards": count, "rounds": rounds, **single.measure()}
    with stores.workroom() as folder:
        sheets.write(count, folder)
        told: dict[str, list[dict[str, float]]] = {system: [] for system in chosen}
        for turn in range(rounds):
            for place in range(len(chosen)):
                system = chosen[(turn + place) % len(chosen)]
                print(f"round {turn + 1}: {system}", file=sys.stderr)
                told[system].append(run(system, folder))
        people = read(folder / "members.jsonl")
        for system, rows in told.items():
            figures |= figures_of(system, rows, folder / f"{system}.pdf", people)
    return Outcome(
        "cards",
        figures,
        min((figures.get(f"times_{peer}", 0.0) for peer in ("fpdf2", "typst")), default=0.0),
        f"≥ {FPDF2_TIMES:g} × fpdf2, ≥ {TYPST_TIMES:g} × typst, less memory than either, every name exact; "
        f"click to spooled median ≤ {CLICK_MS:.0f} ms",
        compared(told, figures) and holds(figures),
    )


def run(system: str, folder: Path) -> dict[str, float]:
    """Let a system draw the sheets in a process of its own; return its seconds and its peak."""
    if system == "fieldkit":
        words = [sys.executable, str(HERE / "by_fieldkit.py"), str(folder)]
    else:
        maker = HERE / "peers" / f"by_{system}.py"
        words = [str(PYTHON), str(maker), str(folder), str(resources() / "fonts")]
    for crashes in range(TRIES):
        told = subprocess.run(
            words,
            check=False,
            capture_output=True,
            text=True,
            cwd=HERE.parent.parent,
            env={**os.environ, "RUST_MIN_STACK": STACK},
        )
        if not told.returncode:
            return {**json.loads(told.stdout.splitlines()[-1]), "crashes": float(crashes)}
        print(f"{system} ended with {told.returncode}: {told.stderr[-500:]}", file=sys.stderr)
    raise SystemExit(f"{system} crashes")


def figures_of(
    system: str, rows: Sequence[dict[str, float]], pdf: Path, people: Sequence[Any]
) -> dict[str, float]:
    """Return what is told of a system."""
    seconds = statistics.median(row["seconds"] for row in rows)
    exact, read = readback.exact_names(pdf, people), readback.codes_read(pdf, people)
    return {
        f"{system}_cards_s": round(len(people) / seconds, 1),
        f"{system}_seconds_median": round(seconds, 2),
        f"{system}_seconds_worst": round(max(row["seconds"] for row in rows), 2),
        f"{system}_bytes_a_card": round(pdf.stat().st_size / len(people), 1),
        f"{system}_peak_mib": round(statistics.median(row["peak_mib"] for row in rows), 1),
        f"{system}_crashes": sum(row["crashes"] for row in rows),
        f"{system}_names_exact": round(exact, 5),
        f"{system}_codes_read": round(read, 5),
    }


def compared(told: dict[str, list[dict[str, float]]], figures: dict[str, Any]) -> bool:
    """Put the ratios into ``figures``, round by round; return whether they are as they must be.

    A peer whose names or codes cannot be read did something else, and is nothing to compare with.
    """
    if set(told) != set(SYSTEMS):
        return False
    good = True
    for peer, least in (("fpdf2", FPDF2_TIMES), ("typst", TYPST_TIMES)):
        pairs = zip(told["fieldkit"], told[peer], strict=True)
        ratio = statistics.median(theirs["seconds"] / ours["seconds"] for ours, theirs in pairs)
        figures[f"times_{peer}"] = round(ratio, 3)
        memory = figures["fieldkit_peak_mib"] / figures[f"{peer}_peak_mib"]
        figures[f"memory_of_{peer}"] = round(memory, 3)
        same = figures[f"{peer}_names_exact"] == figures[f"{peer}_codes_read"] == 1
        good = good and same and ratio >= least and memory < 1
    return good


def holds(figures: dict[str, Any]) -> bool:
    """Return whether our own files say what they must, and one card is quick; without a spooler nobody knows."""
    clicks = [figures.get(f"click_{road}_ms_median", math.inf) for road in single.ROADS]
    exact = figures["fieldkit_names_exact"] == figures["fieldkit_codes_read"] == 1
    return bool(exact and max(clicks) <= CLICK_MS)
