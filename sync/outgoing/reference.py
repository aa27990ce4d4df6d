# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The part of the briefing that operations are checked against, kept in memory until the briefing changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import CodeRow, GoodsRow, OrganisationRow, ServiceRow, SiteRow
from sync.db.notes import last_number
from sync.db.tables import briefing_row


@dataclass(frozen=True, slots=True)
class Reference:
    """Sites, services, goods, code tables, unions and whose they are, as the briefing has them at ``cursor``."""

    cursor: int
    sites: dict[str, SiteRow] = field(default_factory=dict)
    services: dict[str, ServiceRow] = field(default_factory=dict)
    goods: dict[str, GoodsRow] = field(default_factory=dict)
    unions: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    codes: dict[str, set[str]] = field(default_factory=dict)
    _found: dict[str, frozenset[str] | None] = field(default_factory=dict, repr=False, compare=False)

    def below(self, town: str) -> frozenset[str] | None:
        """Return ``town`` and every organisation below it; None for all there are: no town, or the one root itself."""
        if town not in self._found:
            roots = [code for code, parent in self.parents.items() if not parent]
            self._found[town] = None if not town or roots == [town] else self._tree(town)
        return self._found[town]

    def _tree(self, town: str) -> frozenset[str]:
        children: dict[str, list[str]] = {}
        for code, parent in self.parents.items():
            children.setdefault(parent, []).append(code)
        found: set[str] = set()
        waiting = [town]
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting += children.get(code, [])
        return frozenset(found)


class ReferenceShelf:
    """Hands out the newest reference; reads it anew only when the briefing has changed.

    ``behind`` is True once a writer has seen a newer one than is kept: a reader should fetch it.
    """

    def __init__(self) -> None:
        self._kept = Reference(cursor=-1)
        self.behind = False

    def current(self, reading: Connection, *, writes: bool = False) -> Reference:
        """Return the reference as of ``reading``'s moment.

        Of one who ``writes`` nothing is kept: what it sees may be undone, and its cursor given to other content.
        """
        kept = self._kept
        if kept.cursor == last_number(reading, "cursor"):
            return kept
        found = read_reference(reading)
        if not writes:
            self._kept = found
        self.behind = writes
        return found


def read_reference(reading: Connection) -> Reference:
    """Return the reference as the briefing has it."""
    organisations = [from_bytes(raw, OrganisationRow) for raw in _bodies(reading, "organisation")]
    codes: dict[str, set[str]] = {}
    for raw in _bodies(reading, "code"):
        row = from_bytes(raw, CodeRow)
        codes.setdefault(row.table, set()).add(row.code)
    return Reference(
        cursor=last_number(reading, "cursor"),
        sites={row.code: row for row in (from_bytes(raw, SiteRow) for raw in _bodies(reading, "site"))},
        services={
            row.code: row for row in (from_bytes(raw, ServiceRow) for raw in _bodies(reading, "service"))
        },
        goods={row.code: row for row in (from_bytes(raw, GoodsRow) for raw in _bodies(reading, "goods"))},
        unions={row.code: row.name for row in organisations},
        parents={row.code: row.parent for row in organisations},
        codes=codes,
    )


def _bodies(reading: Connection, topic: str) -> Iterator[bytes]:
    found = select(briefing_row.c.body).where(briefing_row.c.topic == topic, briefing_row.c.body.is_not(None))
    yield from reading.execute(found.order_by(briefing_row.c.cursor)).scalars()
