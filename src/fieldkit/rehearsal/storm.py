# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""``./run storm NAME``: endurance tests that anyone may repeat, each with a checker that must find a planted fault."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fieldkit.rehearsal.kills import storm_of_kills
from fieldkit.rehearsal.rekeys import storm_of_rekeys

STORMS: dict[str, Callable[..., dict[str, Any]]] = {"kills": storm_of_kills, "rekeys": storm_of_rekeys}


def main(argv: list[str] | None = None) -> int:
    """Run the storm that was named; print its figures, write them with ``--json``; 0 when it holds."""
    parser = argparse.ArgumentParser(prog="run storm", description=__doc__)
    parser.add_argument("name", choices=sorted(STORMS))
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20231129)
    parser.add_argument(
        "--plant", choices=("lost", "doubled"), help="plant a fault: the checker must find it"
    )
    options = parser.parse_args(argv)
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    with tempfile.TemporaryDirectory(prefix="fieldkit-storm-") as folder:
        result = STORMS[options.name](
            Path(folder), times=options.times, seed=options.seed, plant=options.plant, tell=_tell
        )
    for name, figure in result["figures"].items():
        print(f"{name:<28} {figure}")
    print("holds" if result["holds"] else "DOES NOT HOLD")
    if options.json:
        options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if result["holds"] else 1


def _tell(done: int, total: int) -> None:
    if done == total or done % max(1, total // 20) == 0:
        print(f"{done}/{total}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
