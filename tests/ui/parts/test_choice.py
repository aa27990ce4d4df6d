# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A choice and the consents: nothing chosen beforehand, one key for an answer, one stop for the tab key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fieldkit.domain.consents import Consent, ConsentKind
from fieldkit.domain.events import ConsentText
from fieldkit.domain.faults import Fault
from fieldkit.ui.parts.choice import Choice
from fieldkit.ui.parts.consents import ConsentsPanel
from tests.support.hands import focused, press, write

TEXTS = tuple(ConsentText(kind.value, "v1", f"标题{kind.value}", "正文") for kind in ConsentKind)


@pytest.fixture
def face(qtbot):
    made = QWidget()
    made.before, made.choice, made.after = (
        QLineEdit(made),
        Choice((("yes", "是"), ("no", "否")), made),
        QLineEdit(made),
    )
    column = QVBoxLayout(made)
    for each in (made.before, made.choice, made.after):
        column.addWidget(each)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.before.setFocus()
    return made


def test_nothing_is_chosen_beforehand(face):
    assert face.choice.answer == ""
    assert not face.choice.button("yes").isChecked()
    assert not face.choice.button("no").isChecked()


def test_a_digit_answers_and_goes_on_to_the_next_field(qtbot, face):
    press(qtbot, Qt.Key.Key_Tab)
    write(qtbot, "2")
    assert face.choice.answer == "no"
    assert focused() is face.after


def test_the_choice_is_one_stop_of_the_tab_key_wherever_its_answer_is(qtbot, face):
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Right)
    assert face.choice.answer == "no"
    press(qtbot, Qt.Key.Key_Tab)
    assert focused() is face.after
    press(qtbot, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is face.choice.button("no")
    press(qtbot, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is face.before


def test_the_arrows_choose_and_stay(qtbot, face):
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Left)
    assert face.choice.answer == "yes"
    press(qtbot, Qt.Key.Key_Right)
    assert face.choice.answer == "no"
    press(qtbot, Qt.Key.Key_Right)
    assert face.choice.answer == "no"


def test_an_answer_is_taken_back_by_backspace(qtbot, face):
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    assert face.choice.answer == "yes"
    with qtbot.waitSignal(face.choice.answered) as said:
        press(qtbot, Qt.Key.Key_Backspace)
    assert said.args == [""]


def test_a_click_on_the_chosen_answer_leaves_it_chosen(qtbot, face):
    for _ in range(2):
        qtbot.mouseClick(face.choice.button("yes"), Qt.MouseButton.LeftButton)
    assert face.choice.answer == "yes"
    assert face.choice.button("yes").isChecked()


@pytest.fixture
def consents(qtbot):
    made = ConsentsPanel()
    qtbot.addWidget(made)
    made.show_texts(TEXTS)
    return made


def test_the_three_consents_are_asked_apart_and_none_is_answered_beforehand(consents):
    assert len(consents.rows) == 3
    assert consents.consents() == ()


def test_a_consent_names_the_version_of_its_text(consents):
    consents.rows[ConsentKind.BANK].choice.choose("refused")
    assert consents.consents() == (Consent(ConsentKind.BANK, given=False, version="v1"),)


def test_a_consent_without_a_text_has_no_version_and_so_cannot_be_saved(consents):
    consents.show_texts(())
    consents.rows[ConsentKind.BANK].choice.choose("given")
    assert consents.consents()[0].version == ""


def test_answers_given_before_are_shown_and_forgotten_again(consents):
    given = tuple(Consent(kind, kind is ConsentKind.UPPER_UNION, "v1") for kind in ConsentKind)
    consents.show_consents(given)
    assert consents.consents() == given
    consents.show_consents(())
    assert consents.consents() == ()


def test_a_fault_stands_at_its_own_consent(consents):
    consents.show_faults([(Fault("consent_bank", "consent-unanswered"), "请选择")])
    assert consents.rows[ConsentKind.BANK].line.sentence == "请选择"
    assert consents.rows[ConsentKind.PUBLICITY].line.sentence == ""
