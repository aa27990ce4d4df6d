# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong goes wrong exactly as often as planned (domain.md §3.5)."""

import datetime as dt
from collections import Counter

import pytest

from fieldkit.domain.consents import ConsentKind
from fieldkit.domain.documents import carried
from fieldkit.sample.arrivals import Arrival, Does
from fieldkit.sample.day import sample_day
from fieldkit.sample.names import fixed_names

DAY = sample_day()
BY_KEY = {arrival.key: arrival for arrival in DAY.arrivals}


def labelled(label: str) -> list[Arrival]:
    return [arrival for arrival in DAY.arrivals if label in arrival.anomalies]


def test_every_anomaly_is_there_as_often_as_planned():
    assert Counter(label for arrival in DAY.arrivals for label in arrival.anomalies) == {
        "already_member": 12,
        "two_sites": 12,
        "double_pack": 8,
        "document_later": 9,
        "typing_error": 5,
        "under_18": 3,
        "under_16": 1,
        "withdraws": 2,
        "refuses_bank": 7,
        "has_card": 11,
        "on_behalf": 8,
        "wrong_clock": 2,
    }
    assert Counter(arrival.does for arrival in DAY.arrivals) == {
        Does.ENROL: 776,
        Does.ENROL_UNKNOWN_MEMBER: 4,
        Does.TRANSFER: 8,
        Does.SERVE_ONLY: 40,
        Does.VISITING_CARD: 2,
        Does.REFUSED_AGE: 1,
    }


def test_no_arrival_has_two_anomalies_that_do_not_belong_together():
    together = [{"two_sites", "double_pack"}, {"under_18", "under_16"}]
    for arrival in DAY.arrivals:
        assert len(arrival.anomalies) <= 1 or set(arrival.anomalies) in together


def test_a_person_at_two_sites_is_the_same_person_later_elsewhere():
    for number in range(1, 7):
        first, second = (a for a in DAY.arrivals if a.same_person == f"two-sites-{number}")
        assert first.site != second.site
        assert second.at >= first.at + dt.timedelta(minutes=20)
        assert first.draft
        assert second.draft
        assert (first.draft.document_number, first.draft.name) == (
            second.draft.document_number,
            second.draft.name,
        )
        assert first.draft.signature != second.draft.signature


def test_a_visiting_card_is_shown_after_it_was_given_at_another_site():
    for arrival in DAY.arrivals:
        if arrival.does is Does.VISITING_CARD:
            first = BY_KEY[arrival.card_of]
            assert first.does is Does.ENROL
            assert first.site != arrival.site
            assert first.at < arrival.at
            assert first.packs[0] == arrival.packs[0] == "pack"


def test_known_members_are_in_the_briefing_and_late_ones_are_not():
    known = {member.uid: member for member in DAY.known_members}
    late = {member.uid: member for member in DAY.late_members}
    for arrival in labelled("already_member"):
        members = known if arrival.does is Does.TRANSFER else late
        assert arrival.draft
        assert arrival.draft.document_number == members[arrival.known_uid].document_number
    assert len(late) == 4


def test_whoever_has_no_document_at_hand_gives_a_birth_date():
    for arrival in labelled("document_later"):
        assert arrival.draft
        assert (arrival.draft.document_kind, arrival.draft.document_number) == ("later", "")
        assert arrival.draft.birth_date
        assert arrival.draft.sex in ("1", "2")


def test_one_is_16_that_day_one_is_17_and_one_will_be_16_tomorrow():
    born = [carried("resident", a.draft.document_number).birth_date for a in labelled("under_18") if a.draft]
    assert dt.date(2007, 11, 29) in born
    assert dt.date(2007, 11, 30) in born
    assert sum(day is not None and day < dt.date(2006, 11, 30) for day in born) == 1


def test_whoever_withdraws_gave_that_consent_and_whoever_refuses_the_bank_did_not():
    assert {arrival.withdraws for arrival in labelled("withdraws")} == {
        ConsentKind.BANK,
        ConsentKind.PUBLICITY,
    }
    for arrival in DAY.arrivals:
        given = {c.kind: c.given for c in arrival.draft.consents} if arrival.draft else {}
        if arrival.withdraws:
            assert given[arrival.withdraws]
        assert given.get(ConsentKind.BANK, True) is not arrival.refuse_bank
        assert arrival.refuse_bank is ("refuses_bank" in arrival.anomalies)


def test_packs_collected_on_behalf_name_the_collector():
    relations = {code.code for code in DAY.codes if code.table == "relation"}
    for arrival in labelled("on_behalf"):
        assert arrival.collector
        assert arrival.collector.relation in relations
        assert len(arrival.collector.document_tail) == 4
        assert "pack" in arrival.packs


def test_one_clock_begins_in_1970_and_one_is_a_day_ahead_at_the_end_of_its_sites_day():
    lost, ahead = sorted(labelled("wrong_clock"), key=lambda arrival: arrival.clock or arrival.at)
    assert lost.clock
    assert lost.clock.year == 1970
    assert ahead.clock == ahead.at + dt.timedelta(days=1)
    assert max((a for a in DAY.arrivals if a.site == ahead.site), key=lambda a: a.at) == ahead
    assert "PGZ" not in {lost.site, ahead.site}


def test_special_documents_are_there():
    kinds = Counter(arrival.draft.document_kind for arrival in DAY.arrivals if arrival.draft)
    assert kinds["hmt_resident"] == 3
    assert kinds["hk_macau_pass"] == kinds["taiwan_pass"] == 2
    assert kinds["foreign_pr_2017"] == 1
    assert kinds["passport"] >= 4


def test_no_name_that_must_occur_is_lost():
    assert fixed_names() <= {arrival.draft.name for arrival in DAY.arrivals if arrival.draft}


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_anomalies_of_any_seed_can_be_planted(seed):
    day = sample_day(seed, known=50)
    assert len(day.arrivals) == 831
    assert Counter(label for a in day.arrivals for label in a.anomalies)["two_sites"] == 12
