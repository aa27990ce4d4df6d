# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An answer that only confirms is taken in while the next request is under way; nothing of it is lost by that."""

import pytest

from fieldkit import problems
from fieldkit.store.outbox import counts
from fieldkit.store.rounds import rounds
from fieldkit.uplink import round as rooms
from fieldkit.uplink import taking
from fieldkit.uplink.line import Line
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from tests.uplink.test_round import at, small, work

__all__ = ["small"]


@pytest.fixture
def happened(monkeypatch, small):
    """Ten acts to a batch, a batch to a request, every answer may wait; return what happened in which order."""
    monkeypatch.setattr(rooms, "AHEAD", 1)
    order = []
    post, settle = Line.post, taking.settle

    def posted(line, path, body, *more):
        order.append("asked")
        return post(line, path, body, *more)

    def settled(store, receipts, *more, **said):
        order.append([one.number for one in receipts])
        return settle(store, receipts, *more, **said)

    monkeypatch.setattr(Line, "post", posted)
    monkeypatch.setattr(taking, "settle", settled)
    return order


def numbers(happened):
    return [one for one in happened if one not in ("asked", [])]


def test_each_answer_but_the_last_is_settled_beside_the_next_request(store, happened):
    work(store, visitors=45)
    outcome = sync(store, report=Quiet(), clock=at)
    assert (outcome.sent, outcome.accepted, outcome.outcome) == (45, 45, "done")
    assert counts(store).waiting == 0
    assert numbers(happened) == [[1], [2], [3], [4], [5]]
    assert happened.count("asked") == 5
    assert rounds(store)[0].accepted == 45


@pytest.mark.parametrize(
    "fault", [problems.DistrictUnreachable(why="refused"), problems.DistrictFailing(status=503)]
)
def test_what_was_confirmed_is_settled_though_the_next_request_fails(store, happened, monkeypatch, fault):
    work(store, visitors=25)
    genuine = Line.post

    def failing(line, path, body, *more):
        if happened.count("asked") == 2:
            raise fault
        return genuine(line, path, body, *more)

    monkeypatch.setattr(Line, "post", failing)
    with pytest.raises(type(fault)):
        sync(store, report=Quiet(), clock=at)
    assert numbers(happened) == [[1], [2]]
    assert (counts(store).confirmed, counts(store).waiting) == (20, 5)
    monkeypatch.setattr(Line, "post", genuine)
    assert sync(store, report=Quiet(), clock=at).accepted == 5


def test_an_answer_that_says_more_than_yes_is_taken_in_at_once(store, district, happened, monkeypatch):
    work(store, visitors=25)
    genuine = rooms.only_confirms
    told = []

    def noted(answer, frozen):
        told.append(genuine(answer, frozen))
        return told[-1]

    monkeypatch.setattr(rooms, "only_confirms", noted)
    district.console("revoke", "D01")
    with pytest.raises(problems.DistrictRefused):
        sync(store, report=Quiet(), clock=at)
    assert told
    assert not any(told)
    assert counts(store).held == 25


def test_asked_to_stop_it_settles_what_it_has_heard(store, happened):
    work(store, visitors=45)

    class Stopping(Quiet):
        @property
        def asked_to_stop(self):
            return happened.count("asked") >= 3

    outcome = sync(store, report=Stopping(), clock=at)
    assert (outcome.outcome, outcome.accepted, counts(store).waiting) == ("stopped", 30, 15)
