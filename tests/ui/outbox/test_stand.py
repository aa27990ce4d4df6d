# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the outbox page says beyond the numbers: what is safe, what is held, when to stop, who is in the way."""

import datetime as dt

from PySide6.QtWidgets import QLabel

from fieldkit.acts.look_up import search
from fieldkit.protocol.messages import Standing
from fieldkit.store import briefing, late
from fieldkit.store.identity import identity
from fieldkit.store.purge import purge
from fieldkit.store.settle import settle
from fieldkit.work import Progress, Step, Touched
from tests.support.booths import NOON
from tests.support.factories import known
from tests.support.impostor import PORTAL, answering, http, impostor
from tests.support.outboxes import enrolled, numbers, page_of, redirect, round_of
from tests.support.told import accepted, hear
from tests.support.windows import click, do, found, sign_in, words_in


def heard(qtbot, window, made, level):
    words = [accepted(one.operation, one.member.serial) for one in made]
    do(qtbot, window, lambda store: hear(store, words, level=level))
    window.session.touched.emit(Touched.of("outbox"))


def test_of_what_is_confirmed_it_says_how_much_is_safe(qtbot, window):
    sign_in(qtbot, window)
    page = page_of(window)
    assert not page.figures.safe.isVisible()
    first, second = enrolled(qtbot, window, 1, 2)
    heard(qtbot, window, [first], "safe")
    heard(qtbot, window, [second], "received")
    qtbot.waitUntil(lambda: page.figures.safe.text() == "其中 1 条已有备份")
    assert numbers(window)[1] == "区里已确认 2"
    heard(qtbot, window, [second], "safe")
    qtbot.waitUntil(lambda: page.figures.safe.text() == "全部已有备份")


def test_what_is_held_is_told_with_what_to_do_and_the_letters_that_staff_compare(qtbot, window):
    sign_in(qtbot, window)
    page = page_of(window)
    assert not page.held.isVisible()
    made = enrolled(qtbot, window, 1, 2)
    heard(qtbot, window, made[:1], "held")
    qtbot.waitUntil(page.held.isVisible)
    assert "有 1 条被区里扣留，还没有结论。" in words_in(page.held)
    assert "给区里打电话" in words_in(page.held)
    (life,) = window.session.rounds.held
    assert found(page, QLabel, "held_heads").text() == f"档案库 {life.life} · 第 2 批 · 链头 {life.head}"
    assert len(life.head) == len("ab12-cd34-ef56")
    assert numbers(window) == ["已记录 2", "区里已确认 0", "需处理 0"]
    heard(qtbot, window, made[:1], "received")
    qtbot.waitUntil(lambda: not page.held.isVisible())


def test_what_is_held_does_not_count_as_waiting_to_be_sent(qtbot, window):
    sign_in(qtbot, window)
    page = page_of(window)
    made = enrolled(qtbot, window, 1, 2)
    tip = window.work.header.numbers.confirmed
    heard(qtbot, window, made[:1], "held")
    qtbot.waitUntil(lambda: "还有 1 条等待上报，1 条被区里扣留" in words_in(page.figures))
    assert tip.toolTip() == "还有 1 条在本机等待上报。"
    heard(qtbot, window, made, "held")
    qtbot.waitUntil(lambda: "2 条已送到，被区里扣留" in words_in(page.figures))
    assert "等待上报" not in words_in(page.figures)
    assert tip.toolTip() == ""
    assert "等待上报" not in window.work.uplink.text()


def test_what_a_district_from_an_older_backup_lacks_and_was_purged_is_said(qtbot, window):
    sign_in(qtbot, window)
    page = page_of(window)
    made = enrolled(qtbot, window, 1, 2)
    heard(qtbot, window, made, "safe")
    qtbot.waitUntil(lambda: numbers(window)[1] == "区里已确认 2")
    assert not page.lost.isVisible()
    do(qtbot, window, lambda store: purge(store, NOON + dt.timedelta(days=400)))
    do(
        qtbot,
        window,
        lambda store: settle(store, [], [Standing(life=life_of(store), number=0, head="00" * 32)], NOON),
    )
    window.session.touched.emit(Touched.of("outbox"))
    qtbot.waitUntil(page.lost.isVisible)
    assert "有 2 条区里曾确认，现在没有了。" in words_in(page.lost)
    assert "照纸质登记表补录" in words_in(page.lost)
    assert numbers(window) == ["已记录 2", "区里已确认 0", "需处理 0"]


def life_of(store):
    return identity(store).life


def test_it_says_when_a_round_may_be_stopped(qtbot, window):
    sign_in(qtbot, window)
    page, rounds = page_of(window), window.session.rounds
    rounds.began.emit()
    rounds.progressed.emit(Progress(Step.SENDING, 1, 3))
    assert not found(page, QLabel, "may_stop").isVisible()
    rounds.progressed.emit(Progress(Step.SENDING, 2, 3, may_stop=True))
    assert "现在可以停" in found(page, QLabel, "may_stop").text()
    assert found(page, QLabel, "may_stop").isVisible()
    rounds.ended.emit(RuntimeError())
    assert not found(page, QLabel, "may_stop").isVisible()


def test_a_round_says_so_by_itself_when_the_members_are_there(qtbot, joined):
    enrolled(qtbot, joined, 1)
    said = []
    joined.session.rounds.progressed.connect(lambda progress: said.append(progress.may_stop))
    round_of(qtbot, joined)
    assert said[0] is False
    assert said[-1] is True


def test_a_login_page_in_the_district_s_place_is_named_with_what_to_do(qtbot, joined):
    (made,) = enrolled(qtbot, joined, 1)
    page = page_of(joined)
    with impostor(
        answering(http(302, PORTAL, "Location: https://login.hotel.example/")), plain=True
    ) as portal:
        address = portal.address.replace("https", "http")
        do(qtbot, joined, lambda store: redirect(store, address))
        round_of(qtbot, joined)
    assert "“login.hotel.example”" in words_in(page)
    assert "打开浏览器完成上网登录" in words_in(page)
    assert made.operation
    click(qtbot, joined.work.header, "attention")
    assert numbers(joined) == ["已记录 1", "区里已确认 0", "需处理 0"]


def test_after_a_round_even_one_that_failed_those_who_wait_are_indexed(qtbot, joined):
    many = [known(f"late{number}", "王示例") for number in range(late.LEAST)]
    do(qtbot, joined, lambda store: briefing.apply(store, many, briefing.cursor(store)))
    assert do(qtbot, joined, waiting) == late.LEAST
    before = do(qtbot, joined, search, text="王示例")
    with impostor(answering(http(503, b"")), plain=True) as away:
        address = away.address.replace("https", "http")
        do(qtbot, joined, lambda store: redirect(store, address))
        round_of(qtbot, joined)
    qtbot.waitUntil(lambda: do(qtbot, joined, waiting) == 0)
    assert do(qtbot, joined, search, text="王示例") == before


def waiting(store):
    with store.reading() as db:
        return late.waiting(db)
