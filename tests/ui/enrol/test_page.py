# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Enrolling at the page: by keys alone, everything wrong at once, nothing typed lost, nobody enrolled twice."""

import datetime as dt
import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt

from fieldkit.acts import amend, enrol, look_up, outbox
from fieldkit.problems import DiskFull
from fieldkit.sample.numbers import document_of
from fieldkit.ui.lanes import Lane
from tests.support.booths import draft_of
from tests.support.enrolling import ENTER, Volunteer, labels_in
from tests.support.hands import press, write

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
MAN_OF_1978 = document_of("11", dt.date(1978, 7, 4), 11)


@pytest.fixture
def volunteer(qtbot, page):
    return Volunteer(qtbot, page)


def members_named(booth, name):
    return booth.run(partial(look_up.search, text=name))


def fill(volunteer, number=21, name="欧阳示例"):
    draft = draft_of(number, name)
    volunteer.person(draft)
    volunteer.agreement()
    volunteer.sign_on_paper()
    return draft


# -- one person after another ---------------------------------------------------------------------------------


def test_a_person_is_enrolled_by_the_keyboard_alone(booth, volunteer):
    draft = fill(volunteer)
    press(volunteer.qtbot, ENTER)
    volunteer.wait_for_strip("已保存")
    found = members_named(booth, "欧阳示例")
    assert [line.document_tail for line in found] == [draft.document_number[-4:]]
    assert booth.run(outbox.counts).recorded == 1
    assert booth.troubles == []


def test_after_a_save_the_form_is_empty_and_the_focus_on_the_number(volunteer):
    fill(volunteer)
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
    fill(volunteer)
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
    draft = fill(volunteer)
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    carried = volunteer.page._form.draft()
    assert (carried.employer, carried.platform) == (draft.employer, draft.platform)
    assert carried.employment_group != ""
    assert carried.name == ""


def test_an_employer_typed_today_is_offered_to_the_next_person(qtbot, volunteer):
    fill(volunteer)
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    line = volunteer.part("enrol_employer")
    line.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    popup = line.completer().popup()
    assert popup.model().index(0, 0).data() == "京南示例物流有限公司"
    popup.hide()


def test_the_saved_persons_card_is_printed_by_a_key(qtbot, booth, volunteer, monkeypatch):
    asked = []
    monkeypatch.setattr(booth.session.papers, "print_card", asked.append)
    press(qtbot, Qt.Key.Key_P, CONTROL)
    assert asked == []
    fill(volunteer)
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    press(qtbot, Qt.Key.Key_P, CONTROL)
    assert [line.uid for line in members_named(booth, "欧阳示例")] == asked


def test_a_card_is_printed_by_itself_where_that_is_wished(booth, volunteer, monkeypatch):
    asked = []
    monkeypatch.setattr(booth.session.papers, "print_card", asked.append)
    volunteer.part("enrol_print_card").setChecked(True)
    fill(volunteer)
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    assert len(asked) == 1


# -- what is wrong, and when it is said ------------------------------------------------------------------------


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


# -- names -----------------------------------------------------------------------------------------------------


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


def test_a_name_that_no_font_can_draw_asks_for_another_printed_form(qtbot, volunteer):
    volunteer.part("enrol_name").setFocus()
    volunteer.line("王\U000e0100\ue863")
    qtbot.waitUntil(lambda: "U+E863" in volunteer.said("print_as"))
    assert volunteer.part("enrol_more_print_as").isVisible()


# -- other documents -------------------------------------------------------------------------------------------


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


# -- already a member ------------------------------------------------------------------------------------------


@pytest.fixture
def member(booth):
    return booth.enrol(41, "示例丙").member


def find_member(volunteer):
    volunteer.line(draft_of(41).document_number)
    volunteer.qtbot.waitUntil(lambda: volunteer.part("already").isVisible())


def test_a_member_is_recognised_by_the_number_and_never_enrolled_again(booth, member, volunteer):
    find_member(volunteer)
    assert "示*丙" in " ".join(labels_in(volunteer.part("already")))
    volunteer.save()
    assert volunteer.at() == "already_transfer"
    assert booth.run(outbox.counts).recorded == 1


def test_the_panel_goes_when_the_number_is_another_one(qtbot, member, volunteer):
    find_member(volunteer)
    volunteer.part("enrol_number").setText(MAN_OF_1978)
    qtbot.waitUntil(lambda: not volunteer.part("already").isVisible())


