# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a line of text gets onto a page: written as a PDF's own operators, for a run of cards is eighty thousand of them.

1. reportlab keeps the fonts: which character has which code in which subset of a document, and the subsets themselves.
2. The operators it would write for a text (``textOut``) are written here at a fifth of its time, because it formats
   every number and escapes every byte in Python; what a reader gets is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldkit.printing import fonts

EMBOLDEN = 0.028  # stroke of a bold text, of its size: there is one weight of each font
REMEMBERED = 2_048  # texts of a document whose codes are kept: labels come on every card, names once

Colour = tuple[float, float, float]


class Pen:
    """Writes lines of text into the pages of one canvas; places and sizes are points from the lower left corner."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._runs: dict[fonts.Piece, tuple[tuple[str, str], ...]] = {}
        self._colours: dict[Colour, str] = {}

    def write(
        self, across: float, baseline: float, text: str, size: float, *, colour: Colour, bold: bool = False
    ) -> None:
        """Write one line from a place to the right; what no font has becomes its code point and an empty square."""
        page = self._canvas._code  # noqa: SLF001 - reportlab has no public door for operators
        ink, drawn = self._colour(colour), fonts.pieces(text)
        if len(drawn) == 1 and drawn[0].font and not bold:  # nearly every text of a run of thousands
            page.append(f"q {ink} rg {self._told(across, baseline, drawn[0], size, bold=False)} Q")
            return
        page.append(f"q {ink} rg {ink} RG{' 1 j 2 Tr' * bold}")
        page.extend(self._one_by_one(across, baseline, drawn, size, bold=bold))
        page.append("Q")

    def _one_by_one(
        self, across: float, baseline: float, drawn: tuple[fonts.Piece, ...], size: float, *, bold: bool
    ) -> Iterator[str]:
        for piece in drawn:
            if piece.font:
                yield self._told(across, baseline, piece, size, bold=bold)
                across += fonts.width(piece.text, size)
                continue
            for character in piece.text:
                yield from self._marked(across, baseline, character, size)
                across += fonts.advance(character, size)

    def _marked(self, across: float, baseline: float, character: str, size: float) -> Iterator[str]:
        """Yield what prints the code point of a character that no font has, and a square to write it in by hand."""
        small, side, gap = fonts.marked_size(size), fonts.WRITING_BOX * size, fonts.BOX_GAP * size
        label = fonts.Piece(fonts.SANS, fonts.marked(character))
        yield "q 0 Tr"
        yield self._told(across, baseline, label, small, bold=False)
        left = across + fonts.width(label.text, small) + gap
        yield f"0.5 w {left:.3f} {baseline - 0.12 * size:.3f} {side:.3f} {side:.3f} re S Q"

    def _told(self, across: float, baseline: float, piece: fonts.Piece, size: float, *, bold: bool) -> str:
        """Return the operators of a run that one font draws."""
        heavier = ""
        if bold:  # dense characters fill up soon
            heavier = f"{(EMBOLDEN if piece.font == fonts.SANS else EMBOLDEN / 2) * size:.3f} w "
        shown = " ".join([f"{subset} {size:g} Tf <{codes}> Tj" for subset, codes in self._codes(piece)])
        return f"{heavier}BT {across:.3f} {baseline:.3f} Td {shown} ET"

    def _codes(self, piece: fonts.Piece) -> tuple[tuple[str, str], ...]:
        """Return a run as the subsets of its font, by their names in the document, and the codes in each in hex."""
        known = self._runs.get(piece)
        if known is not None:
            return known
        font = fonts.embedded(piece.font)
        document = self._canvas._doc  # noqa: SLF001 - its own textOut does the same
        made = tuple(
            (font.getSubsetInternalName(subset, document), codes.hex())
            for subset, codes in font.splitString(piece.text, document)
        )
        if len(self._runs) < REMEMBERED:
            self._runs[piece] = made
        return made

    def _colour(self, colour: Colour) -> str:
        known = self._colours.get(colour)
        if known is None:
            known = self._colours[colour] = " ".join(f"{part:g}" for part in colour)
        return known
