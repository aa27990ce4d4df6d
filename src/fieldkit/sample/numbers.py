# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Document and phone numbers that are nobody's: unassigned counties, an unallocated range (domain.md §3.1–3.2)."""

from __future__ import annotations

import datetime as dt
import random
import re

from fieldkit.domain.documents import HMT, MAINLAND, DocumentKind, check_digit
from fieldkit.domain.people import Sex
from fieldkit.sample.rules import rules

_FREE_RANGE = re.compile(r"154[0-9]{8}")
_PHONE_STEP = 7_654_321


def refuse_assigned(number: str) -> str:
    """Return the 18-character ``number``; raise ValueError when its county code may belong to a real person."""
    if number[:2] not in MAINLAND | HMT or number[2:6] != rules("people")["documents"]["county"]:
        raise ValueError("the sample makes numbers of unassigned county codes only")
    return number


def refuse_allocated(phone: str) -> str:
    """Return ``phone``; raise ValueError when it may belong to a real person."""
    if not _FREE_RANGE.fullmatch(phone):
        raise ValueError("the sample makes phone numbers of the range 154 only")
    return phone


def document_of(province: str, birth_date: dt.date, sequence: int) -> str:
    """Return the number of that province, birth date and sequence (odd: a man), with its check digit."""
    body = f"{province}{rules('people')['documents']['county']}{birth_date:%Y%m%d}{sequence:03d}"
    return refuse_assigned(body + check_digit(body))


def phone_of(first_digit: int, number: int) -> str:
    """Return the ``number``-th phone number of the block that begins with ``first_digit`` after 154; all differ."""
    return refuse_allocated(
        f"{rules('people')['phones']['prefix']}{first_digit}{number * _PHONE_STEP % 10_000_000:07d}"
    )


class Numbers:
    """Draws numbers of one block of sequences and phones; none twice."""

    def __init__(self, chance: random.Random, *, sequences: range, phone_blocks: str) -> None:
        self._chance = chance
        self._sequences = sequences
        self._phone_blocks = phone_blocks
        self._taken: set[str] = set()
        self._phones = 0

    def document(self, province: str, birth_date: dt.date, sex: Sex) -> str:
        """Return an 18-character number that this maker has not given before."""
        while True:
            sequence = self._chance.choice(self._sequences)
            if sequence % 2 != (sex is Sex.MALE):
                continue
            number = document_of(province, birth_date, sequence)
            if number not in self._taken:
                self._taken.add(number)
                return number

    def special(self, kind: DocumentKind, birth_date: dt.date, sex: Sex) -> str:
        """Return a number of a ``kind`` other than the resident card; the ones without birth date count up."""
        if kind is DocumentKind.HMT_RESIDENT:
            return self.document(self._chance.choice(sorted(HMT)), birth_date, sex)
        self._taken.add(f"{kind}{len(self._taken)}")
        count = len(self._taken)
        shapes = {
            DocumentKind.HK_MACAU_PASS: f"H0{count:07d}",
            DocumentKind.TAIWAN_PASS: f"0{count:07d}",
            DocumentKind.FOREIGN_PR_2017: f"ZZZ9999{birth_date:%y%m%d}{count % 100:02d}",
            DocumentKind.PASSPORT: f"XX{count:07d}",
        }
        return shapes[kind]

    def phone(self) -> str:
        """Return a phone number that this maker has not given before."""
        block, number = divmod(self._phones, 10_000_000)
        self._phones += 1
        return phone_of(int(self._phone_blocks[block]), number + 1)
