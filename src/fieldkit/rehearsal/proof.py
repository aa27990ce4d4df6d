# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``./run proof FILE…``: write ``docs/proof.md`` from what ``./run storm all`` and ``./run bench`` have measured.

The words of the page stand in ``docs/proof.parts/``; every figure on it comes out of a JSON file, none by hand.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fieldkit.rehearsal.storms.every import proof_rows

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = ROOT / "docs" / "proof.md"
PARTS = ROOT / "docs" / "proof.parts"

Said = dict[str, Any]


def main(words: Sequence[str] | None = None) -> int:
    """Write the page from the files that are named; return 0."""
    parser = argparse.ArgumentParser(prog="run proof", description=__doc__)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="JSON of ./run storm all or ./run bench"
    )
    parser.add_argument("--into", type=Path, default=PAGE, metavar="FILE")
    asked = parser.parse_args(words)
    said = [json.loads(file.read_text(encoding="utf-8")) for file in asked.files]
    asked.into.write_text(page(said), encoding="utf-8")
    return 0


def page(said: Iterable[Said]) -> str:
    """Return the page that says what was measured."""
    some = list(said)
    storms = [one for one in some if "storms" in one]
    benches = [one for one in some if "storms" not in one]
    rows = [row for one in storms for row in proof_rows(one)]
    texts = [(PARTS / "1-first.md").read_text(encoding="utf-8")]
    head = ("storm", "how often", "lost, doubled, broken", "planted faults")
    texts.append(_table(head, rows))
    texts.append(_seeds_of(storms))
    texts.append((PARTS / "2-figures.md").read_text(encoding="utf-8"))
    for one in benches:
        texts.append(f"### `./run bench {one['name']}`\n")
        texts.append(f"Target: {one['target']}. {'It holds.' if one['holds'] else '**It does not hold.**'}\n")
        texts.append(
            _table(("figure", "measured"), [(name, _shown(value)) for name, value in one["figures"].items()])
        )
    texts.append((PARTS / "3-not-defended.md").read_text(encoding="utf-8"))
    return "\n".join(text.strip("\n") + "\n" for text in texts)


def _seeds_of(storms: Iterable[Said]) -> str:
    seeds = sorted({seed for one in storms for storm in one["storms"] for seed in storm.get("seeds", [])})
    shown = ", ".join(str(seed) for seed in seeds[:6])
    return f"Seeds {shown}. Python {platform.python_version()}, {platform.system()}, two shared cores."


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,}"


if __name__ == "__main__":
    sys.exit(main())
