# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What an outreach day consists of: organisations, event, sites, services, goods, programme, code tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """A node of the union tree; ``code`` is opaque text (domain.md §2.4), ``parent`` is '' at the top.

    ``level`` is one of ``city``, ``district``, ``town``, ``primary``, ``joint``, ``branch``.
    """

    code: str
    parent: str
    level: str
    name: str
    name_en: str = ""
    division_code: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One outing: a day with its programme and sites. ``level`` is city, district, town or employer (F02)."""

    code: str
    title: str
    short_title: str
    level: str
    day: dt.date
    starts: dt.time
    ends: dt.time
    organiser: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A venue of an event; ``role`` is ``main`` or ``branch`` (F03, F04)."""

    code: str
    event: str
    role: str
    org_code: str
    name: str
    venue: str
    venue_kind: str = ""
    theme: str = ""
    booths: int = 1
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """What a visitor is offered. ``named`` says that a member must be noted; else a count is enough (F40–F42)."""

    code: str
    group: str
    name: str
    name_en: str = ""
    named: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class Goods:
    """An item handed out. ``audience``: ``new`` (enrolled today), ``members``, ``visitors`` or ``need`` (按需).

    ``once`` is the one-per-person lock of a campaign day; ``components`` lists what a pack holds (F45).
    """

    code: str
    name: str
    name_en: str = ""
    audience: str = "new"
    once: bool = True
    components: tuple[str, ...] = ()
    face_value: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Code:
    """One row of a code table; old records keep the ``version`` they were captured with (domain.md §2.2)."""

    table: str
    code: str
    name: str
    name_en: str = ""
    flags: frozenset[str] = frozenset()
    version: str = ""


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The text a person agrees to; ``kind`` is ``upper_union``, ``bank``, ``publicity`` or ``notice``."""

    kind: str
    version: str
    title: str
    text: str
    title_en: str = ""
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One line of a site's run sheet (F34–F39)."""

    site: str
    order: int
    starts: dt.time
    title: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Stock:
    """How many of an item a site had at the opening count and has now."""

    site: str
    goods: str
    opening: int
    left: int
