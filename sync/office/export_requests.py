# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Exports: asked for with a reason, approved by a second person where they are large, taken; all of it in the log.

The log is where they are kept: a request is the entry at its place, and what became of it are entries about that place.
So nobody can export and leave no trace, or change what was asked for after it was approved.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sync.db.moments import moment
from sync.db.office_tables import office_log
from sync.db.tables import enrolment, transfer
from sync.office.office_log import Entry, entry, note_act
from sync.office.rights import Scope
from sync.office.staff import Member
from sync.outgoing.reference import Reference

ALONE_ROWS = 100
"""Up to so many people one person may export alone."""

A_DAY = 10
"""So many requests one person may make in 24 hours."""

GOOD_FOR = dt.timedelta(hours=24)
ASKED, APPROVED, TAKEN = "export-asked", "export-approved", "export-taken"


class TooMany(Exception):
    """This person has asked for ``A_DAY`` exports in 24 hours."""


class UnknownRequest(Exception):
    """There is no such request, or it is not this person's business."""


class SamePerson(Exception):
    """Whoever asked does not approve."""


class NotApproved(Exception):
    """A second person has not approved yet."""


class RequestOld(Exception):
    """The request was made too long ago."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: how many people are in it and for which part, and what became of it ('' for nobody yet)."""

    place: int
    at: str
    by: str
    reason: str
    town: str
    site: str
    rows: int
    approved_by: str
    taken_at: str

    @property
    def alone(self) -> bool:
        """Return True when it needs no second person."""
        return self.rows <= ALONE_ROWS

    def is_old(self, now: dt.datetime) -> bool:
        """Return True when it was made too long ago to be approved or taken."""
        return self.at < moment(now - GOOD_FOR)


def ask(
    writing: Connection,
    by: Member,
    scope: Scope,
    reason: str,
    *,
    reference: Reference,
    now: dt.datetime,
) -> Asked:
    """Note that ``by`` asks for all people of ``scope``, which is theirs, for ``reason``. Raises TooMany."""
    row = office_log.c
    lately = select(func.count()).where(row.act == ASKED, row.actor == by.id, row.at > moment(now - GOOD_FOR))
    if writing.execute(lately).scalar_one() >= A_DAY:
        raise TooMany
    rows = people_in(writing, reference, scope)
    facts: dict[str, str | int] = {"reason": reason, "town": scope.town, "site": scope.site, "rows": rows}
    return _asked(writing, note_act(writing, now, by.id, ASKED, facts=facts))


def approve(
    writing: Connection, by: Member, place: int, *, reference: Reference, district: str, now: dt.datetime
) -> Asked:
    """Note that ``by`` approves the request at ``place``. Raises UnknownRequest, SamePerson, RequestOld."""
    found = request(writing, by, place, reference=reference, district=district)
    if found.by == by.id:
        raise SamePerson
    _still_good(found, now)
    if not found.approved_by:
        note_act(writing, now, by.id, APPROVED, str(place))
    return _asked(writing, _entry_at(writing, place))


def take(
    writing: Connection, by: Member, place: int, *, reference: Reference, district: str, now: dt.datetime
) -> Asked:
    """Note that ``by``, who asked, takes the export. Raises UnknownRequest, NotApproved, RequestOld."""
    found = request(writing, by, place, reference=reference, district=district)
    if found.by != by.id:
        raise UnknownRequest
    rows = people_in(writing, reference, Scope(district, town=found.town, site=found.site))
    if not found.approved_by and rows + _taken_alone(writing, found, now) > ALONE_ROWS:
        raise NotApproved
    _still_good(found, now)
    note_act(writing, now, by.id, TAKEN, str(place), facts={"rows": rows})
    return found


def _taken_alone(reading: Connection, asked: Asked, now: dt.datetime) -> int:
    """Return how many people who asked for ``asked`` has lately taken by other requests without a second person."""
    row = office_log.c
    lately = (row.act == TAKEN, row.actor == asked.by, row.at > moment(now - GOOD_FOR))
    taken: dict[int, int] = {}
    for place in reading.execute(select(row.place).where(*lately)).scalars().all():
        told = _entry_at(reading, place)
        of = int(told.about)
        if of != asked.place and not _asked(reading, _entry_at(reading, of)).approved_by:
            taken[of] = max(taken.get(of, 0), int(told.facts.get("rows", 0)))
    return sum(taken.values())


def requests(
    reading: Connection, by: Member, *, reference: Reference, district: str, most: int = 100
) -> list[Asked]:
    """Return the newest requests that are ``by``'s business: their own, and those that they may approve."""
    return [one for one in newest(reading, most) if _concerns(one, by, reference, district)]


def newest(reading: Connection, most: int = 100) -> list[Asked]:
    """Return the newest requests, whoever made them."""
    row = office_log.c
    found = select(row.place).where(row.act == ASKED).order_by(row.place.desc()).limit(most)
    return [_asked(reading, _entry_at(reading, place)) for place in reading.execute(found).scalars().all()]


def request(reading: Connection, by: Member, place: int, *, reference: Reference, district: str) -> Asked:
    """Return the request at ``place`` of the log. Raises UnknownRequest unless it is ``by``'s business."""
    found = entry(reading, place)
    if found is None or found.act != ASKED:
        raise UnknownRequest
    asked = _asked(reading, found)
    if not _concerns(asked, by, reference, district):
        raise UnknownRequest
    return asked


def people_in(reading: Connection, reference: Reference, scope: Scope) -> int:
    """Return how many people were taken in or moved over at the sites of ``scope``."""
    return sum(
        reading.execute(
            select(func.count()).where(acts.c.active, scope.of_sites(acts.c.site, reference))
        ).scalar_one()
        for acts in (enrolment, transfer)
    )


def _concerns(asked: Asked, by: Member, reference: Reference, district: str) -> bool:
    if asked.by == by.id:
        return True
    of = Scope(district, town=asked.town, site=asked.site)
    return by.may("approve") and covers(by.scope(district), of, reference)


def covers(outer: Scope, inner: Scope, reference: Reference) -> bool:
    """Return True when all of ``inner`` is in ``outer``."""
    if outer.whole:
        return True
    if inner.whole:
        return False
    if inner.site:
        return inner.site in (outer.sites(reference) or ())
    return not outer.site and inner.town in outer.towns(reference)


def _still_good(asked: Asked, now: dt.datetime) -> None:
    if asked.is_old(now):
        raise RequestOld


def _entry_at(reading: Connection, place: int) -> Entry:
    found = entry(reading, place)
    assert found is not None, "no entry of the log is ever deleted"
    return found


def _asked(reading: Connection, told: Entry) -> Asked:
    row = office_log.c
    about = select(row.act, row.actor, row.at).where(
        row.about == str(told.place), row.act.in_((APPROVED, TAKEN))
    )
    after = {act: (actor, at) for act, actor, at in reading.execute(about.order_by(row.place))}
    return Asked(
        place=told.place,
        at=told.at,
        by=told.actor,
        reason=str(told.facts["reason"]),
        town=str(told.facts["town"]),
        site=str(told.facts["site"]),
        rows=int(told.facts["rows"]),
        approved_by=after.get(APPROVED, ("", ""))[0],
        taken_at=after.get(TAKEN, ("", ""))[1],
    )
