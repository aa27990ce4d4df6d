# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the form of common changes asks of the printing room: what stands in a file, and a file with a change in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from fieldkit.printing import layout_changes, layout_pictures
from fieldkit.printing.layout_changes import Common, Item
from fieldkit.problems import DiskRefused

__all__ = ["Common", "Eased", "Item"]

MOST_DOTS = 60_000_000  # of a picture that is made smaller: any camera's; Qt takes 256 MB for it
SIDE = 900  # dots of a logo that was larger than a card can carry: 600 dpi and more for the largest place
common = layout_changes.common
with_main = layout_changes.with_main


@dataclass(frozen=True, slots=True)
class Eased:
    """A text with a logo in it, or what is wrong with the picture."""

    text: str
    fault: LayoutFault | None = None


def with_title(text: str, title: str) -> str:
    """Return the text with another title of the layout."""
    return layout_changes.with_value(text, ("", ""), "title", title)


def with_words(text: str, item: Item, words: str) -> str:
    """Return the text with other words in one place of the card."""
    return layout_changes.with_value(text, (item.side, item.id), "text", words)


def with_shown(text: str, item: Item, *, on: bool) -> str:
    """Return the text with something shown or not."""
    return layout_changes.with_value(text, (item.side, item.id), "show", None if on else False)


def with_language(text: str, language: str, *, on: bool) -> str:
    """Return the text with a language spoken or not."""
    found = common(text)
    if found is None:
        return text
    spoken = [one for one in found.languages if (on if one == language else one in found.spoken)]
    return layout_changes.with_value(text, ("", ""), "languages", spoken)


def without_logo(text: str) -> str:
    """Return the text without a logo; the picture stays where it lies."""
    return layout_changes.with_logo(text, "", None)


def take_logo(_store: Any, *, text: str, file: Path, picture: Path) -> Eased:
    """Slow. Copy a picture beside a layout, smaller where it is too large, and name it there. Raises DiskRefused."""
    try:
        content = layout_pictures.content(picture.parent, picture.name)
        ending = picture.suffix.lower()
    except layout_pictures.PictureRefused as refused:
        content, ending = _smaller(picture), ".png"
        if refused.kind is not LayoutFaultKind.LARGE_PICTURE or not content:
            return Eased(text, LayoutFault(refused.kind, "front/logo", (picture.name, *refused.facts)))
    layout = layout_changes.layout_of(text, file)
    name = _free(file, ending)
    changed = layout_changes.with_logo(text, name, layout)
    if changed != text:
        try:
            (file.parent / name).write_bytes(content)
        except OSError as error:
            raise DiskRefused from error
    return Eased(changed)


def _free(file: Path, ending: str) -> str:
    number = 1
    while (file.parent / f"{file.stem}-logo-{number}{ending}").exists():
        number += 1
    return f"{file.stem}-logo-{number}{ending}"


def _smaller(picture: Path) -> bytes:
    """Return a large picture as a small PNG, b'' where it cannot be read or would fill the memory."""
    reader = QImageReader(str(picture))
    size = reader.size()
    image = reader.read() if 0 < size.width() * size.height() <= MOST_DOTS else QImage()
    if image.isNull():
        return b""
    smaller = image.scaled(
        SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    smaller.save(buffer, "PNG")  # type: ignore[call-overload]  # bytes, as its stub wants, it does not take
    return bytes(buffer.data().data())
