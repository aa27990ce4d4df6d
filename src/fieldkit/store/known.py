# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Known members: the briefing's rows of people, taken in by the thousand.

1. New people go in by few statements for a page, with their words beside (``late``); 130,000 take seconds.
2. Of somebody enrolled here the district's word replaces names, numbers and standing; the full document and phone
   numbers that were typed here stay, for the district sends tails only.
3. A tombstone removes a known member; somebody enrolled here stays, and is merely no longer known.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from fieldkit.protocol.calm import NotCalm, reader
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Change
from fieldkit.protocol.rows import MemberRow
from fieldkit.store import late, members, search
from fieldkit.store.search_terms import terms_of

if TYPE_CHECKING:
    from sqlite_utils import Database

STEP = 500
ADDED_AT_ONCE = 1000
"""Rows of one statement, in which another thread may work: between two statements it would have to be waited for."""
_OPEN = (0, 2)  # waiting and rejected, see outbox.STANDINGS

_FROM_ROW = (
    "name", "tag", "serial", "certificate_number", "sex", "birth_date", "document_tail", "phone_tail", "employer",
    "employment_group", "org_code", "standing",
)  # fmt: skip
_content = attrgetter("uid", *_FROM_ROW)
_SOUGHT = ("name", "print_as", "document_tail", "phone_tail", "serial", "certificate_number")
_INSERT = f"INSERT INTO members (id, uid, known, here, {', '.join(_FROM_ROW)}) VALUES "  # noqa: S608
_ONE = f"(?, ?, 1, 0, {', '.join('?' * len(_FROM_ROW))})"
_UPDATE = f"UPDATE members SET known = 1, {', '.join(f'{name} = ?' for name in (*_FROM_ROW, 'print_as'))} WHERE id = ?"  # noqa: S608


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is here of a uid already: its row, whether the briefing knows it, whether it was enrolled here.

    ``sought`` is what the index holds of it, in the order of ``_SOUGHT``.
    """

    row: int
    known: bool
    here: bool
    sought: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The member rows of a page, read: the last word on each uid, their rows, and what those are found by."""

    latest: dict[str, Change]
    rows: dict[str, MemberRow]
    terms: dict[str, str]


def read(changes: Sequence[Change]) -> People:
    """Read the member rows of a page; nothing of a store is needed for it. Raises TheirMistake."""
    latest = {change.key: change for change in changes}
    rows = _read({uid: change.row for uid, change in latest.items() if change.row is not None})
    return People(latest, rows, {uid: _terms(row) for uid, row in rows.items()})


def take_in(db: Database, people: People) -> None:
    """Take in the member rows of one page."""
    latest, rows = dict(people.latest), people.rows
    standing = _standing(db, list(latest))
    for uid in unsettled(db, latest):
        held = latest.pop(uid)
        db.conn.execute(
            "INSERT OR REPLACE INTO held_changes (uid, row) VALUES (?, ?)",
            (uid, None if held.row is None else bytes(held.row)),
        )
    new = [uid for uid in rows if uid in latest and uid not in standing]
    _add(db, [rows[uid] for uid in new], [people.terms[uid] for uid in new])
    for uid, change in latest.items():
        if uid not in standing:
            continue
        if change.row is None:
            _remove(db, standing[uid])
        else:
            _replace(db, standing[uid], rows[uid])
    db.conn.execute(
        "UPDATE counters SET members_known = members_known + ?",
        (_newly_known(latest, standing),),
    )


def uids(db: Database) -> set[str]:
    """Return who is known here, or will be when what waits is settled."""
    found = db.conn.execute("SELECT uid FROM members WHERE known = 1 UNION SELECT uid FROM held_changes")
    return {uid for (uid,) in found}


def index_anew(db: Database) -> None:
    """Make the index of known members anew from their rows."""
    search.lay_known_anew(db)
    rows = db.conn.execute(f"SELECT id, {', '.join(_SOUGHT)} FROM members WHERE here = 0").fetchall()  # noqa: S608
    for row, name, print_as, document_tail, phone_tail, *numbers in rows:
        terms = terms_of(
            name=name, print_as=print_as, document_tail=document_tail, phone_tail=phone_tail, numbers=numbers
        )
        search.index(db, row, terms, here=False)


