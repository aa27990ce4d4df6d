# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Invented people: who comes to the day, and any number of members that the district knows already."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from fieldkit.domain.documents import DocumentKind
from fieldkit.domain.members import MemberStanding
from fieldkit.domain.people import Sex
from fieldkit.domain.serials import serial_of
from fieldkit.sample.catalogue import Employer, employers, event, town_code
from fieldkit.sample.names import draw_kind, draw_name, draw_names
from fieldkit.sample.numbers import Numbers
from fieldkit.sample.rules import chance_of, rules

COMING = range(1, 500)
KNOWN = (range(500, 750), range(750, 1000))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who comes to the day, before anything is typed. ``kind`` says how the name was drawn."""

    name: str
    kind: str
    sex: Sex
    birth_date: dt.date
    document_kind: DocumentKind
    document_number: str
    phone: str
    employment_group: str
    migrant_worker: bool
    non_local: bool
    employer: str
    platform: str
    org_code: str


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member whom the district knows, with full numbers, so that others can make tags and tails of them."""

    uid: str
    name: str
    sex: Sex
    birth_date: dt.date
    document_kind: str
    document_number: str
    phone: str
    serial: str
    certificate_number: str
    employer: str
    employment_group: str
    org_code: str
    standing: MemberStanding = MemberStanding.NORMAL


class Drawer:
    """Draws people who may come to the day, none like another."""

    def __init__(self, seed: int) -> None:
        self.chance = chance_of(seed, "people")
        self.numbers = Numbers(self.chance, sequences=COMING, phone_blocks="0")

    def people(self, towns: list[str], *, fixed: bool) -> list[Person]:
        """Return a person for each of ``towns`` (where they come to), by the quotas of names, sexes and groups."""
        men = round(len(towns) * rules("people")["shares"]["men"])
        sexes = [Sex.MALE] * men + [Sex.FEMALE] * (len(towns) - men)
        self.chance.shuffle(sexes)
        names = draw_names(self.chance, sexes, fixed=fixed)
        return [
            self.person(town, sex, name, kind)
            for town, sex, (name, kind) in zip(towns, sexes, names, strict=True)
        ]

    def person(
        self, town: str, sex: Sex, name: str, kind: str, *, birth_date: dt.date | None = None
    ) -> Person:
        """Return one person of that name who comes to the site of ``town``."""
        birth_date = birth_date or draw_birth_date(self.chance)
        non_local = self.chance.random() < rules("people")["shares"]["non_local"]
        group, migrant = draw_group(self.chance, non_local=non_local)
        employer = draw_employer(self.chance, group, town)
        latin = kind == "latin"
        number = (
            self.numbers.special(DocumentKind.PASSPORT, birth_date, sex)
            if latin
            else self.numbers.document(draw_province(self.chance, non_local=non_local), birth_date, sex)
        )
        return Person(
            name=name,
            kind=kind,
            sex=sex,
            birth_date=birth_date,
            document_kind=DocumentKind.PASSPORT if latin else DocumentKind.RESIDENT,
            document_number=number,
            phone=self.numbers.phone(),
            employment_group=group,
            migrant_worker=migrant,
            non_local=non_local,
            employer=employer.name,
            platform=employer.platform,
            org_code=employer.org_code if employer.union else town_code(town),
        )


def volume(seed: int, n: int) -> Iterator[KnownMember]:
    """Yield ``n`` known members one by one, so that 130,000 cost no more memory than their numbers.

    The first of a longer run are the same as those of a shorter one. Two seeds that follow each other share nobody.
    """
    chance = chance_of(seed, "known")
    numbers = Numbers(chance, sequences=KNOWN[seed % 2], phone_blocks="123456789")
    towns = [town["code"] for town in rules("places")["town"]]
    for count in range(1, n + 1):
        sex = Sex.MALE if chance.random() < rules("people")["shares"]["men"] else Sex.FEMALE
        non_local = chance.random() < rules("people")["shares"]["non_local"]
        group, _ = draw_group(chance, non_local=non_local)
        employer = draw_employer(chance, group, chance.choice(towns))
        birth_date = draw_birth_date(chance)
        kind = draw_kind(chance)
        yield KnownMember(
            uid=f"{chance.getrandbits(128):032x}",
            name=draw_name(chance, sex, "han" if kind == "latin" else kind),
            sex=sex,
            birth_date=birth_date,
            document_kind=DocumentKind.RESIDENT.value,
            document_number=numbers.document(draw_province(chance, non_local=non_local), birth_date, sex),
            phone=numbers.phone(),
            serial=serial_of(count),
            certificate_number=f"示证-{seed % 10_000:04d}-{count:08d}",
            employer=employer.name,
            employment_group=group,
            org_code=employer.org_code,
        )


def draw_birth_date(chance: random.Random) -> dt.date:
    """Return a birth date of somebody of working age on the day, most often about 33."""
    ages = rules("people")["ages"]
    return birth_date_of(chance, int(chance.triangular(ages["least"], ages["most"] + 1, ages["mode"])))


def birth_date_of(chance: random.Random, age: int) -> dt.date:
    """Return a birth date of somebody who is ``age`` on the day."""
    day = event().day
    return day.replace(year=day.year - age) - dt.timedelta(days=chance.randrange(365))


def draw_province(chance: random.Random, *, non_local: bool) -> str:
    """Return the province of a person's household."""
    documents = rules("people")["documents"]
    return chance.choice(str(documents["provinces"]).split()) if non_local else str(documents["local"])


def draw_group(chance: random.Random, *, non_local: bool) -> tuple[str, bool]:
    """Return an employment group by its share, and whether the person is a migrant worker."""
    groups = rules("people")["groups"]
    group = chance.choices(list(groups), list(groups.values()))[0]
    if group == "manufacturing":
        return "other", True
    return group, non_local and chance.random() < rules("people")["shares"]["migrant"]


def draw_employer(chance: random.Random, group: str, town: str) -> Employer:
    """Return an employer of that group, rather one of the town."""
    able = [employer for employer in _open_employers() if group in employer.groups]
    near = [employer for employer in able if employer.town == town]
    return chance.choice(near if near and chance.random() < 0.7 else able)


def _open_employers() -> tuple[Employer, ...]:
    """Return the employers that still are."""
    return tuple(employer for employer in employers() if not employer.closed)
