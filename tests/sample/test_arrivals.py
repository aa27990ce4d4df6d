# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who comes: 440 to the main site, 340 to the others, each with a right draft, in order of time."""

import datetime as dt
from collections import Counter

import pytest

from fieldkit.domain.enrolments import check
from fieldkit.sample.arrivals import Does, booths_of_sites, counts_of_sites
from fieldkit.sample.day import sample_day
from fieldkit.sample.rules import chance_of

DAY = sample_day()
ENROLS = (Does.ENROL, Does.ENROL_UNKNOWN_MEMBER)


def test_the_main_site_enrols_440_and_the_others_340_together():
    enrols = Counter(arrival.site for arrival in DAY.arrivals if arrival.does in ENROLS)
    assert (enrols["PGZ"], enrols.total()) == (440, 780)
    assert (enrols["TGY"], enrols["LX"], len(enrols)) == (54, 0, 21)
    assert all(5 <= count <= 29 for site, count in enrols.items() if site not in ("PGZ", "TGY"))
    assert not any(a.site == "PGZ" for a in DAY.arrivals if a.does is Does.ENROL_UNKNOWN_MEMBER)


@pytest.mark.parametrize("seed", range(40))
def test_the_counts_of_any_seed_make_up_the_plan(seed):
    counts = counts_of_sites(chance_of(seed, "day"))
    assert sum(counts.values()) == 780
    assert all(5 <= count <= 29 for site, count in counts.items() if site not in ("PGZ", "TGY", "LX"))
    booths = booths_of_sites(counts)
    assert (booths["PGZ"], booths["TGY"], booths["LX"]) == (8, 3, 1)
    assert all(
        booths[site] == 1 + (count >= 20) for site, count in counts.items() if site not in ("PGZ", "TGY")
    )


def test_nobody_comes_to_the_silent_site_and_everybody_comes_on_the_day():
    day = dt.datetime(2023, 11, 29, 2, tzinfo=dt.UTC)
    assert DAY.silent_site == "LX" not in {arrival.site for arrival in DAY.arrivals}
    assert all(day <= arrival.at < day + dt.timedelta(hours=4) for arrival in DAY.arrivals)
    assert [arrival.at for arrival in DAY.arrivals] == sorted(arrival.at for arrival in DAY.arrivals)


def test_keys_differ_and_booths_are_the_sites_own():
    assert len({arrival.key for arrival in DAY.arrivals}) == len(DAY.arrivals)
    booths = {site.code: site.booths for site in DAY.sites}
    assert all(1 <= int(arrival.booth) <= booths[arrival.site] for arrival in DAY.arrivals)
    assert len({arrival.booth for arrival in DAY.arrivals if arrival.site == "PGZ"}) == 8


def test_every_draft_passes_and_only_the_child_is_refused_for_the_age():
    for arrival in DAY.arrivals:
        if arrival.draft is None:
            assert arrival.does in (Does.SERVE_ONLY, Does.VISITING_CARD)
            continue
        checked = check(arrival.draft, DAY.book, DAY.event.day)
        stops = [fault.code for fault in checked.faults if fault.stops]
        assert stops == (["age-under-16"] if arrival.does is Does.REFUSED_AGE else []), arrival.key
        assert not {"phone-unallocated", "document-county-unknown"} & {fault.code for fault in checked.faults}


def test_every_wrong_typing_is_refused():
    typed = [draft for arrival in DAY.arrivals for draft in arrival.typed]
    assert len(typed) == 5
    assert all(check(draft, DAY.book, DAY.event.day).enrolment is None for draft in typed)


def test_nobody_is_twice_by_accident():
    once = [a for a in DAY.arrivals if a.draft and not a.same_person and not a.known_uid]
    pairs = {a.same_person: a for a in DAY.arrivals if a.same_person}
    known = (*DAY.known_members, *DAY.late_members)
    people = [a.draft for a in (*once, *pairs.values()) if a.draft]
    documents = [draft.document_number for draft in people if draft.document_number]
    documents += [member.document_number for member in known]
    phones = [draft.phone for draft in people] + [member.phone for member in known]
    assert len(set(documents)) == len(documents)
    assert len(set(phones)) == len(phones)


def test_the_groups_are_as_planned():
    drafts = [a.draft for a in DAY.arrivals if a.draft and a.site == "PGZ" and a.does is Does.ENROL]
    groups = Counter(draft.employment_group for draft in drafts)
    assert 0.28 < (groups["food_rider"] + groups["courier"]) / 440 < 0.42
    assert 0.40 < sum(draft.non_local for draft in drafts) / 440 < 0.70
