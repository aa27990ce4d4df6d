# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Known members: as many as asked for, lazily, nobody like another, all with right numbers."""

import datetime as dt
from collections import Counter
from itertools import islice

from fieldkit.domain.ages import age_on
from fieldkit.domain.documents import carried
from fieldkit.domain.serials import number_of
from fieldkit.sample.day import SEED, sample_day
from fieldkit.sample.people import volume

DAY = dt.date(2023, 11, 29)


def test_a_run_begins_like_a_longer_one_and_is_drawn_lazily():
    assert tuple(volume(SEED, 50)) == tuple(islice(volume(SEED, 10**9), 50))


def test_nobody_is_like_another():
    members = list(volume(SEED, 5000))
    for name in ("uid", "document_number", "phone", "serial", "certificate_number"):
        assert len({getattr(member, name) for member in members}) == 5000
    assert [number_of(member.serial) for member in members] == list(range(1, 5001))


def test_two_seeds_in_a_row_share_no_document():
    first, second = ({m.document_number for m in volume(seed, 5000)} for seed in (SEED, SEED + 1))
    assert not first & second


def test_a_known_members_number_says_what_the_member_is():
    for member in volume(SEED, 500):
        said = carried(member.document_kind, member.document_number)
        assert (said.sex, said.birth_date) == (member.sex, member.birth_date)
        assert 18 <= age_on(member.birth_date, DAY) <= 59
        assert "示例" in member.employer


def test_people_are_as_the_rules_say():
    members = list(volume(SEED, 4000))
    men = sum(member.sex == 1 for member in members) / 4000
    local = sum(member.document_number.startswith("11") for member in members) / 4000
    ages = Counter(age_on(member.birth_date, DAY) // 10 for member in members)
    assert 0.57 < men < 0.63
    assert 0.42 < local < 0.48
    assert ages.most_common(1)[0][0] == 3
    unions = {organisation.code for organisation in sample_day().organisations}
    assert {member.org_code for member in members} <= unions
