# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the office prepares for the sample day: organisations, event, sites, catalogue, code tables and texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

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
from fieldkit.sample.rules import rules


@dataclass(frozen=True, slots=True)
class Employer:
    """An invented employer; ``org_code`` is its union's, or that of the town union while it has none."""

    name: str
    town: str
    org_code: str
    union: bool
    heads: int
    groups: tuple[str, ...]
    platform: str = ""
    closed: bool = False


def town_code(site: str) -> str:
    """Return the code of the town union that runs ``site``."""
    return f"DX-{site}"


def organisations() -> tuple[Organisation, ...]:
    """Return the tree, parents first: city, district, 22 town-level unions, the primary unions of employers."""
    tops = tuple(Organisation(**row) for row in rules("places")["organisation"])
    towns = tuple(
        Organisation(
            code=town_code(town["code"]),
            parent="DX",
            level="town",
            name=f"{town['name']}总工会（样例）",
            name_en=f"{town['name_en']} Federation (sample)",
            division_code=town["division_code"],
        )
        for town in _towns()
    )
    primary = tuple(
        Organisation(employer.org_code, town_code(employer.town), "primary", f"{employer.name}工会")
        for employer in employers()
        if employer.union
    )
    return tops + towns + primary


@cache
def employers() -> tuple[Employer, ...]:
    """Return the invented employers."""
    found: list[Employer] = []
    for count, row in enumerate(rules("places")["employer"], start=1):
        own = f"{town_code(row['town'])}-{count:02d}"
        found.append(
            Employer(
                name=row["name"],
                town=row["town"],
                org_code=own if row["union"] else town_code(row["town"]),
                union=row["union"],
                heads=row["heads"],
                groups=tuple(row["groups"]),
                platform=row.get("platform", ""),
                closed=row.get("closed", False),
            )
        )
    return tuple(found)


@cache
def event() -> Event:
    """Return the event of the sample day."""
    row = rules("places")["event"]
    return Event(**{name: row[name] for name in Event.__dataclass_fields__})


def sites(booths: Mapping[str, int]) -> tuple[Site, ...]:
    """Return the 22 sites, the main one first; ``booths`` says how many each has."""
    day = rules("places")["event"]
    rows = sorted(_towns(), key=lambda town: town["code"] != day["main_site"])
    return tuple(_site(row, day, booths[row["code"]]) for row in rows)


def services() -> tuple[Service, ...]:
    """Return the catalogue of services (F40–F48)."""
    return tuple(Service(*row) for row in rules("catalogue")["services"]["rows"])


def goods() -> tuple[Goods, ...]:
    """Return the items handed out (F43–F46)."""
    return tuple(
        Goods(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            audience=row["audience"],
            once=row["once"],
            components=tuple(row.get("components", ())),
            face_value=row.get("face_value", ""),
        )
        for row in rules("catalogue")["goods"]
    )


def stocks() -> tuple[Stock, ...]:
    """Return the opening count of every item at every site that has any."""
    main = rules("places")["event"]["main_site"]
    found: list[Stock] = []
    for row in rules("catalogue")["goods"]:
        for town in _towns():
            code = town["code"]
            opening = row["main"] if code == main else row.get("sites", {}).get(code, row["others"])
            if opening:
                found.append(Stock(code, row["code"], opening, opening))
    return tuple(found)


def programme() -> tuple[ProgrammeItem, ...]:
    """Return the run sheet of the main site (§3.5)."""
    main = rules("places")["event"]["main_site"]
    rows = rules("catalogue")["programme"]["rows"]
    return tuple(ProgrammeItem(main, order, *row) for order, row in enumerate(rows, start=1))


def codes() -> tuple[Code, ...]:
    """Return every code table (domain.md §2.2)."""
    version = rules("codes")["version"]
    return tuple(
        Code(table, code, name, name_en, frozenset(flags[0] if flags else ()), version)
        for table, rows in rules("codes")["tables"].items()
        for code, name, name_en, *flags in rows
    )


def consent_texts() -> tuple[ConsentText, ...]:
    """Return the notice and the three consents, each with its version."""
    return tuple(
        ConsentText(**{name: str(text).strip() for name, text in row.items()})
        for row in rules("texts")["consent_text"]
    )


def settings() -> tuple[tuple[str, str], ...]:
    """Return the district's values: oath text with version, age limits, quiet notes."""
    return tuple((name, str(value)) for name, value in rules("texts")["settings"].items())


def _towns() -> list[dict[str, Any]]:
    """Return the rows of the town-level unions; each runs one site."""
    return list(rules("places")["town"])


def _site(row: Mapping[str, Any], day: Mapping[str, Any], booths: int) -> Site:
    """Return the site that a town-level union runs."""
    main = row["code"] == day["main_site"]
    return Site(
        code=row["code"],
        event=day["code"],
        role="main" if main else "branch",
        org_code=town_code(row["code"]),
        name=row["name"] + ("主会场" if main else "分会场"),
        venue=row["venue"],
        venue_kind=row["venue_kind"],
        theme=row.get("theme", ""),
        booths=booths,
        name_en=f"{row['name_en']} ({'main' if main else 'branch'} venue)",
    )
