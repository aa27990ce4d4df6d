# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Reporting by stick in the real window, with a real district at the other end."""

import errno

import pytest
from PySide6.QtWidgets import QPushButton

from fieldkit.domain.operators import Role
from fieldkit.uplink import parcels
from tests.support.booths import VOLUNTEER
from tests.support.outboxes import choose, enrolled, numbers, page_of, read_in
from tests.support.windows import WAIT, click, found, sign_in, words_in


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def tab_of(window):
    page = page_of(window)
    page._tabs.setCurrentWidget(page.parcels)
    return page.parcels


def told(qtbot, tab, words):
    qtbot.waitUntil(lambda: words in words_in(tab), timeout=WAIT)


def made(qtbot, tab, stick):
    before = set(stick.iterdir())
    click(qtbot, tab, "make_parcel")
    choose(qtbot, tab, stick)
    told(qtbot, tab, "已写好")
    (file,) = set(stick.iterdir()) - before
    return file


def answered(qtbot, tab, file):
    click(qtbot, tab, "take_answer")
    choose(qtbot, tab, file)


def test_a_parcel_goes_out_and_its_answer_confirms(qtbot, joined, district, stick):
    enrolled(qtbot, joined, 1, 2)
    tab = tab_of(joined)
    qtbot.waitUntil(lambda: numbers(joined)[0] == "已记录 2")
    file = made(qtbot, tab, stick)
    assert f"{file.name} 已写好，里面有 2 条还没确认的记录" in words_in(tab)
    assert numbers(joined)[1] == "区里已确认 0"
    answered(qtbot, tab, read_in(district, file))
    told(qtbot, tab, "回执已读入：确认 2 条，退回 0 条")
    qtbot.waitUntil(lambda: numbers(joined) == ["已记录 2", "区里已确认 2", "需处理 0"])
    history = joined.work.page("outbox").history.table.rows
    qtbot.waitUntil(lambda: history.values[0].accepted == 2)
    answered(qtbot, tab, file.with_suffix(".answer"))
    told(qtbot, tab, "确认 0 条")


def test_with_nothing_to_tell_a_parcel_asks_for_news(qtbot, joined, stick):
    tab = tab_of(joined)
    made(qtbot, tab, stick)
    assert "没有等待上报的记录" in words_in(tab)


def test_what_is_no_answer_of_ours_changes_nothing_and_says_so(qtbot, joined, stick):
    enrolled(qtbot, joined, 1)
    tab = tab_of(joined)
    wrong = stick / "FK-S1.answer"
    wrong.write_bytes(b"\x00\x00\x00\x04none")
    answered(qtbot, tab, wrong)
    told(qtbot, tab, "这不是区里的回执文件，或已经损坏，什么也没有改动。")
    assert numbers(joined)[1] == "区里已确认 0"
    assert found(tab, QPushButton, "take_answer").isEnabled()


def test_a_stick_that_is_full_is_told_and_nothing_is_half_there(qtbot, joined, stick, monkeypatch):
    enrolled(qtbot, joined, 1)
    tab = tab_of(joined)

    def full(_handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(parcels.os, "fsync", full)
    click(qtbot, tab, "make_parcel")
    choose(qtbot, tab, stick)
    told(qtbot, tab, "U 盘满了，没有装成。")
    assert list(stick.iterdir()) == []


def test_a_clerk_carries_for_others_and_each_problem_has_its_sentence(qtbot, joined, stick):
    enrolled(qtbot, joined, 1)
    tab = tab_of(joined)
    file = made(qtbot, tab, stick)
    wrong = stick / "FK-S9.age"
    wrong.write_bytes(b"none")
    click(qtbot, tab, "carry_parcels")
    choose(qtbot, tab, file, wrong)
    told(qtbot, tab, "送到 1 包，1 包没有送成")
    results = {one.parcel.name: tab._result(one) for one in tab.table.rows.values}
    assert results[file.name] == f"已送到，回执 {file.stem}.answer"
    assert "区里读不出这个文件" in results[wrong.name]
    assert tab.table.isVisible()
    answered(qtbot, tab, file.with_suffix(".answer"))
    told(qtbot, tab, "确认 1 条")


def test_without_a_line_the_courier_hears_that_there_is_none(qtbot, joined, district, stick):
    tab = tab_of(joined)
    file = made(qtbot, tab, stick)
    district.stop()
    click(qtbot, tab, "carry_parcels")
    choose(qtbot, tab, file)
    told(qtbot, tab, "区里的服务器没有开")


def test_a_volunteer_does_not_carry_for_others(qtbot, window):
    sign_in(qtbot, window, VOLUNTEER)
    tab = tab_of(window)
    assert window.session.operator.role is Role.VOLUNTEER
    assert not found(tab, QPushButton, "carry_parcels").isVisible()
    assert found(tab, QPushButton, "make_parcel").isVisible()
