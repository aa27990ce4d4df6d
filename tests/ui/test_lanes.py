# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The lanes: one thread, tasks in order, answers on the GUI thread, and a quiet end."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from shiboken6 import delete

from fieldkit.problems import NotSignedIn
from fieldkit.ui.door import Lanes
from fieldkit.ui.lanes import Lane
from fieldkit.work import Progress, Step


class Held:
    """What a lane holds in these tests; remembers where it was opened and closed."""

    def __init__(self):
        self.opened_in = threading.get_ident()
        self.closed_in = 0


def let_go(held):
    held.closed_in = threading.get_ident()


@pytest.fixture
def parent(qapp):
    made = QObject()
    yield made
    delete(made)


@pytest.fixture
def lane(parent):
    made = Lane("test", Held, let_go, parent=parent)
    yield made
    made.close()


def answer_of(qtbot, lane, task):
    heard = []
    lane.run(task, done=heard.append, failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    return heard[0]


def test_what_is_held_is_opened_and_closed_in_the_lanes_own_thread(qtbot, lane):
    held = answer_of(qtbot, lane, lambda held: held)
    assert held.opened_in != threading.get_ident()
    lane.close()
    assert held.closed_in == held.opened_in


def test_answers_come_in_order_on_the_gui_thread(qtbot, lane):
    heard = []
    for number in range(20):
        lane.run(
            lambda _held, number=number: number, done=lambda n: heard.append((n, QThread.currentThread()))
        )
    qtbot.waitUntil(lambda: len(heard) == 20)
    assert [number for number, _ in heard] == list(range(20))
    assert all(thread.isMainThread() for _, thread in heard)


def test_a_fault_is_heard_by_whoever_asked_and_the_next_task_runs(qtbot, lane):
    assert isinstance(answer_of(qtbot, lane, lambda _held: 1 // 0), ZeroDivisionError)
    assert answer_of(qtbot, lane, lambda _held: "again") == "again"


def test_an_opener_that_fails_is_tried_again_by_the_next_task(qtbot, parent):
    tries = []

    def opener():
        tries.append(1)
        if len(tries) == 1:
            raise OSError
        return Held()

    lane = Lane("test", opener, let_go, parent=parent)
    assert isinstance(answer_of(qtbot, lane, lambda held: held), OSError)
    assert isinstance(answer_of(qtbot, lane, lambda held: held), Held)
    lane.close()


@pytest.mark.expect_log("nobody listens to a ZeroDivisionError")
def test_a_fault_that_nobody_listens_to_is_logged_by_its_kind_only(qtbot, lane):
    lane.run(lambda _held: 1 // 0)
    answer_of(qtbot, lane, lambda _held: None)


def test_long_work_tells_how_far_it_is_at_most_ten_times_a_second(qtbot, lane):
    told, ended = [], []

    def count(_held, report):
        for done in range(1000):
            report.tell(Progress(Step.SENDING, done + 1, 1000))
        return "done"

    lane.run_long(count, progress=told.append, done=ended.append)
    qtbot.waitUntil(lambda: ended == ["done"])
    assert told[0].done == 1
    assert told[-1].done == 1000
    assert len(told) < 20


def test_long_work_hears_that_it_should_stop(qtbot, lane):
    began, ended = threading.Event(), []

    def until_told(_held, report):
        began.set()
        while not report.asked_to_stop:
            began.wait(0.001)
        return "stopped"

    cancel = lane.run_long(until_told, progress=lambda _told: None, done=ended.append)
    began.wait()
    assert not cancel.asked
    cancel.ask()
    qtbot.waitUntil(lambda: ended == ["stopped"])


def test_closing_asks_long_work_to_stop_and_says_nothing_more(qtbot, lane):
    began, heard = threading.Event(), []

    def until_told(_held, report):
        began.set()
        while not report.asked_to_stop:
            began.wait(0.001)

    lane.run_long(until_told, progress=heard.append, done=heard.append)
    began.wait()
    lane.close()
    lane.run(lambda _held: 1, done=heard.append, failed=heard.append)
    lane.close()
    with qtbot.waitSignal(lane._postman.called, timeout=50, raising=False):
        pass
    assert heard == []


def test_a_lane_that_closes_soon_still_answers_and_refuses_what_comes_later(qtbot, lane):
    gate, heard, closed = threading.Event(), [], []
    lane.run(lambda _held: gate.wait() and "first", done=heard.append)
    lane.close_soon(lambda: closed.append(True))
    lane.run(lambda _held: "late", done=heard.append, failed=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert isinstance(heard[0], NotSignedIn)
    assert not closed
    gate.set()
    qtbot.waitUntil(lambda: closed == [True])
    assert heard[1] == "first"


def test_an_answer_to_a_widget_that_is_gone_is_dropped(qtbot, lane):
    class Page(QObject):
        def hear(self, answer):
            raise AssertionError(answer)

    gate, page = threading.Event(), Page()
    lane.run(lambda _held: gate.wait(), done=page.hear, failed=page.hear)
    lane.run(lambda _held: 1 // 0, done=page.hear, failed=page.hear)
    lane.run_long(
        lambda _held, report: report.tell(Progress(Step.SENDING, 1, 1)), progress=page.hear, done=page.hear
    )
    delete(page)
    gate.set()
    assert answer_of(qtbot, lane, lambda _held: "next") == "next"


def test_three_lanes_close_together(qtbot, parent):
    lanes = Lanes(*(Lane(name, Held, let_go, parent=parent) for name in ("local", "uplink", "paper")))
    closed = []
    answer_of(qtbot, lanes.local, lambda held: held)
    lanes.close_soon(lambda: closed.append(True))
    qtbot.waitUntil(lambda: closed == [True])
    lanes.close()


def test_lanes_that_are_closed_at_once_wait_for_what_runs(qtbot, parent):
    lanes = Lanes(*(Lane(name, Held, let_go, parent=parent) for name in ("local", "uplink", "paper")))
    gate, done = threading.Event(), []
    lanes.local.run(lambda _held: (gate.wait(), done.append(True)))
    gate.set()
    lanes.close()
    assert done == [True]


def test_each_printer_has_a_lane_that_no_other_waits_for_and_that_closes_with_them(qtbot, parent):
    make = lambda name: Lane(name, Held, let_go, parent=parent)  # noqa: E731
    lanes = Lanes(*(make(name) for name in ("local", "uplink", "paper")), make)
    gate, done = threading.Event(), []
    hangs, works = lanes.press("A"), lanes.press("B")
    assert lanes.press("A") is hangs
    hangs.run(lambda _held: (gate.wait(), done.append("A")))
    assert answer_of(qtbot, works, lambda _held: "B") == "B"
    assert answer_of(qtbot, lanes.paper, lambda _held: "paper") == "paper"
    gate.set()
    lanes.close()
    assert done == ["A"]
    closed = []
    again = Lanes(*(make(name) for name in ("local", "uplink", "paper")), make)
    again.press("A")
    again.close_soon(lambda: closed.append(True))
    qtbot.waitUntil(lambda: closed == [True])


def test_lanes_without_an_opener_serve_every_printer_on_the_paper_lane(parent):
    lanes = Lanes(*(Lane(name, Held, let_go, parent=parent) for name in ("local", "uplink", "paper")))
    assert lanes.press("A") is lanes.press("B") is lanes.paper
    lanes.close()


def test_an_answer_after_the_end_of_whoever_would_carry_it_is_dropped(qtbot):
    parent = QObject()
    lane = Lane("late", lambda: None, lambda _held: None, parent=parent)
    go = threading.Event()
    heard = []
    lane.run(lambda _held: go.wait(5), done=heard.append)
    lane.close_soon(lambda: heard.append("closed"))
    delete(parent)
    go.set()
    lane._threads.shutdown(wait=True)
    qtbot.wait(20)
    assert heard == []


def test_a_postman_that_goes_while_calls_come_ends_nothing(qtbot):
    for _ in range(300):
        parent = QObject()
        lane = Lane("busy", lambda: None, lambda _held: None, parent=parent)
        for _task in range(20):
            lane.run(lambda _held: None, done=lambda _none: None)
        lane.close_soon(lambda: None)
        delete(parent)
        lane._threads.shutdown(wait=True)
