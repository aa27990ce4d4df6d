# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Sessions of the district's staff: begun by a password and a one-time word, ended by silence.

A session is an opaque token; only its SHA-256 is kept. It ends after an hour of silence and after twelve hours.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from sqlalchemy import delete, insert, select, update

from sync.db.database import Database
from sync.db.moments import moment, read_moment
from sync.db.office_tables import staff_session
from sync.office.office_log import note_act
from sync.office.staff import Member, member_of, present, prove

SILENCE = dt.timedelta(hours=1)
LONGEST_SESSION = dt.timedelta(hours=12)
_TOKEN_BYTES = 32


def sign_in(database: Database, named: str, password: str, word: str, now: dt.datetime) -> tuple[Member, str]:
    """Return who signed in and the token of a new session. Raises NotSignedIn, WordUsed, Locked."""
    member = prove(database, named, password, word, now)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with database.writing() as writing:
        writing.execute(delete(staff_session).where(staff_session.c.until < moment(now)))
        writing.execute(
            insert(staff_session).values(
                token_hash=_hash(token), staff=member.id, since=moment(now), until=moment(now + SILENCE)
            )
        )
        note_act(writing, now, member.id, "sign-in")
    return member, token


def who_is(database: Database, token: str, now: dt.datetime) -> Member | None:
    """Return whose session ``token`` is, and let it go on; None when it has ended or never was."""
    row = staff_session.c
    with database.reading() as reading:
        found = reading.execute(select(staff_session).where(row.token_hash == _hash(token))).one_or_none()
        member = present(reading, found.staff) if found is not None else None
    if found is None or member is None or found.until <= moment(now):
        return None
    since = read_moment(found.since)
    assert since is not None, "a session has begun"
    until = moment(min(now + SILENCE, since + LONGEST_SESSION))
    if found.until < moment(now + SILENCE * 0.9) and found.until < until:
        with database.writing() as writing:
            writing.execute(
                update(staff_session).where(row.token_hash == found.token_hash).values(until=until)
            )
    return member_of(member)


def sign_out(database: Database, token: str, now: dt.datetime) -> None:
    """End the session ``token``, if there is one."""
    row = staff_session.c
    with database.writing() as writing:
        found = writing.execute(select(row.staff).where(row.token_hash == _hash(token))).scalar_one_or_none()
        if found is not None:
            writing.execute(delete(staff_session).where(row.token_hash == _hash(token)))
            note_act(writing, now, found, "sign-out")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
