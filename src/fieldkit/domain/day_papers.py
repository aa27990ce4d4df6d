# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the tables and forms of an outreach day say, as values; ``printing.documents`` lays them out.

1. What the program does not know stays empty on paper, a line to write on: no figure is ever invented.
2. A paper of a member or a site has one number, whoever prints it again; a blank form has a new one each time, so
   that paper and record can be joined by it (domain.md §2.12).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from fieldkit.domain.papers import PaperKind

BLANK_APPLICATION = "A"
LETTERS = {
    PaperKind.MEMBER_FORM: "B",
    PaperKind.ROUTE: "L",
    PaperKind.NUMBER_SLIP: "H",
    PaperKind.NOTICE: "G",
    PaperKind.ISSUE_LIST: "Q",
    PaperKind.DAY_END: "T",
    PaperKind.CUSTODY: "J",
    PaperKind.BULLETIN: "K",
    PaperKind.OATH: "Y",
    PaperKind.REPRESENTATIVES: "M",
    PaperKind.POSTER: "P",
    PaperKind.APPEAL: "U",
    PaperKind.DATA_REQUEST: "X",
    PaperKind.RULER: "Z",
}
"""With what the document number of each kind begins: ``Q-D07-0012``. A, R and S are taken by other papers, ``A``
also by an application that is printed to be filled in by hand."""


BY_PERSON = frozenset({PaperKind.MEMBER_FORM, PaperKind.ROUTE, PaperKind.NOTICE})
"""Papers made out to one person; without one they are forms to fill in by hand, each with a number of its own."""
EACH_ANEW = frozenset({PaperKind.NUMBER_SLIP, PaperKind.APPEAL, PaperKind.DATA_REQUEST})
"""Papers of which the next about the same is another one: a place in a line, an appeal, a request."""


NAMES = ("event", "site", "day", "service", "goods", "size", "picture")


@dataclass(frozen=True, slots=True)
class About:
    """What a paper is about, as the print ledger keeps it: people, a site's day, an item, or nothing (a blank).

    ``day`` is ISO; ``size`` is a paper's name (``A3``, ``58mm``) where there is a choice. With ``values_only`` only
    what is filled in is drawn, for a form printed before, moved by ``across`` and ``down`` tenths of a millimetre.
    """

    uids: tuple[str, ...] = ()
    event: str = ""
    site: str = ""
    day: str = ""
    service: str = ""
    goods: str = ""
    size: str = ""
    picture: str = ""
    values_only: bool = False
    across: int = 0
    down: int = 0

    @property
    def text(self) -> str:
        """Return it in one line; one member alone is just the uid, as for cards."""
        told = {name: getattr(self, name) for name in NAMES}
        pairs = {name: value for name, value in told.items() if value}
        if self.values_only:
            pairs |= {"values_only": "1", "across": str(self.across), "down": str(self.down)}
        if len(self.uids) == 1 and not pairs:
            return self.uids[0]
        return urlencode(({"uids": " ".join(self.uids)} if self.uids else {}) | pairs)


def about_from(text: str) -> About:
    """Return what ``text`` of the ledger means; what cannot be read is left out."""
    if text and "=" not in text:
        return About(uids=(text,))
    pairs = dict(parse_qsl(text))
    return About(
        uids=tuple(pairs.get("uids", "").split()),
        event=pairs.get("event", ""),
        site=pairs.get("site", ""),
        day=pairs.get("day", ""),
        service=pairs.get("service", ""),
        goods=pairs.get("goods", ""),
        size=pairs.get("size", ""),
        picture=pairs.get("picture", ""),
        values_only=pairs.get("values_only", "") == "1",
        across=_tenths(pairs.get("across", "")),
        down=_tenths(pairs.get("down", "")),
    )


def _tenths(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0


@dataclass(frozen=True, slots=True)
class Imprint:
    """What each printed copy says of itself: its number, which copy, when and by whom it was made."""

    number: str
    copy: int
    at: dt.datetime
    operator: str


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
    """Who took what at a site on a day, as this device knows it, voided issues left out."""

    occasion: Occasion
    rows: tuple[IssueRow, ...]


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
