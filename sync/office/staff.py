# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's staff: who they are, what they may, how they sign in.

1. Whoever may export signs in with a one-time word beside the password. Each word works once.
2. After five wrong tries an account is shut for half a minute, twice as long each time after, at most a quarter of an
   hour. The right password does not open it before. What was wrong is never told, but for one thing: whoever had the
   right password is told that the one-time word was used already. It is a wrong try like any other.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from sync.db.database import Database
from sync.db.moments import moment, read_moment
from sync.db.office_tables import staff, staff_session
from sync.db.wrapped import unwrap, wrap
from sync.office.office_log import note_act
from sync.office.passwords import (
    LEAST_LETTERS,
    MOST_LETTERS,
    new_password,
    new_totp,
    password_fits,
    password_hash,
    step_of,
)
from sync.office.rights import EXPORTERS, MAY, OF_A_SITE, OF_A_TOWN, Act, Role, Scope

FREE_TRIES = 5
FIRST_LOCK = dt.timedelta(seconds=30)
LONGEST_LOCK = dt.timedelta(minutes=15)


class StaffKnown(Exception):
    """Somebody has or had this id; ids are never given to another. ``args[0]`` is the id."""


class UnknownStaff(Exception):
    """Nobody who may still sign in has this id. ``args[0]`` is the id."""


class WrongPlace(Exception):
    """The role needs a town, or a site, or neither. ``args[0]`` is the role."""


class NotSignedIn(Exception):
    """The name, the password or the one-time word is not right. Nobody is told which."""


class WordUsed(NotSignedIn):
    """The password is right, the one-time word was right too, but it or a later one was used already."""


class Locked(Exception):
    """The account is shut. ``args[0]`` is for how many seconds yet."""


