# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How far contents are moved on a form that was printed before, kept for each printer in tenths of a millimetre."""

from __future__ import annotations

import json
from dataclasses import replace

from fieldkit.settings import Settings

NONE = (0, 0)


def kept(settings: Settings, printer: str) -> tuple[int, int]:
    """Return how far to the right and down for ``printer`` ('' is the folder of PDFs); none where nothing is kept."""
    found = _all(settings).get(printer)
    return (found[0], found[1]) if found else NONE


def keep(settings: Settings, printer: str, moved: tuple[int, int]) -> Settings:
    """Return the settings with another offset of ``printer``."""
    all_kept = _all(settings)
    all_kept.pop(printer, None)
    if moved != NONE:
        all_kept[printer] = list(moved)
    return replace(settings, overprint=json.dumps(all_kept, ensure_ascii=False) if all_kept else "")


def _all(settings: Settings) -> dict[str, list[int]]:
    """Return what is kept; what cannot be read is nothing."""
    try:
        told = json.loads(settings.overprint or "{}")
    except ValueError:
        return {}
    if not isinstance(told, dict):
        return {}
    return {
        str(name): moved
        for name, moved in told.items()
        if isinstance(moved, list) and len(moved) == 2 and all(type(one) is int for one in moved)
    }
