# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Numbered places between two steps where a test may kill this process; they do nothing otherwise.

``FIELDKIT_KILL_AT=enrol-committed:3`` kills the process, as a power cut would, when it passes the point
``enrol-committed`` for the third time.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

_left: dict[str, int] = {}


def arm(wish: str, death: Callable[[], None] | None = None) -> None:
    """Take a wish like ``name`` or ``name:count``; an empty one disarms. ``death`` is how to die, if not so."""
    global _death  # noqa: PLW0603 - one process has one
    _left.clear()
    _death = death or _die
    if wish:
        name, _, count = wish.partition(":")
        _left[name] = int(count or 1)


def fault_point(name: str) -> None:
    """Pass the point ``name``."""
    if name in _left:
        _left[name] -= 1
        if _left[name] == 0:
            _death()


def _die() -> None:  # pragma: no cover - nothing is left to tell of it
    """End this process at once: nothing is flushed, nothing is closed."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


_death: Callable[[], None] = _die
arm(os.environ.get("FIELDKIT_KILL_AT", ""))
