# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""FieldKit's own numbers: serials with a check digit, and provisional numbers while no serial is at hand.

A number says nothing about its holder: no date, no place, no order of arrival that matters. It looks like no
certificate number and no document number (domain.md §2.9).
"""

from __future__ import annotations

import re
import unicodedata

HIGHEST = 99_999_999
HIGHEST_PROVISIONAL = 99_999

_SERIAL_DIGITS = re.compile(r"(?:FK)?([0-9]{9})")
_PROVISIONAL = re.compile(r"临?-?D([0-9]{1,4})-([0-9]{1,5})")
_PROVISIONAL_CODE = re.compile(r"9([0-9]{4})([0-9]{5})")
_SHORT = re.compile(r"(?:FK)?([0-9]{1,8})")
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_DASHES = re.compile(r"[‐-―−_.-]+")


def check_digit(digits: str) -> str:
    """Return the check digit of ``digits`` by ISO 7064 MOD 11,10: it finds every single wrong digit."""
    carry = 10
    for digit in digits:
        total = (carry + int(digit)) % 10 or 10
        carry = total * 2 % 11
    return str((11 - carry) % 10)


def serial_of(number: int) -> str:
    """Return the serial of ``number`` (1 to 99,999,999) as people read it: ``FK-0001-2345-6``."""
    if not 1 <= number <= HIGHEST:
        raise ValueError("a serial number is 1 to 99,999,999")
    digits = f"{number:08d}"
    return f"FK-{digits[:4]}-{digits[4:]}-{check_digit(digits)}"


def number_of(serial: str) -> int:
    """Return the number that ``serial`` was made of."""
    return int(digits_of(serial)[:8])


def digits_of(serial: str) -> str:
    """Return the nine digits of ``serial`` that a card's QR symbol holds."""
    found = serial_from_digits(serial)
    if found is None:
        raise ValueError("not a serial")
    return found[3:].replace("-", "")


def serial_from_digits(text: str) -> str | None:
    """Return the serial meant by scanned or typed ``text``, or None when its check digit does not hold.

    Takes the nine digits, or the shown form in any case, spacing and width.
    """
    match = _SERIAL_DIGITS.fullmatch(_tidy(text).replace("-", ""))
    if match is None:
        return None
    digits = match.group(1)
    number = int(digits[:8])
    return serial_of(number) if number and check_digit(digits[:8]) == digits[8] else None


def provisional_of(device: str, number: int) -> str:
    """Return the provisional number of the ``number``-th record without a serial on ``device``: ``临-D07-0003``."""
    match = re.fullmatch(r"D([0-9]{1,4})", device)
    if match is None or not 1 <= number <= HIGHEST_PROVISIONAL:
        raise ValueError("a provisional number needs a device D1 to D9999 and a number from 1 to 99,999")
    return f"临-D{int(match.group(1)):02d}-{number:04d}"


def code_of(number: str) -> str:
    """Return the digits in the QR symbol of a card that shows ``number``: nine of a serial, ten of a provisional."""
    match = _PROVISIONAL.fullmatch(_tidy(number))
    if match is None:
        return digits_of(number)
    return f"9{int(match.group(1)):04d}{int(match.group(2)):05d}"


def number_from_code(text: str) -> str | None:
    """Return the shown number meant by scanned or typed ``text``, serial or provisional, or None."""
    tidy = _tidy(text)
    match = _PROVISIONAL.fullmatch(tidy) or _PROVISIONAL_CODE.fullmatch(tidy)
    if match is None:
        return serial_from_digits(tidy)
    device, number = int(match.group(1)), int(match.group(2))
    return provisional_of(f"D{device}", number) if device and number else None


def number_typed(text: str) -> str | None:
    """Return the number meant by ``text`` at one end of a range, or None: its check digit may be left out.

    ``101`` and ``FK-0000-0101`` are ``FK-0000-0101-?`` with the check digit that belongs there.
    """
    whole = number_from_code(text)
    short = _SHORT.fullmatch(_tidy(text).replace("-", ""))
    if whole is not None or short is None or not int(short[1]):
        return whole
    return serial_of(int(short[1]))


def kind_of(number: str) -> str:
    """Return how the numbers of one kind begin: those of the district, or of one device's provisional ones."""
    return number[: number.rindex("-") + 1] if _PROVISIONAL.fullmatch(number) else number[:3]


def _tidy(text: str) -> str:
    """Return ``text`` in half-width capitals without spaces, its dashes alike."""
    return _DASHES.sub("-", _SPACES.sub("", unicodedata.normalize("NFKC", text))).upper()
