# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The first load in one go: pieces of a snapshot fetched one by one, and gone on with after a cut.

1. A piece is kept as it came, sealed, in a folder beside the store, until all are taken in: its key is told with every
   answer and is never written down.
2. A piece that is there and has the digest that was named is not fetched again, today or tomorrow.
3. The cursor moves with the last piece. What ends it before leaves the device at 0, and all comes again. What came
   before and does not come again is gone: a snapshot tells what there is, and not who has gone since the one before.
4. While some rows are written, the next ones are fetched and read: the one waits for the disk, the other for the line.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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
ROWS_AT_ONCE = 2000
"""Of a transaction, or a piece more: a tenth of a second, for so long an act may wait."""


def take_in(store: Store, line: Line, snapshot: Snapshot, report: Report) -> int:
    """Fetch what is lacking of ``snapshot`` and take it in; return how many rows it brought, 0 when asked to stop.

    Raises DistrictUnreachable, DistrictNotTrusted, DistrictFailing; pieces that came stay.
    """
    if not snapshot.cursor:  # it would be offered again for ever
        raise DistrictNotTrusted(why="not-fieldkit")
    folder = _folder(store, snapshot)
    rows, stale = 0, briefing.keys(store) if briefing.cursor(store) == 0 else set()
    with ThreadPoolExecutor(1, "fieldkit-snapshot") as beside:  # it is waited for, whatever goes wrong here
        pages = _pages(folder, line, snapshot, report)
        coming = beside.submit(next, pages, None)
        while (read := coming.result()) is not None:
            if not read.is_last:
                coming = beside.submit(next, pages, None)
            stale -= read.page.told
            if read.is_last:
                _forget(store, sorted(stale))
            briefing.take_in(store, read.page, snapshot.cursor if read.is_last else 0)
            rows += read.rows
            report.tell(Progress(Step.APPLYING, read.pieces, len(snapshot.pieces), may_stop=True))
            if read.is_last:
                shutil.rmtree(folder.parent, ignore_errors=True)
                return rows
    return 0


def _forget(store: Store, stale: list[tuple[str, str]]) -> None:
    """Take out what a load that was cut brought and this one did not, of which table and key are ``stale``."""
    for start in range(0, len(stale), ROWS_AT_ONCE):
        gone = [Change(table=table, key=key) for table, key in stale[start : start + ROWS_AT_ONCE]]
        briefing.apply(store, gone, 0)


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


@dataclass(frozen=True, slots=True)
class _Read:
    """What is written in one transaction: a page of so many ``rows``, with which so many ``pieces`` have been read."""

    page: briefing.Page
    rows: int
    pieces: int
    is_last: bool


def _pages(folder: Path, line: Line, snapshot: Snapshot, report: Report) -> Iterator[_Read]:
    """Yield what is in the pieces of ``snapshot``, the last page as such, be it empty; end early when asked to stop."""
    waiting: list[Change] = []
    most = len(snapshot.pieces)
    try:
        for place in range(most):
            if report.asked_to_stop:
                return
            raw = _piece(folder, line, snapshot, place)
            content = open_piece(raw, snapshot.key, snapshot=snapshot.id, place=place, most=MAX_REPLY_BYTES)
            waiting += from_bytes(content, SnapshotPiece).changes
            if len(waiting) >= ROWS_AT_ONCE and place + 1 < most:
                yield _Read(briefing.read(waiting), len(waiting), place + 1, is_last=False)
                waiting = []
        yield _Read(briefing.read(waiting), len(waiting), most, is_last=True)
    except (Refused, TheirMistake):
        raise DistrictNotTrusted(why="not-fieldkit") from None
