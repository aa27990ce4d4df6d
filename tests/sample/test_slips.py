# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Each slip of the hand is a fault of its own."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.domain.documents import check_document
from fieldkit.sample.numbers import document_of
from fieldkit.sample.slips import slip

numbers = st.builds(
    document_of, st.just("11"), st.dates(dt.date(1950, 1, 1), dt.date(2006, 1, 1)), st.integers(1, 999)
)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("check_digit", "document-check-digit"),
        ("swap", "document-check-digit"),
        ("too_short", "document-length"),
        ("letter", "document-characters"),
        ("date", "document-date"),
    ],
)
@given(number=numbers)
def test_a_slip_is_found(kind, code, number):
    wrong = slip(kind, number)
    faults = check_document("resident", wrong, dt.date(2023, 11, 29))
    assert wrong != number
    assert code in [fault.code for fault in faults if fault.stops]