def test_a_members_membership_is_transferred(qtbot, booth, member, volunteer):
    find_member(volunteer)
    press(qtbot, Qt.Key.Key_1, ALT)
    assert volunteer.said("employer")
    assert not volunteer.said("signature")
    volunteer.part("enrol_employer").setText("瀛海示例食品厂")
    volunteer.part("enrol_notice_read").setFocus()
    volunteer.agreement()
    press(qtbot, Qt.Key.Key_1, ALT)
    volunteer.wait_for_strip("已接转")
    assert booth.run(partial(look_up.member, uid=member.uid)).employer == "瀛海示例食品厂"
    assert not volunteer.part("already").isVisible()


def test_a_members_details_are_updated_by_what_was_typed_and_nothing_else(qtbot, booth, member, volunteer):
    find_member(volunteer)
    volunteer.part("enrol_employer").setText("旧宫示例商业管理公司")
    press(qtbot, Qt.Key.Key_2, ALT)
    volunteer.wait_for_strip("已更新")
    now = booth.run(partial(look_up.member, uid=member.uid))
    assert now.employer == "旧宫示例商业管理公司"
    assert now.phone_tail == member.phone_tail


def test_a_member_who_only_wants_a_service_is_sent_there(qtbot, booth, member, volunteer):
    find_member(volunteer)
    with qtbot.waitSignal(booth.session.member_chosen) as sent:
        press(qtbot, Qt.Key.Key_3, ALT)
    assert sent.args == [member.uid, "serve"]
    assert volunteer.text("enrol_number") == ""


def test_a_member_found_only_by_the_save_is_offered_the_same_choices(booth, volunteer):
    fill(volunteer, 42, "示例丁")
    booth.run(lambda _store: None)
    booth.enrol(42, "示例丁")
    volunteer.save()
    volunteer.qtbot.waitUntil(lambda: volunteer.part("already").isVisible())
    assert volunteer.at() == "already_transfer"
    assert volunteer.text("enrol_name") == "示例丁"


def test_people_of_the_same_name_are_only_mentioned_and_masked(qtbot, booth, volunteer):
    volunteer.line(MAN_OF_1978)
    volunteer.line("王伟")
    note = volunteer.part("likeness")
    qtbot.waitUntil(note.isVisible)
    assert "王*" in note.text()
    assert "王伟" not in note.text()
    with qtbot.waitSignal(booth.session.member_chosen) as sent:
        note.linkActivated.emit("known-11")
    assert sent.args == ["known-11", "members"]


# -- nothing is lost -------------------------------------------------------------------------------------------


def test_what_was_typed_is_there_again_after_the_program_was_killed(
    qtbot, open_booth, booth, sit_down, volunteer
):
    volunteer.person(draft_of(51, "示例戊"))
    volunteer.agreement("12")
    typed = volunteer.page._form.draft()
    qtbot.waitUntil(lambda: (kept(booth) or (None, None))[1] == typed)
    volunteer.page.close()
    again = Volunteer(qtbot, sit_down(open_booth()))
    qtbot.waitUntil(lambda: again.text("enrol_name") == "示例戊")
    assert again.page._form.draft() == typed
    assert "已恢复" in again.strip()


def kept(booth):
    from fieldkit.acts.draft import kept_draft

    found = booth.run(kept_draft)
    return found and (found.uid, found.draft, found.saved)


def test_a_person_saved_just_before_a_crash_is_not_asked_for_again(
    qtbot, open_booth, booth, sit_down, volunteer
):
    from fieldkit.acts.draft import keep_draft

    draft = draft_of(52, "示例己")
    booth.run(partial(keep_draft, uid="u52", draft=draft, now=booth.clock()))
    session = booth.session
    act = partial(
        enrol.enrol, uid="u52", draft=draft, operator=session.operator, desk=session.desk, now=session.now()
    )
    booth.run(act)
    volunteer.page.close()
    again = Volunteer(qtbot, sit_down(open_booth()))
    again.wait_for_strip("上一位已经保存")
    assert again.text("enrol_name") == ""


def test_a_draft_that_was_saved_is_not_kept(booth, volunteer):
    fill(volunteer)
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    assert kept(booth) is None


def test_a_form_emptied_by_mistake_can_be_had_back(qtbot, volunteer):
    volunteer.line(MAN_OF_1978)
    volunteer.line("示例庚")
    press(qtbot, Qt.Key.Key_N, CONTROL)
    assert volunteer.text("enrol_name") == ""
    assert volunteer.at() == "enrol_number"
    press(qtbot, Qt.Key.Key_Z, ALT)
    assert volunteer.text("enrol_name") == "示例庚"
    assert volunteer.text("enrol_number") == MAN_OF_1978


