# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Somebody who is a member already is transferred, updated or served, never enrolled twice."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from fieldkit.acts import look_up, outbox
from tests.support.booths import draft_of
from tests.support.enrolling import MAN_OF_1978, labels_in
from tests.support.hands import press

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def member(booth):
    return booth.run(partial(look_up.member, uid="known-41"))


def find_member(volunteer):
    volunteer.line(draft_of(41).document_number)
    volunteer.qtbot.waitUntil(lambda: volunteer.part("already").isVisible())


def test_a_member_is_recognised_by_the_number_and_never_enrolled_again(booth, member, volunteer):
    find_member(volunteer)
    assert "示*丙" in " ".join(labels_in(volunteer.part("already")))
    volunteer.save()
    assert volunteer.at() == "already_transfer"
    assert booth.run(outbox.counts).recorded == 0


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
    volunteer.fill(42, "示例丁")
    booth.run(lambda _store: None)
    booth.enrol(42, "示例丁")
    volunteer.save()
    volunteer.qtbot.waitUntil(lambda: volunteer.part("already").isVisible())
    assert volunteer.at() == "already_service"
    assert volunteer.text("enrol_name") == "示例丁"


def test_who_was_enrolled_here_today_has_nothing_to_transfer(qtbot, booth, volunteer):
    booth.enrol(43, "示例戊")
    volunteer.line(draft_of(43).document_number)
    qtbot.waitUntil(lambda: volunteer.part("already").isVisible())
    assert not volunteer.part("already_transfer").isVisible()
    press(qtbot, Qt.Key.Key_1, ALT)
    volunteer.save()
    assert volunteer.at() == "already_service"
    assert booth.run(outbox.counts).recorded == 1


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
