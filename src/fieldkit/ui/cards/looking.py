# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the page of layouts asks of its lane: read a file, check it, draw a sample, save. No widget here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from fieldkit.domain.card_forms import Backs, CardForm
from fieldkit.domain.layout_faults import LayoutFault
from fieldkit.domain.papers import MemberCard
from fieldkit.problems import DiskRefused

CARD_DPI, SHEET_DPI = 220, 96


@dataclass(frozen=True, slots=True)
class Offered:
    """A layout that can be chosen: its name and title, whether it is the district's own, and its file."""

    name: str
    title: str
    own: bool
    file: Path


@dataclass(frozen=True, slots=True)
class Seen:
    """How a layout comes out: pictures of its pages, what is wrong, how many cards a sheet has (0 for labels)."""

    pictures: tuple[QImage, ...]
    faults: tuple[LayoutFault, ...]
    places: int


def offered(_store: Any, *, own: Path) -> tuple[Offered, ...]:
    """Slow. Return all layouts, the shipped standard first."""
    from fieldkit.printing import layout_store  # noqa: PLC0415 - slow to import, and only this page needs it

    found = [
        Offered(one.name, layout_store.title_of(one.file), one.own, one.file)
        for one in layout_store.available(own)
    ]
    return tuple(sorted(found, key=lambda one: (one.name != "standard", not one.own, one.name)))


def read(_store: Any, *, file: Path) -> str:
    """Slow. Return what a layout's file says, '' where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def look(_store: Any, *, text: str, file: Path, form: CardForm, on_sheets: bool, person: MemberCard) -> Seen:
    """Slow. Check a layout that may not be saved yet, and draw a sample of it; nothing is drawn that cannot be."""
    from fieldkit.printing import layout_store  # noqa: PLC0415

    layout, faults = layout_store.examined_text(text.encode(), name=file.stem, folder=file.parent)
    if layout is None:
        return Seen((), faults, 0)
    places = layout.sheet.places if layout.sheet is not None else 0
    try:
        pictures = _drawn(layout, form, person, on_sheets=on_sheets and bool(places))
    except Exception:
        if not faults:
            raise
        pictures = ()  # of what is wrong with it, something keeps it from being drawn at all
    return Seen(pictures, faults, places)


def _drawn(layout: Any, form: CardForm, person: MemberCard, *, on_sheets: bool) -> tuple[QImage, ...]:
    from fieldkit.printing import cards  # noqa: PLC0415
    from fieldkit.ui.paper_images import page_count, page_image  # noqa: PLC0415

    if on_sheets:
        start = min(form.start, layout.sheet.places)
        people = (person,) * (layout.sheet.places - start + 1)
        pdf = cards.card_sheets(people, layout, start=start, backs=form.backs)
    else:
        pdf = cards.member_card(person, layout, back=form.backs is not Backs.NONE)
    dpi = SHEET_DPI if on_sheets else CARD_DPI
    return tuple(page_image(pdf, dpi=dpi, page=page) for page in range(page_count(pdf)))


def samples(_store: Any) -> tuple[MemberCard, ...]:
    """Slow. Return the invented people to look at a layout with."""
    from fieldkit.printing.layout_samples import SAMPLES  # noqa: PLC0415

    return SAMPLES


def save(_store: Any, *, file: Path, text: str) -> Path:
    """Slow. Write a layout whole or not at all. Raises DiskRefused."""
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, encoding="utf-8")
        new.replace(file)
    except OSError as error:
        raise DiskRefused from error
    return file


def copy(_store: Any, *, name: str, text: str, own: Path) -> Path:
    """Slow. Save a layout as one of the district's own under a name that is free. Raises DiskRefused."""
    number = 1
    while (target := own / f"{name}-{number}.toml").exists():
        number += 1
    return save(_store, file=target, text=text)
