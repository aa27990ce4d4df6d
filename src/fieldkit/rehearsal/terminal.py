# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How the rehearsal speaks on a terminal: progress while it works, a table at the end."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

PHASES = {
    "setting-up": "准备区级服务器 district server",
    "joining": "22 台设备入网、取简报 devices joining",
    "working": "样例日：各点位离线作业 sites at work, offline",
    "syncing": "网络时断时续，乱序上报 syncing over cut lines",
    "photographing": "打开现场程序并拍照 window, photographed",
}
BAR = 24


class ProgressLines:
    """One line a phase: redrawn on a terminal, printed at the start and end of a phase elsewhere."""

    def __init__(self, out: TextIO = sys.stderr) -> None:
        self._out = out
        self._live = out.isatty()
        self._phase = ""
        self._started = 0.0

    def tell(self, phase: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` things of ``phase`` are done."""
        if phase != self._phase:
            self._phase, self._started = phase, time.monotonic()
            if not self._live:
                print(f"· {PHASES.get(phase, phase)} …", file=self._out, flush=True)
        if not self._live:
            if done >= total:
                print(
                    f"  {done}/{total}  {time.monotonic() - self._started:.1f} s", file=self._out, flush=True
                )
            return
        full = BAR * done // total if total else 0
        bar = "█" * full + "░" * (BAR - full)
        end = "\n" if done >= total else ""
        print(f"\r{bar} {done:>5}/{total:<5} {PHASES.get(phase, phase)}", end=end, file=self._out, flush=True)


def width(text: str) -> int:
    """Return how many columns ``text`` takes on a terminal (East Asian wide characters take two)."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return ``rows`` under ``head``, columns aligned; numbers to the right."""
    text = [[str(cell) for cell in row] for row in rows]
    numbers = [bool(text) and all(row[i].lstrip("-").isdigit() for row in text) for i in range(len(head))]
    widths = [max(width(line[i]) for line in [list(head), *text]) for i in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = []
        for cell, wide, right in zip(cells, widths, numbers, strict=True):
            gap = " " * (wide - width(cell))
            padded.append(gap + cell if right else cell + gap)
        return "  ".join(padded).rstrip()

    rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
    return "\n".join([line(list(head)), rule, *(line(row) for row in text)])
