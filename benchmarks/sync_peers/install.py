# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Bring the peers from the package registries into ``build/benchmarks/peers``, by their lock files; once."""

import shutil
import subprocess
import sys

from benchmarks.sync_peers.systems import HERE, PEERS


def install() -> None:
    """Install what is missing. Raises SystemExit with a sentence where a program for it is missing."""
    PEERS.mkdir(parents=True, exist_ok=True)
    for name in ("kinto", "anki"):
        if not (PEERS / f"{name}.done").exists():
            print(f"installing {name}", file=sys.stderr)
            folder = PEERS / f"{name}.venv"
            subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
            lock = HERE / "peers" / f"{name}.lock"
            pip = [folder / "bin" / "python", "-m", "pip", "install", "-q", "--require-hashes", "-r", lock]
            subprocess.run(pip, check=True)
            (PEERS / f"{name}.done").touch()
    if not (PEERS / "pouch.done").exists():
        if shutil.which("npm") is None:
            raise SystemExit("the PouchDB peer needs Node.js and npm: apt-get install nodejs npm")
        print("installing PouchDB", file=sys.stderr)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "peers" / name, PEERS / name)
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=PEERS, check=True)
        (PEERS / "pouch.done").touch()
