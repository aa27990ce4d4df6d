# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who was taken in twice, who took a pack twice, who was a member already: found when sites have handed in, listed.

1. No booth can prevent this without a network; the district finds all of it.
2. A person is followed by tag, uid and the numbers on her cards, across sites and through the membership list.
3. What was voided does not count; what it tells about who is who still does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, or_, select

from sync.db.tables import BESIDE, enrolment, issue, known_member, mark, operation, transfer
from sync.office.persons import Persons
from sync.office.rights import ELSEWHERE, Scope
from sync.outgoing.reference import Reference
from sync.outgoing.serials import shown_number

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Overlap:
    """One finding. ``name`` is shown masked and never written to JSON."""

    serials: tuple[str, ...]
    sites: tuple[str, ...]
    goods: str = ""
    how: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """All findings by kind, each in the order of its first serial."""

    two_sites: tuple[Overlap, ...]
    double_packs: tuple[Overlap, ...]
    already_members: tuple[Overlap, ...]


def overlaps(reading: Connection, reference: Reference, scope: Scope) -> Overlaps:
    """Return every person taken in twice, every pack given twice, every member met who was one already.

    They are sought in the whole district; told is what touches a site of ``scope``, and other sites are not named.
    """
    sites = scope.sites(reference)
    return Overlaps(
        two_sites=_in_order(_of(sites, _two_sites(reading))),
        double_packs=_in_order(_of(sites, _double_packs(reading, reference))),
        already_members=_in_order(_of(sites, [*_transferred(reading), *_refused(reading)])),
    )


def as_json(found: Overlaps) -> dict[str, list[dict[str, object]]]:
    """Return ``found`` for ``--json``: serials and sites, no person's name."""
    return {
        "two_sites": [{"serials": list(o.serials), "sites": list(o.sites)} for o in found.two_sites],
        "double_packs": [
            {"serials": list(o.serials), "sites": list(o.sites), "goods": o.goods} for o in found.double_packs
        ],
        "already_members": [
            {"serial": o.serials[0], "site": o.sites[0], "how": o.how} for o in found.already_members
        ],
    }


def _two_sites(reading: Connection) -> Iterator[Overlap]:
    """Give each person with more than one enrolment that stands; two booths of one site are told as one site."""
    row = enrolment.c
    twice = (
        select(row.tag).where(row.active, row.tag != "").group_by(row.tag).having(func.count() > 1).subquery()
    )
    found = (
        select(row.tag, row.serial, row.provisional, row.site, row.name)
        .where(row.active, row.tag.in_(select(twice.c.tag)))
        .order_by(row.tag, row.root)
    )
    by_tag: dict[str, list[tuple[str, str, str]]] = {}
    for tag, serial, provisional, site, name in reading.execute(found):
        by_tag.setdefault(tag, []).append((serial or provisional, site, name))
    for same in by_tag.values():
        yield Overlap(_sorted(one[0] for one in same), _sorted(one[1] for one in same), name=same[0][2])


def _double_packs(reading: Connection, reference: Reference) -> Iterator[Overlap]:
    """Give each person who holds more than one of an item that is given once."""
    once = [code for code, goods in reference.goods.items() if goods.once]
    row = issue.c
    found = select(row.goods, row.event, row.site, row.uid, row.tag, row.number).where(
        row.active, row.goods.in_(once), or_(row.uid != "", row.tag != "", row.number != "")
    )
    issues = reading.execute(found.order_by(row.root)).all()
    persons = _persons(reading, [(one.uid, one.tag, one.number) for one in issues])
    held: dict[tuple[str, str, int], list[str]] = {}
    for one in issues:
        person = persons.of(one.uid, one.tag, one.number)
        held.setdefault((one.goods, one.event, person), []).append(one.site)
    for (goods, _, person), sites in held.items():
        if len(sites) > 1:
            known = persons.known(person)
            yield Overlap(_sorted(known.serials), _sorted(sites), goods=goods, name=known.name)


def _persons(reading: Connection, marks: list[tuple[str, str, str]]) -> Persons:
    """Return who is who among ``marks`` (uid, tag, number), by all that was told and by the membership list."""
    persons = Persons()
    for uid, tag, number in marks:
        persons.see(uid, tag, number)
    uids = _told(reading, persons) | {uid for uid, _, _ in marks}
    row = enrolment.c
    for uid, serial, provisional, name in reading.execute(
        select(row.uid, row.serial, row.provisional, row.name).where(row.active)
    ):
        persons.name(uid, serial or provisional, name)
    listed = known_member.c
    for column, names in ((listed.uid, uids), (listed.tag, persons.tags())):
        for some in _portions(sorted(names - {""})):
            found = select(listed.uid, listed.tag, listed.serial, listed.name).where(column.in_(some))
            for uid, tag, serial, name in reading.execute(found):
                persons.link(uid, tag, shown_number(serial), "")
                persons.name(uid, serial, name)
    return persons


