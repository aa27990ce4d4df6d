# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The history of rounds."""

import datetime as dt

from fieldkit.acts.outbox import rounds
from fieldkit.store.rounds import KEPT, begin_round, end_round
from tests.support.clock import TEN


def end(store, number, **more):
    told = {
        "sent": 3,
        "accepted": 2,
        "rejected": 1,
        "received": 4,
        "outcome": "done",
        "acknowledgement": "abc",
    } | more
    end_round(store, number, now=TEN + dt.timedelta(seconds=5), **told)


def test_a_round_is_there_as_it_went(store):
    end(store, begin_round(store, now=TEN))
    (kept,) = rounds(store)
    assert (kept.started, kept.ended - kept.started) == (TEN, dt.timedelta(seconds=5))
    assert (kept.sent, kept.accepted, kept.rejected, kept.received) == (3, 2, 1, 4)
    assert (kept.outcome, kept.acknowledgement) == ("done", "abc")


def test_a_round_that_a_crash_cut_is_noted_as_cut_when_the_next_begins(store):
    begin_round(store, now=TEN)
    end(store, begin_round(store, now=TEN), outcome="stopped")
    newest, cut = rounds(store)
    assert (newest.outcome, cut.outcome, cut.ended) == ("stopped", "cut", None)


def test_the_newest_come_first_and_the_oldest_go(store):
    for _ in range(KEPT + 5):
        number = begin_round(store, now=TEN)
    assert len(rounds(store, limit=KEPT * 2)) == KEPT
    end(store, number, sent=99)
    assert rounds(store, limit=1)[0].sent == 99
