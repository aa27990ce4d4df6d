# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Lines and choices of the form: tidied without losing the cursor, chosen by a digit, recalled from today."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from fieldkit.ui.enrol.more import moment_of
from fieldkit.ui.parts.inputs import CodeBox, NumberLine, PhoneLine, tidy_date
from tests.support.hands import press, write

GROUPS = tuple((f"g{n}", f"群体{n}") for n in range(1, 13))


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        widget.setFocus()
        return widget

    return show


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("19780704", "1978-07-04"),
        ("1978-7-4", "1978-07-04"),
        ("1978.7.4", "1978-07-04"),
        ("1978年7月4日", "1978-07-04"),
        ("１９７８0704", "1978-07-04"),
        ("19780230", "19780230"),
        (" 昨天 ", "昨天"),
        ("", ""),
    ],
)
def test_a_day_may_be_typed_in_many_ways(typed, kept):
    assert tidy_date(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("11-28 18:30", "2023-11-28T18:30:00+08:00"),
        ("2023-11-28 18:30", "2023-11-28T18:30:00+08:00"),
        ("11月28日 18时30分", "2023-11-28T18:30:00+08:00"),
        ("9:05", "2023-11-29T09:05:00+08:00"),
        ("13-40 9:05", "13-40 9:05"),
        ("昨晚", "昨晚"),
        ("", ""),
    ],
)
def test_the_time_of_a_paper_form_may_be_typed_in_short(typed, kept):
    assert moment_of(typed, dt.date(2023, 11, 29)) == kept


def test_the_cursor_stays_behind_the_character_it_was_behind(qtbot, shown):
    line = shown(NumberLine())
    write(qtbot, "1199")
    line.setCursorPosition(2)
    write(qtbot, "x")
    assert line.text() == "11X99"
    assert line.cursorPosition() == 3


def test_what_is_pasted_is_tidied_too(shown):
    line = shown(PhoneLine())
    line.insert("+86 154-0000-0002")
    assert line.text() == "15400000002"


def test_a_digit_chooses_a_group_and_the_last_ones_have_keys_too(qtbot, shown):
    box = CodeBox(digits=True)
    box.show_rows(GROUPS)
    shown(box)
    assert box.code() == ""
    for key, code in (("1", "g1"), ("9", "g9"), ("0", "g10"), ("-", "g11"), ("=", "g12")):
        write(qtbot, key)
        assert box.code() == code
        box.setFocus()
    press(qtbot, Qt.Key.Key_Backspace)
    assert box.code() == ""


def test_new_rows_keep_what_was_chosen(shown):
    box = CodeBox()
    box.show_rows(GROUPS)
    box.choose("g3")
    box.show_rows(GROUPS[1:])
    assert box.code() == "g3"
    box.show_rows(GROUPS[5:])
    assert box.code() == ""
