# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district sends down: taken in page by page, each page and its cursor in one transaction.

1. A page that was taken in is never asked for again: its rows and its cursor are kept together or not at all.
2. A row never goes over what waits here or was rejected here. It is held beside, and taken in when the district has
   had its word on the last such operation (``release``).
3. Rows are kept as they came, in the order they first came in, which is the order lists show them in. A table that
   only a newer program knows is still there after the update.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.daybook import DayBook
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Change, SerialBlock
from fieldkit.protocol.rows import ROWS
from fieldkit.store import counters, day_books, identity, known
from fieldkit.store.faultpoints import fault_point
from fieldkit.store.vault import Store
from fieldkit.work import Touched

if TYPE_CHECKING:
    from sqlite_utils import Database

MEMBER_TABLE = "member"


def cursor(store: Store) -> int:
    """Return how far the briefing has been taken in."""
    with store.reading() as db:
        return int(db.conn.execute("SELECT cursor FROM counters").fetchone()[0])


@dataclass(frozen=True, slots=True)
class Page:
    """What changed, read: the rows of people, and all others."""

    people: known.People | None
    others: tuple[Change, ...]

    @property
    def told(self) -> set[tuple[str, str]]:
        """Return table and key of each row, those that are gone too."""
        people = self.people.latest if self.people else ()
        return {(MEMBER_TABLE, uid) for uid in people} | {(one.table, one.key) for one in self.others}


def read(changes: Iterable[Change]) -> Page:
    """Read ``changes``, in their order; nothing of a store is needed for it. Raises TheirMistake."""
    people: list[Change] = []
    others: list[Change] = []
    for change in changes:
        (people if change.table == MEMBER_TABLE else others).append(change)
    for change in others:
        if change.row is not None and change.table in ROWS:
            from_bytes(change.row, ROWS[change.table])
    return Page(known.read(people) if people else None, tuple(others))


def keys(store: Store) -> set[tuple[str, str]]:
    """Return table and key of all that is here of the briefing."""
    with store.reading() as db:
        people = {(MEMBER_TABLE, uid) for uid in known.uids(db)}
        return people | set(db.conn.execute("SELECT kind, key FROM briefings"))


def apply(
    store: Store, changes: Iterable[Change], cursor: int, serial_blocks: Iterable[SerialBlock] = ()
) -> Touched:
    """Take in a page: ``changes`` in their order, new serial blocks, and the cursor after it. Raises TheirMistake."""
    return take_in(store, read(changes), cursor, serial_blocks)


def take_in(store: Store, page: Page, cursor: int, serial_blocks: Iterable[SerialBlock] = ()) -> Touched:
    """Take in a page that was read, new serial blocks, and the cursor after it."""
    touched = {"briefing"} if page.others else set()
    with store.writing_what_is_owed() as db:
        _keep_rows(db, page.others)
        if page.people is not None:
            known.take_in(db, page.people)
            touched.add("members")
        for block in serial_blocks:
            db.conn.execute(
                "INSERT OR IGNORE INTO serial_blocks (first, last, next) VALUES (?, ?, ?)",
                (block.first, block.last, block.first),
            )
            touched.add("briefing")
        if page.others:
            counters.new_generation(db)
        db.conn.execute("UPDATE counters SET cursor = ?", (cursor,))
        fault_point("apply-before-commit")
    fault_point("apply-committed")
    return Touched(frozenset(touched))


def release(db: Database, uid: str) -> None:
    """Take in what was held of ``uid`` once nothing of theirs waits or stands rejected here."""
    held = db.conn.execute("SELECT row FROM held_changes WHERE uid = ?", (uid,)).fetchone()
    if held is None or uid in known.unsettled(db, [uid]):
        return
    db.conn.execute("DELETE FROM held_changes WHERE uid = ?", (uid,))
    known.take_in(db, known.read([Change(table=MEMBER_TABLE, key=uid, row=held[0])]))


def book(store: Store, db: Database) -> DayBook:
    """Return the day book without the numbers that change with every act; read again only when the briefing changed."""
    generation = db.conn.execute("SELECT generation FROM counters").fetchone()[0]
    kept = store.kept.get("book")
    if kept is not None and kept[0] == generation:
        return kept[1]  # type: ignore[no-any-return]
    rows: dict[str, list[bytes]] = {}
    for kind, row in db.conn.execute("SELECT kind, row FROM briefings ORDER BY place"):
        rows.setdefault(kind, []).append(row)
    who = identity.read(db)
    made = day_books.book_from(
        rows, district_name=who.district_name if who else "", device=who.device if who else ""
    )
    store.kept["book"] = (generation, made)
    return made


def _keep_rows(db: Database, changes: Iterable[Change]) -> None:
    for change in changes:
        if change.row is None:
            db.conn.execute("DELETE FROM briefings WHERE kind = ? AND key = ?", (change.table, change.key))
        else:
            db.conn.execute(
                "INSERT INTO briefings (kind, key, row) VALUES (?, ?, ?)"
                " ON CONFLICT (kind, key) DO UPDATE SET row = excluded.row",
                (change.table, change.key, bytes(change.row)),
            )
