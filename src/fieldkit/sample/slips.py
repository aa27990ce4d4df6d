# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Slips of the hand: a right document number as somebody types it wrong, each kind of slip a fault of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fieldkit.domain.documents import check_digit


def slip(kind: str, number: str) -> str:
    """Return ``number`` mistyped by a slip of ``kind``."""
    return _SLIPS[kind](number)


def _wrong_check_digit(number: str) -> str:
    """Return it with the next digit at the end."""
    return number[:17] + ("0" if number[17] == "X" else str((int(number[17]) + 1) % 10))


def _swapped(number: str) -> str:
    """Return it with the first two unlike neighbours of the birth date swapped."""
    place = next(place for place in range(6, 13) if number[place] != number[place + 1])
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def _too_short(number: str) -> str:
    """Return it with a digit left out."""
    return number[:9] + number[10:]


def _with_a_letter(number: str) -> str:
    """Return it with a letter for a digit, full-width as an input method gives it."""
    return number[:6] + number[6].replace("1", "ｌ").replace("2", "Ｚ") + number[7:]


def _impossible_date(number: str) -> str:
    """Return it with a thirteenth month and the check digit that fits."""
    body = number[:10] + "13" + number[12:17]
    return body + check_digit(body)


_SLIPS: Mapping[str, Callable[[str], str]] = {
    "check_digit": _wrong_check_digit,
    "swap": _swapped,
    "too_short": _too_short,
    "letter": _with_a_letter,
    "date": _impossible_date,
}
