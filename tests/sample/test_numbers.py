# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Numbers of the sample are nobody's: others are refused where they are made."""

import datetime as dt
import random

import pytest

from fieldkit.domain.documents import DocumentKind, carried, check_document
from fieldkit.domain.people import Sex
from fieldkit.sample.numbers import Numbers, document_of, phone_of, refuse_allocated, refuse_assigned

DAY = dt.date(2023, 11, 29)
BORN = dt.date(1990, 5, 6)


def maker() -> Numbers:
    return Numbers(random.Random(1), sequences=range(1, 9), phone_blocks="0")


def test_a_number_of_an_assigned_county_is_refused():
    assert refuse_assigned("119999197807040115") == "119999197807040115"
    for number in ("110105" + "199005060010", "169999" + "199005060010"):
        with pytest.raises(ValueError, match="unassigned county"):
            refuse_assigned(number)


def test_a_phone_of_an_allocated_range_is_refused():
    with pytest.raises(ValueError, match="range 154"):
        refuse_allocated("13" + "800000001")


def test_numbers_are_right_say_the_sex_and_differ():
    numbers = maker()
    drawn = [numbers.document("11", BORN, Sex.MALE) for _ in range(4)]
    assert len(set(drawn)) == 4
    for number in drawn:
        assert [fault.code for fault in check_document("resident", number, DAY)] == [
            "document-county-unknown"
        ]
        assert carried("resident", number).sex is Sex.MALE
    assert carried("resident", numbers.document("11", BORN, Sex.FEMALE)).sex is Sex.FEMALE
    assert document_of("11", dt.date(1978, 7, 4), 11) == "119999197807040115"


@pytest.mark.parametrize(
    "kind", ["hmt_resident", "hk_macau_pass", "taiwan_pass", "foreign_pr_2017", "passport"]
)
def test_special_documents_have_the_form_of_their_kind(kind):
    numbers = maker()
    first = numbers.special(DocumentKind(kind), BORN, Sex.FEMALE)
    second = numbers.special(DocumentKind(kind), BORN, Sex.FEMALE)
    assert first != second
    assert not any(fault.stops for number in (first, second) for fault in check_document(kind, number, DAY))


def test_phones_differ_and_blocks_follow_each_other():
    numbers = maker()
    assert len({numbers.phone() for _ in range(1000)}) == 1000
    assert phone_of(0, 1) != phone_of(1, 1)
