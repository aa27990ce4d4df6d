# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who comes to which booth, when, and what for: the plan of the sample day before anything goes wrong."""

from __future__ import annotations

import datetime as dt
import enum
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldkit.domain.enrolments import Consent, ConsentKind, EnrolmentDraft
from fieldkit.domain.packs import Collector
from fieldkit.sample.catalogue import codes, consent_texts, event
from fieldkit.sample.people import Drawer, Person
from fieldkit.sample.rules import rules
from fieldkit.sample.signatures import signature_png
from fieldkit.sample.times import times


class Does(enum.Enum):
    """What happens to somebody at the booth.

    ``TRANSFER``: the booth knows the member and moves the membership. ``ENROL_UNKNOWN_MEMBER``: only the district
    knows, so the booth enrols and the district refuses. ``VISITING_CARD``: somebody shows the card of another site.
    """

    ENROL = "enrol"
    TRANSFER = "transfer"
    ENROL_UNKNOWN_MEMBER = "enrol_unknown_member"
    SERVE_ONLY = "serve_only"
    VISITING_CARD = "visiting_card"
    REFUSED_AGE = "refused_age"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who comes to a booth once.

    ``at`` is true time (UTC), ``clock`` what the device's wrong clock shows instead. ``typed`` are wrong drafts that
    were tried before ``draft``. ``same_person`` links the arrivals of one person at two sites, ``card_of`` names the
    arrival whose card is shown, ``known_uid`` the known (or late) member this person is.
    """

    key: str
    site: str
    booth: str
    at: dt.datetime
    does: Does
    draft: EnrolmentDraft | None = None
    typed: tuple[EnrolmentDraft, ...] = ()
    services: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    collector: Collector | None = None
    anomalies: frozenset[str] = frozenset()
    same_person: str = ""
    known_uid: str = ""
    card_of: str = ""
    refuse_bank: bool = False
    withdraws: ConsentKind | None = None
    clock: dt.datetime | None = None


def counts_of_sites(chance: random.Random) -> dict[str, int]:
    """Return how many enrol at each site: the main one, one busy, one that stays silent, the others 17 ± 12."""
    day, plan = rules("places")["event"], rules("arrivals")
    rest = plan["others"]
    codes = [town["code"] for town in rules("places")["town"]]
    counts = {
        day["main_site"]: plan["main"]["enrolments"],
        day["silent_site"]: 0,
        day["big_site"]: rest["big"],
    }
    others = [code for code in codes if code not in counts]
    drawn = {code: int(chance.triangular(rest["least"], rest["most"], rest["mode"])) for code in others}
    while (missing := rest["enrolments"] - rest["big"] - sum(drawn.values())) != 0:
        code, step = chance.choice(others), 1 if missing > 0 else -1
        if rest["least"] <= drawn[code] + step <= rest["most"]:
            drawn[code] += step
    return {code: (counts | drawn)[code] for code in codes}


def booths_of_sites(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many booths each site has."""
    day, plan = rules("places")["event"], rules("arrivals")
    booths = {code: 2 if count >= plan["others"]["two_booths_from"] else 1 for code, count in counts.items()}
    return booths | {day["main_site"]: plan["main"]["booths"], day["big_site"]: plan["others"]["big_booths"]}


class Planner:
    """Makes arrivals: gives each a key of its site, a booth, a moment and a draft."""

    def __init__(self, seed: int, chance: random.Random, booths: Mapping[str, int]) -> None:
        self.seed = seed
        self.chance = chance
        self.drawer = Drawer(seed)
        self._booths = booths
        self._given: dict[str, int] = {}
        self._platforms = {code.code for code in codes() if "platform" in code.flags}
        self._versions = {text.kind: text.version for text in consent_texts()}

    def enrolments(self, site: str, count: int, *, main: bool) -> list[Arrival]:
        """Return ``count`` enrolments at ``site``."""
        people = self.drawer.people([site] * count, fixed=main)
        moments = self.moments(count, main=main)
        return [
            self.arrival(site, at, Does.ENROL, person) for person, at in zip(people, moments, strict=True)
        ]

    def moments(self, count: int, *, main: bool) -> list[dt.datetime]:
        """Return when ``count`` people come."""
        rule: Mapping[str, Any] = rules("arrivals")["main" if main else "others"]
        if count < rules("arrivals")["main"]["enrolments"]:
            rule = {"parts": rule["parts"]}
        return times(self.chance, event().day, count, rule)

    def arrival(self, site: str, at: dt.datetime, does: Does, person: Person | None) -> Arrival:
        """Return one arrival at ``site``."""
        self._given[site] = self._given.get(site, 0) + 1
        key = f"{site}-{self._given[site]:04d}"
        booth = str(self.chance.randint(1, self._booths[site]))
        return Arrival(key, site, booth, at, does, self.draft(key, person) if person else None)

    def draft(self, key: str, person: Person) -> EnrolmentDraft:
        """Return the form as it is filled in for ``person``."""
        publicity = self.chance.random() < rules("people")["shares"]["publicity"]
        carrying = person.document_kind in ("resident", "hmt_resident")
        platform_only = person.employment_group in self._platforms and self.chance.random() < 0.3
        return EnrolmentDraft(
            document_kind=person.document_kind.value,
            document_number=person.document_number,
            name=person.name,
            print_as=rules("people")["print_as"].get(person.name, ""),
            sex="" if carrying else str(int(person.sex)),
            birth_date="" if carrying else person.birth_date.isoformat(),
            phone=person.phone,
            employment_group=person.employment_group,
            migrant_worker=person.migrant_worker,
            non_local=person.non_local,
            employer="" if platform_only and person.platform else person.employer,
            platform=person.platform,
            org_code=person.org_code,
            consents=self.consents(bank=True, publicity=publicity),
            notice_read=True,
            signature=signature_png(f"{self.seed}:{key}"),
        )

    def consents(self, *, bank: bool, publicity: bool) -> tuple[Consent, ...]:
        """Return the answers to the three consents; the one for the upper union is always given."""
        given = {ConsentKind.UPPER_UNION: True, ConsentKind.BANK: bank, ConsentKind.PUBLICITY: publicity}
        return tuple(Consent(kind, answer, self._versions[kind.value]) for kind, answer in given.items())
