# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``python -m benchmarks NAME [--json FILE]``: measure, print a table, write the outcome."""

import argparse
import importlib
import sys
from pathlib import Path

NAMES = ("save", "search", "start", "sync-peers", "dayend", "cards", "codes")


def main(argv: list[str] | None = None) -> int:
    """Run one benchmark; return 0 when its target holds."""
    parser = argparse.ArgumentParser(prog="run bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the outcome there")
    parser.add_argument(
        "--members", type=int, default=130_000, help="known members in the store (save, search, start)"
    )
    parser.add_argument("--records", type=int, default=10_000, help="records of each system (sync-peers)")
    parser.add_argument(
        "--rounds", type=int, default=3, help="how often each system is measured (sync-peers, cards)"
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="SYSTEM", help="only this one (sync-peers, cards)"
    )
    parser.add_argument("--devices", type=int, default=10_000, help="how many exchange (dayend)")
    parser.add_argument(
        "--minutes", type=float, default=10, help="within how many they come, before the rush (dayend)"
    )
    parser.add_argument("--cards", type=int, default=10_000, help="how many are printed (cards)")
    parser.add_argument("--trials", type=int, default=60, help="how often each code is photographed (codes)")
    chosen = parser.parse_args(argv)
    room = importlib.import_module(f"benchmarks.{chosen.name.replace('-', '_')}")
    if chosen.name == "sync-peers":
        outcome = room.measure(chosen.records, rounds=chosen.rounds, only=chosen.only)
    elif chosen.name == "dayend":
        outcome = room.measure(chosen.devices, minutes=chosen.minutes)
    elif chosen.name == "cards":
        outcome = room.measure(chosen.cards, rounds=chosen.rounds, only=chosen.only)
    elif chosen.name == "codes":
        outcome = room.measure(chosen.trials)
    else:
        outcome = room.measure(chosen.members)
    print(outcome.show())
    if chosen.json:
        outcome.write(chosen.json)
    return 0 if outcome.holds else 1


if __name__ == "__main__":
    sys.exit(main())
