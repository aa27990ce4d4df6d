# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``./run storm NAME``: endurance tests that anyone may repeat, each with a checker that must find a planted fault."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from fieldkit.rehearsal.storms.every import every_storm, proof_rows
from fieldkit.rehearsal.storms.table import POSTGRESQL, STORMS, run_storm

ALL = "all"
SEED = 20231129


def main(argv: list[str] | None = None) -> int:
    """Run the storm that was named; print its figures, write them with ``--json``; 0 when it holds."""
    options = _parser().parse_args(argv)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    if options.name == ALL:
        result = every_storm(seconds=options.seconds or 600, seed=options.seed, tell=_tell)
        for row in proof_rows(result):
            print(" | ".join(row))
        return _end(result, options.json)
    name = "-".join(filter(None, (options.name, options.database)))
    if name not in STORMS:
        _parser().error(f"{options.name} has no district on {options.database}")
    storm = STORMS[name]
    if options.plant not in (None, *storm.plants):
        _parser().error(f"{name} knows these faults: {', '.join(storm.plants)}")
    if lacking := storm.lacking():
        print(lacking, file=sys.stderr)
        return 2
    times = storm.little if options.times is None else options.times
    seconds = options.seconds if name == "days" else None
    result = run_storm(name, times=times, seed=options.seed, plant=options.plant, tell=_tell, seconds=seconds)
    print(f"{'seed':<28} {options.seed}")
    for name, figure in result["figures"].items():
        print(f"{name:<28} {figure}")
    return _end(result, options.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run storm",
        description=__doc__,
        epilog="\n".join(
            f"{name:<16}{storm.says}; --times {storm.little} on a push, {storm.much} before a release"
            for name, storm in STORMS.items()
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", choices=[*STORMS, ALL])
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--times", type=int)
    parser.add_argument("--database", choices=[POSTGRESQL], help="of ends: where the district's tables are")
    parser.add_argument("--seconds", type=float, help="of all (600) and of days: how long it may take")
    parser.add_argument("--seed", type=int, default=SEED)
    faults = sorted({fault for storm in STORMS.values() for fault in storm.plants})
    parser.add_argument("--plant", choices=faults, help="plant a fault: the checker must find it")
    return parser


def _end(result: dict[str, Any], file: Path | None) -> int:
    print("holds" if result["holds"] else "DOES NOT HOLD")
    if file:
        file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if result["holds"] else 1


def _tell(done: int, total: int) -> None:
    if done == total or done % max(1, total // 20) == 0:
        print(f"{done}/{total}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
