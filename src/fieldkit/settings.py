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
"""What a printer is remembered for: single cards, sheets of cards, receipts, A4 and A5, labels, large type."""
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
    printers, listed = kept.pop("printers", {}), kept.pop("devices", None)
    pairs = tuple(sorted((str(k), str(v)) for k, v in printers.items())) if isinstance(printers, dict) else ()
    if listed is None:
        pairs, devices = _of_the_first_release(pairs)
    else:
        found = [_printer(one) for one in listed] if isinstance(listed, list) else []
        devices = tuple({one.name: one for one in found if one is not None}.values())
    plain = {key: str(value) for key, value in kept.items()}
    return Settings(printers=pairs, devices=devices, **plain)


def save(file: Path, settings: Settings) -> None:
    """Write ``settings`` to ``file`` by way of a temporary name, so that a cut leaves the old ones."""
    raw = asdict(settings)
    raw["printers"] = dict(settings.printers)
    raw["devices"] = [{**asdict(one), "kind": one.kind.value} for one in settings.devices]
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = file.with_suffix(".new")
    new.write_text(json.dumps(raw, ensure_ascii=False, indent=1), encoding="utf-8")
    new.chmod(0o600)
    new.replace(file)


def _printer(raw: Any) -> Printer | None:
    """Return a remembered printer, or None for what is none."""
    try:
        right, down = raw["offset_mm"]
        return Printer(
            name=str(raw["name"]),
            kind=Kind(raw["kind"]),
            road=str(raw["road"]),
            dpi=int(raw["dpi"]),
            paper=str(raw["paper"]),
            offset_mm=(float(right), float(down)),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _of_the_first_release(
    pairs: tuple[tuple[str, str], ...],
) -> tuple[tuple[tuple[str, str], ...], tuple[Printer, ...]]:
    """Return what its settings mean: it knew the system's printers only, by name, for three kinds of paper."""
    kind = Kind.WINDOWS if sys.platform == "win32" else Kind.CUPS
    groups = [(group, name) for before, name in pairs for group in BEFORE.get(before, ())]
    names = dict.fromkeys(name for _, name in groups)
    return tuple(sorted(groups)), tuple(Printer(name, kind, name) for name in names)
