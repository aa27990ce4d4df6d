# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a sync costs on the wire: counted, not estimated."""

import pytest

from fieldkit.uplink.line import Line
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from tests.support.counting import counting
from tests.uplink.test_round import at, redirect, work

TLS_RECORD = 22
"""What TLS 1.3 adds to a record: head, kind of content, tag."""
NOTHING_TO_DO = 700


@pytest.fixture
def told(monkeypatch):
    """Count the bytes of requests and replies, heads and all, as they are before TLS."""
    counted = []
    genuine = Line._ask_once

    def noted(self, *given):
        came = genuine(self, *given)
        counted.append((given[1], len(given[2]), len(came.body)))
        return came

    monkeypatch.setattr(Line, "_ask_once", noted)
    return counted


def test_a_sync_with_nothing_to_do_is_one_small_request(store, district, told):
    sync(store, report=Quiet(), clock=at)
    with counting(district.port) as line:
        redirect(store, line.address)
        told.clear()
        sync(store, report=Quiet(), clock=at)
    ((path, up, down),) = told
    assert (path, line.connections) == ("/v1/exchange", 1)
    ups, downs = ([size - TLS_RECORD for way, size in line.records if way == some] for some in ("up", "down"))
    # The first record up ends the handshake; those down before the last two are the handshake's and session tickets.
    assert (ups[-1], downs[-1]) == (up, down)
    assert sum(ups[1:]) + sum(downs[-2:]) < NOTHING_TO_DO


def test_a_round_is_one_connection_and_few_requests(store, district, told):
    work(store, people=10, visitors=200)
    with counting(district.port) as line:
        redirect(store, line.address)
        told.clear()
        sync(store, report=Quiet(), clock=at)
    assert line.connections == 1
    assert len(told) <= 3
    (_, up, down), *_ = told
    assert up < 210 * 125
    assert down < 2 * 210 + 1500
