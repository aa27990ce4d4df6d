# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The first load in one go: pieces of a snapshot fetched one by one, and gone on with after a cut.

1. A piece is kept as it came, sealed, in a folder beside the store, until all are there: its key is told with every
   answer and is never written down.
2. A piece that is there and has the digest that was named is not fetched again, today or tomorrow.
3. The cursor moves with the last piece. A crash before that leaves the device at 0, and the same rows come again.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from pathlib import Path

from fieldkit.problems import DiskRefused, DistrictFailing, DistrictNotTrusted
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MAX_REPLY_BYTES, Change, Snapshot, SnapshotPiece
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.seals.envelope import Refused
from fieldkit.seals.pieces import open_piece
from fieldkit.store import briefing
from fieldkit.store.vault import Store
from fieldkit.uplink.answers import BUSY
from fieldkit.uplink.line import Line
from fieldkit.work import Progress, Report, Step

FOLDER = "snapshot"
ROWS_AT_ONCE = 4000
"""Of a transaction: the index is written with each. It takes a fraction of a second, for so long an act may wait."""


def take_in(store: Store, line: Line, snapshot: Snapshot, report: Report) -> int:
    """Fetch what is lacking of ``snapshot`` and take it in; return how many rows it brought, 0 when asked to stop.

    Raises DistrictUnreachable, DistrictNotTrusted, DistrictFailing; pieces that came stay.
    """
    if not snapshot.cursor:  # it would be offered again for ever
        raise DistrictNotTrusted(why="not-fieldkit")
    folder = _folder(store, snapshot)
    for place in range(len(snapshot.pieces)):
        if report.asked_to_stop:
            return 0
        _piece(folder, line, snapshot, place)
        report.tell(Progress(Step.APPLYING, place + 1, 2 * len(snapshot.pieces), may_stop=True))
    rows = 0
    waiting: list[Change] = []
    for place in range(len(snapshot.pieces)):
        last = place == len(snapshot.pieces) - 1
        waiting += _changes(_piece(folder, line, snapshot, place), snapshot, place)
        if last or len(waiting) >= ROWS_AT_ONCE:
            _apply(store, waiting, snapshot.cursor if last else 0)
            rows += len(waiting)
            waiting = []
        done = len(snapshot.pieces) + place + 1
        report.tell(Progress(Step.APPLYING, done, 2 * len(snapshot.pieces), may_stop=True))
    if not snapshot.pieces:
        briefing.apply(store, (), snapshot.cursor)
    shutil.rmtree(folder.parent, ignore_errors=True)
    return rows


def _folder(store: Store, snapshot: Snapshot) -> Path:
    """Return where the pieces of ``snapshot`` are kept; those of any other are dropped."""
    mine = store.folder / FOLDER / (snapshot.id or "unnamed")
    try:
        if not mine.is_dir():
            shutil.rmtree(mine.parent, ignore_errors=True)
            mine.mkdir(parents=True, mode=0o700)
    except OSError:
        raise DiskRefused from None
    return mine


def _piece(folder: Path, line: Line, snapshot: Snapshot, place: int) -> bytes:
    """Return piece ``place`` as it was sealed, from the disk where it is whole, else from the district."""
    file, wanted = folder / str(place), snapshot.pieces[place]
    with contextlib.suppress(OSError):
        kept = file.read_bytes()
        if hashlib.sha256(kept).hexdigest() == wanted:
            return kept
    came = line.get(f"/v1/snapshots/{snapshot.id}/{place}")
    if hashlib.sha256(came.body).hexdigest() != wanted:
        if came.code >= 500 or came.code in (*BUSY, 404):  # gone: a newer one is named the next time
            raise DistrictFailing(status=came.code)
        raise DistrictNotTrusted(why="not-fieldkit")
    part = file.with_suffix(".part")
    with contextlib.suppress(OSError):  # without room for it, it is fetched again another time
        part.write_bytes(came.body)
        part.replace(file)
    return came.body


def _changes(raw: bytes, snapshot: Snapshot, place: int) -> tuple[Change, ...]:
    try:
        content = open_piece(raw, snapshot.key, snapshot=snapshot.id, place=place, most=MAX_REPLY_BYTES)
        return from_bytes(content, SnapshotPiece).changes
    except (Refused, TheirMistake):
        raise DistrictNotTrusted(why="not-fieldkit") from None


def _apply(store: Store, changes: list[Change], cursor: int) -> None:
    try:
        briefing.apply(store, changes, cursor)
    except TheirMistake:
        raise DistrictNotTrusted(why="not-fieldkit") from None
