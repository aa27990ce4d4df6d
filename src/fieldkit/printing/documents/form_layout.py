# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where everything of the member form stands: the shipped places, or a district's own for the form it has printed.

A district's file is read strictly: what is not known or not on the page is refused with the place, and nothing is
printed in a wrong frame in silence.
"""

from __future__ import annotations

import functools
import math
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from fieldkit.paths import resources
from fieldkit.printing.documents.page import A4
from fieldkit.problems import FormLayoutRefused

FILE = "member_form.toml"
LARGEST_FILE = 200_000  # bytes; the shipped one has five thousand
LEAST_SIZE, LARGEST_SIZE = 5.0, 40.0  # points
WORDS = ("label", "value", "text")


@dataclass(frozen=True, slots=True)
class Spot:
    """One frame of the form, in millimetres; ``value`` is what is filled in, ``text`` what always stands there."""

    x: float
    y: float
    width: float
    height: float
    label: str = ""
    label_width: float = 0.0
    value: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of a form."""

    title: str
    title_y: float
    number_y: float
    size: float
    spots: tuple[Spot, ...]


def layout(own: Path | None = None) -> Layout:
    """Return the places: those of the file in the folder ``own``, where there is one, else the shipped ones.

    Raise ``FormLayoutRefused`` with the place of the first fault.
    """
    file = own / FILE if own is not None else None
    if file is not None and file.is_file():
        try:
            return read(file.read_bytes())
        except OSError:
            raise FormLayoutRefused(place=FILE) from None
    return _shipped()


@functools.cache
def _shipped() -> Layout:
    return read((resources() / "documents" / FILE).read_bytes())


def read(content: bytes) -> Layout:
    """Return the places that a file says. Raise ``FormLayoutRefused``."""
    try:
        told = tomllib.loads(content[:LARGEST_FILE].decode("utf-8"))
    except (ValueError, RecursionError):
        raise FormLayoutRefused(place="toml") from None
    cells = told.pop("cell", None)
    top = {name: told.pop(name, None) for name in ("title", "title_y", "number_y", "size")}
    if told:
        raise FormLayoutRefused(place=next(iter(told)))
    if not isinstance(top["title"], str):
        raise FormLayoutRefused(place="title")
    if not isinstance(cells, list) or not cells:
        raise FormLayoutRefused(place="cell")
    return Layout(
        title=top["title"],
        title_y=_between(top["title_y"], 0.0, A4.height, "title_y"),
        number_y=_between(top["number_y"], 0.0, A4.height, "number_y"),
        size=_between(top["size"], LEAST_SIZE, LARGEST_SIZE, "size"),
        spots=tuple(_spot(cell, f"cell {place}") for place, cell in enumerate(cells, start=1)),
    )


def _spot(cell: object, where: str) -> Spot:
    if not isinstance(cell, dict):
        raise FormLayoutRefused(place=where)
    known = {field.name for field in fields(Spot)}
    for name in cell:
        if name not in known:
            raise FormLayoutRefused(place=f"{where}: {name}")
    for name in WORDS:
        if not isinstance(cell.get(name, ""), str):
            raise FormLayoutRefused(place=f"{where}: {name}")
    x = _between(cell.get("x"), 0.0, A4.width, f"{where}: x")
    y = _between(cell.get("y"), 0.0, A4.height, f"{where}: y")
    width = _between(cell.get("width"), 5.0, A4.width - x, f"{where}: width")
    height = _between(cell.get("height"), 4.0, A4.height - y, f"{where}: height")
    label_width = _between(cell.get("label_width", 0.0), 0.0, width - 4.0, f"{where}: label_width")
    words = {name: cell.get(name, "") for name in WORDS}
    return Spot(x=x, y=y, width=width, height=height, label_width=label_width, **words)


def _between(value: object, least: float, most: float, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise FormLayoutRefused(place=where)
    if not least <= value <= most:
        raise FormLayoutRefused(place=where)
    return float(value)
