# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Plain settings of this device that are not secret and not about any person."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from fieldkit.printers.ticket import Kind, Printer

GROUPS = ("card", "sheet", "receipt", "paper", "label", "large")
"""What a printer is remembered for: single cards, sheets of cards, receipts, papers of A4 and A5, labels, large type."""
BEFORE = {"form": ("sheet", "paper"), "card": ("card",), "receipt": ("receipt",)}
"""What the kinds of the first release are now."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What this device remembers between starts, outside the encrypted store.

    ``language`` is ``zh_CN`` or ``en``; ``theme`` is ``system``, ``light``, ``dark`` or ``contrast``;
    ``printers`` maps a group of papers (``GROUPS``) to the name of a printer among ``devices``, which are remembered;
    ``receipt_paper`` is ``A5``, ``A4``, ``80mm`` or ``58mm``; ``last_operator`` is an operator id;
    ``lock_minutes`` is how long a device may stand idle before it locks, ``0`` for never (a rehearsal);
    ``second_place`` is the folder, best on a stick, that gets a second copy of the store as work goes on, '' for none;
    ``copy_tried`` is the day (ISO) on which a copy was last opened with the recovery code; ``overprint`` says by
    printer how many tenths of a millimetre contents are moved on a form printed before (``ui.documents.offsets``);
    ``card_form`` and ``sheet_form`` are in which form single cards and sheets are printed (``domain.card_forms``).
    """

    language: str = "zh_CN"
    theme: str = "system"
    site: str = ""
    booth: str = ""
    last_operator: str = ""
    receipt_paper: str = "A5"
    lock_minutes: str = "3"
    second_place: str = ""
    copy_tried: str = ""
    overprint: str = ""
    card_form: str = "standard/both/1"
    sheet_form: str = "standard/none/1"
    printers: tuple[tuple[str, str], ...] = ()
    devices: tuple[Printer, ...] = ()


def load(file: Path) -> Settings:
    """Return the settings kept in ``file``; defaults for what is missing or unreadable."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = {field.name for field in fields(Settings)}
    kept = {key: value for key, value in raw.items() if key in known} if isinstance(raw, dict) else {}
    printers = kept.pop("printers", {})
    pairs = tuple(sorted((str(k), str(v)) for k, v in printers.items())) if isinstance(printers, dict) else ()
    return Settings(printers=pairs, **{key: str(value) for key, value in kept.items()})


def save(file: Path, settings: Settings) -> None:
    """Write ``settings`` to ``file`` by way of a temporary name, so that a cut leaves the old ones."""
    raw = asdict(settings)
    raw["printers"] = dict(settings.printers)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = file.with_suffix(".new")
    new.write_text(json.dumps(raw, ensure_ascii=False, indent=1), encoding="utf-8")
    new.chmod(0o600)
    new.replace(file)