class BadPassword(Exception):
    """The new password is too short or too long."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff; ``town`` and ``site`` bound what they see."""

    id: str
    name: str
    role: Role
    town: str
    site: str
    must_change: bool

    def may(self, act: Act) -> bool:
        """Return True when the role allows ``act``."""
        return act in MAY[self.role]

    def scope(self, district: str) -> Scope:
        """Return the part of ``district`` (its id) that they see."""
        return Scope(district, town=self.town, site=self.site)


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What somebody new is handed, once: a password to change, and the secret for one-time words (b'' for none)."""

    password: str
    totp: bytes


def add_staff(writing: Connection, made: Member, now: dt.datetime) -> FirstWords:
    """Let ``made`` sign in from now on; return what to hand them. Raises StaffKnown, WrongPlace."""
    if (made.role == OF_A_TOWN) != bool(made.town) and made.role != "registrar":
        raise WrongPlace(made.role)
    if (made.role == OF_A_SITE) != bool(made.site):
        raise WrongPlace(made.role)
    if writing.execute(select(staff.c.id).where(staff.c.id == made.id)).first() is not None:
        raise StaffKnown(made.id)
    first = FirstWords(new_password(), new_totp() if made.role in EXPORTERS else b"")
    writing.execute(
        insert(staff).values(
            id=made.id,
            name=made.name,
            role=made.role,
            town=made.town,
            site=made.site,
            password=password_hash(first.password),
            totp=wrap(writing, staff.c.totp, made.id, first.totp),
            added_at=moment(now),
            must_change=True,
        )
    )
    return first


def renew_staff(writing: Connection, named: str) -> FirstWords:
    """Return fresh first words for ``named``, who lost theirs; every session ends. Raises UnknownStaff."""
    row = present(writing, named)
    if row is None:
        raise UnknownStaff(named)
    first = FirstWords(new_password(), new_totp() if row.role in EXPORTERS else b"")
    writing.execute(
        update(staff)
        .where(staff.c.id == named)
        .values(
            password=password_hash(first.password),
            totp=wrap(writing, staff.c.totp, named, first.totp),
            totp_step=0,
            failures=0,
            locked_until="",
            must_change=True,
        )
    )
    _end_sessions(writing, named)
    return first


def end_staff(writing: Connection, named: str, now: dt.datetime) -> None:
    """Let ``named`` sign in no more; every session ends at once. Raises UnknownStaff."""
    if present(writing, named) is None:
        raise UnknownStaff(named)
    writing.execute(update(staff).where(staff.c.id == named).values(ended_at=moment(now)))
    _end_sessions(writing, named)


def all_staff(reading: Connection) -> list[tuple[Member, str, str]]:
    """Return everybody there is or was, with the moments they came and went."""
    found = reading.execute(select(staff).order_by(staff.c.added_at, staff.c.id))
    return [(member_of(row), row.added_at, row.ended_at) for row in found]


def prove(database: Database, named: str, password: str, word: str, now: dt.datetime) -> Member:
    """Return who ``named`` is, proved by ``password`` and, where the role needs it, by a ``word`` not used before.

    Raises NotSignedIn, WordUsed, Locked. A wrong try is counted, on the disk, before that is said.
    """
    with database.reading() as reading:
        row = present(reading, named)
    if row is not None:
        _let_through(row.locked_until, now)
    right = password_fits("" if row is None else row.password, password)
    with database.writing() as writing:
        row = present(writing, named)
        if row is None:
            raise NotSignedIn
        _let_through(row.locked_until, now)
        step = _step(writing, row, word, now, after=row.totp_step) if right and row.totp else row.totp_step
        if right and step is not None:
            writing.execute(
                update(staff).where(staff.c.id == named).values(failures=0, locked_until="", totp_step=step)
            )
            return member_of(row)
        used = right and _was_used(writing, row, word, now)
        _count_failure(writing, named, row.failures + 1, now)
    raise WordUsed if used else NotSignedIn


def prove_again(database: Database, member: Member, word: str, now: dt.datetime) -> None:
    """Check a fresh one-time ``word`` of ``member``, who is signed in.

    Raises NotSignedIn, WordUsed, Locked.
    """
    with database.writing() as writing:
        row = present(writing, member.id)
        if row is None:
            raise NotSignedIn
        _let_through(row.locked_until, now)
        step = _step(writing, row, word, now, after=row.totp_step) if row.totp else None
        if step is not None:
            writing.execute(update(staff).where(staff.c.id == member.id).values(totp_step=step, failures=0))
            return
        used = _was_used(writing, row, word, now)
        _count_failure(writing, member.id, row.failures + 1, now)
    raise WordUsed if used else NotSignedIn


def change_password(database: Database, member: Member, old: str, new: str, now: dt.datetime) -> None:
    """Give ``member`` the password ``new``; other sessions end. Raises NotSignedIn, Locked, BadPassword."""
    if not LEAST_LETTERS <= len(new) <= MOST_LETTERS or new == old:
        raise BadPassword
    with database.reading() as reading:
        row = present(reading, member.id)
    if row is None:
        raise NotSignedIn
    _let_through(row.locked_until, now)
    right, made = password_fits(row.password, old), password_hash(new)
    with database.writing() as writing:
        if right:
            writing.execute(
                update(staff).where(staff.c.id == member.id).values(password=made, must_change=False)
            )
            _end_sessions(writing, member.id)
            note_act(writing, now, member.id, "password")
            return
        _count_failure(writing, member.id, row.failures + 1, now)
    raise NotSignedIn


def present(reading: Connection, named: str) -> Row[Any] | None:
    """Return the row of ``named``, who may still sign in; None for nobody."""
    found = select(staff).where(staff.c.id == named, staff.c.ended_at == "")
    return reading.execute(found).one_or_none()


def _step(reading: Connection, row: Row[Any], word: str, now: dt.datetime, *, after: int) -> int | None:
    """Return the step of time that ``word`` is right for; None where it is wrong or no later than ``after``."""
    return step_of(unwrap(reading, staff.c.totp, row.id, row.totp), word, now, after)


def _was_used(reading: Connection, row: Row[Any], word: str, now: dt.datetime) -> bool:
    """Return True when ``word``, which was refused, is right for this moment: it or a later one was taken before."""
    return bool(row.totp) and _step(reading, row, word, now, after=0) is not None


def member_of(row: Row[Any]) -> Member:
    """Return whom ``row`` of the table is about."""
    return Member(row.id, row.name, row.role, row.town, row.site, must_change=bool(row.must_change))


def _let_through(locked_until: str, now: dt.datetime) -> None:
    until = read_moment(locked_until)
    if until is not None and until > now:
        raise Locked(math.ceil((until - now).total_seconds()))


def _count_failure(writing: Connection, named: str, failures: int, now: dt.datetime) -> None:
    """Count a wrong try; from the fifth on shut the account, and write that into the log of acts."""
    locked = ""
    if failures >= FREE_TRIES:
        for_now = min(FIRST_LOCK * 2 ** min(failures - FREE_TRIES, 16), LONGEST_LOCK)
        locked = moment(now + for_now)
        note_act(writing, now, named, "locked", facts={"failures": failures})
    writing.execute(update(staff).where(staff.c.id == named).values(failures=failures, locked_until=locked))


def _end_sessions(writing: Connection, named: str) -> None:
    writing.execute(delete(staff_session).where(staff_session.c.staff == named))
