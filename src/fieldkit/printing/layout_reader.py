# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Read a layout file into values, strictly: every key known, every value of its kind, all faults told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
from fieldkit.printing import layout_pictures, layout_toml
from fieldkit.printing.layout_keys import CARD, ELEMENTS, REQUIRED, SHEET, TOP, Keys
from fieldkit.printing.layouts import (
    FIELDS,
    PLACE,
    Block,
    Box,
    Code,
    Colour,
    Element,
    Layout,
    Perforation,
    Picture,
    Text,
)

MOST_ELEMENTS = 200  # of a side; a layout has fifteen
LONGEST_FACT = 80  # characters of what stands in the file that are told again
HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def read(content: bytes, *, name: str, folder: Path) -> tuple[Layout | None, tuple[LayoutFault, ...]]:
    """Return the layout and what is wrong with the file; pictures are looked for in ``folder``.

    With faults the layout holds only what could be read: it can be checked for more of them, and nothing else. It is
    None where not even the card's size is known.
    """
    raw, unreadable = layout_toml.parsed(content)
    if unreadable:
        return None, unreadable
    faults: list[LayoutFault] = []
    layout = _Reader(folder, faults).layout(raw, name)
    return layout, tuple(faults)


class _Reader:
    """Takes the tables of one file and gathers what is wrong with them."""

    def __init__(self, folder: Path, faults: list[LayoutFault]) -> None:
        self._folder, self._faults = folder, faults
        self._colours: dict[str, Colour] = {}
        self._languages: tuple[str, ...] = ()

    def layout(self, raw: Mapping[str, Any], name: str) -> Layout | None:
        top = self._table(raw, TOP, "")
        self._languages = top["languages"]
        self._colours = self._named_colours(top["colours"])
        card = self._table(top["card"], CARD, "card")
        sheet = None if top["sheet"] is None else self._table(top["sheet"], SHEET, "sheet")
        front, back = self._side(top["front"], "front"), self._side(top["back"], "back")
        if any(value is None for value in card.values()):
            return None
        if sheet is not None and any(value is None for value in sheet.values()):
            sheet = None
        return Layout(
            name=name,
            title=top["title"] or "",
            **card,
            front=front,
            back=back,
            sheet=None if sheet is None else Perforation(**sheet),
        )

    def _say(self, kind: LayoutFaultKind, where: str, *facts: str) -> None:
        told = (fact if len(fact) <= LONGEST_FACT else f"{fact[:LONGEST_FACT]}…" for fact in facts)
        self._faults.append(LayoutFault(kind, where, tuple(told)))

    def _table(self, raw: object, keys: Keys, where: str) -> dict[str, Any]:
        """Return a value for every key of ``keys``; what is missing or wrong is told and has its default."""
        found: dict[str, Any] = {}
        if not isinstance(raw, Mapping):
            self._say(LayoutFaultKind.WRONG_VALUE, where, where, "[...]")
            raw = {}
        for key in raw:
            if key not in keys:
                self._say(LayoutFaultKind.UNKNOWN_KEY, where, str(key))
        for key, (check, default) in keys.items():
            found[key] = None if default is REQUIRED else default
            if key not in raw:
                if default is REQUIRED:
                    self._say(LayoutFaultKind.MISSING_KEY, where, key)
                continue
            try:
                found[key] = check(raw[key])
            except ValueError as allowed:
                self._say(LayoutFaultKind.WRONG_VALUE, where, key, str(allowed))
        return found

    def _named_colours(self, raw: Mapping[str, Any]) -> dict[str, Colour]:
        found = {}
        for name, written in raw.items():
            colour = _colour(written)
            if colour is None:
                self._say(LayoutFaultKind.BAD_COLOUR, f"colours.{name}", str(written))
            found[str(name)] = colour or (0.0, 0.0, 0.0)
        return found

    def _side(self, raw: object, side: str) -> tuple[Element, ...]:
        found: list[Element] = []
        names: set[str] = set()
        tables = raw if isinstance(raw, list) else []
        if len(tables) > MOST_ELEMENTS:
            self._say(LayoutFaultKind.TOO_MANY, side, str(len(tables)), str(MOST_ELEMENTS))
        for number, table in enumerate(tables[:MOST_ELEMENTS], start=1):
            named = str(table.get("id", number))[:40] if isinstance(table, Mapping) else str(number)
            where = f"{side}/{named}"
            element = self._element(table, where)
            if element is None:
                continue
            if element.id in names:
                self._say(LayoutFaultKind.SAME_ID, where, element.id)
            names.add(element.id)
            found.append(element)
        return tuple(found)

    def _element(self, raw: object, where: str) -> Element | None:
        """Return an element; None where it is wrong, not shown, or of a language that this layout does not speak."""
        kind = raw.get("kind") if isinstance(raw, Mapping) else None
        keys = ELEMENTS.get(kind) if isinstance(kind, str) else None
        if keys is None:
            self._say(LayoutFaultKind.WRONG_VALUE, where, "kind", " / ".join(ELEMENTS))
            return None
        before = len(self._faults)
        values = self._table(raw, keys, where)
        if "colour" in values:
            values["colour"] = self._ink(values["colour"], where)
        if kind == "text":
            self._look_for_fields(values["text"] or "", where)
        if kind == "picture":
            values["content"] = self._picture(values["file"], where)
        language, shown = values.pop("language"), values.pop("show")
        spoken = not language or language in self._languages
        return _made(values) if spoken and shown and len(self._faults) == before else None

    def _ink(self, written: str | None, where: str) -> Colour:
        colour = self._colours.get(written or "") or _colour(written)
        if colour is None and written is not None:
            self._say(LayoutFaultKind.BAD_COLOUR, where, written)
        return colour or (0.0, 0.0, 0.0)

    def _look_for_fields(self, text: str, where: str) -> None:
        for place in PLACE.findall(text):
            if place not in FIELDS:
                fields = " ".join(f"{{{one}}}" for one in FIELDS)
                self._say(LayoutFaultKind.UNKNOWN_FIELD, where, f"{{{place}}}", fields)

    def _picture(self, file: str | None, where: str) -> bytes:
        if file is None:
            return b""
        try:
            return layout_pictures.content(self._folder, file)
        except layout_pictures.PictureRefused as refused:
            self._say(refused.kind, where, file, *refused.facts)
            return b""


def _colour(written: object) -> Colour | None:
    if not isinstance(written, str) or not HEX.fullmatch(written):
        return None
    red, green, blue = (int(written[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _made(values: dict[str, Any]) -> Element:
    """Return the element of a table in which nothing is wrong."""
    kind = values.pop("kind")
    box = Box(*(values.pop(key) for key in ("x", "y", "width", "height")))
    if kind == "text":
        size = values["size"]
        values["single"] = min(values["single"] or size, size)
        values["least"] = min(values["least"], values["single"])
        values["text"] = values["text"].strip()
        return Text(box=box, **values)
    if kind == "picture":
        return Picture(box=box, **values)
    return Block(box=box, **values) if kind == "block" else Code(box=box, **values)
