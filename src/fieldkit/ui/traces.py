# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where in our code a fault came through: file names and line numbers, never a value or a message."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import TracebackType


def where(trace: TracebackType | None) -> str:
    """Return our frames of ``trace`` from the outermost in, as ``acts/enrol.py:41 enrol``."""
    frames = []
    for frame in traceback.extract_tb(trace):
        parts = Path(frame.filename).parts
        if "fieldkit" in parts:
            inside = parts[len(parts) - parts[::-1].index("fieldkit") :]
            frames.append(f"{'/'.join(inside)}:{frame.lineno} {frame.name}")
    return " < ".join(reversed(frames)) or "elsewhere"
