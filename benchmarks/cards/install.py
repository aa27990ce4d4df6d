# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Bring fpdf2 and typst from the package registry into ``build/benchmarks/peers``, by their lock file; once."""

import subprocess
import sys
from pathlib import Path

from benchmarks.stores import KEPT

HERE = Path(__file__).parent / "peers"
PEERS = KEPT / "peers"
PYTHON = PEERS / "cards.venv" / "bin" / "python"


def install() -> None:
    """Install what is missing, or what the lock file names otherwise than when it was installed.

    Raises SystemExit with a sentence where that cannot be.
    """
    lock, done = HERE / "cards.lock", PEERS / "cards.done"
    wanted = lock.read_text(encoding="utf-8")
    if PYTHON.exists() and done.exists() and done.read_text(encoding="utf-8") == wanted:
        return
    print("installing fpdf2 and typst", file=sys.stderr)
    PEERS.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", PYTHON.parent.parent], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock], check=True)
    except (subprocess.CalledProcessError, OSError) as problem:
        raise SystemExit(
            f"fpdf2 and typst could not be installed, so there is nothing to compare with ({problem}). "
            "`./run bench cards --only fieldkit` measures FieldKit alone."
        ) from problem
    done.write_text(wanted, encoding="utf-8")
