# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""How old a word of the district's is: an answer carried on a stick may be older than what we heard since.

1. By wire answers come in order, so each is the newest, whatever time it is signed with.
2. One by stick is late when it was signed before the newest that we heard. What it confirms stays confirmed; it takes
   nothing back, and its standings are passed over.
3. A district that was made anew from a backup says so in each answer from then on, by a name that nobody had before.
   What a late answer of a district by another name says counts for nothing at all: that district is gone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fieldkit.store.counters import moment
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database


class Age(Enum):
    """What may be done by an answer: ``NEWEST`` anything, ``BESIDE`` it no taking back, ``LATE`` only confirming."""

    NEWEST = "newest"
    BESIDE = "beside"
    LATE = "late"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Word:
    """When the district signed an answer, and by which name: '' until it was made anew from a backup.

    ``since`` is what ``newest`` gave before the stick was read that brought it; None for an answer by wire.
    """

    at: dt.datetime
    made_anew: str = ""
    since: str | None = None


def newest(store: Store) -> str:
    """Return the time of the newest answer that was taken in, '' before the first."""
    with store.reading() as db:
        return str(db.conn.execute("SELECT told_at FROM counters").fetchone()[0])


def weigh(db: Database, word: Word) -> tuple[Age, bool]:
    """Return how old ``word`` is, and whether its district was made anew since the newest before; note the newest."""
    told_at, made_anew = db.conn.execute("SELECT told_at, made_anew FROM counters").fetchone()
    at, other = moment(word.at), word.made_anew != made_anew
    if word.since and at <= word.since:
        if other:
            return Age.GONE, False
        return (Age.BESIDE if at == word.since else Age.LATE), False
    if (at, word.made_anew) != (told_at, made_anew):
        db.conn.execute("UPDATE counters SET told_at = ?, made_anew = ?", (at, word.made_anew))
    return Age.NEWEST, other and bool(told_at)
