# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whose cards are printed at once: of those enrolled here who are members still, by what is known of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.domain.days import CHINA
from fieldkit.domain.papers import PaperKind
from fieldkit.domain.print_orders import CardChoice, CardGroups, Chosen
from fieldkit.domain.serials import kind_of
from fieldkit.store import prints
from fieldkit.store.counters import moment
from fieldkit.store.members import STILL_MEMBERS

if TYPE_CHECKING:
    from sqlite_utils import Database

_STILL = ", ".join(str(standing.value) for standing in sorted(STILL_MEMBERS, key=lambda one: one.value))
_CAN_HAVE_ONE = f"here = 1 AND standing IN ({_STILL}) AND (serial <> '' OR provisional <> '')"
_NUMBER = "coalesce(nullif(serial, ''), provisional)"
_KIND = f"substr({_NUMBER}, 1, length(?)) = ?"
_ENROLLED = "uid IN (SELECT uid FROM operations WHERE kind = 'enrol' AND voided = 0"


def choose(db: Database, choice: CardChoice) -> Chosen:
    """Return whose cards are chosen, in the order in which they were enrolled, and how many of them had one before."""
    where, values = _asked(choice)
    found = db.conn.execute(
        f"SELECT uid FROM members WHERE {' AND '.join(where)} ORDER BY id",  # noqa: S608 - words of our own
        values,
    )
    has = with_card(db)
    uids = tuple(uid for (uid,) in found if not (choice.unprinted and uid in has))
    return Chosen(uids, sum(uid in has for uid in uids))


def groups(db: Database) -> CardGroups:
    """Return of whom cards can be chosen: by union, venue and employment group the most first, by day the latest."""
    days: dict[dt.date, int] = {}
    sites: dict[str, int] = {}
    for at, site in db.conn.execute("SELECT at, site FROM operations WHERE kind = 'enrol' AND voided = 0"):
        day = dt.datetime.fromisoformat(at).astimezone(CHINA).date()
        days[day] = days.get(day, 0) + 1
        if site:
            sites[site] = sites.get(site, 0) + 1
    return CardGroups(
        unions=_by(db, "org_code"),
        days=tuple(sorted(days.items(), reverse=True)),
        sites=tuple(sorted(sites.items(), key=lambda one: (-one[1], one[0]))),
        groups=_by(db, "employment_group"),
    )


def with_card(db: Database) -> set[str]:
    """Return who has a card, or may have one, or will have."""
    rows = db.conn.execute(
        f"SELECT about FROM prints WHERE kind IN (?, ?) AND {prints.OUT_OR_COMING}",  # noqa: S608 - ours
        (PaperKind.CARD.value, PaperKind.CARD_SHEET.value),
    )
    return {uid for (about,) in rows for uid in about.split()}


def _asked(choice: CardChoice) -> tuple[list[str], list[object]]:
    """Return the conditions of a choice and their values."""
    where, values = [_CAN_HAVE_ONE], list[object]()
    for column, value in (("org_code", choice.union), ("employment_group", choice.group)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if choice.day is not None or choice.site:
        enrolled, when = _when(choice)
        where.append(enrolled)
        values += when
    for sign, end in ((">=", choice.first), ("<=", choice.last)):
        if end:  # numbers of one kind, of which a longer one is a later one
            where.append(f"{_KIND} AND (length({_NUMBER}), {_NUMBER}) {sign} (?, ?)")
            values += [kind_of(end), kind_of(end), len(end), end]
    return where, values


def _when(choice: CardChoice) -> tuple[str, list[object]]:
    """Return the condition of day and venue of enrolment, and its values."""
    words, values = _ENROLLED, list[object]()
    if choice.day is not None:
        begins = dt.datetime.combine(choice.day, dt.time(), CHINA)
        words += " AND at >= ? AND at < ?"
        values += [moment(begins), moment(begins + dt.timedelta(days=1))]
    if choice.site:
        words += " AND site = ?"
        values.append(choice.site)
    return words + ")", values


def _by(db: Database, column: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        db.conn.execute(
            f"SELECT {column}, count(*) FROM members WHERE {_CAN_HAVE_ONE} AND {column} <> ''"  # noqa: S608 - ours
            f" GROUP BY {column} ORDER BY 2 DESC, 1"
        ).fetchall()
    )
