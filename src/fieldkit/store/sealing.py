# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Sealing sessions: each identity is sealed to the registrars as it is entered, and cannot be opened here again.

1. A session's key is in memory only, of the connection that began it: nothing has to be deleted for it to be gone.
2. A new one begins with each start of the program, each life, after 500 identities, and whenever other registrars
   are to read. Its boxes are kept for the batches that name it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.problems import NotBriefed
from fieldkit.protocol.codec import from_bytes, to_bytes
from fieldkit.protocol.messages import SealSession, SessionBox
from fieldkit.protocol.trust import Registrar
from fieldkit.seals import identities
from fieldkit.seals.envelope import Refused
from fieldkit.store import trust
from fieldkit.store.clear import Clear
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST_IDENTITIES = 500


@dataclass(slots=True)
class _Session:
    """The session that goes on: ``used`` counts what was sealed under its ``key``."""

    life: str
    number: int
    registrars: tuple[Registrar, ...]
    key: bytes
    used: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where an identity is sealed: the device, the site, and the operation it is of with its life and sequence."""

    device: str
    site: str
    operation: str
    life: str
    sequence: int


def seal(store: Store, db: Database, place: Place, numbers: Clear) -> tuple[int, bytes]:
    """Return the number of the session and ``numbers`` sealed in it.

    Raises NotBriefed where the trust list names nobody who could open them.
    """
    session = _session(store, db, place)
    sealed = identities.seal_identity(
        session.key,
        operation=place.operation,
        sequence=place.sequence,
        document=numbers.document,
        phone=numbers.phone,
    )
    session.used += 1
    return session.number, sealed


def told(db: Database, life: str, number: int, *, of: str) -> SealSession:
    """Return the session ``number`` of ``life`` as a batch of the life ``of`` tells it."""
    boxes = db.conn.execute(
        "SELECT boxes FROM seal_sessions WHERE life = ? AND number = ?", (life, number)
    ).fetchone()[0]
    session = from_bytes(boxes, SealSession)
    return session if life == of else SealSession(number=number, boxes=session.boxes, life=life)


def _session(store: Store, db: Database, place: Place) -> _Session:
    """Return the session that goes on, or a new one.

    One whose beginning was rolled back goes on only if it is begun anew; what it sealed was rolled back with it.
    """
    registrars = trust.registrars_for(store, db, place.site)
    session: _Session | None = store.kept.get("sealing")
    if (
        session is None
        or session.used >= MOST_IDENTITIES
        or (session.life, session.registrars) != (place.life, registrars)
        or not _is_kept(db, session)
    ):
        session = store.kept["sealing"] = _begin(db, place, registrars)
    return session


def _is_kept(db: Database, session: _Session) -> bool:
    found = db.conn.execute(
        "SELECT 1 FROM seal_sessions WHERE life = ? AND number = ?", (session.life, session.number)
    ).fetchone()
    return found is not None


def _begin(db: Database, place: Place, registrars: tuple[Registrar, ...]) -> _Session:
    number = db.conn.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM seal_sessions WHERE life = ?", (place.life,)
    ).fetchone()[0]
    key = identities.new_session_key()
    boxes = []
    for registrar in registrars:
        try:
            box = identities.box_session(
                key, registrar.sealing_key, device=place.device, life=place.life, session=number
            )
        except Refused:
            continue  # the others can still read it; the list is the district's, and signed
        boxes.append(SessionBox(registrar=registrar.key_id, box=box))
    if not boxes:
        raise NotBriefed
    session = SealSession(number=number, boxes=tuple(boxes))
    db.conn.execute(
        "INSERT INTO seal_sessions (life, number, boxes) VALUES (?, ?, ?)",
        (place.life, number, to_bytes(session)),
    )
    return _Session(place.life, number, registrars, key)
