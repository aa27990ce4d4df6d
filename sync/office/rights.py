# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Who may ask the district what, and about which part of it: roles, acts and scopes.

1. Every question about what was told takes a ``Scope``, and there is no default: whoever asks says for whom.
2. A town's clerk sees the town, what is below it, and the sites of these; a site's lead sees that site. What nobody's
   site is, the whole district's staff alone see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import ColumnElement, false, or_, true

from sync.db.tables import device
from sync.outgoing.reference import Reference

Role = Literal["district-admin", "district-viewer", "registrar", "town-clerk", "site-lead"]
Act = Literal["sites", "overlaps", "rejected", "devices", "held", "log", "export", "approve"]

ROLES: tuple[Role, ...] = get_args(Role)
ACTS: tuple[Act, ...] = get_args(Act)

MAY: dict[Role, frozenset[Act]] = {
    "district-admin": frozenset(ACTS),
    "district-viewer": frozenset(("sites", "overlaps", "rejected", "devices", "held")),
    "registrar": frozenset(("sites", "overlaps", "rejected", "export", "approve")),
    "town-clerk": frozenset(("sites", "overlaps", "rejected", "devices", "held", "export")),
    "site-lead": frozenset(("sites", "rejected", "devices")),
}
"""What each role may ask for; nothing else."""

EXPORTERS = frozenset(role for role, acts in MAY.items() if acts & {"export", "approve"})
"""Roles that sign in with a one-time word too."""

OF_A_TOWN: Role = "town-clerk"
OF_A_SITE: Role = "site-lead"

ELSEWHERE = "~"
"""Stands for a site that is not the asker's business."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the ``district`` (its id): one ``site``, else one ``town`` and what is below it, else all of it."""

    district: str
    town: str
    site: str

    @property
    def whole(self) -> bool:
        """Return True when it is the whole district."""
        return not self.town and not self.site

    def sites(self, reference: Reference) -> frozenset[str] | None:
        """Return the codes of its sites; None for all there are, also those that the briefing does not know."""
        if self.site:
            return frozenset((self.site,))
        if not self.town:
            return None
        towns = self.towns(reference)
        return frozenset(code for code, site in reference.sites.items() if site.org_code in towns)

    def towns(self, reference: Reference) -> frozenset[str]:
        """Return its town and the organisations below it; none where it is a site's or the whole district's."""
        if self.site or not self.town:
            return frozenset()
        return frozenset(code for code in {*reference.parents, self.town} if self._covers(code, reference))

    def has_town(self, town: str, reference: Reference) -> bool:
        """Return True when what belongs to ``town`` is in it."""
        return self.whole or town in self.towns(reference)

    def of_sites(self, column: ColumnElement[str], reference: Reference) -> ColumnElement[bool]:
        """Return what holds of rows whose site, in ``column``, is in it."""
        sites = self.sites(reference)
        return true() if sites is None else column.in_(sorted(sites)) if sites else false()

    def of_devices(self, reference: Reference) -> ColumnElement[bool]:
        """Return what holds of devices that stand at its sites, or at none and belong to its town."""
        if self.whole:
            return true()
        homeless = (device.c.site == "") & device.c.town.in_(sorted(self.towns(reference)))
        return or_(self.of_sites(device.c.site, reference), homeless)

    def _covers(self, code: str, reference: Reference) -> bool:
        """Return True when ``code`` is the town or below it. A tree that bites its own tail ends the search."""
        seen: set[str] = set()
        while code and code not in seen:
            if code == self.town:
                return True
            seen.add(code)
            code = reference.parents.get(code, "")
        return False
