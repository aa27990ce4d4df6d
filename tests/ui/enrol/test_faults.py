# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a form, and when it is said."""

import datetime as dt

from PySide6.QtCore import Qt

from fieldkit.sample.numbers import document_of
from tests.support.enrolling import ENTER, MAN_OF_1978
from tests.support.hands import press, write

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_nobody_is_shouted_at_while_a_number_is_typed(qtbot, volunteer):
    for digit in MAN_OF_1978[:-1]:
        write(qtbot, digit)
        assert volunteer.said("document_number") == ""


def test_a_short_number_is_told_of_when_it_is_left(qtbot, volunteer):
    volunteer.line(MAN_OF_1978[:-1])
    assert "17" in volunteer.said("document_number")


def test_a_letter_that_can_never_be_right_is_told_of_at_once(qtbot, volunteer):
    write(qtbot, "1199O")
    assert "5" in volunteer.said("document_number")


def test_a_fault_goes_as_soon_as_it_is_put_right(qtbot, volunteer):
    volunteer.line(MAN_OF_1978[:-1])
    volunteer.part("enrol_number").setFocus()
    press(qtbot, Qt.Key.Key_End)
    write(qtbot, MAN_OF_1978[-1])
    assert volunteer.said("document_number") == ""


def test_a_save_names_everything_that_is_missing_at_once_and_goes_to_the_first(volunteer):
    volunteer.save()
    fields = ("document_number", "name", "phone", "employment_group", "employer", "notice_read", "signature")
    consents = ("consent_upper_union", "consent_bank", "consent_publicity")
    assert all(volunteer.said(field) for field in (*fields, *consents))
    assert "10" in volunteer.strip()
    assert volunteer.at() == "enrol_number"


def test_the_focus_goes_to_the_first_fault_in_the_order_of_the_form(qtbot, volunteer):
    volunteer.line(MAN_OF_1978)
    volunteer.line("示例")
    volunteer.save()
    assert volunteer.at() == "enrol_phone"


def test_the_count_of_faults_goes_down_as_they_are_put_right(qtbot, volunteer):
    volunteer.save()
    volunteer.line(MAN_OF_1978)
    assert "9" in volunteer.strip()


def test_a_near_miss_is_offered_and_taken_by_a_key(qtbot, volunteer):
    wrong = MAN_OF_1978[:-1] + ("0" if MAN_OF_1978[-1] != "0" else "1")
    write(qtbot, wrong)
    assert MAN_OF_1978 in volunteer.page._form.person.fields["document_number"].line.offered
    press(qtbot, ENTER, ALT)
    assert volunteer.text("enrol_number") == MAN_OF_1978
    assert volunteer.said("document_number") == ""
    assert volunteer.at() == "enrol_number"


def test_a_number_of_another_kind_offers_that_kind(qtbot, volunteer):
    write(qtbot, document_of("81", dt.date(1991, 5, 6), 12))
    press(qtbot, ENTER, ALT)
    assert volunteer.page._form.draft().document_kind == "hmt_resident"
    assert volunteer.said("document_number") == ""


def test_children_are_stopped_beside_the_number_that_says_so(qtbot, volunteer):
    write(qtbot, document_of("11", dt.date(2009, 11, 29), 12))
    assert "16" in volunteer.said("document_number")
    assert "14 岁" in volunteer.shown_large()


def test_a_person_who_refuses_the_upper_union_is_told_of_the_other_way_at_once(qtbot, volunteer):
    volunteer.page._form.agreement.consents.rows[
        next(iter(volunteer.page._form.agreement.consents.rows))
    ].choice.choose("refused")
    assert volunteer.said("consent_upper_union")
