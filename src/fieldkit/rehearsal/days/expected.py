# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district should hold and list, worked out from its verdicts and the ledger, and from nothing else of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldkit.rehearsal.days.ledger import Entry

ONCE = ("pack", "voucher")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The district's word on one operation."""

    entry: Entry
    accepted: bool
    code: str
    facts: Mapping[str, str]


@dataclass(slots=True)
class Standing:
    """What stands after all verdicts, each act by its root: the body as it was last told, and where."""

    acts: dict[str, tuple[str, Entry, dict[str, Any]]] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    refused: dict[str, Verdict] = field(default_factory=dict)
    cards: dict[str, list[str]] = field(default_factory=dict)
    vain_cards: dict[str, list[str]] = field(default_factory=dict)

    def owner(self, number: str, shown_by: str) -> str:
        """Return whose pack it is that was given on the card ``number``: nobody can tell who ``shown_by`` is but by it.

        A number that counts is hers whom it was entered for, whoever else has it on paper too. One that counts for
        nobody is hers who alone was told with it; where none was, or several, of nobody who is known.
        """
        if firm := self.cards.get(number):
            return shown_by if shown_by in firm else firm[0]
        vain = set(self.vain_cards.get(number, ()))
        return vain.pop() if len(vain) == 1 else number

    def of(self, kind: str) -> list[tuple[str, Entry, dict[str, Any]]]:
        """Return root, entry and body of each act of ``kind`` that stands."""
        return [(root, entry, body) for root, (as_kind, entry, body) in self.acts.items() if as_kind == kind]

    def by_site(self) -> dict[str, Counter[str]]:
        """Return for each site what is counted of it."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for as_kind, entry, body in self.acts.values():
            amount = body.get("count", 1) if as_kind == "serve" else 1
            found[entry.site][as_kind] += amount
            if as_kind == "issue":
                found[entry.site][f"goods {body['goods']}"] += body.get("quantity", 1)
        return found


def stands(verdicts: Iterable[Verdict], beside: Iterable[Entry] = ()) -> Standing:
    """Return what stands after ``verdicts``, which come in the order in which the district took the operations.

    What was kept ``beside`` counts for nothing, and tells whose card bears which number.
    """
    found = Standing()
    for one in verdicts:
        _take(found, one)
    for entry in beside:
        if number := _number(entry):
            found.vain_cards.setdefault(number, []).append(entry.person)
    return found


def _number(entry: Entry) -> str:
    told = entry.body.get("body", entry.body)
    return told.get("serial") or told.get("provisional") or ""


def _take(found: Standing, one: Verdict) -> None:
    entry, body = one.entry, one.entry.body
    if (number := _number(entry)) and not one.code.startswith("serial-"):
        cards = found.vain_cards if one.code == "conflict" else found.cards
        cards.setdefault(number, []).append(entry.person)
    root = found.roots.get(body.get("replaces", ""), body.get("replaces", "")) or entry.id
    found.roots[entry.id] = root
    if not one.accepted:
        found.refused[entry.id] = one
    elif entry.kind == "void":
        target = found.refused.get(body["replaces"])
        if target is None or target.entry.kind not in ("amend", "void"):
            found.acts.pop(root, None)
    elif entry.kind == "amend":
        before = found.acts.pop(root, None)
        found.acts[root] = (body["as_kind"], before[1] if before else entry, body["body"])
    elif entry.kind in ("enrol", "transfer", "serve", "issue"):
        found.acts[root] = (entry.kind, entry, body)


def two_sites(found: Standing, numbers: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the serials of each person who is enrolled more than once; ``numbers`` are those of each root."""
    by_person: dict[str, set[str]] = defaultdict(set)
    roots: Counter[str] = Counter()
    for root, entry, _ in found.of("enrol"):
        by_person[entry.person].add(numbers[root])
        roots[entry.person] += 1
    return sorted(tuple(sorted(by_person[person])) for person, count in roots.items() if count > 1)


def double_packs(found: Standing) -> list[tuple[str, tuple[str, ...]]]:
    """Return goods and sites of each person who holds more than one of what is given once.

    Whose card was lost with a disk, number and all, and the number given to somebody else, nobody can tell from her.
    The same goes for a card whose enrolment fell with a fork.
    """
    sites: dict[tuple[str, str], list[str]] = defaultdict(list)
    for _, entry, body in found.of("issue"):
        if body["goods"] in ONCE:
            person = found.owner(body["number"], entry.person) if body.get("number") else entry.person
            sites[body["goods"], person].append(entry.site)
    return sorted((goods, tuple(sorted(set(of)))) for (goods, _), of in sites.items() if len(of) > 1)


def already_members(found: Standing, serials: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return serial, site and how of each member met who was one already; ``serials`` are those of the known."""
    met = {(serials[entry.person], entry.site, "transferred") for _, entry, _ in found.of("transfer")}
    for one in found.refused.values():
        root = found.roots[one.entry.id]
        settled = root in found.acts and found.acts[root][0] in ("enrol", "transfer")
        if one.code == "already-member" and not settled:
            met.add((one.facts["serial"], one.entry.site, "refused"))
    return sorted(met)
