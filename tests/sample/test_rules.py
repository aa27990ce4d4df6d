# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The rules of the sample are read once, and chance is the same for the same seed and subject."""

import pytest

from fieldkit.sample.rules import chance_of, portions, rules


@pytest.mark.parametrize("name", ["arrivals", "cases", "catalogue", "codes", "people", "places", "texts"])
def test_every_file_of_rules_can_be_read(name):
    assert rules(name) is rules(name) != {}


def test_chance_depends_on_seed_and_subject_only():
    first, again, other = chance_of(1, "a"), chance_of(1, "a"), chance_of(1, "b")
    drawn = first.random()
    assert drawn == again.random() != other.random()


def test_portions_make_up_the_whole():
    assert portions(440, {"rare": 0.02, "latin": 0.01}, "han") == {"rare": 9, "latin": 4, "han": 427}
    assert portions(7, {"han": 0.5, "rare": 0.25}, "han") == {"han": 5, "rare": 2}
