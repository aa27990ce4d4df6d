# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How a text becomes lines that fit: Chinese rules of line breaking, shrinking before wrapping, never cutting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fieldkit.printing import fonts

OPENERS = frozenset("（《〈「『【〔［(<[{“‘")
CLOSERS = frozenset("）》〉」』】〕］)>]}”’，。、；：！？…％%·")
STEP = 0.5  # points between two sizes that are tried
LEAST = 4.0  # points; a text that would be smaller still is given all the lines it needs


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as lines of one size, in points."""

    lines: tuple[str, ...]
    size: float


def broken(text: str, size: float, width: float) -> tuple[str, ...]:
    """Break a text into lines of at most ``width`` points; line ends in the text stay line ends."""
    found = [line for part in text.splitlines() for line in _filled(_words(part), size, width)]
    return tuple(found) or ("",)


def fitted(
    text: str,
    *,
    width: float,
    height: float,
    largest: float,
    single: float,
    spacing: float,
    least: float = LEAST,
) -> Fitted:
    """Make a name fit a field: on one line down to size ``single``, then on several, at its own dots if that will do.

    ``width``, ``height`` and ``least``, the smallest size, are points; ``spacing`` is the distance of lines as a
    multiple of their size.
    """
    for size in _sizes(largest, single):
        if fonts.width(text, size) <= width:
            return Fitted((text,), size)
    for size in _sizes(single, max(single * 0.7, least)):
        lines = _filled(_dotted(text), size, width)
        if len(lines) * spacing * size <= height and all(fonts.width(line, size) <= width for line in lines):
            return Fitted(lines, size)
    for size in _sizes(single, least):
        lines = broken(text, size, width)
        if len(lines) * spacing * size <= height:
            return Fitted(lines, size)
    return Fitted(broken(text, least, width), least)


def _sizes(largest: float, least: float) -> Iterable[float]:
    size = largest
    while size > least:
        yield size
        size -= STEP
    yield least


def _filled(words: Iterable[str], size: float, width: float) -> tuple[str, ...]:
    """Put as many words on a line as it takes; a word longer than a line is divided."""
    lines: list[str] = []
    line, taken = "", 0.0
    for word in words:
        if line and taken + fonts.width(word.rstrip(), size) > width:
            lines.append(line.rstrip())
            line, taken = "", 0.0
        *whole, rest = [word] if line else _divided(word, size, width)
        lines.extend(whole)
        line, taken = line + rest, taken + fonts.width(rest, size)
    return (*lines, line.rstrip()) if line else tuple(lines)


def _divided(word: str, size: float, width: float) -> list[str]:
    """Cut a word that is longer than a line between any two characters; a line holds one at least."""
    parts = [""]
    taken = 0.0
    for character in word:
        wide = fonts.advance(character, size)
        if parts[-1] and taken + wide > width:
            parts.append("")
            taken = 0.0
        parts[-1] += character
        taken += wide
    return parts


def _words(text: str) -> list[str]:
    """Return what a line end may not divide: Latin words and numbers, and signs with the character they belong to."""
    words: list[str] = []
    for character in text:
        before = words[-1][-1] if words else ""
        together = before and (
            character in CLOSERS
            or character.isspace()
            or before in OPENERS
            or (_is_latin(character) and _is_latin(before))
        )
        if together:
            words[-1] += character
        else:
            words.append(character)
    return words


def _dotted(text: str) -> list[str]:
    """Return the parts of a name between its dots or spaces, each with the sign that ends it."""
    parts = [""]
    for character in text:
        parts[-1] += character
        if character == "·" or character.isspace():
            parts.append("")
    return [part for part in parts if part]


def _is_latin(character: str) -> bool:
    return (character.isascii() and not character.isspace()) or "\u00c0" <= character <= "\u024f"
