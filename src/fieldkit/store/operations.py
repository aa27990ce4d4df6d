# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Operations as kept: one question per function. Nothing here enters one, or touches the bytes of one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.problems import Unknown
from fieldkit.protocol.bodies import AmendBody, EnrolBody
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import Operation
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.shape import CONTENT_BYTES, Message
from fieldkit.store import clear, parts, wire
from fieldkit.store.clear import Clear
from fieldkit.store.entries import REJECTED, SETTLED

if TYPE_CHECKING:
    from sqlite_utils import Database

VOIDED, BECAME_TRANSFER, RETOLD = 1, 2, 3
CONFLICT = "conflict"
"""The district's code for an id under which it holds other content."""
NAMED = "replaces"
"""The field that this code is about where not the operation's own id is meant, but the one that it names."""

_SELECT = (
    "SELECT id, kind, uid, replaces, at, site, operator, standing, voided, raw, code, settled_by, part, field"
    " FROM operations WHERE "
)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of an enrolment, with what the bytes of its operation do not show."""

    body: EnrolBody
    numbers: Clear | None
    signature: bytes

    @property
    def draft(self) -> EnrolmentDraft:
        """Return it as the draft it was typed as."""
        return wire.draft_from(self.body, self.numbers, self.signature)


@dataclass(frozen=True, slots=True)
class Entered:
    """One operation as it was entered, with its standing now. ``replaces`` is '' but for amend and void."""

    id: str
    kind: str
    uid: str
    replaces: str
    at: dt.datetime
    site: str
    operator: str
    standing: int
    voided: bool
    raw: bytes
    code: str
    settled_by: str
    part: str
    retold: bool
    field: str

    @property
    def in_conflict(self) -> bool:
        """Return True when the district refused it because it holds other content under this very id."""
        return self.standing == REJECTED and self.code == CONFLICT and self.field != NAMED

    @property
    def names_doubt(self) -> bool:
        """Return True when the district refused it because nobody can say which content it means to correct."""
        return self.standing == REJECTED and self.code == CONFLICT and self.field == NAMED

    @property
    def root(self) -> str:
        """Return the operation that an amendment of this one replaces: always the first, never an amendment."""
        return self.replaces if self.kind == "amend" else self.id


def whole(db: Database, operation: str) -> Entered:
    """Return ``operation``. Raises Unknown."""
    row = db.conn.execute(f"{_SELECT} id = ?", (operation,)).fetchone()
    if row is None:
        raise Unknown(what="operation")
    return _entered(row)


def live(db: Database, operation: str) -> Entered:
    """Return ``operation``, or of one that was told anew the latest that says it. Raises Unknown."""
    entered = whole(db, operation)
    while entered.retold:
        entered = whole(db, entered.settled_by)
    return entered


def amendments(db: Database, root: str) -> list[Entered]:
    """Return the amendments of ``root``, oldest first."""
    rows = db.conn.execute(
        f"{_SELECT} replaces = ? AND replaces <> '' AND kind = 'amend' ORDER BY place", (root,)
    ).fetchall()
    return [_entered(row) for row in rows]


def enrolment_of(db: Database, uid: str) -> Entered | None:
    """Return the operation that enrolled ``uid`` here, the latest where it was told anew, or None."""
    row = db.conn.execute(
        f"{_SELECT} uid = ? AND uid <> '' AND kind = 'enrol' ORDER BY place DESC", (uid,)
    ).fetchone()
    return None if row is None else _entered(row)


def told_of(db: Database, enrolment: Entered, *, standing: bool = False) -> Told:
    """Return what was last told of an enrolment: its own body, or that of its latest amendment as an enrolment.

    An amendment that was voided says nothing; with ``standing`` neither does a refused one. Raises Unknown where the
    content cannot be read, or was purged.
    """
    root = enrolment if enrolment.kind == "enrol" else whole(db, enrolment.root)
    try:
        for amendment in reversed(amendments(db, enrolment.root)):
            if amendment.voided or (standing and amendment.standing in (REJECTED, SETTLED)):
                continue
            body = from_bytes(body_of(amendment), AmendBody)
            if body.as_kind == "enrol":
                return _told(db, amendment.id, bytes(body.body))
        return _told(db, root.id, body_of(root))
    except TheirMistake:
        raise Unknown(what="content") from None


def _told(db: Database, operation: str, raw: bytes) -> Told:
    body = from_bytes(raw, EnrolBody)
    return Told(body, clear.of(db, operation), parts.read(db, body.signature))


def body_of(entered: Entered) -> bytes:
    """Return the bytes of the body of an operation."""
    return bytes(from_bytes(entered.raw, Operation).body)


def content(db: Database, operation: str) -> str:
    """Return the name of the bytes of ``operation``, be they purged or not: the head of their SHA-256, in hex."""
    raw, digest = db.conn.execute("SELECT raw, digest FROM operations WHERE id = ?", (operation,)).fetchone()
    return bytes(digest or hashlib.sha256(raw).digest())[:CONTENT_BYTES].hex()


def last_code(db: Database, operations: list[str]) -> str:
    """Return the district's latest code among those ``operations`` that stand rejected, '' for none."""
    marks = ", ".join("?" * len(operations))
    row = db.conn.execute(
        f"SELECT code FROM operations WHERE id IN ({marks}) AND standing = ? ORDER BY place DESC LIMIT 1",  # noqa: S608
        (*operations, REJECTED),
    ).fetchone()
    return "" if row is None else str(row[0])


