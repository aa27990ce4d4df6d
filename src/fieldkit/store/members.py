# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Members as kept: one question per function, and the few ways a member's row changes.

Full document and phone numbers leave this file only by ``whole``; ``member`` and ``line`` give tails.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fieldkit.domain.members import Member, MemberLine, MemberStanding
from fieldkit.domain.people import Sex, masked_name
from fieldkit.problems import Unknown
from fieldkit.store import search
from fieldkit.store.search_terms import SHORT_TAIL, terms_of

if TYPE_CHECKING:
    from sqlite_utils import Database

COLUMNS = (
    "id", "uid", "known", "here", "standing", "enrolment", "serial", "provisional", "certificate_number", "name",
    "print_as", "sex", "birth_date", "document_kind", "document_number", "document_tail", "phone", "phone_tail",
    "tag", "phone_tag", "employment_group", "employer", "platform", "org_code",
)  # fmt: skip
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM members WHERE "  # noqa: S608
_INSERT = f"INSERT INTO members ({', '.join(COLUMNS[1:])}) VALUES ({', '.join('?' * (len(COLUMNS) - 1))})"  # noqa: S608
_LINES = (
    "SELECT id, uid, name, coalesce(nullif(serial, ''), provisional), document_tail, phone_tail,"
    " coalesce(nullif(employer, ''), platform), standing, here FROM members WHERE"
)
_CHANGEABLE = frozenset(COLUMNS) - {"id", "uid"}
_SOUGHT = frozenset(
    ("name", "print_as", "document_tail", "phone_tail", "serial", "provisional", "certificate_number", "here")
)

STILL_MEMBERS = frozenset(
    {
        MemberStanding.APPLYING,
        MemberStanding.NORMAL,
        MemberStanding.KEPT_RETIRED,
        MemberStanding.KEPT_UNEMPLOYED,
        MemberStanding.KEPT_OTHER,
        MemberStanding.MOVING_OUT,
    }
)
"""Who cannot be enrolled anew: membership follows the person, it is transferred (domain.md §2.3)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A member's row with what no screen shows: the row's number and the keyed tags (hex)."""

    row: int
    member: Member
    tag: str
    phone_tag: str


def add(db: Database, member: Member, *, tag: str, phone_tag: str) -> None:
    """Add a member enrolled here, and the words to find them by."""
    row = db.conn.execute(_INSERT, _values(member, tag, phone_tag)).lastrowid
    assert row is not None
    numbers = (member.serial, member.provisional)
    terms = terms_of(
        name=member.name,
        print_as=member.print_as,
        document_tail=member.document_tail,
        phone_tail=member.phone_tail,
        numbers=numbers,
    )
    search.index(db, row, terms, here=True)


def put(db: Database, row: int, member: Member, *, tag: str, phone_tag: str) -> None:
    """Put ``member`` in place of what a row held."""
    change(db, row, dict(zip(COLUMNS[2:], _values(member, tag, phone_tag)[1:], strict=True)))


def change(db: Database, row: int, values: Mapping[str, object]) -> None:
    """Set some columns of a member's row, and its words where they are concerned."""
    assert values.keys() <= _CHANGEABLE
    names = ", ".join(f"{name} = ?" for name in values)
    db.conn.execute(f"UPDATE members SET {names} WHERE id = ?", (*values.values(), row))  # noqa: S608
    if not _SOUGHT.isdisjoint(values):
        seek_again(db, row)


def seek_again(db: Database, row: int) -> None:
    """Index a member's row anew from what it holds now."""
    found = db.conn.execute(
        "SELECT name, print_as, document_tail, phone_tail, serial, provisional, certificate_number, here"
        " FROM members WHERE id = ?",
        (row,),
    ).fetchone()
    terms = terms_of(
        name=found[0],
        print_as=found[1],
        document_tail=found[2],
        phone_tail=found[3],
        numbers=found[4:7],
    )
    search.index_again(db, row, terms, here=bool(found[7]))


def find(db: Database, uid: str) -> Kept | None:
    """Return the member ``uid``, numbers and all, or None."""
    return _one(db, "uid = ?", uid)


def whole(db: Database, uid: str) -> Kept:
    """Return the member ``uid``, numbers and all. Raises Unknown."""
    kept = find(db, uid)
    if kept is None:
        raise Unknown(what="member")
    return kept


def member(db: Database, uid: str) -> Member:
    """Return the member ``uid`` without full numbers. Raises Unknown."""
    return masked(whole(db, uid).member)


def masked(member: Member) -> Member:
    """Return ``member`` with tails instead of full numbers."""
    return replace(member, document_number="", phone="")


def by_tag(db: Database, tag: str, *, besides: str = "") -> Kept | None:
    """Return the member with ``tag`` who cannot be enrolled anew, one the district knows before one enrolled here.

    ``besides`` is a uid that does not count.
    """
    rows = db.conn.execute(f"{_SELECT} tag = ? AND tag <> '' ORDER BY known DESC, id", (tag,)).fetchall()
    for row in rows:
        kept = _kept(row)
        if kept.member.uid != besides and kept.member.standing in STILL_MEMBERS:
            return kept
    return None


