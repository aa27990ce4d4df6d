# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How tables and forms are filed: what one is about, its number, what each copy says of itself.

A paper of a member or a site has one number, whoever prints it again; a blank form has a new one each time, so that
paper and record can be joined by it (domain.md §2.12).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
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
        day=_iso(pairs.get("day", "")),
        service=pairs.get("service", ""),
        goods=pairs.get("goods", ""),
        size=pairs.get("size", ""),
        picture=pairs.get("picture", ""),
        values_only=pairs.get("values_only", "") == "1",
        across=_tenths(pairs.get("across", "")),
        down=_tenths(pairs.get("down", "")),
    )


def _iso(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


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
