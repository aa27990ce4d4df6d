# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A device that the district has revoked: its lists of people are locked and say why, and it can still hand over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton

from fieldkit.acts.draft import kept_draft
from fieldkit.acts.enrol import new_uid
from fieldkit.acts.issue import issue
from fieldkit.acts.printing import order_paper
from fieldkit.acts.serve import serve
from fieldkit.acts.transfer import update
from fieldkit.acts.void import void
from fieldkit.domain.papers import PaperKind
from fieldkit.problems import DeviceRevoked
from tests.support.booths import CLERK, NOON, draft_of
from tests.support.factories import name_of, phone
from tests.support.hands import press, write
from tests.support.outboxes import choose, enrolled, page_of, read_in, round_of, sign_in_without_desk
from tests.support.windows import WAIT, click, do, found, words_in

LOCKED = "区里已停用这台设备，会员名单已锁上。"


def searched(qtbot, page, text):
    page._finder.take_focus()
    write(qtbot, text)
    qtbot.waitUntil(lambda: page._finder._lines.rowCount() > 0)


def revoked(qtbot, window, district):
    district.console("revoke", window.session.book.device, "--reason", "lost")
    assert isinstance(round_of(qtbot, window), Exception)
    qtbot.waitUntil(lambda: window.session.revoked)


def test_its_lists_are_locked_and_say_why(qtbot, joined, district):
    (made,) = enrolled(qtbot, joined, 1)
    members = joined.work.go("members")
    searched(qtbot, members, made.member.name[0])
    members.open_member(made.member.uid)
    qtbot.waitUntil(lambda: members._faces.currentIndex() == 1)
    revoked(qtbot, joined, district)
    assert joined.work.notice.isVisible()
    assert LOCKED in words_in(joined.work.notice)
    assert members._faces.currentIndex() == 0
    assert members._finder._lines.rowCount() == 0
    assert LOCKED in words_in(members)
    assert made.member.name not in words_in(members)
    assert not found(members, QLineEdit, "finder_box").isEnabled()
    members.open_member(made.member.uid)
    assert members._faces.currentIndex() == 0
    for name in ("serve", "packs"):
        page = joined.work.go(name)
        assert LOCKED in found(page, QLabel, "finder_empty").text()
        assert not found(page, QLineEdit, "finder_box").isEnabled()


def test_it_stays_locked_for_whoever_signs_in_next(qtbot, joined, district):
    revoked(qtbot, joined, district)
    joined.lock()
    sign_in_without_desk(qtbot, joined)
    members = joined.work.go("members")
    qtbot.waitUntil(lambda: LOCKED in words_in(members))


def test_it_enters_and_prints_nothing_any_more_and_says_so_as_long_as_it_is_so(qtbot, joined, district):
    (made,) = enrolled(qtbot, joined, 1)
    revoked(qtbot, joined, district)
    care = found(joined.work.header, QPushButton, "care")
    assert care.text() == "本机已停用"
    session = joined.session
    by = {"operator": session.operator, "desk": session.desk, "now": session.now()}
    uid = made.member.uid
    with pytest.raises(DeviceRevoked):
        enrolled(qtbot, joined, 2)
    for act, about in (
        (serve, {"service": "legal"}),
        (issue, {"uid": uid, "goods": "pack"}),
        (update, {"uid": uid, "phone": phone(9)}),
        (void, {"operation": made.operation, "reason": "示例"}),
    ):
        with pytest.raises(DeviceRevoked):
            do(qtbot, joined, act, **about, **by)
    with pytest.raises(DeviceRevoked):
        do(qtbot, joined, order_paper, kind=PaperKind.CARD, about=uid, printer="", operator=CLERK, now=NOON)
    joined.work.notice.hide()
    joined.work.go("enrol")._saver.enrol(new_uid(), draft_of(3, name_of(3)))
    qtbot.waitUntil(lambda: LOCKED in words_in(joined.work.notice), timeout=WAIT)
    assert "不能再登记和打印" in words_in(joined.work.notice)
    assert joined.session.rounds.counts.recorded == 1
    joined.work.go("enrol")
    qtbot.mouseClick(care, Qt.MouseButton.LeftButton)
    assert joined.work.front == "outbox"


def test_its_form_says_so_and_takes_nothing_more_and_what_was_typed_stays(qtbot, joined, district):
    page = joined.work.go("enrol")
    number, name = (found(page, QLineEdit, f"enrol_{one}") for one in ("number", "name"))
    name.setFocus()
    write(qtbot, "示例丁")
    revoked(qtbot, joined, district)
    banner = found(page, QFrame, "stopped_banner")
    assert banner.isVisible()
    assert "不能再登记" in words_in(banner)
    QApplication.focusWidget().setFocus()
    write(qtbot, "119999")
    press(qtbot, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    page.entered()
    assert (number.text(), name.text()) == ("", "示例丁")
    assert not number.isEnabled()
    assert not found(page, QPushButton, "enrol_save").isEnabled()
    assert do(qtbot, joined, kept_draft).draft.name == "示例丁"
    joined.session.hear_revoked(False)
    assert number.isEnabled()
    assert not banner.isVisible()
    press(qtbot, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page.empty()
    assert name.text() == ""


def test_its_form_is_shut_for_whoever_signs_in_next_too(qtbot, joined, district):
    revoked(qtbot, joined, district)
    joined.lock()
    sign_in_without_desk(qtbot, joined)
    page = joined.work.go("enrol")
    qtbot.waitUntil(lambda: found(page, QFrame, "stopped_banner").isVisible())
    assert not found(page, QLineEdit, "enrol_number").isEnabled()


def test_what_it_entered_before_it_heard_of_it_is_handed_over_by_wire(qtbot, joined, district):
    enrolled(qtbot, joined, 1)
    revoked(qtbot, joined, district)
    page = page_of(joined)
    qtbot.waitUntil(page.held.isVisible)
    assert "有 1 条被区里扣留" in words_in(page.held)


def test_what_it_entered_before_it_heard_of_it_is_handed_over_by_stick(qtbot, joined, district, tmp_path):
    district.console("revoke", joined.session.book.device, "--reason", "lost")
    enrolled(qtbot, joined, 1)
    page = page_of(joined)
    page._tabs.setCurrentWidget(page.parcels)
    (tmp_path / "stick").mkdir()
    click(qtbot, page.parcels, "make_parcel")
    choose(qtbot, page.parcels, tmp_path / "stick")
    qtbot.waitUntil(lambda: "里面有 1 条" in words_in(page.parcels), timeout=WAIT)
    (file,) = (tmp_path / "stick").iterdir()
    click(qtbot, page.parcels, "take_answer")
    choose(qtbot, page.parcels, read_in(district, file))
    qtbot.waitUntil(lambda: LOCKED in words_in(page.parcels), timeout=WAIT)
    qtbot.waitUntil(page.held.isVisible)
    assert "有 1 条被区里扣留" in words_in(page.held)


def test_what_is_held_of_it_is_told_as_that_and_not_as_a_copied_store(qtbot, joined, district):
    enrolled(qtbot, joined, 1)
    revoked(qtbot, joined, district)
    page = page_of(joined)
    qtbot.waitUntil(page.held.isVisible)
    assert "停用后送到的都先扣留" in words_in(page.held)
    assert "可以照常登记" not in words_in(page.held)
