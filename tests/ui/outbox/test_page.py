# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The outbox page against a real district: the numbers are honest, a round can be stopped, a refusal is settled."""

import datetime as dt
import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton

from fieldkit.acts import outbox as acts
from tests.support.booths import NOON, VOLUNTEER
from tests.support.hands import press, write
from tests.support.outboxes import enrolled, numbers, page_of, refuse, round_of, sign_in_without_desk
from tests.support.windows import WAIT, click, do, found, make_device, sign_in, window_on, words_in

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_three_numbers_are_always_in_sight(qtbot, window):
    sign_in(qtbot, window)
    enrolled(qtbot, window, 1, 2)
    qtbot.waitUntil(lambda: numbers(window) == ["已记录 2", "区里已确认 0", "需处理 0"])
    for name in ("enrol", "members", "serve", "packs", "outbox", "prints", "settings"):
        window.work.go(name)
        assert all(
            getattr(window.work.header.numbers, part).isVisible()
            for part in ("recorded", "confirmed", "attention")
        )
    assert "2 条等待上报" in window.work.uplink.whole


def test_a_press_on_a_number_opens_the_outbox(qtbot, window):
    sign_in(qtbot, window)
    click(qtbot, window.work.header, "attention")
    assert window.work.front == "outbox"


def test_a_round_confirms_what_was_recorded(qtbot, joined):
    enrolled(qtbot, joined, 1, 2, 3)
    page = page_of(joined)
    with qtbot.waitSignal(joined.session.rounds.ended, timeout=WAIT):
        press(qtbot, Qt.Key.Key_U, CONTROL)
    qtbot.waitUntil(lambda: numbers(joined) == ["已记录 3", "区里已确认 3", "需处理 0"])
    assert found(page, QLabel, "figure_confirmed").text() == "3"
    assert "送出 3 条，确认 3 条，退回 0 条" in words_in(page)
    assert joined.work.header.numbers.confirmed.property("tone") == "good"
    history = page.history.table.rows.values
    assert history[0].outcome == "done"
    assert history[0].acknowledgement


def test_a_round_shows_its_progress_and_can_be_stopped(qtbot, joined):
    page = page_of(joined)
    rounds, gate = joined.session.rounds, threading.Event()
    joined.session.uplink.run(lambda _store: gate.wait())  # the round waits behind it
    with qtbot.waitSignal(rounds.ended, timeout=WAIT) as ended:
        click(qtbot, page, "sync_now")
        assert found(page, QProgressBar, "sync_bar").isVisible()
        assert not found(page, QPushButton, "sync_now").isEnabled()
        click(qtbot, page, "sync_stop")
        gate.set()
    assert ended.args[0].outcome == "stopped"
    assert "已停下" in words_in(page)
    assert found(page, QPushButton, "sync_now").isEnabled()


def test_a_district_that_is_down_is_told_and_nothing_is_lost(qtbot, joined, district):
    enrolled(qtbot, joined, 1)
    district.stop()
    page = page_of(joined)
    ended = round_of(qtbot, joined)
    assert isinstance(ended, Exception)
    assert "不影响登记，程序会自动再试" in words_in(page)
    assert "稍后自动再试" in joined.work.uplink.whole
    assert numbers(joined) == ["已记录 1", "区里已确认 0", "需处理 0"]
    assert not joined.work.notice.isVisible()


def test_trouble_in_a_round_asked_for_on_another_page_is_told_aloud(qtbot, joined, district):
    district.stop()
    joined.work.go("serve")
    round_of(qtbot, joined)
    assert "区里的服务器没有开" in words_in(joined.work.notice)


def test_trouble_in_a_round_by_itself_only_changes_the_strip(qtbot, joined, district):
    district.stop()
    joined.work.go("serve")
    with qtbot.waitSignal(joined.session.rounds.ended, timeout=WAIT):
        joined.session.rounds.sync_now(asked=False)
    assert not joined.work.notice.isVisible()
    assert "区里的服务器没有开" in joined.work.uplink.whole


def test_rounds_by_itself_come_later_after_each_failure(qtbot, joined, district):
    rounds = joined.session.rounds
    assert rounds._timer.interval() == 120_000
    district.stop()
    round_of(qtbot, joined)
    assert rounds._timer.interval() == 240_000
    round_of(qtbot, joined)
    assert rounds._timer.interval() == 480_000


def test_a_round_begins_by_itself_when_something_waits(qtbot, joined):
    enrolled(qtbot, joined, 1)
    rounds = joined.session.rounds
    qtbot.waitUntil(lambda: rounds.counts.waiting == 1)
    with qtbot.waitSignal(rounds.ended, timeout=WAIT):
        rounds._timer.timeout.emit()
    qtbot.waitUntil(lambda: numbers(joined)[1] == "区里已确认 1")


