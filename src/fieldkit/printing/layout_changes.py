# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Change single values in the text of a layout file; notes, order and everything else stay as they were typed.

Each change is read again: where the text did not come to say exactly what was asked for, it is left alone.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fieldkit.printing import layout_check, layout_store, layout_toml
from fieldkit.printing.layouts import Block, Box, Code, Layout, Picture

MAIN, OLD_MAIN = "main", "red"  # what layouts call their first colour, and what they called it once
LOGO = "logo"
SIZES = ((18.0, 8.0), (14.0, 8.0), (18.0, 6.0), (10.0, 8.0), (8.0, 8.0), (12.0, 6.0), (7.0, 7.0), (6.0, 6.0))
STEP = 0.5  # millimetres from one place that is tried to the next
AIR = 0.8  # millimetres between a logo and what is beside it
NEAR_CODE = 3.6  # millimetres: four of the largest modules
VALUE = r'"""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|\[[^\]]*\]|[^#\n]*?'
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")

Where = tuple[str, str]  # a table's name, and in front and back the id of the element


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a side: a text, a picture or a code; ``text`` is '' where it has none."""

    side: str
    id: str
    kind: str
    text: str
    shown: bool
    when: str
    language: str


@dataclass(frozen=True, slots=True)
class Common:
    """What districts change most, as it stands in a file; ``main`` and ``logo`` are '' where there is none."""

    title: str
    main: str
    logo: str
    languages: tuple[str, ...]
    spoken: tuple[str, ...]
    items: tuple[Item, ...]


def common(text: str) -> Common | None:
    """Return what districts change most, None where the file has slips that must be mended first."""
    raw, faults = layout_toml.parsed(text.encode("utf-8", "replace"))
    if faults:
        return None
    colours = raw.get("colours")
    colours = colours if isinstance(colours, Mapping) else {}
    spoken = raw.get("languages")
    spoken = tuple(one for one in spoken if isinstance(one, str)) if isinstance(spoken, list) else ("zh",)
    items = tuple(_items(raw))
    logos = (table.get("file", "") for table in _tables(raw, "front") if table.get("id") == LOGO)
    return Common(
        title=str(raw.get("title", "")),
        main=str(colours.get(MAIN) or colours.get(OLD_MAIN) or ""),
        logo=str(next(logos, "")),
        languages=tuple(dict.fromkeys((*spoken, *(one.language for one in items if one.language)))),
        spoken=spoken,
        items=items,
    )


def _tables(raw: Mapping[str, Any], side: str) -> list[Mapping[str, Any]]:
    found = raw.get(side)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _items(raw: Mapping[str, Any]) -> list[Item]:
    return [
        Item(
            side=side,
            id=str(table.get("id", "")),
            kind=str(table.get("kind", "")),
            text=str(table.get("text", "")),
            shown=table.get("show") is not False,
            when=str(table.get("when", "")),
            language=str(table.get("language", "")),
        )
        for side in ("front", "back")
        for table in _tables(raw, side)
        if table.get("kind") in {"text", "picture", "code"}
    ]


def with_value(text: str, where: Where, key: str, value: Any) -> str:
    """Return the text with one value changed, added, or taken away by None; as it was where that cannot be done."""
    before, faults = layout_toml.parsed(text.encode("utf-8", "replace"))
    if faults:
        return text
    wanted = copy.deepcopy(dict(before))
    table = _table(wanted, where)
    if table is None:
        return text
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
    parts = _parts(text)
    place = next((place for place, part in enumerate(parts) if _is(part, where)), None)
    if place is None:
        return text
    parts[place] = _part_with(parts[place], key, value)
    return _if_it_says(wanted, "".join(parts), text)


def with_main(text: str, colour: str) -> str:
    """Return the text with another main colour; one that is still called red gets its true name."""
    table = ("colours", "")
    for part in _parts(text):
        if _is(part, table) and re.search(rf"(?m)^\s*{OLD_MAIN}\s*=", part) and not _has(part, MAIN):
            renamed = re.sub(rf"(?m)^(\s*){OLD_MAIN}(\s*=)", rf"\1{MAIN}\2", part)
            text = text.replace(part, renamed)
            text = re.sub(rf'(?m)^(\s*colour\s*=\s*)"{OLD_MAIN}"', rf'\1"{MAIN}"', text)
    return with_value(text, table, MAIN, colour)


def with_logo(text: str, file: str, layout: Layout | None) -> str:
    """Return the text with another logo, '' for none; as it was where ``layout`` has no place for a first one."""
    where = ("front", LOGO)
    parts = _parts(text)
    place = next((place for place, part in enumerate(parts) if _is(part, where)), None)
    if place is not None and not file:
        return "".join(parts[:place] + parts[place + 1 :])
    if place is not None:
        return with_value(text, where, "file", file)
    box = place_for_logo(layout) if layout is not None and file else None
    if box is None:
        return text
    lines = ["[[front]]", f'id = "{LOGO}"', 'kind = "picture"', f"file = {_written(file)}"]
    lines += [f"{side} = {getattr(box, side):.1f}" for side in ("x", "y", "width", "height")]
    return text.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"


def place_for_logo(layout: Layout) -> Box | None:
    """Return the largest free place on the front, the uppermost of those, None where there is none."""
    taken = [
        one.box.grown(NEAR_CODE if isinstance(one, Code) else AIR)
        for one in layout.front
        if not (isinstance(one, Picture) and one.ground)
    ]
    known = layout_check.faults(layout)
    for width, height in SIZES:
        for box in _boxes(layout, width, height):
            if any(box.meets(other) for other in taken):
                continue
            logo = Picture(id=LOGO, box=box, file="", content=b"")
            if layout_check.faults(replace(layout, front=(*layout.front, logo))) == known:
                return box
    return None


def _boxes(layout: Layout, width: float, height: float) -> list[Box]:
    edges = [
        one.box.right for one in layout.front if isinstance(one, Block)
    ]  # as the rule does, if there is one
    right = min(max(edges, default=layout.width), layout.width - layout.safe)
    across = int((right - layout.safe - width) / STEP)
    down = int((layout.height - 2 * layout.safe - height) / STEP)
    return [
        Box(right - width - x * STEP, layout.safe + y * STEP, width, height)
        for y in range(down + 1)
        for x in range(across + 1)
    ]


def _parts(text: str) -> list[str]:
    """Return the text in pieces, each but the first from a table's name on."""
    return re.split(r"(?m)^(?=[ \t]*\[)", text)


