# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where files and resources are: in the source tree, in a wheel or in a bundle, by one function each."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resources() -> Path:
    """Return the folder of fonts, styles, translations and sample rules."""
    bundled = getattr(sys, "_MEIPASS", None)
    if bundled:
        return Path(bundled) / "resources"
    beside = Path(__file__).resolve().parent / "resources"
    if beside.is_dir():
        return beside
    return Path(__file__).resolve().parents[2] / "resources"


def data_folder() -> Path:
    """Return the folder of this device's store: ``FIELDKIT_DATA`` where set, else the system's place for data."""
    chosen = os.environ.get("FIELDKIT_DATA")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "FieldKit"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "FieldKit"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "fieldkit"
