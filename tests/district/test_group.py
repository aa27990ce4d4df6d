# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The line of those who want to write, without a database behind it."""

import threading

import pytest

from sync.db.group import MOST_TOGETHER, CommitUnknown, Line


class Odd(Exception):
    """A fault that nobody has classified."""


def test_a_leader_who_falls_before_his_own_work_is_done_leaves_the_place_to_others():
    line, ended = Line(5.0), []

    def run(group):
        if not ended:
            ended.append("fell")
            raise Odd
        for job in group:
            job.done, job.result = True, job.work(None)

    def work():
        try:
            ended.append(line.together(lambda _: "written", run))
        except CommitUnknown:
            ended.append("unknown")

    with line.alone():  # all of them wait, more than one group holds
        others = [threading.Thread(target=work) for _ in range(MOST_TOGETHER + 8)]
        for one in others:
            one.start()
        while len(line._waiting) < len(others):
            threading.Event().wait(0.01)
        line._taken = False  # the place is left, and somebody behind all of them finds it first
        with pytest.raises(Odd):
            line.together(lambda _: "last", run)
    for one in others:
        one.join()
    assert sorted(ended) == ["fell"] + ["unknown"] * MOST_TOGETHER + ["written"] * 8
    assert line.together(lambda _: "next", run) == "next"
