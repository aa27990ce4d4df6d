# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An enrolment is put right on the same form; the notice is read in large type; all fits the screen."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from fieldkit.acts import look_up, outbox
from tests.support.enrolling import ENTER, MAN_OF_1978, Volunteer
from tests.support.hands import press

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


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


@pytest.mark.parametrize("size", [(1158, 600), (1712, 930)])
def test_the_whole_form_fits_a_common_laptop_even_with_every_fault_shown(qtbot, booth, sit_down, size):
    volunteer = Volunteer(qtbot, sit_down(booth, size))
    volunteer.page.save()
    qtbot.waitUntil(lambda: "10" in volunteer.strip())
    bar = volunteer.page._form._area.verticalScrollBar()
    assert bar.maximum() <= bar.pageStep() // 4
    assert not volunteer.page.grab().isNull()
