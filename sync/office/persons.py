# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who is who: marks (uid, tag, number on a card) that belong together are one person."""

from __future__ import annotations

from dataclasses import dataclass, field

Mark = tuple[str, str]


@dataclass(slots=True)
class Known:
    """What is known of a person: the serials of what stands, and a name."""

    serials: set[str] = field(default_factory=set)
    name: str = ""


class Persons:
    """Marks joined into persons; a person is told by the number of its first mark."""

    def __init__(self) -> None:
        self._numbers: dict[Mark, int] = {}
        self._parents: list[int] = []
        self._seen: dict[int, set[str]] = {}
        self._known: list[tuple[int, str, str]] = []
        self._gathered: dict[int, Known] | None = None

    def see(self, uid: str, tag: str, number: str) -> None:
        """Take in one record that carries up to three marks of one person."""
        self._gathered = None
        person = self._join([("uid", uid), ("tag", tag), ("number", number)])
        if number:
            self._seen.setdefault(person, set()).add(number)

    def link(self, uid: str, tag: str, serial: str, provisional: str) -> None:
        """Take in that these marks are one person's."""
        self.same([("uid", uid), ("tag", tag), ("number", serial), ("number", provisional)])

    def same(self, marks: list[Mark]) -> None:
        """Take in that ``marks`` are one person's."""
        self._gathered = None
        self._join(marks)

    def name(self, uid: str, serial: str, name: str) -> None:
        """Take in that the person with ``uid`` holds ``serial`` and is called ``name``."""
        self._gathered = None
        self._known.append((self._number(("uid", uid)), serial, name))

    def of(self, uid: str, tag: str, number: str) -> int:
        """Return the person who carries one of these marks."""
        return self._find(self._number(next(mark for mark in _marks(uid, tag, number) if mark[1])))

    def known(self, person: int) -> Known:
        """Return what is known of ``person``; where nothing is, the numbers that were shown."""
        if self._gathered is None:
            self._gathered = self._gather()
        return self._gathered.get(person) or Known()

    def tags(self) -> set[str]:
        """Return every tag that was taken in."""
        return {name for kind, name in self._numbers if kind == "tag"}

    def _gather(self) -> dict[int, Known]:
        """Return what is known of each person, gathered once for all."""
        found: dict[int, Known] = {}
        for number, serial, name in self._known:
            known = found.setdefault(self._find(number), Known())
            known.serials.add(serial)
            known.name = known.name or name
        shown: dict[int, Known] = {}
        for number, numbers in self._seen.items():
            shown.setdefault(self._find(number), Known()).serials.update(numbers)
        return shown | found

    def _join(self, marks: list[Mark]) -> int:
        numbers = [self._number(mark) for mark in marks if mark[1]]
        for number in numbers[1:]:
            self._parents[self._find(number)] = self._find(numbers[0])
        return self._find(numbers[0])

    def _number(self, mark: Mark) -> int:
        number = self._numbers.setdefault(mark, len(self._parents))
        if number == len(self._parents):
            self._parents.append(number)
        return number

    def _find(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number


def _marks(uid: str, tag: str, number: str) -> list[Mark]:
    return [("uid", uid), ("tag", tag), ("number", number)]
