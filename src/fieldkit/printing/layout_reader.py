# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Read a layout file into values, strictly: every key known, every value of its kind, all faults told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldkit.domain.layout_faults import LayoutFault, LayoutFaultKind
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

LARGEST_FILE = 200_000  # bytes of toml that are read; a layout has six thousand
LARGEST_PICTURE = 1_000_000  # bytes; every sheet carries it
HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def read(content: bytes, *, name: str, folder: Path) -> tuple[Layout | None, tuple[LayoutFault, ...]]:
    """Return the layout, or None and what is wrong with the file; pictures are looked for in ``folder``."""
    faults: list[LayoutFault] = []
    try:
        raw = tomllib.loads(content[:LARGEST_FILE].decode("utf-8"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not toml
        return None, (LayoutFault(LayoutFaultKind.NOT_TOML, name, (str(error)[:200],)),)
    reader = _Reader(folder, faults)
    layout = reader.layout(raw, name)
    return (None, tuple(faults)) if faults else (layout, ())


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
        if self._faults:
            return None
        return Layout(
            name=name,
            title=top["title"],
            **card,
            front=front,
            back=back,
            sheet=None if sheet is None else Perforation(**sheet),
        )

    def _say(self, kind: LayoutFaultKind, where: str, *facts: str) -> None:
        self._faults.append(LayoutFault(kind, where, facts))

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
        for number, table in enumerate(raw if isinstance(raw, list) else [], start=1):
            where = f"{side}/{table.get('id', number)}" if isinstance(table, Mapping) else f"{side}/{number}"
            element = self._element(table, where)
            if element is None:
                continue
            if element.id in names:
                self._say(LayoutFaultKind.SAME_ID, where, element.id)
            names.add(element.id)
            found.append(element)
        return tuple(found)

    def _element(self, raw: object, where: str) -> Element | None:
        """Return an element; None where it is wrong, or of a language that this layout does not speak."""
        kind = raw.get("kind") if isinstance(raw, Mapping) else None
        keys = ELEMENTS.get(kind) if isinstance(kind, str) else None
        if keys is None:
            self._say(LayoutFaultKind.WRONG_VALUE, where, "kind", " / ".join(ELEMENTS))
            return None
        before = len(self._faults)
        values = self._table(raw, keys, where)
        language = values.pop("language")
        values.pop("kind")
        made = self._made(str(kind), values, where, wrong=len(self._faults) > before)
        if made is None or (language and language not in self._languages):
            return None
        return made

    def _made(self, kind: str, values: dict[str, Any], where: str, *, wrong: bool) -> Element | None:
        if "colour" in values:
            values["colour"] = self._ink(values["colour"], where)
        if kind == "text":
            self._look_for_fields(values["text"] or "", where)
        content = self._picture(values["file"], where) if kind == "picture" else b""
        if wrong:
            return None
        sides = {"x": 0.0, "y": 0.0, "width": 0.0, "height": 0.0}
        box = Box(*(values.pop(key) for key in sides))
        if kind == "text":
            size = values["size"]
            values["single"] = min(values["single"] or size, size)
            values["least"] = min(values["least"], values["single"])
            values["text"] = values["text"].strip()
            return Text(box=box, **values)
        if kind == "picture":
            return Picture(box=box, content=content, **values)
        return Block(box=box, **values) if kind == "block" else Code(box=box, **values)

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
        if Path(file).name != file or "\\" in file or file.startswith("."):  # beside the layout, nowhere else
            self._say(LayoutFaultKind.NO_PICTURE, where, file)
            return b""
        path = self._folder / file
        try:
            size = path.stat().st_size
            if size > LARGEST_PICTURE:
                self._say(
                    LayoutFaultKind.LARGE_PICTURE,
                    where,
                    file,
                    f"{size // 1000} kB",
                    f"{LARGEST_PICTURE // 1000} kB",
                )
                return b""
            return path.read_bytes()
        except OSError:
            self._say(LayoutFaultKind.NO_PICTURE, where, file)
            return b""


def _colour(written: object) -> Colour | None:
    if not isinstance(written, str) or not HEX.fullmatch(written):
        return None
    red, green, blue = (int(written[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