def _told(reading: Connection, persons: Persons) -> set[str]:
    """Let ``persons`` know what each act said of who is who; return the uids that are of the membership list.

    The numbers are on paper for good. A tag, and whom a transfer was of, hold as last told: they may have been typed
    wrong before, and are then somebody else's. A correction in doubt says nothing of the act that it names: its booth
    may have meant another by that id. It says whose card it printed, as what is kept beside does.
    """
    row = mark.c
    told = reading.execute(select(mark).order_by(row.root, row.received_at, row.operation)).all()
    doubtful = _in_doubt(reading)
    taken = _taken([one for one in told if one.serial or one.provisional], doubtful)
    for one in told:
        if one.operation in doubtful and one.kind == "enrol":
            persons.same(
                [("uid", one.uid), *(("number", n) for n in (one.serial, one.provisional) if n not in taken)]
            )
    uids: set[str] = set()
    certain = [one for one in told if one.operation not in doubtful]
    for _, same in groupby(certain, key=lambda one: str(one.root)):
        acts = list(same)
        stands = next((one for one in reversed(acts) if one.accepted), acts[-1])
        marks = [("uid", stands.uid), ("tag", stands.tag)]
        for one in acts:
            numbers = {one.serial, one.provisional} - (taken if BESIDE in one.operation else set())
            marks += [("number", number) for number in sorted(numbers)]
            marks += [("uid", one.uid)] if one.kind == "enrol" else []
        persons.same(marks)
        if stands.kind == "transfer":
            uids.add(stands.uid)
    return uids


def _in_doubt(reading: Connection) -> set[str]:
    """Return the corrections that were refused because the id that they name is in doubt."""
    row = operation.c
    found = select(row.id).where(row.verdict == "rejected", row.code == "conflict", row.field == "replaces")
    return set(reading.execute(found).scalars())


def _taken(told: Sequence[Row[Any]], doubtful: Collection[str]) -> set[str]:
    """Return the numbers that tell nothing of content that is kept beside, or is ``doubtful``.

    They are on the paper of what was entered, or copies of one store have printed them for two people.
    """
    taken: set[str] = set()
    shown: dict[str, tuple[set[str], set[str]]] = {}
    for one in told:
        numbers = {one.serial, one.provisional} - {""}
        if BESIDE not in one.operation and one.operation not in doubtful:
            taken |= numbers
            continue
        for number in numbers:
            uids, tags = shown.setdefault(number, (set(), set()))
            uids.add(one.uid)
            tags.add(one.tag)
    return taken | {number for number, (uids, tags) in shown.items() if len(uids) > 1 and len(tags) > 1}


def _transferred(reading: Connection) -> Iterator[Overlap]:
    row = transfer.c
    found = select(row.serial, row.site, row.name).where(row.active).distinct()
    for serial, site, name in reading.execute(found):
        yield Overlap((serial,), (site,), how="transferred", name=name)


def _refused(reading: Connection) -> Iterator[Overlap]:
    """Give each member whose enrolment was refused, unless a clerk's correction has made something else of it."""
    row = operation.c
    stands = [select(table.c.root).where(table.c.active) for table in (enrolment, transfer)]
    found = select(row.facts, row.site).where(
        row.code == "already-member", row.verdict == "rejected", *(row.root.not_in(roots) for roots in stands)
    )
    told = {
        (facts["serial"], site): facts["uid"]
        for facts, site in (
            (msgspec.json.decode(text, type=dict[str, str]), site) for text, site in reading.execute(found)
        )
    }
    names = _names(reading, set(told.values()))
    for (serial, site), uid in told.items():
        yield Overlap((serial,), (site,), how="refused", name=names.get(uid, ""))


def _names(reading: Connection, uids: set[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for some in _portions(sorted(uids)):
        found = select(known_member.c.uid, known_member.c.name).where(known_member.c.uid.in_(some))
        names.update({row[0]: row[1] for row in reading.execute(found)})
    return names


def _portions(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]


def _of(sites: frozenset[str] | None, found: Iterable[Overlap]) -> Iterator[Overlap]:
    """Give those of ``found`` that touch one of ``sites``, without the names of others."""
    for one in found:
        if sites is None:
            yield one
        elif not sites.isdisjoint(one.sites):
            shown = _sorted(site if site in sites else ELSEWHERE for site in one.sites)
            yield replace(one, sites=shown)


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words) - {""}))


def _in_order(found: Iterable[Overlap]) -> tuple[Overlap, ...]:
    return tuple(sorted(found, key=lambda one: (one.serials, one.sites, one.goods)))
