# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a refusal means for the operations around the refused one: which are open again, and which are dealt with.

1. A refused operation no longer settles anything: what it had settled is rejected again, until something else does.
2. A refused void takes nothing back, a refused change into a transfer changes nothing: what they left here is undone.
3. A refusal that comes after the amendment or the void was entered is settled by it: nobody need do it twice.
4. What was told anew under another number stays bound to that: both are open and both are settled together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fieldkit.domain.members import MemberStanding
from fieldkit.store import members, packs, services
from fieldkit.store.entries import REJECTED, SETTLED
from fieldkit.store.operations import BECAME_TRANSFER, RETOLD, VOIDED, mark, whole

if TYPE_CHECKING:
    from sqlite_utils import Database


def family(db: Database, root: str) -> list[str]:
    """Return ``root`` and whatever named it what named that: a clerk's act on it deals with all."""
    found, unread = [root], [root]
    while unread:
        rows = db.conn.execute(
            "SELECT id FROM operations WHERE replaces = ? AND replaces <> '' ORDER BY place", (unread.pop(),)
        ).fetchall()
        named = [str(row[0]) for row in rows]
        found += named
        unread += named
    return found


def mark_settled(db: Database, operations: Iterable[str], *, by: str) -> None:
    """Mark the rejected ones among ``operations``, and what was told anew as one of them, as settled by ``by``."""
    for operation in operations:
        db.conn.execute(
            "UPDATE operations SET standing = ?, settled_by = CASE WHEN voided = ? THEN settled_by ELSE ? END"
            " WHERE (id = ? OR settled_by = ?) AND standing = ?",
            (SETTLED, RETOLD, by, operation, operation, REJECTED),
        )


def refused(db: Database, operation: str) -> None:
    """Draw the consequences of ``operation`` having become rejected."""
    freed = db.conn.execute(
        "SELECT id FROM operations WHERE settled_by = ? AND standing = ? ORDER BY place", (operation, SETTLED)
    ).fetchall()
    db.conn.execute(
        "UPDATE operations SET standing = ?, settled_by = CASE WHEN voided = ? THEN settled_by ELSE '' END"
        " WHERE settled_by = ? AND standing = ?",
        (REJECTED, RETOLD, operation, SETTLED),
    )
    _undo(db, operation)
    for one in (operation, *(str(row[0]) for row in freed)):
        _join(db, one)
    reopen(db)


def reopen(db: Database) -> None:
    """Reject again whatever is settled by something that is itself rejected, to the end of every chain."""
    while db.conn.execute(
        "UPDATE operations SET standing = ?, settled_by = CASE WHEN voided = ? THEN settled_by ELSE '' END"
        " WHERE standing = ? AND EXISTS"
        " (SELECT 1 FROM operations AS by WHERE by.id = operations.settled_by AND by.standing = ?)",
        (REJECTED, RETOLD, SETTLED, REJECTED),
    ).rowcount:
        pass


def _join(db: Database, operation: str) -> None:
    """Let the latest later amendment or void that names ``operation`` or its root settle it, if it is not refused."""
    if whole(db, operation).in_conflict:
        return  # the later one named another's content: a clerk has to tell it anew
    place, names = _names(db, operation)
    marks = ", ".join("?" * len(names))
    later = db.conn.execute(
        f"SELECT id FROM operations WHERE replaces IN ({marks}) AND replaces <> '' AND place > ? AND standing <> ?"  # noqa: S608
        " ORDER BY place DESC LIMIT 1",
        (*names, place, REJECTED),
    ).fetchone()
    if later is not None:
        mark_settled(db, [operation], by=later[0])


def _names(db: Database, operation: str) -> tuple[int, list[str]]:
    """Return the place of ``operation``, and it with what it names, up to the root."""
    names: list[str] = []
    first, name = 0, operation
    while name:
        row = db.conn.execute("SELECT place, replaces FROM operations WHERE id = ?", (name,)).fetchone()
        if row is None:
            break
        first = first or int(row[0])
        names.append(name)
        name = row[1]
    return first, names


def _undo(db: Database, operation: str) -> None:
    """Undo what a refused void or a refused change into a transfer had done here."""
    found = db.conn.execute(
        "SELECT o.kind, t.id, t.kind, t.uid, t.voided FROM operations o JOIN operations t ON t.id = o.replaces"
        " WHERE o.id = ?",
        (operation,),
    ).fetchone()
    if found is None:
        return
    kind, target, target_kind, uid, marked = found
    if marked != {"void": VOIDED, "amend": BECAME_TRANSFER}[kind]:
        return
    mark(db, target, 0)
    if target_kind == "issue":
        packs.give_back(db, target)
    elif target_kind == "serve":
        services.void(db, target, voided=False)
    elif target_kind == "enrol":
        _enrolled_again(db, uid)


def _enrolled_again(db: Database, uid: str) -> None:
    """Show somebody as enrolled here again."""
    kept = members.whole(db, uid)
    standing = kept.member.standing if kept.member.from_briefing else MemberStanding.APPLYING
    members.change(db, kept.row, {"here": 1, "standing": standing.value})
