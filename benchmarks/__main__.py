# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks NAME [--json FILE]``: measure, print a table, write the outcome."""

import argparse
import importlib
import sys
from pathlib import Path

NAMES = ("save", "search", "start")


def main(argv: list[str] | None = None) -> int:
    """Run one benchmark; return 0 when its target holds."""
    parser = argparse.ArgumentParser(prog="run bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the outcome there")
    parser.add_argument("--members", type=int, default=130_000, help="known members in the store")
    chosen = parser.parse_args(argv)
    outcome = importlib.import_module(f"benchmarks.{chosen.name}").measure(chosen.members)
    print(outcome.show())
    if chosen.json:
        outcome.write(chosen.json)
    return 0 if outcome.holds else 1


if __name__ == "__main__":
    sys.exit(main())