def by_number(db: Database, number: str) -> Kept | None:
    """Return the member with this serial or provisional number, or None.

    The card of an enrolment that turned out to be a transfer, or was voided, leads to the member it was found to be.
    """
    kept = _one(db, "serial = ? AND serial <> ''", number)
    kept = kept or _one(db, "provisional = ? AND provisional <> ''", number)
    if kept is None or kept.member.standing in STILL_MEMBERS or not kept.tag:
        return kept
    return by_tag(db, kept.tag, besides=kept.member.uid) or kept


def by_phone_tag(db: Database, tag: str) -> list[Kept]:
    """Return the members whose phone, typed here, is this one."""
    rows = db.conn.execute(f"{_SELECT} phone_tag = ? AND phone_tag <> '' ORDER BY id", (tag,)).fetchall()
    return [kept for kept in map(_kept, rows) if kept.member.standing in STILL_MEMBERS]


def by_rows(db: Database, rows: Iterable[int]) -> list[Kept]:
    """Return the members of ``rows``, in that order."""
    asked = f"{_SELECT} id = ?"
    found = (db.conn.execute(asked, (row,)).fetchone() for row in rows)
    return [_kept(row) for row in found if row is not None]


def enrolled_here(db: Database, limit: int) -> list[Kept]:
    """Return the members enrolled here, the latest first."""
    rows = db.conn.execute(f"{_SELECT} here = 1 ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [_kept(row) for row in rows]


def likeliest(db: Database, rows: list[int], *, name: str, limit: int) -> tuple[MemberLine, ...]:
    """Return the members of ``rows`` as lines, at most ``limit``: the very ``name`` first, then who was enrolled here.

    Then short names, then in the order of ``rows``, so that the same text always gives the same list.
    """
    places = {row: place for place, row in enumerate(rows)}
    marks = ", ".join("?" * len(rows))
    found = db.conn.execute(f"{_LINES} id IN ({marks})", rows).fetchall()
    found.sort(key=lambda row: (row[2] != name, not row[8], len(row[2]), places[row[0]]))
    return tuple(
        MemberLine(
            uid=row[1],
            number=row[3],
            masked_name=masked_name(row[2]),
            document_tail=row[4][-SHORT_TAIL:],
            phone_tail=row[5],
            employer=row[6],
            standing=standing_of(row[7]),
            enrolled_here=bool(row[8]),
        )
        for row in found[:limit]
    )


def line(member: Member) -> MemberLine:
    """Return ``member`` as a row of a list: masked."""
    return MemberLine(
        uid=member.uid,
        number=member.shown_number,
        masked_name=masked_name(member.name),
        document_tail=member.document_tail[-SHORT_TAIL:],
        phone_tail=member.phone_tail,
        employer=member.employer or member.platform,
        standing=member.standing,
        enrolled_here=member.enrolled_here,
    )


def _values(member: Member, tag: str, phone_tag: str) -> tuple[object, ...]:
    """Return what is kept of ``member``, in the order of ``COLUMNS`` without the row number."""
    return (
        member.uid,
        int(member.from_briefing),
        int(member.enrolled_here),
        member.standing.value,
        member.enrolment,
        member.serial,
        member.provisional,
        member.certificate_number,
        member.name,
        member.print_as,
        int(member.sex),
        member.birth_date.isoformat() if member.birth_date else "",
        member.document_kind,
        member.document_number,
        member.document_tail,
        member.phone,
        member.phone_tail,
        tag,
        phone_tag,
        member.employment_group,
        member.employer,
        member.platform,
        member.org_code,
    )


def _one(db: Database, where: str, value: str) -> Kept | None:
    row = db.conn.execute(f"{_SELECT} {where} LIMIT 1", (value,)).fetchone()
    return None if row is None else _kept(row)


def _kept(row: tuple[Any, ...]) -> Kept:
    return Kept(
        row=row[0],
        tag=row[18],
        phone_tag=row[19],
        member=Member(
            uid=row[1],
            from_briefing=bool(row[2]),
            enrolled_here=bool(row[3]),
            standing=standing_of(row[4]),
            enrolment=row[5],
            serial=row[6],
            provisional=row[7],
            certificate_number=row[8],
            name=row[9],
            print_as=row[10],
            sex=sex_of(row[11]),
            birth_date=date_of(row[12]),
            document_kind=row[13],
            document_number=row[14],
            document_tail=row[15],
            phone=row[16],
            phone_tail=row[17],
            employment_group=row[20],
            employer=row[21],
            platform=row[22],
            org_code=row[23],
        ),
    )


def standing_of(number: int) -> MemberStanding:
    """Return the standing with ``number``; one that only a newer district knows counts as kept for other reasons."""
    try:
        return MemberStanding(number)
    except ValueError:
        return MemberStanding.KEPT_OTHER


def sex_of(number: int) -> Sex:
    """Return the sex with ``number``, UNKNOWN for one that is no code."""
    try:
        return Sex(number)
    except ValueError:
        return Sex.UNKNOWN


def date_of(text: str) -> dt.date | None:
    """Return the date in ``text``, None for none and for one that no calendar has."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
