# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Enter an act: its rows and its operation, inside the one transaction of the act.

1. Whoever calls this is inside ``Store.writing()``. All rows of the act and its operation are kept, or none.
2. An operation's id is device, life and sequence; the sequence has no gaps, so the district sees when one is missing.
3. An operation's bytes are made here, once, and never again: what is sent later, or sent twice, is these bytes.
   Each is chained to all that were entered before: an older page put back into the file breaks the chain.
4. An operation never changes. Only its standing does, by the district's word or by an operation that replaces it.
5. Numbers of people never stand in these bytes: they are sealed to the registrars, and kept beside for a while.
6. A device that knows it is revoked enters nothing any more: what it entered before it heard of that is handed over.
7. A doubtful clock is told with the act; it is never a reason to refuse it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.desk import Desk
from fieldkit.domain.operators import Operator
from fieldkit.protocol.codec import to_bytes, to_raw
from fieldkit.protocol.messages import Operation
from fieldkit.protocol.shape import Message
from fieldkit.seals import chain
from fieldkit.store import ballast, clear, clock, counters, identity, parts, sealing, wire
from fieldkit.store.clear import Clear
from fieldkit.store.ground import Ground, ground
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

WAITING, ACCEPTED, REJECTED, SETTLED = range(4)

_INSERT = (
    "INSERT INTO operations (id, life, sequence, kind, uid, replaces, at, site, operator, standing, session, part,"
    " head, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Act:
    """An act about to be entered: what it stands on, by whom, where and when."""

    store: Store
    ground: Ground
    operator: Operator
    desk: Desk
    now: dt.datetime
    doubtful: bool

    @property
    def book(self) -> DayBook:
        """Return the day book."""
        return self.ground.book

    @property
    def tag_key(self) -> bytes:
        """Return the key that numbers are tagged with."""
        return self.ground.identity.tag_key

    @property
    def device(self) -> str:
        """Return this device's id."""
        return self.ground.identity.device

    @property
    def today(self) -> dt.date:
        """Return the date that ages are judged by."""
        return self.ground.today(self.desk, self.now)

    @property
    def org_code(self) -> str:
        """Return the union of the desk's site."""
        return self.ground.org_code(self.desk)


def begin(store: Store, db: Database, *, operator: Operator, desk: Desk, now: dt.datetime) -> Act:
    """Begin an act. Raises NotBriefed, DiskFull when there is no room left but for what is owed, DeviceRevoked."""
    identity.refuse_revoked(db)
    on = ground(store, db)
    ballast.demand_room(store.folder)
    return Act(store, on, operator, desk, now, on.clock(desk, now) == clock.DOUBTFUL)


def enter(
    db: Database,
    act: Act,
    *,
    kind: str,
    body: Message,
    uid: str = "",
    replaces: str = "",
    numbers: Clear | None = None,
    signature: bytes = b"",
) -> str:
    """Enter the operation of ``act``; return its id. ``uid`` is the member it is about, '' for none.

    ``numbers`` are sealed into ``body``, of an amendment into the body in it; ``signature`` is the part that ``body``
    names. Raises NotBriefed where there is nobody to seal to.
    """
    at = counters.moment(act.now)
    life, sequence = counters.step_sequence(db, at="" if act.doubtful else at)
    number = f"{act.device}-{life}-{sequence:06d}"
    session = 0
    if numbers is not None:
        place = sealing.Place(act.device, act.desk.site, number, life, sequence)
        session, body = _sealed(db, act, place, body, numbers)
    part = parts.keep(db, signature, operation=number) if signature else ""
    operation = Operation(
        id=number,
        sequence=sequence,
        kind=kind,
        at=at,
        event=act.desk.event,
        site=act.desk.site,
        booth=act.desk.booth,
        operator=act.operator.id,
        body=to_raw(body),
        clock=clock.DOUBTFUL if act.doubtful else clock.OK,
    )
    raw = to_bytes(operation)
    head = chain.head_after(newest_head(db), raw)
    values = (number, life, sequence, kind, uid, replaces, at, act.desk.site, act.operator.id)
    db.conn.execute(_INSERT, (*values, session, part, head, raw))
    return number


def _sealed(
    db: Database, act: Act, place: sealing.Place, body: Message, numbers: Clear
) -> tuple[int, Message]:
    """Return the number of the session and ``body`` with ``numbers`` sealed in it; keep them in clear for a while."""
    session, sealed = sealing.seal(act.store, db, place, numbers)
    clear.keep(db, place.operation, numbers)
    return session, wire.sealed(body, session, sealed)


def newest_head(db: Database) -> bytes:
    """Return the head after the operation entered last: 32 bytes, of all lives of this store."""
    row = db.conn.execute("SELECT head FROM operations ORDER BY place DESC LIMIT 1").fetchone()
    return chain.START if row is None else bytes(row[0])
