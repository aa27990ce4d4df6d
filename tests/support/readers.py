# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What three independent readers copy out of a PDF, and what one of them draws in each cell of a table."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from fieldkit.printing import fonts
from fieldkit.printing.sheet import MM, Sheet, Style
from tests.support.papers import poppler_text, squeezed, text_of
from tests.support.programs import needed

COLUMNS, ROWS = 20, 28
SIZE = 14  # points: a name in a list
STEP_X, STEP_Y = 9.0, 9.8  # millimetres
LEFT, TOP = 15.0, 11.0
DPI = 110


def texts(pdf: bytes, folder: Path) -> dict[str, str]:
    """Return the text layer by pdfium, pdftotext and MuPDF, without white space; ``folder`` takes the file."""
    needed({"pdftotext": "poppler-utils", "mutool": "mupdf-tools"})
    file = folder / "read.pdf"
    file.write_bytes(pdf)
    words = ("mutool", "draw", "-q", "-F", "txt", "-o", "-", str(file))
    by_mupdf = subprocess.run(words, capture_output=True, check=True).stdout.decode("utf-8")
    return {
        "pdfium": squeezed("".join(text_of(pdf))),
        "pdftotext": squeezed(poppler_text(pdf, "-raw") or ""),
        "mupdf": squeezed(by_mupdf),
    }


@dataclass(frozen=True)
class Cell:
    """A drawn character: its grey values, row by row, and whether there is any ink."""

    character: str
    grey: bytes

    @property
    def empty(self) -> bool:
        """Return True where nothing was drawn."""
        return min(self.grey) > 200


def table_of(characters: str) -> bytes:
    """Return a PDF of the characters in rows of twenty, as papers draw them."""
    sheet = Sheet(210, 297, title="x")
    for place, character in enumerate(characters):
        page, at = divmod(place, COLUMNS * ROWS)
        if page and not at:
            sheet.turn()
        row, column = divmod(at, COLUMNS)
        sheet.text(LEFT + column * STEP_X, TOP + row * STEP_Y, character, Style(SIZE))
    return sheet.pdf()


def cells_of(pdf: bytes, characters: str) -> Iterator[Cell]:
    """Yield what pdfium draws in each cell of a ``table_of``."""
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        picture = document[number].render(scale=DPI / 72, grayscale=True).to_pil()
        on_page = characters[number * COLUMNS * ROWS :][: COLUMNS * ROWS]
        for at, character in enumerate(on_page):
            row, column = divmod(at, COLUMNS)
            left, top = (LEFT + column * STEP_X - 1) / 25.4 * DPI, (TOP + row * STEP_Y - 1) / 25.4 * DPI
            box = (round(left), round(top), round(left) + 38, round(top) + 42)
            yield Cell(character, picture.crop(box).tobytes())
    document.close()


def boxes() -> dict[str, bytes]:
    """Return what each font draws for a character that it has not, at every fraction of a dot of our cells."""
    found = {}
    for name in fonts.FILES:
        sheet = Sheet(210, 297, title="x")
        sheet.text(LEFT, TOP, "一" if name == fonts.SANS else "𠀀", Style(SIZE))
        red, green, blue = Style(SIZE).ink.value
        font, document = fonts.embedded(name), sheet._canvas._doc
        inside = font.getSubsetInternalName(0, document)
        for at in range(COLUMNS * ROWS):
            row, column = divmod(at, COLUMNS)
            across = (LEFT + column * STEP_X) * MM
            baseline = (297 - TOP - row * STEP_Y - Style(SIZE).baseline) * MM
            if at:
                shown = f"{across:.3f} {baseline:.3f} Td {inside} {SIZE} Tf <00> Tj"
                sheet._canvas._code.append(f"q {red:g} {green:g} {blue:g} rg BT {shown} ET Q")
        pdf = sheet.pdf()
        for cell in list(cells_of(pdf, "\0" * COLUMNS * ROWS))[1:]:
            found[f"{name} {len(found)}"] = cell.grey
    return found
