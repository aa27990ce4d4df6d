# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong on the sample day on purpose: every anomaly of domain.md §3.5, exactly as often as planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from fieldkit.domain.days import CHINA
from fieldkit.domain.documents import DocumentKind, carried
from fieldkit.domain.enrolments import ConsentKind, EnrolmentDraft
from fieldkit.domain.packs import Collector
from fieldkit.domain.people import Sex
from fieldkit.sample.arrivals import Arrival, Does, Planner
from fieldkit.sample.catalogue import event
from fieldkit.sample.names import draw_name, fixed_names
from fieldkit.sample.people import KnownMember, Person, birth_date_of
from fieldkit.sample.rules import rules
from fieldkit.sample.slips import slip

LATER = dt.timedelta(minutes=20)

# Whether the first and the second arrival of a person at two sites are at the main one.
_TWO_SITES = ((True, False), (True, False), (True, False), (False, True), (False, False), (False, False))


@dataclass(slots=True)
class Planting:
    """The arrivals while anomalies are planted; every one hits arrivals that no other has touched.

    ``free`` are the enrolments still untouched, in random order. ``packs`` says of some whether they take a welfare
    pack whatever chance says.
    """

    planner: Planner
    main: str
    arrivals: dict[str, Arrival]
    free: list[str] = field(default_factory=list)
    packs: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather the enrolments that may be touched: resident cards, and no name that must occur."""
        names = fixed_names()
        for key, arrival in self.arrivals.items():
            draft = arrival.draft
            if draft and draft.document_kind == DocumentKind.RESIDENT and draft.name not in names:
                self.free.append(key)
        self.planner.chance.shuffle(self.free)

    def take(self, fits: Callable[[Arrival], bool] | None = None) -> tuple[Arrival, EnrolmentDraft]:
        """Return an untouched enrolment that ``fits``, and its draft."""
        key = next(key for key in self.free if fits is None or fits(self.arrivals[key]))
        self.free.remove(key)
        arrival = self.arrivals[key]
        return arrival, arrival.draft or EnrolmentDraft()

    def put(self, arrival: Arrival, *labels: str) -> Arrival:
        """Keep ``arrival`` with further labels."""
        self.arrivals[arrival.key] = labelled = replace(arrival, anomalies=arrival.anomalies | set(labels))
        return labelled

    def elsewhere(self, site: str) -> str:
        """Return a site where somebody from ``site`` may turn up."""
        return self.planner.chance.choice(sorted({a.site for a in self.arrivals.values()} - {site}))


def plant(planting: Planting, known: Sequence[KnownMember], late: Sequence[KnownMember]) -> None:
    """Plant every anomaly but the wrong clocks, which need all arrivals to be there."""
    plan = rules("arrivals")["anomalies"]
    _special_documents(planting)
    _two_sites(planting, plan["two_sites_both_packs"])
    _visiting_cards(planting, plan["visiting_cards"])
    _transfers(planting, planting.planner.chance.sample(list(known), plan["transfers"]))
    _unknown_members(planting, late)
    _later_documents(planting, plan["document_later"])
    _typing_errors(planting, plan["typing_errors"])
    _young(planting)
    _consents(planting, plan["withdraw"], plan["refuse_bank"])
    for _ in range(plan["has_card"]):
        planting.put(planting.take()[0], "has_card")
    _on_behalf(planting, plan["on_behalf"])


def wrong_clocks(planting: Planting) -> None:
    """Plant a clock that starts in 1970 and one that is a day ahead, the latter at the end of its site's day.

    A clock ahead puts everything after it in doubt, so nothing comes after it.
    """
    last = {arrival.site: arrival.key for arrival in sorted(planting.arrivals.values(), key=lambda a: a.at)}
    carded = {arrival.site for arrival in planting.arrivals.values() if arrival.does is Does.VISITING_CARD}
    main = planting.main
    ahead, _ = planting.take(lambda a: last[a.site] == a.key and a.site not in carded | {main})
    planting.put(replace(ahead, clock=ahead.at + dt.timedelta(days=1)), "wrong_clock")
    lost, _ = planting.take(lambda a: a.site not in {main, ahead.site} and last[a.site] != a.key)
    start = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    planting.put(replace(lost, clock=start + dt.timedelta(minutes=7, seconds=31)), "wrong_clock")


def _special_documents(planting: Planting) -> None:
    """Give a few people documents other than the resident card."""
    for kind in rules("people")["documents"]["special"]:
        arrival, draft = planting.take(lambda a: a.site == planting.main)
        said = carried(draft.document_kind, draft.document_number)
        sex, birth_date = said.sex or Sex.MALE, said.birth_date or event().day
        number = planting.planner.drawer.numbers.special(DocumentKind(kind), birth_date, sex)
        draft = replace(draft, document_kind=kind, document_number=number)
        if kind != DocumentKind.HMT_RESIDENT:
            draft = replace(draft, sex=str(int(sex)), birth_date=birth_date.isoformat())
        planting.put(replace(arrival, draft=draft))


def _two_sites(planting: Planting, both_packs: int) -> None:
    """Let people enrol at two sites; some take the pack at both, the others at the first only."""
    for count, (first_main, second_main) in enumerate(_TWO_SITES, start=1):
        first, draft = _at_main(planting, wanted=first_main, ends=_early())
        second, other = _at_main(planting, wanted=second_main, after=first)
        labels = ("two_sites", "double_pack") if count <= both_packs else ("two_sites",)
        planting.put(replace(first, same_person=f"two-sites-{count}"), *labels)
        draft = replace(draft, signature=other.signature)
        planting.put(replace(second, same_person=f"two-sites-{count}", draft=draft), *labels)
        planting.packs |= {first.key: True, second.key: count <= both_packs}


def _at_main(
    planting: Planting, *, wanted: bool, ends: dt.datetime | None = None, after: Arrival | None = None
) -> tuple[Arrival, EnrolmentDraft]:
    """Return an enrolment at the main site or elsewhere, before ``ends``, or well ``after`` another elsewhere."""

    def fits(arrival: Arrival) -> bool:
        if (arrival.site == planting.main) is not wanted or (ends is not None and arrival.at >= ends):
            return False
        return after is None or (arrival.site != after.site and arrival.at > after.at + LATER)

    return planting.take(fits)


def _visiting_cards(planting: Planting, count: int) -> None:
    """Let people take a second pack with their card at another site."""
    for _ in range(count):
        first, _draft = planting.take(lambda arrival: arrival.at < _early())
        planting.put(first, "double_pack")
        at = first.at + dt.timedelta(minutes=planting.planner.chance.randint(45, 75))
        second = planting.planner.arrival(planting.elsewhere(first.site), at, Does.VISITING_CARD, None)
        planting.put(replace(second, card_of=first.key), "double_pack")
        planting.packs |= {first.key: True, second.key: True}


def _early() -> dt.datetime:
    """Return the time before which somebody can still get to another site."""
    return dt.datetime.combine(event().day, dt.time(12, 20), CHINA)


def _transfers(planting: Planting, known: Sequence[KnownMember]) -> None:
    """Let members come whom the booths know of; half of them to the main site."""
    for count, member in enumerate(known):
        site = planting.main if count % 2 else planting.elsewhere(planting.main)
        at = planting.planner.moments(1, main=False)[0]
        arrival = planting.planner.arrival(site, at, Does.TRANSFER, _person(member))
        planting.put(replace(arrival, known_uid=member.uid), "already_member")


def _unknown_members(planting: Planting, late: Sequence[KnownMember]) -> None:
    """Let members come of whom only the district will know; not to the main site, whose count is given."""
    for member in late:
        arrival, _ = planting.take(lambda a: a.site != planting.main)
        draft = planting.planner.draft(arrival.key, _person(member))
        arrival = replace(arrival, does=Does.ENROL_UNKNOWN_MEMBER, draft=draft, known_uid=member.uid)
        planting.put(arrival, "already_member")
        planting.packs[arrival.key] = False


def _later_documents(planting: Planting, count: int) -> None:
    """Let people come without their document."""
    for _ in range(count):
        arrival, draft = planting.take()
        said = carried(draft.document_kind, draft.document_number)
        draft = replace(
            draft,
            document_kind=DocumentKind.LATER.value,
            document_number="",
            sex=str(int(said.sex or Sex.UNKNOWN)),
            birth_date=said.birth_date.isoformat() if said.birth_date else "",
        )
        planting.put(replace(arrival, draft=draft), "document_later")


def _typing_errors(planting: Planting, kinds: Sequence[str]) -> None:
    """Let document numbers be typed wrong first, each in another way."""
    for kind in kinds:
        arrival, draft = planting.take()
        wrong = replace(draft, document_number=slip(kind, draft.document_number))
        planting.put(replace(arrival, typed=(wrong,)), "typing_error")


def _young(planting: Planting) -> None:
    """Let three come who are under 18: one is 16 that day, one is 17, one will only be 16 tomorrow."""
    day = event().day
    sixteen = day.replace(year=day.year - 16)
    drawer = planting.planner.drawer
    for birth_date in (sixteen, birth_date_of(planting.planner.chance, 17)):
        arrival, draft = planting.take()
        sex = carried(draft.document_kind, draft.document_number).sex or Sex.MALE
        number = drawer.numbers.document(draft.document_number[:2], birth_date, sex)
        planting.put(replace(arrival, draft=replace(draft, document_number=number)), "under_18")
    name = draw_name(planting.planner.chance, Sex.MALE, "han")
    child = drawer.person(planting.main, Sex.MALE, name, "han", birth_date=sixteen + dt.timedelta(days=1))
    at = planting.planner.moments(1, main=False)[0]
    planting.put(planting.planner.arrival(planting.main, at, Does.REFUSED_AGE, child), "under_18", "under_16")


def _consents(planting: Planting, withdrawn: Sequence[str], refused: int) -> None:
    """Let people withdraw a consent they gave, and others refuse the one for the bank."""
    for kind in withdrawn:
        arrival, draft = planting.take()
        draft = replace(draft, consents=planting.planner.consents(bank=True, publicity=True))
        planting.put(replace(arrival, draft=draft, withdraws=ConsentKind(kind)), "withdraws")
    for _ in range(refused):
        arrival, draft = planting.take()
        draft = replace(draft, consents=planting.planner.consents(bank=False, publicity=False))
        planting.put(replace(arrival, draft=draft, refuse_bank=True), "refuses_bank")


def _on_behalf(planting: Planting, count: int) -> None:
    """Let somebody else collect the goods (代领)."""
    chance = planting.planner.chance
    relations = [row[0] for row in rules("codes")["tables"]["relation"]]
    for _ in range(count):
        arrival, _draft = planting.take()
        name = draw_name(chance, chance.choice((Sex.MALE, Sex.FEMALE)), "han")
        collector = Collector(name, f"{chance.randrange(10_000):04d}", chance.choice(relations))
        planting.put(replace(arrival, collector=collector), "on_behalf")
        planting.packs[arrival.key] = True


def _person(member: KnownMember) -> Person:
    """Return a known member as somebody who comes to a booth."""
    return Person(
        name=member.name,
        kind="known",
        sex=member.sex,
        birth_date=member.birth_date,
        document_kind=DocumentKind(member.document_kind),
        document_number=member.document_number,
        phone=member.phone,
        employment_group=member.employment_group,
        migrant_worker=False,
        non_local=False,
        employer=member.employer,
        platform="",
        org_code=member.org_code,
    )
