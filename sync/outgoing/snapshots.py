# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Snapshots: the whole briefing of one scope in sealed pieces, for the first load of many devices.

1. A piece is fetched by anybody and read by who was told the key, in an answer that is boxed. So a proxy may keep it.
2. One snapshot serves every device of its scope until the briefing has moved on far: what changed since is told as
   changes. The one before it stays for who is in the middle of it; older ones go.
3. It is made when somebody first asks, beside the writer, and written when it is whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import threading
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, insert, select

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.messages import Change, Snapshot, SnapshotPiece
from fieldkit.seals import packing
from fieldkit.seals.pieces import PIECE_MORE, seal_packed
from sync.db.database import Database
from sync.db.moments import moment
from sync.db.notes import last_number, read_note
from sync.db.tables import briefing_row, snapshot, snapshot_piece
from sync.db.wrapped import unwrap, wrap
from sync.outgoing.briefing import changes
from sync.outgoing.scopes import Hearing

WORTH_ROWS = 5000
"""Below so many rows a device is sent changes. The note ``snapshot_rows`` says otherwise."""

PIECE_BYTES = 65_536
_PACKED_BYTES = PIECE_BYTES - PIECE_MORE
_ROWS_A_PIECE = 1000
_BYTES_A_PIECE = 1_000_000
_FILLED = 0.95
"""How full a piece is meant to become, by what its rows came to in the one before: seldom is one packed twice."""

_STALE_SHARE = 5
"""Made anew when more than one in so many of its rows has changed since."""
_KEPT = 2

_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Made:
    """A snapshot before it is written."""

    snapshot: Snapshot
    pieces: tuple[bytes, ...]


def snapshot_for(database: Database, hearing: Hearing, now: dt.datetime, *, coding: int) -> Snapshot | None:
    """Return the snapshot to offer to who hears ``hearing``; None where there is not much to hear."""
    scope = _scope(hearing, coding)
    with database.reading() as reading:
        worth = int(read_note(reading, "snapshot_rows", str(WORTH_ROWS)))
        if not _more_than(reading, hearing, worth):
            return None
        found = _kept(reading, scope)
    if found is None:
        with _making:  # a morning's devices all ask at once: the first makes it, the others find it
            with database.reading() as reading:
                found = _kept(reading, scope)
                made = None if found else _make(reading, hearing, coding)
            if made is not None:
                database.grouped(lambda writing: _write(writing, scope, made, now))
                found = made.snapshot
    assert found is not None
    return msgspec.structs.replace(found, cursor=hearing.cursor(found.cursor))


def piece(reading: Connection, named: str, number: int) -> bytes | None:
    """Return piece ``number`` (from 0) of a snapshot, as it is sealed; None where there is none."""
    row = snapshot_piece.c
    found = reading.execute(
        select(row.content).where(row.id == named, row.number == number)
    ).scalar_one_or_none()
    return None if found is None else bytes(found)


def _scope(hearing: Hearing, coding: int) -> str:
    """Return the name of all that hear the same, coded the same way."""
    now, ever = (sorted(some) if some is not None else ["*"] for some in (hearing.now, hearing.ever))
    heard = msgspec.json.encode([now, ever, bool(hearing.turn)])
    return f"{hashlib.sha256(heard).hexdigest()[:32]}/{coding}"


def _more_than(reading: Connection, hearing: Hearing, worth: int) -> bool:
    row = briefing_row.c
    found = select(row.cursor).where(row.body.is_not(None), hearing.told()).limit(1).offset(worth)
    return reading.execute(found).first() is not None


def _kept(reading: Connection, scope: str) -> Snapshot | None:
    """Return the newest snapshot of ``scope`` where it is still worth hearing."""
    row = snapshot.c
    found = (
        select(snapshot).where(row.scope == scope).order_by(row.cursor.desc(), row.made_at.desc()).limit(1)
    )
    kept = reading.execute(found).one_or_none()
    newest = last_number(reading, "cursor")
    if kept is None or kept.cursor > newest or (newest - kept.cursor) * _STALE_SHARE > kept.rows:
        return None
    return Snapshot(
        id=kept.id,
        key=unwrap(reading, snapshot.c.key, kept.id, kept.key),
        cursor=kept.cursor,
        rows=kept.rows,
        pieces=msgspec.json.decode(kept.digests, type=tuple[str, ...]),
    )


def _make(reading: Connection, hearing: Hearing, coding: int) -> _Made:
    named, key = secrets.token_hex(16), secrets.token_bytes(32)
    pieces: list[bytes] = []
    waiting: list[Change] = []
    rows = reached = 0
    at_once = _ROWS_A_PIECE
    more = True
    while more:
        page = changes(reading, reached, hearing, most_rows=_ROWS_A_PIECE, most_bytes=_BYTES_A_PIECE)
        reached, more = page.cursor, page.more
        # A device begins with nothing: what is gone need not be told, but to one that has heard more before.
        told = [change for change in page.changes if change.row is not None or hearing.turn]
        rows += len(told)
        waiting += told
        while len(waiting) >= at_once or (waiting and not more):
            count, packed = _fitting(waiting[:at_once], coding)
            pieces.append(seal_packed(packed, key, snapshot=named, place=len(pieces)))
            del waiting[:count]
            at_once = max(1, min(_ROWS_A_PIECE, int(count * _FILLED * _PACKED_BYTES / len(packed))))
    digests = tuple(hashlib.sha256(content).hexdigest() for content in pieces)
    return _Made(Snapshot(id=named, key=key, cursor=reached, rows=rows, pieces=digests), tuple(pieces))


def _fitting(told: list[Change], coding: int) -> tuple[int, bytes]:
    """Return how many of ``told`` fit a piece, and those packed; the first fits however large it is."""
    count = len(told)
    while True:
        content = to_bytes(SnapshotPiece(changes=tuple(told[:count])))
        packed = packing.pack(content, coding)
        over = max(len(packed) / _PACKED_BYTES, len(content) / _BYTES_A_PIECE)
        if over <= 1 or count == 1:
            return count, packed
        count = max(1, min(count - 1, int(count * _FILLED / over)))


def _write(writing: Connection, scope: str, made: _Made, now: dt.datetime) -> None:
    """Write a snapshot, and let go of those of its scope that nobody can be in the middle of."""
    told, row = made.snapshot, snapshot.c
    kept = select(row.id).where(row.scope == scope).order_by(row.cursor.desc(), row.made_at.desc())
    old = list(writing.execute(kept).scalars())[_KEPT - 1 :]
    writing.execute(delete(snapshot_piece).where(snapshot_piece.c.id.in_(old)))
    writing.execute(delete(snapshot).where(row.id.in_(old)))
    writing.execute(
        insert(snapshot).values(
            id=told.id,
            scope=scope,
            cursor=told.cursor,
            key=wrap(writing, snapshot.c.key, told.id, told.key),
            rows=told.rows,
            digests=msgspec.json.encode(told.pieces).decode(),
            made_at=moment(now),
        )
    )
    for number, content in enumerate(made.pieces):
        writing.execute(insert(snapshot_piece).values(id=told.id, number=number, content=content))
