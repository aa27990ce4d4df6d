# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Names of the sample follow the quotas of domain.md §3.3 and all pass the rules for names."""

import random
from collections import Counter

import pytest

from fieldkit.domain.people import DOT, LONGEST_NAME, Sex, check_name, normalise_name
from fieldkit.sample.names import KINDS, draw_kind, draw_name, draw_names, fixed_names, longest_name
from fieldkit.sample.rules import rules

SEXES = [Sex.MALE] * 264 + [Sex.FEMALE] * 176


def test_the_quotas_of_440_people_are_kept():
    names = draw_names(random.Random(1), SEXES, fixed=False)
    assert Counter(kind for _, kind in names) == {
        "han": 391,
        "compound": 18,
        "minority": 18,
        "rare": 9,
        "latin": 4,
    }


def test_names_that_must_occur_do_and_count_in_their_quota():
    names = [name for name, _ in draw_names(random.Random(1), SEXES, fixed=True)]
    assert fixed_names() <= set(names)
    assert names.count("王伟") >= 3
    assert names.count("张丽") >= 2
    assert (
        sum(DOT in normalise_name(name) for name in names) == 16
    )  # 18 by quota, one of them Tibetan without a dot


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sex", [Sex.MALE, Sex.FEMALE])
def test_every_drawn_name_passes_the_rules(kind, sex):
    chance = random.Random(2)
    for _ in range(200):
        assert check_name(draw_name(chance, sex, kind)) == ()


def test_minority_names_have_a_dot_and_8_to_21_characters():
    chance = random.Random(3)
    lengths = {len(draw_name(chance, sex, "minority")) for sex in (Sex.MALE, Sex.FEMALE) for _ in range(300)}
    assert min(lengths) >= 8
    assert max(lengths) <= 21


def test_rare_names_hold_a_rare_character():
    chance = random.Random(4)
    rare = set(rules("people")["rare"])
    assert all(rare & set(draw_name(chance, Sex.MALE, "rare")) for _ in range(50))


def test_the_longest_name_is_as_long_as_a_name_may_be():
    for seed in range(60):
        name = longest_name(random.Random(seed))
        assert len(name) == LONGEST_NAME
        assert check_name(name) == ()
        assert normalise_name(name) == name


def test_kinds_come_by_their_shares():
    chance = random.Random(5)
    drawn = Counter(draw_kind(chance) for _ in range(2000))
    assert set(drawn) == set(KINDS)
    assert drawn["han"] > 1600
