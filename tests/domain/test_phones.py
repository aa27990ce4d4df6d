# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Phones: eleven digits of a mobile range, however they were typed (domain.md §2.7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.faults import FAULT_CODES
from fieldkit.domain.phones import check_phone, normalise_phone
from fieldkit.sample import cases

FREE = "15400000001"


def codes(text: str) -> list[str]:
    return [fault.code for fault in check_phone(text)]


@pytest.mark.parametrize("case", cases.phones(), ids=lambda case: case.typed)
def test_a_phone_is_kept_and_judged_as_the_table_says(case):
    assert normalise_phone(case.typed) == case.kept
    assert tuple(codes(case.typed)) == case.faults


@pytest.mark.parametrize(
    "typed",
    ["+8615400000001", "008615400000001", "8615400000001", "+86 (154) 0000-0001", "１５４ ００００ ０００１"],
)
def test_a_phone_is_the_same_however_it_was_typed(typed):
    assert normalise_phone(typed) == FREE


@pytest.mark.parametrize("phone", ["15400864198", "15486154000", "15400868600"])
def test_the_country_code_is_only_taken_away_in_front(phone):
    assert normalise_phone(phone) == phone


@given(st.integers(0, 99_999_999))
def test_a_number_of_the_free_range_is_kept_and_noted(number):
    phone = f"154{number:08d}"
    assert normalise_phone(phone) == phone
    assert codes(phone) == ["phone-unallocated"]


@pytest.mark.parametrize("prefix", ["130", "145", "153", "166", "173", "1740", "1749", "189", "191", "199"])
def test_allocated_ranges_have_no_fault(prefix):
    assert codes(prefix.ljust(11, "0")) == []


@pytest.mark.parametrize("prefix", ["154", "160", "1745", "194"])
def test_ranges_that_nobody_has_yet_are_only_noted(prefix):
    (fault,) = check_phone(prefix.ljust(11, "0"))
    assert (fault.code, fault.stops, fault.facts) == ("phone-unallocated", False, {"prefix": prefix[:3]})


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ("", ["phone-missing"]),
        (" - ", ["phone-missing"]),
        ("010-00000000", ["phone-landline"]),
        ("1540000000a", ["phone-characters"]),
        ("1540000000٣", ["phone-characters"]),
        ("154000000012", ["phone-length"]),
        ("1", ["phone-length"]),
        ("12", ["phone-length", "phone-range"]),
        ("2540000", ["phone-length", "phone-range"]),
    ],
)
def test_what_is_no_mobile_number_is_told_in_every_respect(typed, faults):
    assert codes(typed) == faults


@given(st.text(max_size=20) | st.text(alphabet="+0861 5-４ ", max_size=20))
def test_any_typing_gets_only_known_faults(text):
    assert set(codes(text)) <= FAULT_CODES
    assert normalise_phone(normalise_phone(text)) == normalise_phone(text)
