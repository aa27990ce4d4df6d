# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Ages: nobody under 16, notes at 16 and 17 and at the upper ends (domain.md §2.3)."""

import datetime as dt

import pytest

from fieldkit.domain.ages import AgeLimits, age_on, check_age
from fieldkit.domain.people import Sex

DAY = dt.date(2023, 11, 29)


@pytest.mark.parametrize(
    ("birth_date", "sex", "codes"),
    [
        ("2009-11-29", Sex.MALE, ["age-under-16"]),
        ("2007-11-30", Sex.MALE, ["age-under-16"]),
        ("2007-11-29", Sex.MALE, ["age-minor"]),
        ("2005-11-30", Sex.FEMALE, ["age-minor"]),
        ("2005-11-29", Sex.FEMALE, []),
        ("1968-11-30", Sex.FEMALE, []),
        ("1968-11-29", Sex.FEMALE, ["age-card"]),
        ("1968-11-29", Sex.MALE, []),
        ("1963-11-29", Sex.MALE, ["age-card"]),
        ("1963-11-29", Sex.UNKNOWN, ["age-card"]),
        ("1953-11-29", Sex.MALE, ["age-card"]),
        ("1952-11-29", Sex.MALE, ["age-high"]),
        ("2024-01-01", Sex.MALE, []),
    ],
)
def test_an_age_is_judged(birth_date, sex, codes):
    faults = check_age(dt.date.fromisoformat(birth_date), sex, DAY, limits=AgeLimits())
    assert [fault.code for fault in faults] == codes
    assert all(fault.stops == (fault.code == "age-under-16") for fault in faults)


def test_the_district_sets_the_upper_ages():
    limits = AgeLimits(card_male=63, card_female=58, high=65)
    assert check_age(dt.date(1963, 11, 29), Sex.MALE, DAY, limits=limits) == ()
    (fault,) = check_age(dt.date(1957, 1, 1), Sex.MALE, DAY, limits=limits, field="document_number")
    assert (fault.field, fault.code, dict(fault.facts)) == (
        "document_number",
        "age-high",
        {"age": "66", "limit": "65"},
    )


def test_a_year_is_full_on_the_birthday_and_for_a_leap_day_on_the_first_of_march():
    assert age_on(dt.date(2000, 11, 29), DAY) == 23
    assert age_on(dt.date(2000, 2, 29), dt.date(2023, 2, 28)) == 22
    assert age_on(dt.date(2000, 2, 29), dt.date(2023, 3, 1)) == 23
