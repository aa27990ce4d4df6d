# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the page of layouts asks of its lane: read a file, check it, draw a sample, save. No widget here.

1. What is typed is kept as a draft beside its layout as soon as it was looked at; it is never lost.
2. Only what has no fault becomes the layout itself: what is printed with stays whole while somebody tries.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from fieldkit.domain.card_forms import STANDARD, Backs, CardForm
from fieldkit.domain.layout_faults import LayoutFault
from fieldkit.domain.papers import MemberCard
from fieldkit.problems import DiskRefused

CARD_DPI, SHEET_DPI = 220, 96
DRAFT = ".draft"


@dataclass(frozen=True, slots=True)
class Offered:
    """A layout that can be chosen: name, title, whether it is the district's own, its file and when it was kept."""

    name: str
    title: str
    own: bool
    file: Path
    kept: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a layout's file: what is to be shown, what is saved; ``faults`` where it cannot be shown."""

    text: str
    saved: str
    faults: tuple[LayoutFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """How a layout comes out: pictures of its pages, what is wrong, how many cards a sheet has (0 for labels).

    ``drafted`` is True where what was looked at is safe on the disk.
    """

    pictures: tuple[QImage, ...]
    faults: tuple[LayoutFault, ...]
    places: int
    drafted: bool = True


def offered(_store: Any, *, own: Path) -> tuple[Offered, ...]:
    """Slow. Return all layouts, the shipped standard first."""
    from fieldkit.printing import layout_store  # noqa: PLC0415 - slow to import, and only this page needs it

    found = [
        Offered(one.name, layout_store.title_of(one.file), one.own, one.file, _kept(one.file))
        for one in layout_store.available(own)
    ]
    return tuple(sorted(found, key=lambda one: (one.name != STANDARD, not one.own, one.name)))


def _kept(file: Path) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
    except OSError:
        return None


def read(_store: Any, *, file: Path, own: bool) -> Content:
    """Slow. Return what a layout's file says, or the draft of it that was not finished."""
    from fieldkit.printing import layout_store  # noqa: PLC0415

    saved, faults = layout_store.text_of(file)
    if own and not faults:
        draft, unreadable = layout_store.text_of(file.with_suffix(DRAFT))
        if not unreadable:
            return Content(draft, saved)
    return Content(saved, saved, faults)


def look(
    _store: Any,
    *,
    text: str,
    file: Path,
    form: CardForm,
    on_sheets: bool,
    person: MemberCard,
    draft: bool,
) -> Seen:
    """Slow. Check a layout that may not be saved yet, and draw a sample of it; nothing is drawn that cannot be.

    With ``draft`` the text is kept as the draft of ``file`` first.
    """
    from fieldkit.printing import layout_store  # noqa: PLC0415

    drafted = not draft or _written(file.with_suffix(DRAFT), text)
    layout, faults = layout_store.examined_text(text.encode(), name=file.stem, folder=file.parent)
    if layout is None:
        return Seen((), faults, 0, drafted)
    places = layout.sheet.places if layout.sheet is not None else 0
    try:
        pictures = _drawn(layout, form, person, on_sheets=on_sheets and bool(places))
    except Exception:
        if not faults:
            raise
        pictures = ()  # of what is wrong with it, something keeps it from being drawn at all
    return Seen(pictures, faults, places, drafted)


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


def save(_store: Any, *, file: Path, text: str) -> tuple[LayoutFault, ...]:
    """Slow. Keep a layout, as a draft where it has faults; return those. Raises DiskRefused."""
    from fieldkit.printing import layout_store  # noqa: PLC0415

    _, faults = layout_store.examined_text(text.encode(), name=file.stem, folder=file.parent)
    if not _written(file.with_suffix(DRAFT) if faults else file, text):
        raise DiskRefused
    if not faults:
        drop(_store, file=file)
    return faults


def drop(_store: Any, *, file: Path) -> None:
    """Slow. Give up the draft of a layout. Raises DiskRefused."""
    try:
        file.with_suffix(DRAFT).unlink(missing_ok=True)
    except OSError as error:
        raise DiskRefused from error


def copy(_store: Any, *, name: str, text: str, own: Path) -> Path:
    """Slow. Save a layout as one of the district's own under a name that is free. Raises DiskRefused."""
    target = _free(own, name)
    if not _written(target, text):
        raise DiskRefused
    return target


def give_back(_store: Any, *, own: Path) -> None:
    """Slow. Let the shipped standard be seen again where an own file of its name lies over it. Raises DiskRefused."""
    over = own / f"{STANDARD}.toml"
    try:
        if over.exists():
            over.rename(_free(own, STANDARD))
    except OSError as error:
        raise DiskRefused from error


def _free(own: Path, name: str) -> Path:
    number = 1
    while (target := own / f"{name}-{number}.toml").exists():
        number += 1
    return target


def _written(file: Path, text: str) -> bool:
    """Write a text whole or not at all; return False where the disk takes nothing."""
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(file)
    except (OSError, UnicodeEncodeError):
        return False
    return True
