# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sample day “20231129 市级沟通会” as one frozen value, the same for the same seed, and what it must lead to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.events import (
    Code,
    ConsentText,
    Event,
    Goods,
    Organisation,
    ProgrammeItem,
    Service,
    Site,
    Stock,
)
from fieldkit.domain.serials import HIGHEST, serial_of
from fieldkit.sample import catalogue
from fieldkit.sample.anomalies import Planting, plant, wrong_clocks
from fieldkit.sample.arrivals import Arrival, Does, Planner, booths_of_sites, counts_of_sites
from fieldkit.sample.catalogue import Employer
from fieldkit.sample.people import KnownMember, volume
from fieldkit.sample.rules import chance_of, rules
from fieldkit.sample.takings import DayEnd, day_ends, share_out

SEED = 20231129


@dataclass(frozen=True, slots=True)
class SampleDay:
    """Everything about the day: what the office prepares, who is known, who comes, what is left.

    ``late_members`` are members the district learns of after the booths were briefed. The device of ``silent_site``
    never reports and has nothing to report; ``reports_twice`` reports from the device and from its copy.
    """

    seed: int
    organisations: tuple[Organisation, ...]
    employers: tuple[Employer, ...]
    event: Event
    sites: tuple[Site, ...]
    services: tuple[Service, ...]
    goods: tuple[Goods, ...]
    stocks: tuple[Stock, ...]
    programme: tuple[ProgrammeItem, ...]
    codes: tuple[Code, ...]
    consent_texts: tuple[ConsentText, ...]
    settings: tuple[tuple[str, str], ...]
    known_members: tuple[KnownMember, ...]
    late_members: tuple[KnownMember, ...]
    arrivals: tuple[Arrival, ...]
    day_ends: tuple[DayEnd, ...]
    silent_site: str
    reports_twice: str

    @property
    def book(self) -> DayBook:
        """Return the day book a booth has after its briefing."""
        return DayBook(
            events=(self.event,),
            sites=self.sites,
            services=self.services,
            goods=self.goods,
            stocks=self.stocks,
            codes=self.codes,
            consent_texts=self.consent_texts,
            organisations=self.organisations,
            programme=self.programme,
            settings=self.settings,
            district_name=self.event.organiser,
            members_known=len(self.known_members),
        )


@dataclass(frozen=True, slots=True)
class Planted:
    """The anomalies that the district must find, by keys of arrivals.

    ``two_sites`` and ``double_packs`` are pairs in order of time. ``already_members`` are all who were members before:
    ``transferred`` at the booth, ``refused`` by the district.
    """

    two_sites: tuple[tuple[str, str], ...]
    double_packs: tuple[tuple[str, str], ...]
    already_members: tuple[str, ...]
    transferred: tuple[str, ...]
    refused: tuple[str, ...]


@cache
def sample_day(seed: int = SEED, known: int = 2000) -> SampleDay:
    """Return the sample day of ``seed``, with ``known`` members in the booths' briefing."""
    place = rules("places")["event"]
    chance = chance_of(seed, "day")
    counts = counts_of_sites(chance)
    booths = booths_of_sites(counts)
    members = tuple(volume(seed, known + _late()))
    known_members, late_members = members[:known], _late_ones(members[known:])
    arrivals = _arrivals(Planner(seed, chance, booths), counts, known_members, late_members)
    return SampleDay(
        seed=seed,
        organisations=catalogue.organisations(),
        employers=catalogue.employers(),
        event=catalogue.event(),
        sites=catalogue.sites(booths),
        services=catalogue.services(),
        goods=catalogue.goods(),
        stocks=catalogue.stocks(),
        programme=catalogue.programme(),
        codes=catalogue.codes(),
        consent_texts=catalogue.consent_texts(),
        settings=catalogue.settings(),
        known_members=known_members,
        late_members=late_members,
        arrivals=arrivals,
        day_ends=day_ends(arrivals),
        silent_site=place["silent_site"],
        reports_twice=place["reports_twice"],
    )


def expected(day: SampleDay) -> Planted:
    """Return what the overlap lists of ``day`` must hold, and nothing else."""
    together: dict[str, list[Arrival]] = {}
    for arrival in day.arrivals:
        if arrival.same_person:
            together.setdefault(arrival.same_person, []).append(arrival)
    pairs = tuple((first, second) for first, second in together.values())
    carded = tuple((a.card_of, a.key) for a in day.arrivals if a.does is Does.VISITING_CARD)
    both = tuple((a.key, b.key) for a, b in pairs if "pack" in a.packs and "pack" in b.packs)
    transferred = tuple(a.key for a in day.arrivals if a.does is Does.TRANSFER)
    refused = tuple(a.key for a in day.arrivals if a.does is Does.ENROL_UNKNOWN_MEMBER)
    return Planted(
        tuple((a.key, b.key) for a, b in pairs), both + carded, transferred + refused, transferred, refused
    )


def _arrivals(
    planner: Planner,
    counts: dict[str, int],
    known: tuple[KnownMember, ...],
    late: tuple[KnownMember, ...],
) -> tuple[Arrival, ...]:
    """Return who comes, in order of time."""
    main = rules("places")["event"]["main_site"]
    comers = [
        arrival
        for site in sorted(counts, key=lambda site: site != main)
        for arrival in planner.enrolments(site, counts[site], main=site == main)
    ]
    planting = Planting(planner, main, {arrival.key: arrival for arrival in comers})
    plant(planting, known, late)
    _serve_only(planting, [site for site, count in counts.items() if count and site != main])
    wrong_clocks(planting)
    return share_out(planner.chance, planting.arrivals.values(), planting.packs, main)


def _serve_only(planting: Planting, others: list[str]) -> None:
    """Let people come who want no more than a service, and give no name."""
    plan = rules("arrivals")["serve_only"]
    for _ in range(plan["arrivals"]):
        at_main = planting.planner.chance.random() < plan["main_share"]
        site = planting.main if at_main else planting.planner.chance.choice(others)
        at = planting.planner.moments(1, main=at_main)[0]
        planting.put(planting.planner.arrival(site, at, Does.SERVE_ONLY, None))


def _late() -> int:
    """Return how many members only the district knows."""
    return int(rules("arrivals")["anomalies"]["unknown_members"])


def _late_ones(members: tuple[KnownMember, ...]) -> tuple[KnownMember, ...]:
    """Return ``members`` with serials that no block will reach, for the booths' blocks are out by then."""
    return tuple(replace(member, serial=serial_of(HIGHEST - count)) for count, member in enumerate(members))
