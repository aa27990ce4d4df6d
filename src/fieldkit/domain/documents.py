# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Identity documents: how a number is tidied, checked, and what it says about its holder (domain.md §2.6)."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

from fieldkit.domain.faults import Fault, Weight
from fieldkit.domain.people import Sex


class DocumentKind(enum.StrEnum):
    """The kinds of document a booth takes; the codes of table ``document``."""

    RESIDENT = "resident"
    HMT_RESIDENT = "hmt_resident"
    FOREIGN_PR = "foreign_pr"
    FOREIGN_PR_2017 = "foreign_pr_2017"
    HK_MACAU_PASS = "hk_macau_pass"  # noqa: S105
    TAIWAN_PASS = "taiwan_pass"  # noqa: S105
    PASSPORT = "passport"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Carried:
    """What a document number itself says about its holder; None where it says nothing."""

    sex: Sex | None = None
    birth_date: dt.date | None = None


FIELD = "document_number"
CARRYING = frozenset({DocumentKind.RESIDENT, DocumentKind.HMT_RESIDENT, DocumentKind.FOREIGN_PR})
KINDS = frozenset(DocumentKind)
FOREIGN = frozenset({DocumentKind.FOREIGN_PR, DocumentKind.FOREIGN_PR_2017, DocumentKind.PASSPORT})
MAINLAND = frozenset(
    str(code)
    for codes in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        (71,),
    )
    for code in codes
)
HMT = frozenset({"81", "82", "83"})
PASSPORT_MRZ_LENGTH = 9
MOST_SUGGESTIONS = 4

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_LENGTH = 18
_OLD_LENGTH = 15
_EARLIEST = dt.date(1860, 1, 1)
_LATEST = dt.date(2099, 12, 31)
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_FORMS = {
    DocumentKind.FOREIGN_PR_2017: re.compile(r"[A-Z]{3}[0-9]{12}"),
    DocumentKind.HK_MACAU_PASS: re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"),
    DocumentKind.TAIWAN_PASS: re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]"),
    DocumentKind.PASSPORT: re.compile(r"[A-Z0-9]{5,17}"),
}
_LOOKALIKES = str.maketrans("OQDILSBZ", "00011582")
_MISTAKEN = {
    "0": "1269",
    "1": "0247",
    "2": "0135",
    "3": "2468",
    "4": "1357",
    "5": "2468",
    "6": "035789",
    "7": "1468",
    "8": "35679",
    "9": "068",
}


def _tidying() -> dict[int, str | None]:
    """Return the table of typing aids: full-width forms, look-alikes of X, and everything that is dropped."""
    table: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table.update(dict.fromkeys(map(ord, "ХхΧχ×✕✖╳"), "X"))
    dropped = (
        " \t\r\n\u00a0\u3000-‐‑‒–—―−－_.·•()（）[]/\\'\"\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
    )
    table.update(dict.fromkeys(map(ord, dropped), None))
    table.update({code: None for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0) in dropped})
    return table


_TIDYING = _tidying()


def normalise_document(text: str) -> str:
    """Return ``text`` as a document number is kept: half-width capitals, no spaces, dashes or brackets, x/Х/× as X.

    Source: the typing aids of domain.md §2.6.
    """
    if text.isalnum() and text.isascii():
        return text.upper()
    return text.translate(_TIDYING).upper()


def tail(number: str, count: int) -> str:
    """Return the last ``count`` characters of the tidied ``number``; the whole of a shorter one."""
    return normalise_document(number)[-count:]


def check_digit(body: str) -> str:
    """Return the check character of 17 digits, by GB 11643-1999 (ISO 7064 MOD 11-2)."""
    return _CHECKS[sum([int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)]) % 11]


