# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sample day is the same for the same seed, and what it must lead to is known."""

from fieldkit.domain.serials import HIGHEST, number_of
from fieldkit.sample.arrivals import Does
from fieldkit.sample.day import SEED, expected, sample_day

DAY = sample_day()


def test_the_day_is_the_same_for_the_same_seed_and_another_for_another():
    sample_day.cache_clear()
    again = sample_day()
    assert again == DAY
    assert again is not DAY
    assert sample_day(SEED + 2, known=10).arrivals != DAY.arrivals


def test_the_number_of_known_members_does_not_change_who_they_are():
    assert sample_day(SEED, known=10).known_members == DAY.known_members[:10]


def test_the_planted_anomalies_are_six_pairs_four_double_packs_and_twelve_members():
    planted = expected(DAY)
    assert (len(planted.two_sites), len(planted.double_packs)) == (6, 4)
    assert len(set(planted.two_sites) & set(planted.double_packs)) == 2
    assert planted.already_members == planted.transferred + planted.refused
    assert (len(planted.transferred), len(planted.refused)) == (8, 4)
    by_key = {arrival.key: arrival for arrival in DAY.arrivals}
    for first, second in (*planted.two_sites, *planted.double_packs):
        assert by_key[first].at < by_key[second].at
    for first, second in planted.double_packs:
        assert "pack" in by_key[first].packs
        assert "pack" in by_key[second].packs


def test_nobody_else_takes_two_packs():
    both = {key for pair in expected(DAY).double_packs for key in pair}
    for first, second in expected(DAY).two_sites:
        takers = [a for a in DAY.arrivals if a.key in (first, second) and "pack" in a.packs]
        assert len(takers) == (2 if first in both else 1)
    carded = [arrival for arrival in DAY.arrivals if arrival.does is Does.VISITING_CARD]
    assert {arrival.key for arrival in carded} <= both


def test_late_members_have_serials_that_no_block_reaches():
    assert all(number_of(member.serial) > HIGHEST - 10 for member in DAY.late_members)
    assert [number_of(member.serial) for member in DAY.known_members] == list(range(1, 2001))


def test_the_day_book_is_what_the_booth_is_briefed_with():
    book = DAY.book
    assert (book.events, book.sites, book.members_known) == ((DAY.event,), DAY.sites, 2000)
    assert book.site(DAY.reports_twice) is not None
