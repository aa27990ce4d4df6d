# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Operations as kept: one question per function. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.problems import Unknown
from fieldkit.protocol.bodies import AmendBody, EnrolBody, TransferBody
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import Operation

if TYPE_CHECKING:
    from sqlite_utils import Database

_SELECT = "SELECT id, kind, uid, replaces, at, site, operator, standing, voided, raw FROM operations WHERE "


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


def amendments(db: Database, root: str) -> list[Entered]:
    """Return the amendments of ``root``, oldest first."""
    rows = db.conn.execute(f"{_SELECT} replaces = ? AND kind = 'amend' ORDER BY place", (root,)).fetchall()
    return [_entered(row) for row in rows]


def enrolment_of(db: Database, uid: str) -> Entered | None:
    """Return the operation that enrolled ``uid`` here, or None."""
    row = db.conn.execute(f"{_SELECT} uid = ? AND uid <> '' AND kind = 'enrol'", (uid,)).fetchone()
    return None if row is None else _entered(row)


def latest_about(db: Database, uid: str, kind: str) -> Entered | None:
    """Return the latest operation of ``kind`` about ``uid`` that was not voided, or None."""
    row = db.conn.execute(
        f"{_SELECT} uid = ? AND uid <> '' AND kind = ? AND voided = 0 ORDER BY place DESC LIMIT 1",
        (uid, kind),
    ).fetchone()
    return None if row is None else _entered(row)


def told_of(db: Database, enrolment: Entered) -> EnrolBody:
    """Return what was last told of an enrolment: its own body, or that of its latest amendment as an enrolment."""
    for amendment in reversed(amendments(db, enrolment.root)):
        body = from_bytes(from_bytes(amendment.raw, Operation).body, AmendBody)
        if body.as_kind == "enrol":
            return from_bytes(body.body, EnrolBody)
    root = enrolment if enrolment.kind == "enrol" else whole(db, enrolment.root)
    return from_bytes(from_bytes(root.raw, Operation).body, EnrolBody)


def transfer_told(entered: Entered) -> TransferBody:
    """Return the body of a transfer."""
    return from_bytes(from_bytes(entered.raw, Operation).body, TransferBody)


def count(db: Database, kind: str, *, site: str, day: tuple[str, str]) -> int:
    """Return how many operations of ``kind`` were entered at ``site`` in ``day`` and not voided."""
    found = db.conn.execute(
        "SELECT count(*) FROM operations WHERE kind = ? AND at >= ? AND at < ? AND site = ? AND voided = 0",
        (kind, *day, site),
    ).fetchone()
    return int(found[0])


def _entered(row: tuple[object, ...]) -> Entered:
    id_, kind, uid, replaces, at, site, operator, standing, voided, raw = row
    return Entered(
        id=str(id_),
        kind=str(kind),
        uid=str(uid),
        replaces=str(replaces),
        at=dt.datetime.fromisoformat(str(at)),
        site=str(site),
        operator=str(operator),
        standing=int(str(standing)),
        voided=bool(voided),
        raw=bytes(raw),  # type: ignore[call-overload]
    )