def kind_of(number: str) -> DocumentKind | None:
    """Return the kind that an 18-character number can only be, or None when it is no such number.

    Source: domain.md §2.6: 81/82/83 are residence permits of Hong Kong, Macau and Taiwan residents, a leading 9 is
    the foreign permanent resident card of 2023; GB 11643-1999 has the rest.
    """
    number = normalise_document(number)
    if not _SHAPE.fullmatch(number):
        return None
    if number[0] == "9":
        return DocumentKind.FOREIGN_PR
    return DocumentKind.HMT_RESIDENT if number[:2] in HMT else DocumentKind.RESIDENT


def carried(kind: str, number: str) -> Carried:
    """Return the sex and birth date that ``number`` carries; nothing at all when its check digit does not hold.

    Source: GB 11643-1999 §4 (digits 7–14 birth date, an odd 17th digit is a man), the same for the permits of
    Hong Kong, Macau and Taiwan residents and the 2023 permanent resident card.
    """
    number = normalise_document(number)
    if kind not in CARRYING or not _SHAPE.fullmatch(number) or check_digit(number[:17]) != number[17]:
        return Carried()
    birth_date = _birth_date(number)
    if birth_date is None:
        return Carried()
    return Carried(Sex.MALE if int(number[16]) % 2 else Sex.FEMALE, birth_date)


def check_document(kind: str, number: str, today: dt.date) -> tuple[Fault, ...]:
    """Return every fault of ``number`` as a document of ``kind``; ages are judged elsewhere (``ages.check_age``).

    Source: domain.md §2.6; GB 11643-1999 for the 18-character kinds, the issuing rules for passes and passports.
    """
    number = normalise_document(number)
    if kind not in KINDS:
        return (Fault("document_kind", "document-kind-unknown"),)
    if kind == DocumentKind.LATER:
        return (Fault("document_kind", "document-later", Weight.NOTE),)
    if not number:
        return (Fault(FIELD, "document-missing"),)
    faults = _check_carrying(kind, number, today) if kind in CARRYING else _check_form(kind, number)
    if kind in FOREIGN:
        faults = (*faults, Fault("document_kind", "document-upper-union-confirms", Weight.NOTE))
    return faults


def near_misses(number: str, today: dt.date | None = None) -> tuple[str, ...]:
    """Return the likeliest numbers that one wrong key or two swapped neighbours away make the check digit right.

    Only numbers with a known province and a possible birth date are offered: first another check digit, then swaps,
    then keys that are mistaken for each other, then any other digit. Source: domain.md §2.6 (typing aids); ISO 7064
    MOD 11-2 finds every single wrong digit and every swap, so one of these is the number that was meant.
    """
    number = normalise_document(number)
    if not _SHAPE.fullmatch(number) or check_digit(number[:17]) == number[17]:
        return ()
    latest = today or _LATEST
    found: dict[str, None] = {}
    for candidate in _neighbours(number):
        if _plausible(candidate, number, latest):
            found.setdefault(candidate)
    return tuple(found)[:MOST_SUGGESTIONS]


def _check_carrying(kind: str, number: str, today: dt.date) -> tuple[Fault, ...]:
    """Return the faults of an 18-character number."""
    if len(number) == _OLD_LENGTH and number.isascii() and number.isdecimal():
        return (Fault(FIELD, "document-old-15"),)
    if not _SHAPE.fullmatch(number):
        return tuple(_check_shape(number))
    faults = list(_check_division(kind, number))
    birth_date = _birth_date(number)
    if birth_date is None:
        faults.append(Fault(FIELD, "document-date"))
    elif birth_date > today:
        faults.append(Fault(FIELD, "document-birth-future"))
    if number[14:17] == "000":
        faults.append(Fault(FIELD, "document-sequence-zero", Weight.NOTE))
    if check_digit(number[:17]) != number[17]:
        faults.append(Fault(FIELD, "document-check-digit", facts=_suggested(near_misses(number, today))))
    return tuple(faults)