def unsettled(db: Database, uids: Iterable[str]) -> set[str]:
    """Return those of ``uids`` about whom an operation waits or stands rejected here."""
    open_ = db.conn.execute(
        "SELECT DISTINCT uid FROM operations WHERE standing IN (?, ?) AND uid <> ''", _OPEN
    ).fetchall()
    return {uid for (uid,) in open_}.intersection(uids)


def _standing(db: Database, uids: list[str]) -> dict[str, _Standing]:
    found: dict[str, _Standing] = {}
    for start in range(0, len(uids), STEP):
        some = uids[start : start + STEP]
        places = ", ".join("?" * len(some))
        for uid, row, is_known, here, *sought in db.conn.execute(
            f"SELECT uid, id, known, here, {', '.join(_SOUGHT)} FROM members WHERE uid IN ({places})",  # noqa: S608
            some,
        ):
            found[uid] = _Standing(row, bool(is_known), bool(here), tuple(sought))
    return found


def _add(db: Database, rows: list[MemberRow], terms: list[str]) -> None:
    """Add people never seen here."""
    first = db.conn.execute("SELECT coalesce(max(id), 0) + 1 FROM members").fetchone()[0]
    for start in range(0, len(rows), ADDED_AT_ONCE):
        some = rows[start : start + ADDED_AT_ONCE]
        values = [
            value for number, row in enumerate(some, first + start) for value in (number, *_content(row))
        ]
        db.conn.execute(_INSERT + ", ".join([_ONE] * len(some)), values)
    printed = [
        (row.print_as, row.uid) for row in rows if row.print_as
    ]  # few have it, and the rest pay nothing
    db.conn.executemany("UPDATE members SET print_as = ? WHERE uid = ?", printed)
    if len(rows) >= late.LEAST:
        late.keep(db, first, iter(terms))
        return
    for number, words in enumerate(terms, first):
        search.index(db, number, words, here=False)


def _replace(db: Database, standing: _Standing, row: MemberRow) -> None:
    before = dict(zip(_SOUGHT, standing.sought, strict=True))
    values = {name: getattr(row, name) for name in (*_FROM_ROW, "print_as")}
    if standing.here and not row.serial:
        values["serial"] = before["serial"]
    if (
        standing.here and not row.print_as and row.name == before["name"]
    ):  # of another name it is not how to print it
        values["print_as"] = before["print_as"]
    db.conn.execute(_UPDATE, (*values.values(), standing.row))
    if standing.sought != tuple(values[name] for name in _SOUGHT):
        members.seek_again(db, standing.row)


def _remove(db: Database, standing: _Standing) -> None:
    if standing.here:
        db.conn.execute("UPDATE members SET known = 0 WHERE id = ?", (standing.row,))
    else:
        db.conn.execute("DELETE FROM members WHERE id = ?", (standing.row,))
        search.forget(db, standing.row)


def _read(raws: dict[str, Any]) -> dict[str, MemberRow]:
    """Return the rows in ``raws``, the quick way where their bytes allow it. Raises TheirMistake."""
    with contextlib.suppress(NotCalm):
        return dict(zip(raws, reader(MemberRow).read_all(raws.values()), strict=True))
    return {uid: from_bytes(raw, MemberRow) for uid, raw in raws.items()}


def _terms(row: MemberRow) -> str:
    return terms_of(
        name=row.name,
        print_as=row.print_as,
        document_tail=row.document_tail,
        phone_tail=row.phone_tail,
        numbers=(row.serial, row.certificate_number),
    )


def _newly_known(latest: dict[str, Change], standing: dict[str, _Standing]) -> int:
    """Return by how many the known members grew."""
    gained = 0
    for uid, change in latest.items():
        before = uid in standing and standing[uid].known
        gained += (change.row is not None) - before
    return gained
