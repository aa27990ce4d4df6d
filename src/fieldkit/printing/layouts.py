# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a card looks like, as values: the elements of its two sides, in millimetres from the upper left corner.

1. A layout is a toml file (``resources/cards/``, explained in ``standard.toml``); ``layout_reader`` makes these
   values of it, ``layout_check`` says what does not fit. Nothing unchecked is printed.
2. What is the same on every card lies under what differs; within each the order is that of the file.
3. A code is drawn with the largest whole number of printer dots to a module that its box holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

INCH = 25.4  # millimetres
FIELDS = ("name", "number", "union", "issued", "code")  # of domain.papers.MemberCard
PLACE = re.compile(r"\{([^{}]*)\}")

ID, SIGNED = "id", "signed"
LEAST_MODULE = {ID: 0.5, SIGNED: 0.42}  # millimetres: 6 and 5 dots at 300 dpi (paper.md §2.3)
MODULES = {ID: (21, 21), SIGNED: (53, 69)}  # shortest and longest: 1-M; 9-M to 13-M, 433 to 796 digits
MOST_DOTS = 10  # more than 0.85 mm to a module no reader needs
QUIET = 4  # modules of white on every side

Colour = tuple[float, float, float]  # red, green, blue from 0 to 1


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height

    def holds(self, other: Box, slack: float = 0.01) -> bool:
        """Return True where ``other`` lies wholly in this box."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Box, slack: float = 0.01) -> bool:
        """Return True where the two share more than ``slack`` millimetres each way."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        return wide > slack and high > slack

    def grown(self, by: float) -> Box:
        """Return the box with ``by`` millimetres more on every side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True)
class Text:
    """Words on the card, with ``{fields}`` of the member.

    ``size`` is the largest in points, ``single`` down to which it stays on one line, ``least`` the smallest.
    ``wrap`` breaks lines at the largest size already, as a paragraph does.
    """

    id: str
    box: Box
    text: str
    size: float
    colour: Colour
    single: float = 0.0
    least: float = 5.0
    spacing: float = 1.3
    bold: bool = False
    wrap: bool = False
    align: float = 0.0
    valign: float = 0.0
    when: str = ""

    @property
    def differs(self) -> bool:
        """Return True where the text is another on every card."""
        return PLACE.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Block:
    """A filled box; what lies wholly on it may lie on it."""

    id: str
    box: Box
    colour: Colour
    corner: float = 0.0
    when: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo or, as ``ground``, what everything else lies on; ``content`` is a PNG or JPEG."""

    id: str
    box: Box
    file: str
    content: bytes = field(repr=False)
    ground: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR symbol in a square box, without its quiet zone; ``holds`` is ``id`` or ``signed``."""

    id: str
    box: Box
    holds: str
    least_dots: int
    when: str = ""

    def dots(self, modules: int, dpi: float) -> int:
        """Return how many printer dots a module has, as large as the box holds."""
        return min(int(min(self.box.width, self.box.height) / INCH * dpi / modules + 0.01), MOST_DOTS)


Element = Text | Block | Picture | Code


@dataclass(frozen=True, slots=True)
class Perforation:
    """Where the cards of a sheet lie: upper left corner of the first, and the steps to the next, in millimetres."""

    width: float
    height: float
    left: float
    top: float
    step_across: float
    step_down: float
    columns: int
    rows: int

    def corner(self, place: int) -> tuple[float, float]:
        """Return the upper left corner of a card by its place on the page, row by row."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.step_across, self.top + row * self.step_down

    @property
    def places(self) -> int:
        """Return how many cards a page holds."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class Layout:
    """One card layout; ``dpi`` is the resolution on whose dots the codes stand, ``sheet`` is None for labels."""

    name: str
    title: str
    width: float
    height: float
    safe: float
    dpi: int
    front: tuple[Element, ...]
    back: tuple[Element, ...]
    sheet: Perforation | None

    @property
    def exact_dpi(self) -> float:
        """Return the resolution as printers have it: those that are sold as 203 dpi have 8 dots to the millimetre."""
        return 203.2 if self.dpi == 203 else float(self.dpi)

    def sides(self) -> Iterator[tuple[str, tuple[Element, ...]]]:
        """Return the sides that there are, by their names in the file."""
        yield "front", self.front
        if self.back:
            yield "back", self.back


@dataclass(frozen=True, slots=True)
class Found:
    """A layout file that lies in a folder; ``own`` is a district's, not shipped."""

    name: str
    file: Path
    own: bool
