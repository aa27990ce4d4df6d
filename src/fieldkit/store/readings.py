# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How characters are read: toneless pinyin, all readings of each, a surname's own reading first (domain.md §2.8)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path

SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "盖": "ge gai", "区": "ou", "朴": "piao", "查": "zha",
    "翟": "zhai di", "覃": "qin tan", "缪": "miao", "乐": "yue le", "种": "chong", "冼": "xian", "华": "hua",
    "任": "ren", "牟": "mu mou", "贠": "yun", "纪": "ji", "燕": "yan", "秘": "bi", "繁": "po", "尉": "wei",
    "葛": "ge", "员": "yun", "召": "shao", "折": "she", "宓": "fu mi", "逄": "pang", "郇": "xun huan", "洗": "xian",
    "石": "shi", "沈": "shen", "褚": "chu", "句": "gou", "应": "ying", "宁": "ning", "那": "na", "哈": "ha",
    "曲": "qu", "訾": "zi", "黑": "he hei", "撒": "sa", "车": "che", "柏": "bai bo", "卜": "bu", "晁": "chao",
    "吕": "lv lu",
}  # fmt: skip
COMPOUND_SURNAMES = {
    "尉迟": "yu chi", "万俟": "mo qi", "单于": "chan yu", "长孙": "zhang sun", "令狐": "ling hu",
    "澹台": "tan tai", "宰父": "zai fu", "亓官": "qi guan", "夏侯": "xia hou", "鲜于": "xian yu",
    "乐正": "yue zheng", "拓跋": "tuo ba", "宗正": "zong zheng", "褚师": "chu shi",
}  # fmt: skip
"""A compound's own readings are the first; the single characters' readings follow, for not every clerk knows them."""

_FIRST = {surname: tuple(said.split()) for surname, said in SURNAMES.items()}
_COMPOUND = {surname: tuple(said.split()) for surname, said in COMPOUND_SURNAMES.items()}

READINGS_A_CHARACTER = 4
FULLY_READ = 4
WAYS = 24

_UNREAD = ("",)
_HAN = ("\u4e00", "\u9fff")
"""The first and the last of the common Han, which are the same in every width and case."""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    """Load the readings by code point: 11 ms and some MB, so only when the first name is read.

    The file is read for itself: to import what it belongs to costs three times as much, and phrases are not needed.
    """
    found = find_spec("pypinyin")
    assert found is not None
    assert found.origin is not None
    said: dict[str, str] = json.loads((Path(found.origin).parent / "pinyin_dict.json").read_bytes())
    return said


@lru_cache(maxsize=16_384)
def of_character(character: str) -> tuple[str, ...]:
    """Return the readings of one character, toneless, ü as v; none where there is no reading."""
    table = _table()
    said = table.get(str(ord(character))) or table.get(
        str(ord(unicodedata.normalize("NFKC", character)[0])), ""
    )
    plain = (_toneless(reading) for reading in said.split(","))
    return tuple(dict.fromkeys(reading for reading in plain if reading))[:READINGS_A_CHARACTER]


def short_name(name: str) -> str | None:
    """Return the words of a short Han name, with spaces between: its endings, and in all readings those and initials.

    It is what ``ways`` amounts to, in a tenth of the time. None for a name that is long or has many ways, where a
    character has no reading, and for one that has other characters.
    """
    if len(name) > FULLY_READ or not _HAN[0] <= name[:1] <= _HAN[1]:
        return None
    said, given = _first(name[0]), _given(name[1:])
    if given is None or not 0 < len(said) * len(given[1]) <= WAYS:
        return None
    endings, ends, letters = given
    if name[:2] in _COMPOUND:
        return f"{name}{endings} {' '.join(_compound(name, said, ends, letters))}"
    if len(said) == len(ends) == 1:
        return f"{name}{endings} {said[0]}{ends[0]} {said[0][0]}{letters[0]}"
    return f"{name}{endings} {' '.join(_whole(said, ends, letters))}"


def _whole(said: tuple[str, ...], ends: tuple[str, ...], letters: tuple[str, ...]) -> list[str]:
    """Return whole names in pinyin, and their initials, of a surname that is ``said`` and what follows it."""
    words = [one + end for one in said for end in ends]
    words += dict.fromkeys([one[0] + letter for one in said for letter in letters])
    return words


def _compound(name: str, said: tuple[str, ...], ends: tuple[str, ...], letters: tuple[str, ...]) -> list[str]:
    """Return the same for a name with a compound surname, as it is said and as its characters are."""
    words = _whole(said, ends, letters)
    first, second = _COMPOUND[name[:2]]
    given = _given(name[2:])
    assert given is not None
    _, ends, letters = given
    words += _whole((first + second, second), ends, ())
    words += [first[0] + second[0] + letter for letter in letters]
    return words


@lru_cache(maxsize=2048)
def _first(character: str) -> tuple[str, ...]:
    """Return the readings of a name's first character, a surname's own before the others."""
    return tuple(dict.fromkeys((*_FIRST.get(character, ()), *of_character(character))))


@lru_cache(maxsize=16_384)
def _given(name: str) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Return the words of what follows a surname, a space before each; the longest of them in pinyin, and initials.

    Many people share it. None where a character is no common Han or has no reading.
    """
    found: list[str] = []
    ends, letters = [""], [""]
    rest = ""
    for character in reversed(name):
        said = of_character(character) if _HAN[0] <= character <= _HAN[1] else ()
        if not said:
            return None
        rest = character + rest
        if len(said) == 1:
            ends = [said[0] + end for end in ends]
            letters = [said[0][0] + letter for letter in letters]
        else:
            ends = [one + end for one in said for end in ends]
            letters = [one + letter for one in dict.fromkeys([one[0] for one in said]) for letter in letters]
        found.append(rest)
        found += ends
    return "".join([f" {word}" for word in found]), tuple(ends), tuple(letters)


def firsts(name: str) -> tuple[str, ...]:
    """Return the likeliest reading of each character of ``name``, '' where there is none."""
    return tuple([(of_character(character) or _UNREAD)[0] for character in name])


def ways(name: str) -> list[tuple[str, ...]]:
    """Return the ways to read ``name``, likeliest first: one syllable a character, '' where there is no reading.

    The first characters are read in all their readings, the later ones of a long name in their first only, so that
    a name of fifty characters costs little.
    """
    places = [of_character(c) or _UNREAD for c in name]
    first, compound = _surname(name)
    if first:
        places[0] = tuple(dict.fromkeys((*first, *places[0])))
    if len(places) > FULLY_READ:
        places[FULLY_READ:] = [place[:1] for place in places[FULLY_READ:]]
    found = list(islice(product(*places), WAYS))
    if not compound:
        return found
    after = islice(product(*[place[:2] for place in places[2:]]), WAYS)
    return list(dict.fromkeys([*((*compound, *rest) for rest in after), *found]))


def _surname(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the surname readings of the first character, and those of a compound surname."""
    return _FIRST.get(name[:1], ()), _COMPOUND.get(name[:2], ())


def _toneless(reading: str) -> str:
    """Return ``reading`` in plain letters: ``lǚ`` as ``lv``."""
    letters = unicodedata.normalize("NFD", reading.strip()).replace("u\u0308", "v")
    return "".join(c for c in letters if "a" <= c <= "z")
