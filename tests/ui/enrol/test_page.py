# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Enrolling one person after another by keys alone."""

from functools import partial

from PySide6.QtCore import Qt

from fieldkit.acts import amend, look_up, outbox
from tests.support.booths import draft_of
from tests.support.enrolling import ENTER, MAN_OF_1978
from tests.support.hands import press, write

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def members_named(booth, name):
    return booth.run(partial(look_up.search, text=name))


def test_a_person_is_enrolled_by_the_keyboard_alone(booth, volunteer):
    draft = volunteer.fill()
    press(volunteer.qtbot, ENTER)
    volunteer.wait_for_strip("已保存")
    found = members_named(booth, "欧阳示例")
    assert [line.document_tail for line in found] == [draft.document_number[-4:]]
    assert booth.run(outbox.counts).recorded == 1
    assert booth.troubles == []


def test_after_a_save_the_form_is_empty_and_the_focus_on_the_number(volunteer):
    volunteer.fill()
    volunteer.save()
    volunteer.wait_for_strip("已保存：欧**例 FK-")
    assert volunteer.at() == "enrol_number"
    assert volunteer.text("enrol_number") == ""
    assert volunteer.text("enrol_name") == ""
    assert volunteer.page._form.draft().consents == ()
    assert volunteer.page._form.draft().signature == b""


def test_a_signature_drawn_on_the_pad_is_what_is_saved(booth, volunteer):
    volunteer.person(draft_of(22, "示例甲"))
    volunteer.agreement()
    volunteer.sign()
    drawn = volunteer.page._form.draft().signature
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    kept = booth.run(partial(amend.draft_of, operation=last_operation(booth)))
    assert kept.signature == drawn
    assert kept.channel == "booth"


def test_a_signature_on_paper_is_told_as_such(booth, volunteer):
    volunteer.fill()
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    assert booth.run(partial(amend.draft_of, operation=last_operation(booth))).channel == "paper"


def last_operation(booth):
    def read(store):
        with store.reading() as db:
            return db.conn.execute("SELECT id FROM operations ORDER BY place DESC LIMIT 1").fetchone()[0]

    return booth.run(read)


def test_sex_birth_date_and_age_fall_out_of_the_number(qtbot, volunteer):
    write(qtbot, MAN_OF_1978[:-1])
    assert volunteer.shown_large() == ""
    write(qtbot, MAN_OF_1978[-1])
    assert volunteer.shown_large() == "男 45 岁 1978-07-04"


def test_a_number_is_tidied_as_it_is_typed(qtbot, volunteer):
    write(qtbot, "１１９９９９ 1986-0615 003x")
    assert volunteer.text("enrol_number") == "11999919860615003X"


def test_the_next_person_may_share_the_employer_and_the_group(qtbot, volunteer):
    press(qtbot, Qt.Key.Key_K, ALT)
    draft = volunteer.fill()
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    carried = volunteer.page._form.draft()
    assert (carried.employer, carried.platform) == (draft.employer, draft.platform)
    assert carried.employment_group != ""
    assert carried.name == ""


def test_an_employer_typed_today_is_offered_to_the_next_person(qtbot, volunteer):
    volunteer.fill()
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    line = volunteer.part("enrol_employer")
    line.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    assert line.list.marked() == "京南示例物流有限公司"


def test_the_saved_persons_card_is_printed_by_a_key(qtbot, booth, volunteer, monkeypatch):
    asked = []
    monkeypatch.setattr(booth.session.papers, "print_card", asked.append)
    press(qtbot, Qt.Key.Key_P, CONTROL)
    assert asked == []
    volunteer.fill()
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    press(qtbot, Qt.Key.Key_P, CONTROL)
    assert [line.uid for line in members_named(booth, "欧阳示例")] == asked


def test_no_card_of_the_person_before_once_the_next_one_is_begun(qtbot, booth, volunteer, monkeypatch):
    asked = []
    monkeypatch.setattr(booth.session.papers, "print_card", asked.append)
    volunteer.fill()
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    assert volunteer.part("strip_card").isVisible()
    write(qtbot, "1")
    assert not volunteer.part("strip_card").isVisible()
    assert not volunteer.part("strip_application").isVisible()
    press(qtbot, Qt.Key.Key_P, CONTROL)
    assert asked == []


def test_a_card_is_printed_by_itself_where_that_is_wished(booth, volunteer, monkeypatch):
    asked = []
    monkeypatch.setattr(booth.session.papers, "print_card", asked.append)
    volunteer.part("enrol_print_card").setChecked(True)
    volunteer.fill()
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    assert len(asked) == 1


def test_a_word_that_is_still_composed_is_not_touched(qtbot, volunteer):
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    line = volunteer.part("enrol_name")
    line.setFocus()
    write(qtbot, "古丽•")
    QApplication.sendEvent(line, QInputMethodEvent("mire", []))
    line.settle()
    assert line.text() == "古丽•"
    assert line.composing
    done = QInputMethodEvent()
    done.setCommitString("米热")
    QApplication.sendEvent(line, done)
    press(qtbot, ENTER)
    assert line.text() == "古丽·米热"


def test_fifty_characters_of_the_supplementary_planes_are_a_name_and_one_more_is_told_of(qtbot, volunteer):
    line = volunteer.part("enrol_name")
    line.setFocus()
    write(qtbot, "𠅤" * 50)
    press(qtbot, ENTER)
    assert volunteer.said("name") == ""
    assert volunteer.page._form.draft().name == "𠅤" * 50
    line.setFocus()
    press(qtbot, Qt.Key.Key_End)
    write(qtbot, "𬭎")
    assert "51" in volunteer.said("name")


def test_a_person_without_a_document_gives_sex_and_birth_date(qtbot, booth, volunteer):
    press(qtbot, Qt.Key.Key_M, ALT)
    assert not volunteer.part("enrol_number").isVisible()
    assert volunteer.at() == "enrol_sex" or volunteer.at() == "enrol_name"
    volunteer.part("enrol_sex").setFocus()
    write(qtbot, "2")
    volunteer.line("1988年2月29日")
    assert volunteer.text("enrol_birth") == "1988-02-29"
    draft = draft_of(31, "示例乙")
    volunteer.line(draft.name)
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


def test_a_passport_asks_for_sex_and_birth_date_and_a_card_does_not(qtbot, volunteer):
    assert not volunteer.part("enrol_birth").isVisible()
    press(qtbot, Qt.Key.Key_H, ALT)
    assert volunteer.part("enrol_birth").isVisible()
    press(qtbot, Qt.Key.Key_S, ALT)
    assert not volunteer.part("enrol_birth").isVisible()
