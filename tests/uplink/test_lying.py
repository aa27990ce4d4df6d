# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A district that confirms and keeps nothing, or comes to no end, holds no booth: the round ends and says why."""

from collections import Counter

import pytest

from fieldkit.acts.outbox import counts
from fieldkit.problems import DistrictNotTrusted
from fieldkit.rehearsal.days.plants import planted
from fieldkit.uplink import round as rounds
from fieldkit.uplink.round import ANSWERED, sync
from tests.uplink.test_round import Report, at, small, work

__all__ = ["small"]


@pytest.fixture
def requests(monkeypatch):
    """Give the batches of each request that was answered."""
    found = []
    exchange = rounds.District.exchange

    def noted(self, request, frozen, parts, **more):
        found.append([one.head for one in frozen])
        return exchange(self, request, frozen, parts, **more)

    monkeypatch.setattr(rounds.District, "exchange", noted)
    return found


def test_a_district_that_keeps_nothing_of_what_it_confirms_is_not_asked_for_ever(
    store, district, requests, small
):
    work(store, visitors=20)
    with planted("forged"), pytest.raises(DistrictNotTrusted) as met:
        sync(store, report=Report(), clock=at)
    assert met.value.facts == {"why": "not-fieldkit"}
    told = Counter(head for heads in requests for head in heads)
    assert len(told) > 1
    assert len(requests) <= len(told) * (ANSWERED + 1)
    sync(store, report=Report(), clock=at)  # an honest one is told all of it
    assert counts(store).waiting == 0
    assert sum(line["recorded"] for line in district.facts("sites")) == 20


def test_a_briefing_that_stands_still_and_has_ever_more_is_not_asked_for_for_ever(store, monkeypatch):
    asked = []
    monkeypatch.setattr(rounds._Round, "_take_in", lambda *_: asked.append(1) or True)
    monkeypatch.setattr(rounds._Round, "_goes_on", lambda *_: True)
    with pytest.raises(DistrictNotTrusted):
        sync(store, report=Report(), clock=at)
    assert len(asked) == ANSWERED
