# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How old a word of the district's is: an answer carried on a stick may be older than what we heard since.

1. By wire answers come in order, so each is the newest, whatever time it is signed with.
2. One by stick is late when it was signed before the newest that we heard. What it confirms is received at most; it
   takes nothing back, and its standings are passed over. Clocks go wrong: whatever they say, an answer to a
   parcel that was made after we took in the newest is newer.
3. A district that was made anew from a backup says so in each answer from then on, by a name that nobody had before.
   What a late answer of a district by another name says counts for nothing at all: that district is gone. So is one
   whose name another has replaced here, however late its answer was signed: the machines' clocks may differ by hours.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from fieldkit.store.counters import moment
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


class Age(Enum):
    """What may be done by an answer: ``NEWEST`` anything, ``BESIDE`` it no taking back, ``LATE`` only confirming.

    By one that is ``GONE`` nothing.
    """

    NEWEST = "newest"
    BESIDE = "beside"
    LATE = "late"
    GONE = "gone"

    @property
    def counts(self) -> bool:
        """Return True where what is said of anything but batches counts too."""
        return self in (Age.NEWEST, Age.BESIDE)


class Heard(NamedTuple):
    """The newest answer that was taken in: when it was signed ('' before the first), the last parcel made before it."""

    at: str
    parcels: int


@dataclass(frozen=True, slots=True)
class Word:
    """When the district signed an answer, and by which name: '' until it was made anew from a backup.

    ``since`` is what ``newest`` gave before the stick was read that brought it; None for an answer by wire. ``parcel``
    is the number of the parcel that it answers, 0 where there is none.
    """

    at: dt.datetime
    made_anew: str = ""
    since: Heard | None = None
    parcel: int = 0


def newest(store: Store) -> Heard:
    """Return the newest answer that was taken in."""
    with store.reading() as db:
        return Heard(*db.conn.execute("SELECT told_at, told_parcels FROM counters").fetchone())


def weigh(db: Database, word: Word) -> tuple[Age, bool]:
    """Return how old ``word`` is, and whether its district was made anew since the newest before; note the newest."""
    told_at, told_parcels, made_anew = db.conn.execute(
        "SELECT told_at, told_parcels, made_anew FROM counters"
    ).fetchone()
    at, other = moment(word.at), word.made_anew != made_anew
    age = Age.NEWEST if word.since is None else _by_stick(db, word, at, word.since, other=other)
    if age is not Age.NEWEST:
        return age, False
    if other:
        db.conn.execute("INSERT OR IGNORE INTO districts_gone VALUES (?)", (made_anew,))
        db.conn.execute("DELETE FROM districts_gone WHERE made_anew = ?", (word.made_anew,))
    parcels = int(db.conn.execute("SELECT coalesce(max(place), 0) FROM parcels").fetchone()[0])
    if other or (at, parcels) != (told_at, told_parcels):
        db.conn.execute(
            "UPDATE counters SET told_at = ?, told_parcels = ?, made_anew = ?", (at, parcels, word.made_anew)
        )
    return Age.NEWEST, other


def _by_stick(db: Database, word: Word, at: str, since: Heard, *, other: bool) -> Age:
    """Return how old ``word`` is, which came by stick."""
    gone = db.conn.execute("SELECT 1 FROM districts_gone WHERE made_anew = ?", (word.made_anew,)).fetchone()
    if gone is not None:
        return Age.GONE
    if at > since.at or word.parcel > since.parcels:
        return Age.NEWEST
    if other:
        return Age.GONE
    return Age.BESIDE if at == since.at else Age.LATE