def _check_shape(number: str) -> Iterator[Fault]:
    """Yield what is wrong with the length and the characters."""
    if len(number) != _LENGTH:
        yield Fault(FIELD, "document-length", facts={"length": str(len(number)), "expected": str(_LENGTH)})
    strange = [
        place
        for place, character in enumerate(number, start=1)
        if character not in ("0123456789X" if place == len(number) else "0123456789")
    ]
    if strange:
        fixed = number.translate(_LOOKALIKES)
        right = _SHAPE.fullmatch(fixed) is not None and check_digit(fixed[:17]) == fixed[17]
        places = {"positions": " ".join(map(str, strange))}
        yield Fault(FIELD, "document-characters", facts=places | _suggested((fixed,) if right else ()))


def _check_division(kind: str, number: str) -> Iterator[Fault]:
    """Yield what is wrong with the province (hard) and the county (a note only: codes are abolished and reused)."""
    meant = kind_of(number)
    if (
        meant is not None
        and meant != kind
        and (meant != DocumentKind.RESIDENT or _province_known(meant, number))
    ):
        yield Fault("document_kind", "document-kind-other", facts={"kind": meant.value})
    elif not _province_known(kind, number):
        yield Fault(FIELD, "document-province", facts={"province": _province(kind, number)})
    elif kind == DocumentKind.RESIDENT and not _county_possible(number):
        yield Fault(FIELD, "document-county-unknown", Weight.NOTE, {"county": number[:6]})


def _check_form(kind: str, number: str) -> tuple[Fault, ...]:
    """Return the faults of a number that has a form but no check digit."""
    if not _FORMS[DocumentKind(kind)].fullmatch(number):
        return (Fault(FIELD, "document-form", facts={"kind": str(kind)}),)
    if kind == DocumentKind.PASSPORT and len(number) > PASSPORT_MRZ_LENGTH:
        return (Fault(FIELD, "document-passport-long", Weight.NOTE, {"length": str(len(number))}),)
    return ()


def _suggested(numbers: tuple[str, ...]) -> dict[str, str]:
    """Return the facts that carry suggestions: the likeliest one, and all of them parted by spaces."""
    return {"suggestion": numbers[0], "suggestions": " ".join(numbers)} if numbers else {}


def _province(kind: str, number: str) -> str:
    """Return the two digits that name the province."""
    return number[1:3] if kind == DocumentKind.FOREIGN_PR else number[:2]


def _province_known(kind: str, number: str) -> bool:
    """Return True when the province digits fit the kind."""
    return _province(kind, number) in (HMT if kind == DocumentKind.HMT_RESIDENT else MAINLAND)


def _county_possible(number: str) -> bool:
    """Return True when the digits can be a prefecture and county of GB/T 2260, of today or of the past."""
    prefecture, county = int(number[2:4]), int(number[4:6])
    return (1 <= prefecture <= 70 or prefecture == 90) and county > 0


def _birth_date(number: str) -> dt.date | None:
    """Return the birth date in an 18-character number, or None when there is no such day."""
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _plausible(candidate: str, typed: str, latest: dt.date) -> bool:
    """Return True when ``candidate`` is a possible number of the kind that was typed."""
    kind = kind_of(candidate)
    birth_date = _birth_date(candidate)
    if kind is None or kind != kind_of(typed) or birth_date is None or not _province_known(kind, candidate):
        return False
    return _EARLIEST <= birth_date <= latest and check_digit(candidate[:17]) == candidate[17]


def _neighbours(number: str) -> Iterator[str]:
    """Yield the numbers one slip away whose check digit may hold, the likeliest slips first."""
    yield number[:17] + check_digit(number[:17])
    for place in range(_LENGTH - 1):
        yield number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    missing = _CHECKS.index(number[17]) - total
    for near in (True, False):
        for place, weight in enumerate(_WEIGHTS):
            for digit in "0123456789":
                right = (weight * (int(digit) - int(number[place])) - missing) % 11 == 0
                if right and (digit in _MISTAKEN[number[place]]) is near:
                    yield number[:place] + digit + number[place + 1 :]
