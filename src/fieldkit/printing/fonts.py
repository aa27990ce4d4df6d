# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The two fonts of paper: which of them draws a character, how wide it is, and how it stays copyable.

1. Noto Sans SC draws what it has, HanaMinB the rarer characters of names. HanaMinB is read only once somebody's name
   needs it, and may be absent: then its characters count as missing. Outlines stay on the disk until they are drawn.
2. A character that no font has is never drawn as a box in silence: ``missing_glyphs`` names it before printing,
   and on paper its code point stands beside an empty square to write in (``pieces``).
3. reportlab's own map from glyphs back to text is wrong above U+FFFF; ``EmbeddedFont`` writes a right one for its
   own documents and changes nothing for anybody else.
"""

from __future__ import annotations

import functools
import re
import struct
import threading
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from fieldkit.paths import resources
from fieldkit.printing.mapped import MappedFile, is_whole, table
from fieldkit.problems import FontsMissing

SANS = "FieldKitSans"
RARE = "FieldKitRare"
FILES = {SANS: "NotoSansSC-Regular.ttf", RARE: "HanaMinB.ttf"}

CODE_POINT_SIZE = 0.42  # of the text around it
SMALLEST_CODE_POINT = 4.5  # points
WRITING_BOX = 1.0  # side of the square to write in, of the text around it
BOX_GAP = 0.08  # on either side of the square
KNOWN = 131_072  # characters whose font and width are remembered: more than both fonts have

_OTHER_SPACES = re.compile("[^\\S \u3000]")
_registering = threading.RLock()
_registered: dict[str, EmbeddedFont | None] = {}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that one font draws; ``font`` is '' where no font has the characters."""

    font: str
    text: str


class EmbeddedFont(TTFont):
    """A font whose subsets say exactly which characters they draw, those above U+FFFF too."""

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name, MappedFile(file), asciiReadable=False, shapable=False)
        face: Any = self.face
        face.glyphToChar = {}  # for shaping only; ten megabytes of HanaMinB
        face.get_table = partial(table, face)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Add the subsets to the document, then replace the character map of each."""
        state = self.state[doc]
        subsets, internal = [list(subset) for subset in state.subsets], state.internalName
        super().addObjects(doc)
        for place, subset in enumerate(subsets):
            font = doc.idToObject["BasicFonts"].dict[f"{internal}+{place}"]
            doc.idToObject[font.ToUnicode.name].content = to_unicode(font.BaseFont, subset)


def to_unicode(name: str, subset: list[int]) -> str:
    """Return a ToUnicode map in UTF-16BE, in blocks of at most 100 entries as the format asks."""
    entries = [f"<{code:02X}> <{_utf_16(point)}>" for code, point in enumerate(subset) if point]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _utf_16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()


def register() -> None:
    """Make the main font known to reportlab, once in a process; raise ``FontsMissing`` where it is not there."""
    if _font(SANS) is None:
        raise FontsMissing


def pieces(text: str) -> tuple[Piece, ...]:
    """Split the text into runs by the font that draws them."""
    text = _OTHER_SPACES.sub(" ", text)
    drawn_by = [*map(font_of, text)]
    if drawn_by.count(SANS) == len(text):  # nearly every text of a run of thousands
        return (Piece(SANS, text),) if text else ()
    runs = groupby(zip(text, drawn_by, strict=True), key=itemgetter(1))
    return tuple(Piece(font, "".join(character for character, _ in run)) for font, run in runs)


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Name the code points that no font draws, each once, as ``U+2B81D``; spaces and line ends are never missing."""
    return tuple(dict.fromkeys(code_point(each) for each in text if not font_of(printable(each))))


def printable(character: str) -> str:
    """Return a character as paper takes it: every kind of space but the full-width one is a plain space."""
    return " " if character.isspace() and character != "\u3000" else character


def code_point(character: str) -> str:
    """Return ``U+4DAE`` for 䶮."""
    return f"U+{ord(character):04X}"


def width(text: str, size: float) -> float:
    """Return how many points the text takes at a size, code points and writing squares included."""
    try:
        return sum(map(_ems, text)) * size
    except _NotDrawn:
        return sum(advance(character, size) for character in text)


def advance(character: str, size: float) -> float:
    """Return how many points one character takes."""
    try:
        return _ems(character) * size
    except _NotDrawn:
        return width(marked(character), marked_size(size)) + (WRITING_BOX + 2 * BOX_GAP) * size


def marked(character: str) -> str:
    """Return what is printed before the square of a character that no font has."""
    return f"[{code_point(character)}]"


def marked_size(size: float) -> float:
    """Return the size in which a code point is printed inside text of a size."""
    return max(CODE_POINT_SIZE * size, SMALLEST_CODE_POINT)


@functools.lru_cache(maxsize=KNOWN)
def font_of(character: str) -> str:
    """Return the name of the font that draws a character, or '' where none does."""
    for name in FILES:
        font = _font(name)
        if font is not None and ord(character) in font.face.charToGlyph:
            return name
        if font is None and name == SANS:
            raise FontsMissing
    return ""


@functools.lru_cache(maxsize=KNOWN)
def _ems(character: str) -> float:
    """Return the width of a character as a multiple of the size; raise ``_NotDrawn`` where no font has it."""
    character = printable(character)
    font = _font(font_of(character) or SANS)
    if font is None or not font_of(character):
        raise _NotDrawn
    face: Any = font.face
    return float(face.getCharWidth(ord(character))) / 1000


class _NotDrawn(Exception):
    """No font has this character."""


def embedded(name: str) -> EmbeddedFont:
    """Return a font by the name that ``pieces`` gives; raise ``FontsMissing`` where it is not there."""
    font = _font(name)
    if font is None:
        raise FontsMissing
    return font


def _font(name: str) -> EmbeddedFont | None:
    """Return a font, read and registered at the first call, or None where its file is not there or not a font."""
    if name in _registered:
        return _registered[name]
    with _registering:
        if name not in _registered:
            _registered[name] = _read(name, resources() / "fonts" / FILES[name])
        return _registered[name]


def _read(name: str, file: Path) -> EmbeddedFont | None:
    try:
        font = EmbeddedFont(name, file)
    except (OSError, ValueError, struct.error, TTFError):
        return None
    if not is_whole(font.face):
        return None
    pdfmetrics.registerFont(font)
    return font