def test_a_save_that_fails_leaves_everything_where_it_was(qtbot, booth, volunteer):
    def full():
        raise DiskFull

    fill(volunteer)
    typed = volunteer.page._form.draft()
    right = booth.session.local
    booth.session.local = Lane("full", full, lambda _store: None, parent=volunteer.page)
    volunteer.save()
    volunteer.wait_for_strip("没有保存")
    booth.session.local.close()
    booth.session.local = right
    assert volunteer.page._form.draft() == typed
    assert volunteer.at() == "enrol_on_paper"
    assert isinstance(booth.troubles[-1], DiskFull)
    volunteer.save()
    volunteer.wait_for_strip("已保存")


def test_a_save_never_holds_up_the_window_and_keys_typed_meanwhile_are_the_next_persons(
    qtbot, booth, volunteer
):
    fill(volunteer)
    busy = threading.Event()
    booth.session.local.run(lambda _store: busy.wait(30))
    volunteer.save()
    assert not volunteer.part("enrol_save").isEnabled()
    write(qtbot, MAN_OF_1978[:9])
    assert volunteer.text("enrol_number") == draft_of(21).document_number
    busy.set()
    volunteer.wait_for_strip("已保存")
    assert volunteer.text("enrol_number") == MAN_OF_1978[:9]
    write(qtbot, MAN_OF_1978[9:])
    assert volunteer.text("enrol_number") == MAN_OF_1978


def test_a_save_pressed_twice_enrols_once(booth, volunteer):
    fill(volunteer)
    volunteer.save()
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    assert booth.run(outbox.counts).recorded == 1


# -- the notice ------------------------------------------------------------------------------------------------


def test_the_notice_is_read_in_large_type_and_ticked_by_enter(qtbot, volunteer):
    press(qtbot, Qt.Key.Key_D, ALT)
    sheet = volunteer.part("large_notice")
    assert sheet.isVisible()
    assert sheet.size() == volunteer.page.size()
    press(qtbot, ENTER)
    assert not sheet.isVisible()
    assert volunteer.part("enrol_notice_read").isChecked()
    assert volunteer.at() == "enrol_notice_read"


def test_a_notice_that_was_only_looked_at_is_not_ticked(qtbot, volunteer):
    press(qtbot, Qt.Key.Key_D, ALT)
    press(qtbot, Qt.Key.Key_Escape)
    assert not volunteer.part("large_notice").isVisible()
    assert not volunteer.part("enrol_notice_read").isChecked()


# -- amending --------------------------------------------------------------------------------------------------


def test_a_clerk_puts_an_enrolment_right_and_what_was_being_typed_comes_back(qtbot, clerks_booth, sit_down):
    booth, clerk = clerks_booth, Volunteer(qtbot, sit_down(clerks_booth))
    enrolled = booth.enrol(61, "示例错")
    clerk.line(MAN_OF_1978)
    clerk.line("正在登记")
    clerk.page.open_amend(enrolled.operation)
    qtbot.waitUntil(lambda: clerk.text("enrol_name") == "示例错")
    assert clerk.part("amend_banner").isVisible()
    clerk.part("enrol_name").setText("示例对")
    with qtbot.waitSignal(booth.session.member_chosen) as sent:
        clerk.save()
    assert sent.args == ["", "outbox"]
    assert not clerk.part("amend_banner").isVisible()
    assert clerk.text("enrol_name") == "正在登记"
    assert booth.run(partial(look_up.member, uid=enrolled.member.uid)).name == "示例对"


def test_an_amendment_given_up_changes_nothing(qtbot, clerks_booth, sit_down):
    booth, clerk = clerks_booth, Volunteer(qtbot, sit_down(clerks_booth))
    enrolled = booth.enrol(62, "示例原")
    clerk.page.open_amend(enrolled.operation)
    qtbot.waitUntil(lambda: clerk.text("enrol_name") == "示例原")
    clerk.part("enrol_name").setText("别的")
    press(qtbot, Qt.Key.Key_Escape)
    assert not clerk.part("amend_banner").isVisible()
    assert clerk.text("enrol_name") == ""
    assert booth.run(outbox.counts).recorded == 1


# -- the looks -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1158, 600), (1712, 930)])
def test_the_whole_form_fits_a_common_laptop_even_with_every_fault_shown(qtbot, booth, sit_down, size):
    volunteer = Volunteer(qtbot, sit_down(booth, size))
    volunteer.page.save()
    qtbot.waitUntil(lambda: "10" in volunteer.strip())
    bar = volunteer.page._form._area.verticalScrollBar()
    assert bar.maximum() <= bar.pageStep() // 4
    assert not volunteer.page.grab().isNull()
