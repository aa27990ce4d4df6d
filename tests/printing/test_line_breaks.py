# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Text is broken by Chinese rules, shrunk before it is wrapped, and never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.printing import fonts, line_breaks
from tests.support.papers import FIFTY, LONG, NAMES, squeezed

TEXT = st.text("王伟阿布·，。（）《》、AbCd09- \u3000\ue863", min_size=1, max_size=80)


@given(TEXT, st.sampled_from([6.0, 10.5, 20.0]), st.floats(30, 300))
def test_nothing_is_lost_and_no_line_is_too_long(text, size, width):
    found = line_breaks.broken(text, size, width)
    assert squeezed("".join(found)) == squeezed(text)
    assert all(fonts.width(line, size) <= width + 1e-6 or len(line) == 1 for line in found)


@given(TEXT, st.floats(40, 400), st.floats(20, 200))
def test_a_fitted_text_fits_its_field_or_is_as_small_as_may_be(text, width, height):
    found = line_breaks.fitted(text, width=width, height=height, largest=24, single=14, spacing=1.3)
    assert squeezed("".join(found.lines)) == squeezed(text)
    assert found.size == line_breaks.LEAST or len(found.lines) * 1.3 * found.size <= max(height, 24 * 1.3)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_fits_the_name_field_of_a_card(name):
    found = line_breaks.fitted(name, width=150, height=53, largest=25, single=15, spacing=1.26)
    assert all(fonts.width(line, found.size) <= 150 for line in found.lines)
    assert len(found.lines) * 1.26 * found.size <= 53
    assert found.size >= 9


def test_a_short_name_stays_large_on_one_line():
    assert line_breaks.fitted(
        "王伟", width=150, height=53, largest=25, single=15, spacing=1.3
    ) == line_breaks.Fitted(("王伟",), 25)


def test_a_name_shrinks_before_it_wraps():
    found = line_breaks.fitted("次仁多吉旺堆扎西", width=150, height=53, largest=25, single=15, spacing=1.3)
    assert found.lines == ("次仁多吉旺堆扎西",)
    assert 15 <= found.size < 25


def test_a_long_name_is_broken_at_its_own_dots():
    found = line_breaks.fitted(LONG, width=150, height=53, largest=25, single=15, spacing=1.26)
    assert found.lines == ("阿布都热依木江·", "麦麦提图尔荪·", "阿卜杜克热木")


def test_fifty_characters_are_all_there():
    found = line_breaks.fitted(FIFTY, width=150, height=53, largest=25, single=15, spacing=1.26)
    assert "".join(found.lines) == FIFTY


def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one():
    found = line_breaks.broken("一二三四五，（六七）八九《十》。", 10, 52)
    assert not {line[0] for line in found} & line_breaks.CLOSERS
    assert not {line[-1] for line in found} & line_breaks.OPENERS


def test_a_number_and_a_latin_word_stay_whole():
    assert line_breaks.broken("编号 FK-0001-2345-6 号", 10, 80) == ("编号", "FK-0001-2345-6", "号")


def test_a_word_longer_than_a_line_is_divided():
    assert "".join(line_breaks.broken("A" * 40, 10, 50)) == "A" * 40


def test_line_ends_in_a_text_are_kept_and_an_empty_text_is_one_line():
    assert line_breaks.broken("甲\n乙", 10, 100) == ("甲", "乙")
    assert line_breaks.broken("", 10, 100) == ("",)
