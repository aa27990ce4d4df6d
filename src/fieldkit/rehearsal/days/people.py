# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who comes to the booths of a day, what for, and who comes twice: made from the seed before the day begins."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.rehearsal.days.ground import Ground
from fieldkit.rehearsal.storms.people import drafts
from fieldkit.sample.people import KnownMember

NEW, KNOWN, STRANGER, CARD, UNHEARD = "new", "known", "stranger", "card", "unheard"


@dataclass(slots=True)
class Person:
    """Somebody: what they would be enrolled as, and who they are on the membership list, if on it."""

    name: str
    draft: EnrolmentDraft
    known: KnownMember | None = None
    card: str = ""


@dataclass(slots=True)
class Visit:
    """One coming to one site: as what, and the acts that are still to be done."""

    person: Person
    site: str
    how: str
    acts: list[str]
    uid: str = ""
    done: list[str] = field(default_factory=list)
    booth: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The visits of a day by site; who is planted to be found twice, or as a member already."""

    visits: dict[str, list[Visit]]
    twice: tuple[str, ...]
    packs: tuple[str, ...]
    members: tuple[str, ...]


def planned(seed: int, ground: Ground, *, sites: int, visits: int) -> Plan:
    """Return the plan of the day ``seed``: about so many ``visits`` at each of the first ``sites``."""
    chance = random.Random(f"{seed}:plan")
    fresh = _people(seed)
    open_ = [start.site for start in ground.starts[:sites]]
    found: dict[str, list[Visit]] = {site: [] for site in open_}
    for site in open_:
        for _ in range(chance.randint(1, 2 * visits - 1)):
            found[site].append(_plain(chance, next(fresh), site))
    twice, packs, members = [], [], []
    for _ in range(2):
        person, (one, other) = next(fresh), chance.sample(open_, 2)
        for site in (one, other):
            found[site].append(Visit(person, site, NEW, ["enrol", "pack"]))
        twice.append(person.name)
    for _ in range(2):
        person, (one, other) = next(fresh), chance.sample(open_, 2)
        found[one].insert(0, Visit(person, one, NEW, ["enrol", "pack"]))
        found[other].append(Visit(person, other, CARD, ["pack"]))
        packs.append(person.name)
    for known in chance.sample(ground.known, 4):
        here = _hears(ground, open_, known)
        far = [site for site in open_ if site not in here]
        person = Person(known.uid, _as_known(next(fresh).draft, known), known)
        if here and chance.random() < 0.5:
            found[chance.choice(here)].append(
                Visit(person, here[0], KNOWN, chance.sample(["transfer", "voucher", "serve", "update"], 2))
            )
        else:
            found[chance.choice(far)].append(Visit(person, far[0], UNHEARD, ["enrol", "pack"]))
        members.append(person.name)
    for site, several in found.items():
        for visit in several:
            visit.site = site
    return Plan(found, tuple(twice), tuple(packs), tuple(members))


def _plain(chance: random.Random, person: Person, site: str) -> Visit:
    if chance.random() < 0.2:
        return Visit(person, site, STRANGER, chance.sample(["count", "leaflet"], chance.randint(1, 2)))
    acts = ["enrol"]
    for act, share in (
        ("pack", 0.7), ("serve", 0.4), ("withdraw", 0.12), ("update", 0.15), ("amend", 0.12), ("void pack", 0.1),
        ("void serve", 0.08), ("void enrol", 0.06),
    ):  # fmt: skip
        if chance.random() < share:
            acts.append(act)
    return Visit(person, site, NEW, acts)


def _hears(ground: Ground, sites: list[str], known: KnownMember) -> list[str]:
    """Return the sites whose booths hear of ``known``: those of her union's town."""
    return [
        start.site for start in ground.starts if start.site in sites and known.org_code.startswith(start.town)
    ]


def _as_known(draft: EnrolmentDraft, known: KnownMember) -> EnrolmentDraft:
    return replace(
        draft,
        document_kind=known.document_kind,
        document_number=known.document_number,
        name=known.name,
        phone=known.phone,
    )


def _people(seed: int) -> Iterator[Person]:
    for number, draft in enumerate(drafts(seed)):
        own = draft.signature + f"p{number}".encode()  # a part is told by its bytes
        yield Person(f"p{number}", replace(draft, signature=own))
