# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Purge: forget identities once they are safe elsewhere; every day kept is a day that can be stolen (trust.md §4.12).

1. Nothing goes before its batch is safe. Then it goes once its event's day is over, at the latest after 7 days. A part
   has no such word of its own: it is safe once a batch is that was frozen after it was told, for a copy of the
   district's that holds the one holds the other. Where no batch follows, as at the end of a last day, it goes 30 days
   after it was told and all is safe: else the device would keep it for ever.
2. What is still to be settled about a person keeps what a clerk needs for it, for 30 days at most (domain.md).
3. What stays: serial, masked name, tag, and the chain, which is checked by digests from then on.
4. Bytes that were deleted are gone from the file as well: it is written anew without them. That this is owed is kept
   in the store, so that whoever was stopped in between does it the next time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.people import masked_name
from fieldkit.store import briefing, clear, known, members
from fieldkit.store.clock import local_day
from fieldkit.store.counters import moment
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.levels import LOST, MOVED, SAFE
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

LONGEST = dt.timedelta(days=7)
"""How long what is safe is kept at most, counted from when it was heard to be."""

CEILING = dt.timedelta(days=30)
"""How long even that is kept about which something is to be settled."""


@dataclass(frozen=True, slots=True)
class _Due:
    place: int
    id: str
    uid: str


def purge(store: Store, now: dt.datetime) -> int:
    """Forget what may be forgotten at ``now``; return how many operations lost their content. Not inside a transaction.

    Raises DiskFull, DiskRefused, StoreLocked; then it goes on the next time.
    """
    with store.writing_what_is_owed() as db:
        due = _due(db, briefing.book(store, db), now)
        for one in due:
            _empty(db, one)
        _empty_envelopes(db, now)
        forgotten = len(due) + _forget_parts(db, now) + _forget_sessions(db)
        for uid in {one.uid for one in due if one.uid}:
            _mask(db, uid)
        forgotten += db.conn.execute("DELETE FROM drafts WHERE at < ?", (moment(now - LONGEST),)).rowcount
        if forgotten:
            db.conn.execute("UPDATE counters SET owes_compacting = 1")
        fault_point("purge-before-commit")
    fault_point("purge-committed")
    _compact_if_owed(store)
    return len(due)


def _compact_if_owed(store: Store) -> None:
    with store.reading() as db:
        owed = db.conn.execute("SELECT owes_compacting FROM counters").fetchone()[0]
    if owed:
        store.compact()
        with store.writing_what_is_owed() as db:
            db.conn.execute("UPDATE counters SET owes_compacting = 0")


def _due(db: Database, book: DayBook, now: dt.datetime) -> list[_Due]:
    """Return the operations whose content may go."""
    days = {site.code: _event_day(book, site.event) for site in book.sites}
    rows = db.conn.execute(
        "SELECT o.place, o.id, o.uid, o.site, o.at, b.safe_at FROM batches b"
        " JOIN operations o ON o.batch = b.place AND o.batch <> 0"
        " WHERE b.level = ? AND o.digest = x'' ORDER BY o.place",
        (SAFE,),
    ).fetchall()
    unsettled = known.unsettled(db, {row[2] for row in rows})
    open_ = {row[0] for row in db.conn.execute("SELECT id FROM operations WHERE standing IN (0, 2)")}
    found = []
    for place, id_, uid, site, at, safe_at in rows:
        kept_for = now - dt.datetime.fromisoformat(safe_at)
        entered = local_day(dt.datetime.fromisoformat(at))
        over = local_day(now) > max(entered, days.get(site) or entered)
        to_settle = uid in unsettled or id_ in open_
        if kept_for >= (CEILING if to_settle else LONGEST) or (over and not to_settle):
            found.append(_Due(place, id_, uid))
    return found


def _event_day(book: DayBook, event: str) -> dt.date | None:
    return next((one.day for one in book.events if one.code == event), None)


def _empty(db: Database, one: _Due) -> None:
    """Take the content of an operation away; its digest goes on standing for it in the chain."""
    raw = db.conn.execute("SELECT raw FROM operations WHERE place = ?", (one.place,)).fetchone()[0]
    db.conn.execute(
        "UPDATE operations SET raw = x'', digest = ? WHERE place = ?",
        (hashlib.sha256(raw).digest(), one.place),
    )
    clear.forget(db, one.id)


def _empty_envelopes(db: Database, now: dt.datetime) -> None:
    """Take away the envelopes of which no operation has its content any more, or that were kept long enough."""
    db.conn.execute(
        "UPDATE batches SET envelope = x'' WHERE level = ? AND envelope <> x'' AND (safe_at <= ? OR NOT EXISTS"
        " (SELECT 1 FROM operations o WHERE o.batch = batches.place AND o.batch <> 0 AND o.digest = x''))",
        (SAFE, moment(now - CEILING)),
    )


def _forget_parts(db: Database, now: dt.datetime) -> int:
    """Delete the parts that are safe by rule 1, or as good as safe, and that no operation with content names.

    So are those of what is lost: the district would not know what to do with them.
    """
    until = moment(now - CEILING)
    return int(
        db.conn.execute(
            "DELETE FROM parts WHERE id NOT IN (SELECT part FROM operations WHERE digest = x'' AND part <> '')"
            " AND (told_at <> '' AND told_behind < (SELECT coalesce(max(place), 0) FROM batches WHERE level = ?)"
            " OR told_at <> '' AND told_at <= ? AND NOT EXISTS"
            " (SELECT 1 FROM batches WHERE level NOT IN (?, ?, ?) OR level = ? AND safe_at > ?)"
            " OR EXISTS (SELECT 1 FROM operations o JOIN batches b ON b.place = o.batch"
            " WHERE o.id = parts.operation AND b.level = ? AND b.safe_at <= ?))",
            (SAFE, until, SAFE, MOVED, LOST, SAFE, until, LOST, until),
        ).rowcount
    )


def _forget_sessions(db: Database) -> int:
    """Delete the boxes of sessions that no operation with content names, but for the newest of each life."""
    return int(
        db.conn.execute(
            "DELETE FROM seal_sessions WHERE number < (SELECT max(number) FROM seal_sessions s WHERE"
            " s.life = seal_sessions.life) AND NOT EXISTS (SELECT 1 FROM operations o WHERE"
            " o.life = seal_sessions.life AND o.session = seal_sessions.number AND o.digest = x'')"
        ).rowcount
    )


def _mask(db: Database, uid: str) -> None:
    """Take the numbers of ``uid`` away, and the name of somebody whom the briefing does not name."""
    still = db.conn.execute(
        "SELECT 1 FROM operations o JOIN identities_in_clear c ON c.operation = o.id WHERE o.uid = ? AND o.uid <> ''",
        (uid,),
    ).fetchone()
    kept = members.find(db, uid)
    if kept is None or still is not None:
        return
    values: dict[str, object] = {"document_number": "", "phone": ""}
    if not kept.member.from_briefing:
        values |= {
            "name": masked_name(kept.member.name),
            "print_as": "",
            "birth_date": "",
            "document_tail": "",
            "phone_tail": "",
        }
    members.change(db, kept.row, values)
