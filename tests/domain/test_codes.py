# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Social credit codes are checked by GB 32100-2015, unions' as well as employers'."""

import pytest

from fieldkit.domain.codes import check_credit_code, credit_check, normalise_credit_code, organisation_check
from fieldkit.sample import cases


@pytest.mark.parametrize("case", cases.credit_codes(), ids=lambda case: case.typed)
def test_a_credit_code_has_the_faults_the_table_says(case):
    assert tuple(fault.code for fault in check_credit_code(case.typed)) == case.faults


def test_a_code_is_the_same_however_it_was_typed():
    assert normalise_credit_code("９１11-9999 000000019n") == "91119999000000019N"


def test_a_wrong_check_digit_carries_the_right_code():
    (fault,) = check_credit_code("91119999000000019P")
    assert fault.facts["suggestion"] == "91119999000000019N"


def test_length_and_characters_are_told_at_once():
    assert [fault.code for fault in check_credit_code("9111I")] == [
        "credit-code-length",
        "credit-code-characters",
    ]


def test_a_wrong_digit_of_the_organisation_code_is_only_noted():
    body = "91119999" + "00000001" + "8"
    (fault,) = check_credit_code(body + credit_check(body), field="employer_code")
    assert (fault.field, fault.code, fault.stops) == ("employer_code", "credit-code-organisation", False)


@pytest.mark.parametrize(
    ("body", "check"), [("00000001", "9"), ("00000000", "0"), ("00000005", "1"), ("0000000A", "2")]
)
def test_an_organisation_code_ends_in_its_check_character(body, check):
    assert organisation_check(body) == check
