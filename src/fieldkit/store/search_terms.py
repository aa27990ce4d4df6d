# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a member can be found by: name parts, initials, pinyin, tails and numbers, as words without any mark.

A word is compared from its beginning, so each part that a clerk may start with is a word of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

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
    found = [readings.short_name(name) or _name_words(name)]
    if print_as:
        found.append(readings.short_name(print_as) or _name_words(print_as))
    if document_tail:
        tail = document_tail.casefold()
        found.append(f"{tail} {tail[-SHORT_TAIL:]}" if len(tail) > SHORT_TAIL else tail)
    if phone_tail:
        found.append(phone_tail)
    found += [_number_words(number) for number in numbers if number]
    return " ".join(filter(None, found))


def _name_words(name: str) -> str:
    """Return the words of a name: its endings, and for each way to read it the initials and the endings in pinyin."""
    words = words_of(name)
    plain = "".join(words)
    if plain.isascii():
        return " ".join([*words, "".join([word[0] for word in words]), plain]) if words else ""
    short = readings.short_name(plain)
    if short is not None:
        return short
    found = [plain[start:] for start in range(min(len(plain), NAME_PARTS))]
    after = readings.firsts(plain[readings.FULLY_READ :])
    rest, letters = "".join(after), "".join([syllable[:1] for syllable in after])
    for place, way in enumerate(readings.ways(plain[: readings.FULLY_READ])):
        found.append("".join([syllable[:1] for syllable in way]) + letters)
        parts = way if not after else way[:1] if place else (*way, *after)[:NAME_PARTS]
        said = "".join(way) + rest
        for syllable in parts:
            found.append(said)
            said = said[len(syllable) :]
    return " ".join(dict.fromkeys([word[:LONGEST_WORD] for word in found if word]))


def _number_words(number: str) -> str:
    """Return the words of a number: its digits, and those without the zeros in front; one with letters as it is too."""
    bare = number.replace("-", "")
    if bare[:2] == "FK" and bare.isascii() and (digits := bare[2:]).isdecimal():
        short = digits.lstrip("0")
        return f"{digits} {short}" if short else digits
    letters = bare.rstrip("0123456789")
    digits, before = bare[len(letters) :], _letters_before(letters)
    if before is None:
        whole = "".join(words_of(bare)).removeprefix("fk")
        digits = "".join(_DIGITS(whole))
    else:
        whole = before + digits
    short = digits.lstrip("0")
    if whole == digits:
        return f"{digits} {short}" if short and short != digits else digits
    return " ".join(dict.fromkeys(filter(None, (whole, digits, short))))


@lru_cache(maxsize=1024)
def _letters_before(letters: str) -> str | None:
    """Return what stands before the digits of a number as it is looked for; None where there are digits in it too.

    Few are in use, and each before the numbers of thousands.
    """
    plain = "".join(words_of(letters)).removeprefix("fk")
    return None if _DIGITS(plain) else plain


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
