# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""From nothing to a usable window, beside a bare PySide6 window with one label: whole processes, in turn.

The program starts on a device with a store, paints its sign-in window and ends; the bare window is painted and ends.
Each platform plugin that can show a window here is measured: offscreen always, the display where there is one. Where we
may, also with nothing of either program left in memory (the page cache is dropped before each start).
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks import stores
from benchmarks.figures import Outcome, spread
from fieldkit import keys
from fieldkit.acts.sign_in import add_operator
from fieldkit.domain.operators import Operator, Role
from fieldkit.store.vault import create_store

ROUNDS, COLD_ROUNDS = 15, 5
TARGET = 1.5
DROP = Path("/proc/sys/vm/drop_caches")
NO_KEYRING = "keyring.backends.fail.Keyring"
PASSPHRASE = "fieldkit benchmark"


def measure(members: int) -> Outcome:
    """Return the worst ratio of the medians, over the platforms and kinds of start that can be measured here."""
    del members  # the sign-in window opens no store
    figures: dict[str, Any] = {}
    ratios: list[float] = []
    with stores.workroom() as folder:
        device = _device(folder)
        bare = [sys.executable, "-m", "benchmarks.bare"]
        ours = [sys.executable, "-m", "fieldkit", "--data", str(device), "--quit-when-usable"]
        for platform in _platforms():
            for kind in ("warm", "cold") if _may_drop() else ("warm",):
                times = _in_turn(bare, ours, platform, cold=kind == "cold")
                name = f"{platform}_{kind}"
                figures |= spread(f"{name}_bare", times[0]) | spread(f"{name}_fieldkit", times[1])
                ratio = statistics.median(times[1]) / statistics.median(times[0])
                figures[f"{name}_ratio"] = round(ratio, 3)
                ratios.append(ratio)
    worst = max(ratios)
    return Outcome("start", figures, round(worst, 3), f"≤ {TARGET} × a bare window", worst <= TARGET)


def _in_turn(
    bare: list[str], ours: list[str], platform: str, *, cold: bool
) -> tuple[list[float], list[float]]:
    environment = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHON_KEYRING_BACKEND": NO_KEYRING}
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range((COLD_ROUNDS if cold else ROUNDS) + 1):
        for kept, program in zip(times, (bare, ours), strict=True):
            if cold:
                os.sync()
                DROP.write_text("3", encoding="ascii")
            start = time.perf_counter()
            subprocess.run(program, check=True, env=environment, capture_output=True)
            if turn:  # the first turn of each only warms up
                kept.append((time.perf_counter() - start) * 1000)
    return times


def _device(folder: Path) -> Path:
    """Make the store of a device with one operator; return its folder."""
    os.environ["PYTHON_KEYRING_BACKEND"] = NO_KEYRING
    clerk = Operator("c01", "示例干部", Role.CLERK)
    key = keys.create_keys(folder, operator_id=clerk.id, operator_name=clerk.name, pin=PASSPHRASE)
    store = create_store(folder, key, now=stores.NOW)
    add_operator(store, operator=clerk, by=clerk, now=stores.NOW)
    store.close()
    return folder


def _platforms() -> tuple[str, ...]:
    return ("offscreen", "xcb") if os.environ.get("DISPLAY") else ("offscreen",)


def _may_drop() -> bool:
    return os.access(DROP, os.W_OK)
