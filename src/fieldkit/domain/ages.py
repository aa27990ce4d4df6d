# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Ages: who may join, and which ages a clerk should look at (domain.md §2.3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldkit.domain.faults import Fault, Weight
from fieldkit.domain.people import Sex

LEAST_AGE = 16
FULL_AGE = 18


@dataclass(frozen=True, slots=True)
class AgeLimits:
    """The ages from which only a note is given; the district sets them, for they rise by steps since 2025-01-01.

    ``card_male`` and ``card_female`` are the weakly sourced ends of the mutual-aid card (domain.md §2.3).
    """

    card_male: int = 60
    card_female: int = 55
    high: int = 70


def age_on(birth_date: dt.date, day: dt.date) -> int:
    """Return full years (周岁) on ``day``; a year is full on the birthday, for 29 February on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def check_age(
    birth_date: dt.date, sex: Sex, today: dt.date, *, limits: AgeLimits, field: str = "birth_date"
) -> tuple[Fault, ...]:
    """Return what the age says about joining.

    Under 16 nobody can be an employee: a stop. 16 and 17 (未成年工, 劳动法 art. 58) and the upper ages are notes.
    A birth date still to come is the business of its own check.
    """
    age = age_on(birth_date, today)
    if birth_date > today:
        return ()
    if age < LEAST_AGE:
        return (Fault(field, "age-under-16", facts={"age": str(age), "limit": str(LEAST_AGE)}),)
    if age < FULL_AGE:
        return (Fault(field, "age-minor", Weight.NOTE, {"age": str(age)}),)
    if age > limits.high:
        return (Fault(field, "age-high", Weight.NOTE, {"age": str(age), "limit": str(limits.high)}),)
    card = limits.card_female if sex is Sex.FEMALE else limits.card_male
    if age >= card:
        return (Fault(field, "age-card", Weight.NOTE, {"age": str(age), "limit": str(card)}),)
    return ()
