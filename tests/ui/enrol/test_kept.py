# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Nothing that was typed is lost: not by a crash, a full disk, a slow lane or a slip of the hand."""

import threading
from functools import partial

from PySide6.QtCore import Qt

from fieldkit.acts import enrol, outbox
from fieldkit.problems import DiskFull
from fieldkit.ui.lanes import Lane
from tests.support.booths import draft_of
from tests.support.enrolling import MAN_OF_1978, Volunteer
from tests.support.hands import press, write

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


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


def test_what_was_typed_is_kept_when_the_page_is_covered(booth, volunteer):
    write(volunteer.qtbot, "11")
    volunteer.page.hide()
    assert kept(booth)[1].document_number == "11"


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
    volunteer.fill()
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


def test_what_was_typed_since_the_form_was_emptied_can_be_had_back_too(qtbot, volunteer):
    volunteer.line(MAN_OF_1978)
    press(qtbot, Qt.Key.Key_N, CONTROL)
    write(qtbot, "11")
    press(qtbot, Qt.Key.Key_Z, ALT)
    assert volunteer.text("enrol_number") == MAN_OF_1978
    press(qtbot, Qt.Key.Key_Z, ALT)
    assert volunteer.text("enrol_number") == "11"


def test_a_save_that_fails_leaves_everything_where_it_was(qtbot, booth, volunteer):
    def full():
        raise DiskFull

    volunteer.fill()
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
    volunteer.fill()
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
    volunteer.fill()
    volunteer.save()
    volunteer.save()
    volunteer.wait_for_strip("已保存")
    assert booth.run(outbox.counts).recorded == 1