def _is(part: str, where: Where) -> bool:
    table, element = where
    if not table:
        return not part.lstrip().startswith("[")
    if not element:
        return re.match(rf"\s*\[\s*{table}\s*\]", part) is not None
    named = re.search(rf'(?m)^\s*id\s*=\s*"{re.escape(element)}"', part)
    return named is not None and re.match(rf"\s*\[\[\s*{table}\s*\]\]", part) is not None


def _table(raw: dict[str, Any], where: Where) -> dict[str, Any] | None:
    table, element = where
    found = raw.get(table) if table else raw
    if element:
        elements = found if isinstance(found, list) else []
        return next((one for one in elements if isinstance(one, dict) and one.get("id") == element), None)
    return found if isinstance(found, dict) else None


def _has(part: str, key: str) -> bool:
    return re.search(rf"(?m)^\s*{key}\s*=", part) is not None


def _part_with(part: str, key: str, value: Any) -> str:
    line = "" if value is None else f"{key} = {_written(value)}"
    old = rf"(?m)^[ \t]*{key}[ \t]*=[ \t]*({VALUE})([ \t]*(?:#.*)?)$"
    if _has(part, key):
        if value is None:
            return re.sub(old + r"\n?", "", part, count=1)
        return re.sub(old, lambda found: line + found[2], part, count=1)
    if not line:
        return part
    body = part.rstrip()
    return f"{body}\n{line}{part[len(body) :] or chr(10)}"


def _written(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(CONTROL.sub("", value), ensure_ascii=False)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_written(one) for one in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _if_it_says(wanted: Mapping[str, Any], text: str, before: str) -> str:
    found, faults = layout_toml.parsed(text.encode("utf-8", "replace"))
    return text if not faults and found == wanted else before


def layout_of(text: str, file: Path) -> Layout | None:
    """Return the layout that a text makes, None where it has faults."""
    layout, faults = layout_store.examined_text(text.encode(), name=file.stem, folder=file.parent)
    return None if faults else layout
