# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""No number of a real person anywhere: not in a file that git knows, not in what the sample makes (domain.md §3.6).

Resident numbers may only have an unassigned county (PP9999) or be a specimen of a published standard; mobile numbers
must begin with 154, a range that nobody has.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

import pytest

from fieldkit.domain.documents import check_digit
from fieldkit.sample.day import sample_day
from fieldkit.sample.people import volume
from tests.test_files import committed, text_of

SPECIMENS = {
    "11010519491231002X",
    "440524188001010014",
    "911124198108030024",
    "932682198501010017",
}
MALFORMED = {"12800000000"}
# Hexadecimal digits beside a number make it a part of a hash; digits and a dot before it, of a decimal fraction.
BEFORE, AFTER = r"(?<![0-9A-Fa-f])(?<![0-9]\.)", r"(?![0-9A-Fa-f])"
GAP = "[ \u00a0\u3000-]"
DOCUMENT = re.compile(f"{BEFORE}([0-9]{{6}}){GAP}?([0-9]{{8}}){GAP}?([0-9]{{3}}[0-9Xx]){AFTER}")
OLD_DOCUMENT = re.compile(f"{BEFORE}([0-9]{{15}}){AFTER}")
MOBILE = re.compile(f"{BEFORE}(?:86|0086)?{GAP}?(1[3-9][0-9]){GAP}?([0-9]{{4}}){GAP}?([0-9]{{4}}){AFTER}")
FREE_COUNTY = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])9999|9[1-7][0-9]999")
WIDE = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF38, 0xFF58)}


def violations(text: str) -> Iterator[str]:
    """Yield every number in ``text`` that could be somebody's, also full-width, and parted by spaces or dashes."""
    said = text.translate(WIDE)
    yield from (number for number in found(DOCUMENT, said) if may_be_real(number))
    yield from (number for number in found(OLD_DOCUMENT, said) if may_be_real_old(number))
    yield from (number for number in found(MOBILE, said) if number[:3] != "154" and number not in MALFORMED)


def found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield what ``pattern`` finds, put together."""
    return ("".join(match.groups()).upper() for match in pattern.finditer(text))


def may_be_real(number: str) -> bool:
    """Return True for a number with a right shape of province and date that is neither free nor a specimen."""
    if number in SPECIMENS or FREE_COUNTY.match(number):
        return False
    return "1850" < number[6:10] < "2100" and "01" <= number[10:12] <= "12" and "01" <= number[12:14] <= "31"


def may_be_real_old(number: str) -> bool:
    """Return True for a first-generation number with a possible date in a county that is not free."""
    if FREE_COUNTY.match(number):
        return False
    return "11" <= number[:2] <= "91" and "01" <= number[8:10] <= "12" and "01" <= number[10:12] <= "31"


def everything_made() -> Iterator[str]:
    """Yield all the numbers and texts of the sample day and of some known members."""
    day = sample_day()
    for arrival in day.arrivals:
        for draft in (arrival.draft, *arrival.typed):
            if draft:
                yield from (draft.document_number, draft.phone, draft.name, draft.employer)
    for known in chain(day.known_members, day.late_members, volume(day.seed + 1, 3000)):
        yield from (known.document_number, known.phone, known.uid, known.serial, known.certificate_number)
    for value in chain(day.consent_texts, day.settings, day.sites, day.organisations, day.employers):
        yield repr(value)


def test_no_file_in_git_holds_a_number_that_may_be_somebodys():
    listed = [(str(file), number) for file in committed() for number in violations(text_of(file) or "")]
    assert listed == []


def test_the_sample_makes_no_number_that_may_be_somebodys():
    assert [number for text in everything_made() for number in violations(text)] == []


def test_every_employer_of_the_sample_says_that_it_is_one():
    day = sample_day()
    names = [employer.name for employer in day.employers]
    names += [arrival.draft.employer for arrival in day.arrivals if arrival.draft and arrival.draft.employer]
    names += [known.employer for known in day.known_members]
    assert [name for name in names if "示例" not in name and "测试" not in name] == []


REAL_BODY = "110105" + "19850101" + "123"  # in pieces, as a real one would be found in this very file
REAL = REAL_BODY + check_digit(REAL_BODY)
WIDE_REAL = "".join(chr(ord(c) + 0xFEE0) for c in REAL)


@pytest.mark.parametrize(
    "planted",
    [
        REAL,
        f"number: '{REAL}',",
        f"No{REAL}",
        f"身份证{REAL}号",
        WIDE_REAL,
        f"{REAL[:6]} {REAL[6:14]} {REAL[14:]}",
        REAL[:17] + "x",
        "110105" + "850101123",
        "138" + "00000001",
        "+86" + "138" + "00000001",
        "138" + "-0000-" + "0001",
        "电话199" + "00000001。",
        unicodedata.normalize("NFKC", "１３８") + "00000001",
    ],
)
def test_a_planted_number_is_found(planted):
    assert list(violations(planted))


@pytest.mark.parametrize(
    "harmless",
    [
        "119999197807040115",
        "819999199105060124",
        *sorted(SPECIMENS),
        "119999780704011",
        "15400000001",
        "+86 154-0000-0002",
        "12800000000",
        "138****1234",
        "sha256:" + "4f13800000001" + "a" * 51,
        "a13800000001b",
        f"0.{REAL[:11]}",
        "--hash=sha256:" + "0" * 10 + REAL + "f" * 20,
        "20231129123456789",
        "DX-20231129",
    ],
)
def test_a_harmless_number_is_let_be(harmless):
    assert list(violations(harmless)) == []
