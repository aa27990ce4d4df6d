# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A character that no font has is found while the name is typed, told in words, and another printed form asked for."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from fieldkit.acts import look_up, papers
from tests.support.booths import draft_of
from tests.support.enrolling import ENTER, MAN_OF_1978
from tests.support.hands import press, write

NEWEST = "\U0002ebf0"  # the first of Extension I, which no font of ours has
NO_STANDARD = "\ue000"


@pytest.fixture
def naming(qtbot, volunteer):
    """A volunteer who has typed the number and is at the name."""
    volunteer.line(MAN_OF_1978)
    return volunteer


def asked(volunteer):
    return volunteer.part("enrol_print_as").isVisible()


def test_a_name_that_is_drawn_asks_for_nothing_more(qtbot, naming):
    write(qtbot, "欧阳𥖄婷")
    qtbot.waitUntil(lambda: naming.page._glyphs._drawn.get("𥖄") is True)
    assert not asked(naming)
    assert naming.said("name") == ""
    press(qtbot, ENTER)
    assert naming.at() == "enrol_phone"


def test_it_is_told_while_the_name_is_typed_and_the_printed_form_comes_next(qtbot, naming):
    write(qtbot, f"王{NEWEST}")
    qtbot.waitUntil(lambda: asked(naming))
    assert naming.at() == "enrol_name"
    assert "第 2 字（U+2EBF0）" in naming.said("name")
    press(qtbot, ENTER)
    assert naming.at() == "enrol_print_as"
    naming.line("王电")
    assert naming.at() == "enrol_phone"
    draft = naming.page._form.draft()
    assert (draft.name, draft.print_as) == (f"王{NEWEST}", "王电")


def test_the_person_may_go_without_a_printed_form(qtbot, booth, naming):
    write(qtbot, f"王{NEWEST}")
    qtbot.waitUntil(lambda: asked(naming))
    press(qtbot, ENTER)
    press(qtbot, ENTER)
    assert naming.at() == "enrol_phone"
    assert "print_as" not in {fault.field for fault in naming.page._check(naming.page._form.draft()).faults}


def test_a_printed_form_that_is_not_drawn_either_is_told_too(qtbot, naming):
    write(qtbot, f"王{NEWEST}")
    qtbot.waitUntil(lambda: asked(naming))
    press(qtbot, ENTER)
    write(qtbot, f"王小{NEWEST}")
    qtbot.waitUntil(lambda: "第 3 字（U+2EBF0）" in naming.said("print_as"))


def test_a_private_character_is_to_be_verified_and_its_standard_one_is_taken_by_a_key(qtbot, naming):
    write(qtbot, "陈\ue863")
    qtbot.waitUntil(lambda: asked(naming))
    assert "第 2 字（U+E863）是待核字" in naming.said("name")
    assert "陈䶮" in naming.said("name")
    press(qtbot, ENTER, Qt.KeyboardModifier.AltModifier)
    assert naming.text("enrol_name") == "陈䶮"
    qtbot.waitUntil(lambda: not asked(naming))
    assert naming.said("name") == ""


def test_of_two_private_characters_the_one_of_a_table_is_told_and_nothing_is_put_in_their_place(
    qtbot, naming
):
    write(qtbot, f"陈\ue863{NO_STANDARD}")
    qtbot.waitUntil(lambda: asked(naming))
    assert "第 2 字（U+E863）是待核字（老系统自造），多半是“䶮”" in naming.said("name")
    assert "第 3 字（U+E000）是待核字" in naming.said("name")
    press(qtbot, ENTER, Qt.KeyboardModifier.AltModifier)
    assert naming.text("enrol_name") == f"陈\ue863{NO_STANDARD}"


def test_a_private_character_of_no_table_is_kept_and_marked(qtbot, naming):
    write(qtbot, f"陈{NO_STANDARD}某{NEWEST}")
    qtbot.waitUntil(lambda: asked(naming))
    assert "第 2 字（U+E000）是待核字" in naming.said("name")
    assert "第 4 字（U+2EBF0）" in naming.said("name")
    assert naming.page._form.draft().name == f"陈{NO_STANDARD}某{NEWEST}"


def test_one_name_after_another_is_looked_at(qtbot, naming):
    write(qtbot, f"王{NEWEST}")
    qtbot.waitUntil(lambda: asked(naming))
    press(qtbot, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not asked(naming))
    write(qtbot, NO_STANDARD)
    qtbot.waitUntil(lambda: asked(naming))


def test_the_printed_form_stays_in_sight_where_it_is_filled(qtbot, naming):
    write(qtbot, f"王{NEWEST}")
    qtbot.waitUntil(lambda: asked(naming))
    press(qtbot, ENTER)
    naming.line("王电")
    naming.part("enrol_name").setFocus()
    press(qtbot, Qt.Key.Key_End)
    press(qtbot, Qt.Key.Key_Backspace)
    assert asked(naming)


def test_it_does_not_go_from_under_the_cursor(qtbot, naming):
    write(qtbot, f"王{NEWEST}")
    qtbot.waitUntil(lambda: asked(naming))
    press(qtbot, ENTER)
    naming.line("电")
    naming.part("enrol_name").setText("王电")
    naming.part("enrol_print_as").setFocus()
    press(qtbot, Qt.Key.Key_End)
    press(qtbot, Qt.Key.Key_Backspace)
    assert naming.text("enrol_print_as") == ""
    assert naming.at() == "enrol_print_as"
    assert asked(naming)


def test_what_is_saved_is_the_name_as_it_was_typed(qtbot, booth, volunteer):
    draft = draft_of(23, f"王{NEWEST}")
    volunteer.line(draft.document_number)
    write(qtbot, draft.name)
    qtbot.waitUntil(lambda: asked(volunteer))
    press(qtbot, ENTER)
    volunteer.line("王电")
    volunteer.line(draft.phone)
    write(qtbot, "2")
    volunteer.line(draft.platform)
    volunteer.line(draft.employer)
    press(qtbot, ENTER)
    press(qtbot, ENTER)
    volunteer.agreement()
    volunteer.sign_on_paper()
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    (line,) = booth.run(partial(look_up.search, text="王电"))
    member = booth.run(partial(look_up.member, uid=line.uid))
    assert (member.name, member.print_as) == (f"王{NEWEST}", "王电")
    form = booth.run(partial(papers.application, uid=line.uid))
    assert ("姓名", f"王{NEWEST}") in form.rows  # printed with its code point and a square
    assert booth.run(partial(papers.card, uid=line.uid)).name == "王电"
    assert not asked(volunteer)


def test_whoever_unfolds_what_is_seldom_asked_finds_the_printed_form_too(qtbot, volunteer):
    assert not asked(volunteer)
    press(qtbot, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert asked(volunteer)
    assert volunteer.at() == "enrol_print_as"
    press(qtbot, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert not asked(volunteer)
