# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Mobile numbers: how they are tidied and checked (domain.md §2.7)."""

from __future__ import annotations

import re

from fieldkit.domain.faults import Fault, Weight

FIELD = "phone"
LENGTH = 11

_DROPPED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff().·‐-―−_/-]+")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_COUNTRY = re.compile(r"^(?:(?:\+|00)?86(?=1[0-9]{10}$)|\+86|0086)+")
_LANDLINE = re.compile(r"0[0-9]{9,11}")
_ALLOCATED = re.compile(
    r"13[0-9]|14[579]|15[0-35-9]|16[2567]|17[0-35-8]|174(?:0[0-9]|1[0-2]|9)|18[0-9]|19[0-35-9]"
)


def normalise_phone(text: str) -> str:
    """Return ``text`` as a phone number is kept: half-width digits, without +86, spaces, dashes and brackets."""
    if len(text) == LENGTH and text.isascii() and text.isdecimal():
        return text
    return _COUNTRY.sub("", _DROPPED.sub("", text.translate(_FULL_WIDTH)))


def check_phone(text: str) -> tuple[Fault, ...]:
    """Return every fault of a mobile number.

    Hard: eleven digits that begin with 13 to 19. A note for ranges not allocated by 2020-05; the operator is never
    inferred (number portability since 2019-12-01). Source: domain.md §2.7, numbering plan of the MIIT.
    """
    number = normalise_phone(text)
    if not number:
        return (Fault(FIELD, "phone-missing"),)
    if _LANDLINE.fullmatch(number):
        return (Fault(FIELD, "phone-landline"),)
    if not (number.isascii() and number.isdecimal()):
        return (Fault(FIELD, "phone-characters"),)
    faults = []
    if len(number) != LENGTH:
        faults.append(
            Fault(FIELD, "phone-length", facts={"length": str(len(number)), "expected": str(LENGTH)})
        )
    if not re.match(r"1[3-9]|1$", number):
        faults.append(Fault(FIELD, "phone-range", facts={"prefix": number[:3]}))
    elif not faults and not _ALLOCATED.match(number):
        faults.append(Fault(FIELD, "phone-unallocated", Weight.NOTE, {"prefix": number[:3]}))
    return tuple(faults)
