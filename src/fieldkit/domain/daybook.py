# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The day book: everything a booth must know about the day but the people, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class DayBook:
    """What the briefing says, ready for forms and rules. ``settings`` are the district's values by name."""

    events: tuple[Event, ...] = ()
    sites: tuple[Site, ...] = ()
    services: tuple[Service, ...] = ()
    goods: tuple[Goods, ...] = ()
    stocks: tuple[Stock, ...] = ()
    codes: tuple[Code, ...] = ()
    consent_texts: tuple[ConsentText, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    district_name: str = ""
    device: str = ""
    members_known: int = 0
    serials_left: int = 0
    _tables: dict[str, tuple[Code, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What ``table`` sorted out before, for it is asked many times for each thing typed."""

    def table(self, name: str) -> tuple[Code, ...]:
        """Return the rows of code table ``name`` (``document``, ``employment_group``, ``employment_state``…)."""
        rows = self._tables.get(name)
        if rows is None:
            rows = self._tables[name] = tuple(code for code in self.codes if code.table == name)
        return rows

    def setting(self, name: str, default: str = "") -> str:
        """Return the district's value for ``name``."""
        return next((value for known, value in reversed(self.settings) if known == name), default)

    def site(self, code: str) -> Site | None:
        """Return the site with ``code``, or None."""
        return next((site for site in self.sites if site.code == code), None)
