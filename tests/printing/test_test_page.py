# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The page that tries a printer: on every paper it says what it is for, has its rare names, and its code is read."""

import pytest

from fieldkit.printing.test_page import DIGITS, NAMES, Trial, pdf
from tests.support.papers import codes, page_sizes, pictures, text_of

LINES = ("打印机测试页", "打印机：凭条 1", "203 dpi")


@pytest.mark.parametrize(
    ("width", "height", "side"),
    [(210.0, 297.0, 0.0), (148.0, 210.0, 0.0), (85.6, 53.98, 0.0), (80.0, None, 4.0), (58.0, None, 5.0)],
)
def test_a_test_page_fits_its_paper_and_says_what_it_tries(width, height, side):
    made = pdf(Trial(LINES, width, height, side))
    ((wide, high),) = page_sizes(made)
    assert wide == pytest.approx(width, abs=0.1)
    assert height is None or high == pytest.approx(height, abs=0.1)
    said = "".join("".join(text_of(made)).split())
    for line in (*LINES, NAMES):
        assert "".join(line.split()) in said
    (picture,) = pictures(made, dpi=300)
    assert list(codes(picture)) == [DIGITS]