def life_of(db: Database, operation: str) -> str:
    """Return the life of the store that ``operation`` was entered in."""
    return str(db.conn.execute("SELECT life FROM operations WHERE id = ?", (operation,)).fetchone()[0])


def bind(db: Database, operation: str, new: str) -> None:
    """Mark ``operation`` as told anew by the operation ``new``."""
    db.conn.execute("UPDATE operations SET voided = ?, settled_by = ? WHERE id = ?", (RETOLD, new, operation))


def waiting_with(db: Database, uid: str, kind: str, body: Message, numbers: Clear | None = None) -> str:
    """Return the operation of ``kind`` about ``uid`` that still waits and says just this; '' for none.

    So that an act repeated after a crash, or by a double click, is entered once.
    """
    rows = db.conn.execute(
        "SELECT id, raw FROM operations WHERE uid = ? AND uid <> '' AND kind = ? AND standing = 0",
        (uid, kind),
    ).fetchall()
    wanted = to_bytes(body)
    for id_, raw in rows:
        said = wire.unsealed(wire.read(kind, bytes(from_bytes(raw, Operation).body)))
        if to_bytes(said) == wanted and clear.of(db, id_) == numbers:
            return str(id_)
    return ""


def fact(db: Database, operation: str, name: str) -> str:
    """Return what the district said of ``name`` when it rejected ``operation`` or its amendment; '' for nothing."""
    rows = db.conn.execute(
        "SELECT facts FROM operations WHERE (id = ? OR (replaces = ? AND replaces <> '')) AND facts <> ''"
        " ORDER BY place DESC",
        (operation, operation),
    ).fetchall()
    return next((str(facts[name]) for facts in (json.loads(row[0]) for row in rows) if name in facts), "")


def count_enrolled(db: Database, *, site: str, day: tuple[str, str]) -> int:
    """Return how many people were enrolled at ``site`` in ``day``, voided ones and those found members left out."""
    return _count(db, "kind = 'enrol' AND voided = 0", site, day)


def count_transferred(db: Database, *, site: str, day: tuple[str, str]) -> int:
    """Return how many people were transferred at ``site`` in ``day``, also those a clerk found to be members."""
    return _count(db, "kind = 'transfer' AND voided = 0", site, day) + _count(
        db, f"kind = 'enrol' AND voided = {BECAME_TRANSFER}", site, day
    )


def mark(db: Database, operation: str, voided: int) -> None:
    """Mark an operation as ``VOIDED``, ``BECAME_TRANSFER`` or ``RETOLD``, or as none (0); its bytes stay."""
    db.conn.execute("UPDATE operations SET voided = ? WHERE id = ?", (voided, operation))


def _count(db: Database, where: str, site: str, day: tuple[str, str]) -> int:
    found = db.conn.execute(
        f"SELECT count(*) FROM operations WHERE {where} AND at >= ? AND at < ? AND site = ?",  # noqa: S608
        (*day, site),
    ).fetchone()
    return int(found[0])


def _entered(row: tuple[Any, ...]) -> Entered:
    return Entered(
        id=row[0],
        kind=row[1],
        uid=row[2],
        replaces=row[3],
        at=dt.datetime.fromisoformat(row[4]),
        site=row[5],
        operator=row[6],
        standing=row[7],
        voided=bool(row[8]),
        raw=bytes(row[9]),
        code=row[10],
        settled_by=row[11],
        part=row[12],
        retold=row[8] == RETOLD,
        field=row[13],
    )