def test_a_device_that_has_not_joined_says_where_to(qtbot, tmp_path):
    make_device(tmp_path / "device", briefed=False)
    with window_on(qtbot, tmp_path / "device") as window:
        sign_in_without_desk(qtbot, window)
        click(qtbot, window.setup, "join_later")
        press(qtbot, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.work is not None)
        page = page_of(window)
        assert not found(page, QPushButton, "sync_now").isEnabled()
        assert "还没有加入区里" in words_in(page)
        assert "记录只在本机" in window.work.uplink.whole


def test_a_member_already_is_settled_as_a_transfer(qtbot, window):
    sign_in(qtbot, window)
    (made,) = enrolled(qtbot, window, 1)
    facts = {"union": "瀛海镇总工会", "serial": "FK-9000-0001-3", "uid": "m-1"}
    refuse(qtbot, window, made.operation, "already-member", facts=facts)
    page = page_of(window)
    qtbot.waitUntil(lambda: "已经是“瀛海镇总工会”的会员（编号 FK-9000-0001-3）" in words_in(page))
    assert page._tabs.tabText(0) == "需处理（1）"
    click(qtbot, page, "as_transfer")
    qtbot.waitUntil(lambda: numbers(window)[2] == "需处理 0")
    assert window.work.told.whole == "已改为会籍接转，等待上报。"
    assert do(qtbot, window, acts.rejections) == ()


def test_a_refusal_is_taken_back_with_a_reason(qtbot, window):
    sign_in(qtbot, window)
    (made,) = enrolled(qtbot, window, 1)
    refuse(qtbot, window, made.operation, "unknown-code", field="employment_group")
    page = page_of(window)
    qtbot.waitUntil(lambda: "“就业群体”一栏选的代码" in words_in(page))
    assert not found(page, QPushButton, "as_transfer").isVisible()
    click(qtbot, page, "void")
    assert "请写明作废的原因。" in words_in(page)
    write(qtbot, "登记有误")
    click(qtbot, page, "void")
    qtbot.waitUntil(lambda: numbers(window)[2] == "需处理 0")
    assert found(page, QComboBox, "void_reason").currentText() == ""


def test_what_a_copied_store_told_twice_is_told_anew_and_nothing_else_is_offered(qtbot, window):
    sign_in(qtbot, window)
    (made,) = enrolled(qtbot, window, 1)
    refuse(qtbot, window, made.operation, "conflict")
    page = page_of(window)
    qtbot.waitUntil(lambda: found(page, QPushButton, "retell").isVisible())
    for name in ("as_transfer", "amend", "void"):
        assert not found(page, QPushButton, name).isVisible()
    click(qtbot, page, "retell")
    qtbot.waitUntil(lambda: numbers(window)[2] == "需处理 0")
    assert "重新打印" in window.work.told.whole


def test_a_correction_of_what_a_copied_store_told_twice_can_be_voided(qtbot, window):
    sign_in(qtbot, window)
    (made,) = enrolled(qtbot, window, 1)
    refuse(qtbot, window, made.operation, "conflict", field="replaces")
    page = page_of(window)
    qtbot.waitUntil(lambda: found(page, QPushButton, "void").isVisible())
    for name in ("as_transfer", "amend", "retell"):  # an enrolment names nothing: only for what it shows
        assert not found(page, QPushButton, name).isVisible()
    assert "分不清指的是哪一种" in words_in(page)


def test_a_correction_is_taken_up_on_the_enrolment_page(qtbot, window):
    sign_in(qtbot, window)
    (made,) = enrolled(qtbot, window, 1)
    refuse(qtbot, window, made.operation, "unknown-code", field="employment_group")
    page = page_of(window)
    qtbot.waitUntil(lambda: found(page, QPushButton, "amend").isVisible())
    asked = []
    window.work.page("enrol").open_amend = asked.append
    click(qtbot, page, "amend")
    assert asked == [made.operation]
    assert window.work.front == "enrol"


def test_a_volunteer_is_told_to_call_a_clerk(qtbot, window):
    sign_in(qtbot, window, VOLUNTEER)
    (made,) = enrolled(qtbot, window, 1)
    refuse(qtbot, window, made.operation, "consent-missing")
    page = page_of(window)
    qtbot.waitUntil(lambda: "请镇街干部登录后处理。" in words_in(page))
    for name in ("as_transfer", "amend", "void"):
        assert not found(page, QPushButton, name).isVisible()


def test_times_are_those_of_the_wall_here(qtbot, joined):
    round_of(qtbot, joined)
    page = page_of(joined)
    qtbot.waitUntil(lambda: bool(page.history.table.rows.values))
    index = page.history.table.rows.index(0, 0)
    assert page.history.table.rows.data(index) == "11月29日 12:00"
    assert dt.timedelta(0) == NOON.utcoffset()
