# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Draws the cards of one layout, thousands in a run: what they share once, what differs as few operators as it takes.

1. What every card shares is a form of the document: written once, named on each card.
2. A text that comes again (a union, a day) is worded once; every card is drawn from its own upper left corner.
3. A code is a one-bit stencil on whole dots of the layout's resolution, measured from the page's corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader

from fieldkit.domain.papers import MemberCard
from fieldkit.printing import fonts, layout_fit, qr
from fieldkit.printing.layouts import ID, INCH, PLACE, Block, Code, Element, Layout, Picture, Text
from fieldkit.printing.sheet import ASCENT, MM, Sheet

REMEMBERED = 4_096  # texts of a document that are kept as operators


class Press(Sheet):
    """A document of cards; ``put`` draws one side of one card, ``turn`` begins the next page."""

    def __init__(self, layout: Layout, width: float, height: float, *, title: str) -> None:
        super().__init__(width, height, title=title)
        self._layout = layout
        self._grid = INCH / layout.exact_dpi
        self._marked = False
        self._worded: dict[tuple[str, str, str], str] = {}
        self._forms: dict[str, list[str]] = {}
        self._single: dict[str, list[Element]] = {}
        for side, elements in layout.sides():
            for when in ("provisional", "final"):
                shared = [one for one in elements if one.when in {"", when} and not _differs(one)]
                self._forms[side + when] = [self._form(f"{side}-{when}", side, shared)] if shared else []
                self._single[side + when] = [
                    one for one in elements if one.when in {"", when} and _differs(one)
                ]

    def put(self, side: str, card: MemberCard, left: float, top: float, *, turned: bool = False) -> None:
        """Draw ``front`` or ``back`` of a card at a corner of the page in millimetres, ``turned`` on its head."""
        canvas: Any = self._canvas
        width, height = self._layout.width, self._layout.height
        x, y = self._x(left), self._y(top)
        version = side + ("provisional" if card.provisional else "final")
        canvas.addLiteral(
            f"q -1 0 0 -1 {x + width * MM:.3f} {y - height * MM:.3f} cm"
            if turned
            else f"q 1 0 0 1 {x:.3f} {y:.3f} cm"
        )
        for form in self._forms[version]:
            canvas.doForm(form)
        values = {
            "name": card.name,
            "number": card.number,
            "union": card.union,
            "issued": f"{card.issued:%Y-%m-%d}",
            "code": card.code,
        }
        for element in self._single[version]:
            if isinstance(element, Text):
                self._text(side, element, filled(element.text, values))
            elif isinstance(element, Code):
                digits = card.code if element.holds == ID else card.signed
                if digits:
                    self._code(element, qr.symbol(digits), left, top, turned=turned)
        canvas.addLiteral("Q")

    def marks(self, lines: Sequence[tuple[float, float, float, float]], offset: tuple[float, float]) -> None:
        """Draw the same thin lines on every page, each as x, y, width and height in millimetres."""
        canvas: Any = self._canvas
        if not self._marked:
            canvas.beginForm("marks")
            for x, y, wide, high in lines:
                if wide:
                    self.rule(x + offset[0], y + offset[1], wide, weight=0.35)
                else:
                    self.upright(x + offset[0], y + offset[1], high, weight=0.35)
            canvas.endForm()
            self._marked = True
        canvas.doForm("marks")

    def _form(self, name: str, side: str, shared: Sequence[Element]) -> str:
        """Keep what is the same on every card as a form whose corner is the card's; return its name."""
        canvas: Any = self._canvas
        canvas.beginForm(name, 0, -self._layout.height * MM, self._layout.width * MM, 0)
        for element in shared:
            if isinstance(element, Text):
                self._text(side, element, element.text)
            elif isinstance(element, Block):
                self._block(element)
            elif isinstance(element, Picture):
                self._logo(element)
        canvas.endForm()
        return name

    def _text(self, side: str, element: Text, text: str) -> None:
        canvas: Any = self._canvas
        page: list[str] = canvas._code  # noqa: SLF001 - as pen.py, which writes there
        key = (side, element.id, text)
        known = self._worded.get(key)
        if known is not None:
            page.append(known)
            return
        begun = len(page)
        self._write(element, text)
        worded = "\n".join(page[begun:])
        if len(self._worded) < REMEMBERED:
            self._worded[key] = worded

    def _write(self, element: Text, text: str) -> None:
        found = layout_fit.fit(element, text)
        size, box = found.size, element.box
        line = size * element.spacing
        lower = -box.y * MM - element.valign * (box.height * MM - line * len(found.lines))
        lower -= ((element.spacing - 1) / 2 + ASCENT) * size
        for words in found.lines:
            across = box.x * MM
            if element.align:
                across += element.align * (box.width * MM - fonts.width(words, size))
            self._pen.write(across, lower, words, size, colour=element.colour, bold=element.bold)
            lower -= line

    def _block(self, element: Block) -> None:
        box = element.box
        self._canvas.setFillColor(Color(*element.colour))
        self._canvas.roundRect(
            box.x * MM,
            -box.bottom * MM,
            box.width * MM,
            box.height * MM,
            element.corner * MM,
            stroke=0,
            fill=1,
        )

    def _logo(self, element: Picture) -> None:
        """Put a picture in the middle of its box, as large as fits."""
        image: Any = ImageReader(BytesIO(element.content))
        across, down = image.getSize()
        box = element.box
        scale = min(box.width / across, box.height / down) * MM
        wide, high = across * scale, down * scale
        left = box.x * MM + (box.width * MM - wide) / 2
        lower = -box.y * MM - (box.height * MM + high) / 2
        self._canvas.drawImage(image, left, lower, wide, high, mask="auto")

    def _code(self, element: Code, symbol: qr.Symbol, left: float, top: float, *, turned: bool) -> None:
        """Draw a symbol in the middle of its box, moved by less than a dot so that it stands on the printer's dots."""
        dots = element.dots(symbol.modules, self._layout.exact_dpi)
        if not dots:
            raise ValueError(f"a symbol of {symbol.modules} modules is too large for {element.id}")
        side = symbol.modules * dots * self._grid
        x = element.box.x + (element.box.width - side) / 2
        y = element.box.y + (element.box.height - side) / 2
        if turned:  # what must stand on a dot is the other corner
            x = left + self._layout.width - self._snapped(left + self._layout.width - x - side) - side
            y = top + self._layout.height - self._snapped(top + self._layout.height - y - side) - side
        else:
            x, y = self._snapped(left + x) - left, self._snapped(top + y) - top
        self._canvas.addLiteral(qr.stencil(symbol, x * MM, -(y + side) * MM, side * MM))

    def _snapped(self, place: float) -> float:
        return round(place / self._grid) * self._grid


def filled(text: str, values: dict[str, str]) -> str:
    """Return the text with the member's values in the places of the fields."""
    return PLACE.sub(lambda place: values[place[1]], text)


def _differs(element: Element) -> bool:
    return isinstance(element, Code) or (isinstance(element, Text) and element.differs)
