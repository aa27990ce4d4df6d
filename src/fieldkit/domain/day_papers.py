# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the tables and forms of an outreach day say, as values; ``printing.documents`` lays them out.

What the program does not know stays empty on paper, a line to write on: no figure is ever invented.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event, site and day a paper belongs to; parts that are not known are ''. ``hours`` is ``10:00–14:00``."""

    event: str = ""
    short_title: str = ""
    level: str = ""
    day: dt.date | None = None
    hours: str = ""
    site: str = ""
    venue: str = ""
    venue_kind: str = ""
    theme: str = ""
    union: str = ""
    organiser: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a paper is made out to, with tails of numbers only (domain.md §2.11); all '' for a blank form."""

    name: str = ""
    number: str = ""
    code: str = ""
    document_tail: str = ""
    phone_tail: str = ""
    employer: str = ""
    union: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a visitor goes: one line of a route card under its ``group``."""

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class RouteCard:
    """Which booths a visitor goes to, with boxes to tick (一站式流程卡, F58)."""

    occasion: Occasion
    person: Person
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class NumberSlip:
    """A place in the line for a service (F41): ``place`` counts this device's slips for it on this day."""

    occasion: Occasion
    service: str
    place: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One separate consent: its title, text and the text's version."""

    kind: str
    title: str
    text: str
    version: str


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """The notice on personal information and the separate consents to answer (PIPL art. 17, 23, 25, 29)."""

    occasion: Occasion
    person: Person
    notice: Asked
    consents: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One line of the signed issue list (domain.md §2.10). ``note`` says who collected on behalf."""

    name: str
    document_tail: str
    phone_tail: str
    employer: str
    member_kind: str
    goods: str
    detail: str
    quantity: int
    at: dt.datetime
    signature: bytes
    operator: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class IssueList:
    """Who took what at a site on a day, as this device knows it, voided issues left out.

    ``purged`` says that some names are masked, for the device has forgotten them by now.
    """

    occasion: Occasion
    rows: tuple[IssueRow, ...]
    purged: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a table: its name, and the number or ''."""

    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Figures under one heading."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One item of a site: what was there at the opening, what was handed out, what is left by the books."""

    name: str
    detail: str
    opening: int
    issued: int

    @property
    def left(self) -> int:
        """Return what must be there at the count."""
        return self.opening - self.issued


@dataclass(frozen=True, slots=True)
class DayEnd:
    """The day's figures of a site, as one device knows them (domain.md §2.13); ``records`` is how many it counted."""

    occasion: Occasion
    sections: tuple[Section, ...]
    goods: tuple[GoodsLine, ...]
    records: int
    version: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """What is handed over from one to another: goods by the books, the device, and lines for more."""

    occasion: Occasion
    goods: tuple[GoodsLine, ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The draft of the event's bulletin (F13): what is known is filled in, the rest is for pen or editor."""

    occasion: Occasion
    figures: tuple[Figure, ...]
    programme: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Oath:
    """The oath in large type for its leader (F38); ``version`` names the text."""

    occasion: Occasion
    text: str
    version: str


@dataclass(frozen=True, slots=True)
class Representatives:
    """Who stands for the new members at the ceremony (F22)."""

    occasion: Occasion
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """A site's poster with the code to scan (F49): ``content`` is what the code says, ``picture`` one supplied."""

    occasion: Occasion
    content: str = ""
    picture: bytes = b""
    size: str = "A4"


@dataclass(frozen=True, slots=True)
class PersonPaper:
    """A form about one person that is filled in by hand: an appeal (F68), a request by PIPL art. 44–48."""

    occasion: Occasion
    person: Person


@dataclass(frozen=True, slots=True)
class MemberForm:
    """The member form (工会会员登记表, domain.md §2.1): ``values`` by the names of its layout."""

    person: Person
    values: dict[str, str] = field(default_factory=dict)
    signature: bytes = b""
