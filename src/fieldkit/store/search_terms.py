# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a member can be found by: name parts, initials, pinyin, tails and numbers, as words without any mark.

A word is compared from its beginning, so each part that a clerk may start with is a word of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from fieldkit.store import readings

SHORT_TAIL = 4
LONGEST_WORD = 64
NAME_PARTS = 24

_DIGITS = re.compile(r"\d+").findall
_MARKS = str.maketrans("", "", "-·'.")
"""The marks that names and numbers usually have; the rest is looked at one by one."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of what was typed: any width and case, ü as v, no separators inside a word."""
    plain = text.lower() if text.isascii() else _plain(text)
    bare = plain if plain.isalnum() else plain.translate(_MARKS)
    if bare.isalnum():
        return (bare[:LONGEST_WORD],)  # one word, as nearly all names and numbers are
    return tuple([word for word in map(_bare, plain.split()) if word])


def terms_of(
    *,
    name: str,
    print_as: str = "",
    document_tail: str = "",
    phone_tail: str = "",
    numbers: Iterable[str] = (),
) -> str:
    """Return all words of a member, with spaces between. ``numbers`` are serial, certificate number and so on."""
    found = _name_words(name)
    if print_as:
        found += _name_words(print_as)
    if document_tail:
        tail = document_tail.casefold()
        found += (tail, tail[-SHORT_TAIL:])
    if phone_tail:
        found.append(phone_tail)
    for number in numbers:
        if number:
            found += _number_words(number)
    return " ".join(dict.fromkeys(found))


def _name_words(name: str) -> list[str]:
    """Return the words of a name: its endings, and for each way to read it the initials and the endings in pinyin."""
    words = words_of(name)
    plain = "".join(words)
    if plain.isascii():
        return [*words, "".join([word[0] for word in words]), plain] if words else []
    found = [plain[start:] for start in range(min(len(plain), NAME_PARTS))]
    sounds = readings.sounds(plain)
    if sounds is not None:
        found += sounds
        return found
    ways = readings.ways(plain)
    if len(plain) <= readings.FULLY_READ:
        for way in ways:
            found.append("".join([syllable[:1] for syllable in way]))
            found += ["".join(way[start:]) for start in range(len(way))]
        return [word for word in found if word]
    for place, way in enumerate(ways):
        found.append("".join([syllable[:1] for syllable in way]))
        parts = 1 if place else min(len(way), NAME_PARTS)
        found += ["".join(way[start:]) for start in range(parts)]
    return [word[:LONGEST_WORD] for word in found if word]


def _number_words(number: str) -> tuple[str, ...]:
    """Return the words of a number: its digits, and those without the zeros in front; one with letters as it is too."""
    word = "".join(words_of(number.replace("-", ""))).removeprefix("fk")
    if word.isdecimal():
        return (word, short) if (short := word.lstrip("0")) else (word,)
    digits = "".join(_DIGITS(word))
    return tuple([part for part in (word, digits, digits.lstrip("0")) if part])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")


def _bare(word: str) -> str:
    """Return ``word`` without marks, and not longer than anything is looked for."""
    if not word.isalnum():
        word = word.translate(_MARKS)
        if not word.isalnum():
            word = "".join(filter(_is_kept, word))
    return word[:LONGEST_WORD]


def _is_kept(character: str) -> bool:
    """Return True for letters, digits, Han of every plane and the private-use characters of old systems."""
    return character.isalnum() or unicodedata.category(character) in ("Co", "Cn", "Mn", "Mc")
