# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Names of invented people, by the quotas of domain.md §3.3: common, compound, minority, rare and Latin names."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from fieldkit.domain.people import DOT, LONGEST_NAME, Sex
from fieldkit.sample.rules import portions, rules

KINDS = ("han", "compound", "minority", "rare", "latin")


def draw_names(chance: random.Random, sexes: Sequence[Sex], *, fixed: bool) -> tuple[tuple[str, str], ...]:
    """Return a (name, kind) for each of ``sexes`` by quota; ``fixed`` asks for the names that must occur."""
    counts = portions(len(sexes), rules("people")["name_shares"], "han")
    places = list(range(len(sexes)))
    chance.shuffle(places)
    names: dict[int, tuple[str, str]] = {}
    for name, kind, sex in _fixed() if fixed else ():
        place = next(place for place in places if sex in (0, sexes[place]))
        places.remove(place)
        names[place] = (name, "fixed")
        counts[kind] -= 1
    kinds = [kind for kind in KINDS for _ in range(max(0, counts[kind]))]
    for place, kind in zip(places, kinds, strict=True):
        names[place] = (draw_name(chance, sexes[place], kind), kind)
    return tuple(names[place] for place in range(len(sexes)))


def draw_kind(chance: random.Random) -> str:
    """Return a kind of name by its share."""
    shares = rules("people")["name_shares"]
    kinds = ("han", *map(str, shares))
    return chance.choices(kinds, (1 - sum(shares.values()), *shares.values()))[0]


def draw_name(chance: random.Random, sex: Sex, kind: str) -> str:
    """Return an invented name of ``kind``."""
    if kind == "latin":
        return str(chance.choice(rules("people")["latin"]))
    if kind == "minority":
        return _minority(chance, sex)
    if kind == "compound":
        return chance.choice(_words("compound_surnames")) + _given(chance, sex, chance.randint(1, 2))
    if kind == "rare":
        return (
            _surname(chance) + chance.choice(_characters("rare")) + _given(chance, sex, chance.choice((0, 1)))
        )
    three = chance.random() < rules("people")["shares"]["three_characters"]
    return _surname(chance) + _given(chance, sex, 2 if three else 1)


def longest_name(chance: random.Random) -> str:
    """Return a name of exactly as many code points as a name may have."""
    name = _minority(chance, Sex.MALE)
    while len(name) < LONGEST_NAME:
        name += DOT + chance.choice(_words("minority_second"))
    name = name[:LONGEST_NAME]
    return name if name[-1] != DOT else name[:-1] + chance.choice(_characters("male"))


def fixed_names() -> frozenset[str]:
    """Return the names that must occur."""
    return frozenset(name for name, _, _ in _fixed())


def _minority(chance: random.Random, sex: Sex) -> str:
    """Return a name of 8 to 21 characters with a middle dot."""
    first = _words("minority_male" if sex is Sex.MALE else "minority_female")
    while True:
        name = DOT.join((chance.choice(first), chance.choice(_words("minority_second"))))
        if len(name) >= 8:
            return name


def _given(chance: random.Random, sex: Sex, characters: int) -> str:
    """Return a given name."""
    return "".join(chance.choices(_characters("male" if sex is Sex.MALE else "female"), k=characters))


def _surname(chance: random.Random) -> str:
    """Return a surname, common ones more often."""
    return chance.choices(_words("surnames"), cum_weights=_surname_weights())[0]


@cache
def _surname_weights() -> tuple[float, ...]:
    """Return cumulated weights that fall with the rank."""
    return tuple(accumulate(1 / (rank + 12) for rank in range(len(_words("surnames")))))


@cache
def _words(name: str) -> tuple[str, ...]:
    """Return a list of words that the rules keep in one string."""
    return tuple(str(rules("people")[name]).split())


def _characters(name: str) -> str:
    """Return a list of characters that the rules keep in one string."""
    return str(rules("people")[name])


def _fixed() -> tuple[tuple[str, str, int], ...]:
    """Return the names that must occur, with kind and sex; the longest is made, not listed."""
    longest = (longest_name(random.Random("longest")), "minority", int(Sex.MALE))
    return (*((str(name), str(kind), int(sex)) for name, kind, sex in rules("people")["fixed"]), longest)
