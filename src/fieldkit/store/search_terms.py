# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a member can be found by: name parts, initials, pinyin, tails and numbers, as words without any mark.

A word is compared from its beginning, so each part that a clerk may start with is a word of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from fieldkit.store import readings

SHORT_TAIL = 4
LONGEST_WORD = 64
NAME_PARTS = 24


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of what was typed: any width and case, ü as v, no separators inside a word."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    words = ("".join(c for c in word if _kept(c))[:LONGEST_WORD] for word in plain.split())
    return tuple(word for word in words if word)


def terms_of(
    *,
    name: str,
    print_as: str = "",
    document_tail: str = "",
    phone_tail: str = "",
    numbers: Iterable[str] = (),
) -> str:
    """Return all words of a member, with spaces between. ``numbers`` are serial, certificate number and so on."""
    found = dict.fromkeys(_name_words(name))
    if print_as:
        found |= dict.fromkeys(_name_words(print_as))
    tail = "".join(words_of(document_tail))
    found |= dict.fromkeys(part for part in (tail, tail[-SHORT_TAIL:], phone_tail) if part)
    for number in numbers:
        found |= dict.fromkeys(_number_words(number))
    return " ".join(found)


@lru_cache(maxsize=1024)
def _name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name: its endings, and for each way to read it the initials and the endings in pinyin."""
    words = words_of(name)
    if all(word.isascii() for word in words):
        initials = "".join(word[0] for word in words)
        return tuple(dict.fromkeys((*words, initials, "".join(words))))
    plain = "".join(words)
    found = dict.fromkeys(plain[start:] for start in range(min(len(plain), NAME_PARTS)))
    for place, way in enumerate(readings.ways(plain)):
        found["".join(syllable[:1] for syllable in way)] = None
        parts = 1 if place and len(way) > readings.FULLY_READ else NAME_PARTS
        for start in range(min(len(way), parts)):
            found["".join(way[start:])] = None
    found.pop("", None)
    return tuple(word[:LONGEST_WORD] for word in found)


def _number_words(number: str) -> tuple[str, ...]:
    """Return the words of a number: its digits, and those without the zeros in front."""
    word = "".join(words_of(number))
    digits = "".join(c for c in word if c.isdecimal())
    return tuple(part for part in (word, digits, digits.lstrip("0")) if part)


def _kept(character: str) -> bool:
    """Return True for letters, digits, Han of every plane and the private-use characters of old systems."""
    return character.isalnum() or unicodedata.category(character) in ("Co", "Cn", "Mn", "Mc")
