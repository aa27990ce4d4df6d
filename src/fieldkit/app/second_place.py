# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The second place: where copies of the store go as work goes on, and a parcel of what the district has not received.

1. A copy is due after 25 acts, or after 5 minutes with at least one; when a stick that was pulled is back, at once. But
   never sooner than ten times what the last one took, so that a slow stick does not keep the disk busy.
2. The copy needs the recovery code. The parcel beside it needs only the district: a clerk can read it in there when
   the laptop is gone and nobody finds the code.
3. After the store has forgotten something, one fresh copy takes the place of all that still hold it.
4. How far the copies are is read from the place itself, so that a new start neither forgets nor repeats one.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable
from errno import ENOENT
from pathlib import Path

from fieldkit import keyfile, keys
from fieldkit.problems import DiskFull, DiskRefused, NotBriefed, SecondPlaceGone, Unknown
from fieldkit.store import batches, checkup
from fieldkit.store.copies import KEPT, begin_copies, copies, make_copy, newest_copy, on_one_disk, put_back
from fieldkit.store.newest import holds
from fieldkit.store.outbox import counts
from fieldkit.store.vault import Store, open_store

ACTS, SECONDS, REST = 25, 300.0, 10
PARCELS = "FK-*.age"

Now = Callable[[], dt.datetime]


def folder_in(place: Path, folder: Path) -> Path:
    """Return the folder in the second place that belongs to the store in ``folder``. Raises KeyFileDamaged."""
    return place / f"FieldKit-{keyfile.read(folder).store[:8]}"


def begin_in(place: Path, folder: Path) -> bool:
    """Make ready ``place`` for copies of the store in ``folder``; return True where one disk has both.

    Raises SecondPlaceGone, KeyFileDamaged.
    """
    own = folder_in(place, folder)
    begin_copies(own)
    return on_one_disk(own, folder)


def copy_to(store: Store, key: bytes, place: Path, *, now: dt.datetime | None = None) -> Path:
    """Make a second copy of ``store`` in ``place``, which is made where it is not there; return the copy's folder.

    Raises SecondPlaceGone, StoreDamaged, KeyFileDamaged.
    """
    own = folder_in(place, store.folder)
    begin_copies(own)
    return _copy(store, key, own, now or dt.datetime.now(dt.UTC))


def _copy(store: Store, key: bytes, own: Path, now: dt.datetime, kept: int = KEPT) -> Path:
    made = make_copy(
        store, key, own, lambda new: keys.put_recovery_slot(store.folder, key, new), now=now, kept=kept
    )
    return made.folder


def tried(copy: Path, key: bytes) -> checkup.Checked:
    """Open ``copy`` in a folder of its own, check it whole, and leave nothing behind. Raises StoreDamaged."""
    with tempfile.TemporaryDirectory(prefix="fieldkit-restore-") as drill:
        put_back(copy, Path(drill))
        store = open_store(Path(drill), key)
        try:
            return checkup.check(store)
        finally:
            store.close()


def try_newest(place: Path, folder: Path, code: str) -> checkup.Checked:
    """Open the newest copy of the store in ``folder`` by the recovery code, as after its loss.

    Raises SecondPlaceGone where there is none, RecoveryCodeMistyped, RecoveryCodeWrong, StoreDamaged.
    """
    found = copies(folder_in(place, folder))
    if not found:
        raise SecondPlaceGone(errno=ENOENT)
    return tried(found[0], keys.open_with_code(found[0], code=code))


class SecondPlace:
    """The second place of one store, looked after by ``look``; ``place`` is '' while none is chosen.

    ``gone``: it could not be reached; ``uncopied``: so many acts are not in the newest copy; ``copied_at``: when that
    was made.
    """

    def __init__(
        self,
        store: Store,
        key: bytes,
        place: Callable[[], str],
        *,
        now: Now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._key = key
        self._place = place
        self._now = now
        self._monotonic = monotonic
        self._looked_at = ""
        self._copied: int | None = None
        self._copied_at = monotonic()
        self._took = 0.0
        self._stale = False
        self._parcel: tuple[tuple[str, int] | None, Path] | None = None
        self.gone = False
        self.uncopied = 0
        self.copied_at = ""

    def look(self, entered: int, *, last: bool = False) -> None:
        """Make a copy where one is due; ``last``: also of the few acts that are not due yet. Raises SecondPlaceGone."""
        place = self._place()
        if place != self._looked_at:
            self._looked_at, self._copied, self.gone = place, None, False
            self.uncopied, self.copied_at = 0, ""
        if not place:
            return
        own = folder_in(Path(place), self._store.folder)
        if not _is_there(own):
            self.gone = True
            self.uncopied = entered - (self._copied or 0)
            raise SecondPlaceGone(errno=ENOENT)
        back, self.gone = self.gone, False
        if self._copied is None or back:
            self._copied = self._held_by(own, entered)
        self.uncopied = entered - self._copied
        if self._due(at_once=back or last):
            self._copy(own, entered)

    def renew(self) -> None:
        """Put a copy in place of all that are there: they hold what the store has forgotten meanwhile."""
        self._stale = True

    def _held_by(self, own: Path, entered: int) -> int:
        """Return how many acts of this store the newest copy has; of another history it has none."""
        found = newest_copy(own)
        if found is None:
            return 0
        self.copied_at = found.made_at
        with self._store.reading() as db:
            return min(found.acts, entered) if holds(db, found.newest) else 0

    def _due(self, *, at_once: bool) -> bool:
        since = self._monotonic() - self._copied_at
        enough = self._stale or self.uncopied >= ACTS or (self.uncopied > 0 and (at_once or since >= SECONDS))
        return enough and since >= REST * self._took

    def _copy(self, own: Path, entered: int) -> None:
        begun = self._copied_at = self._monotonic()
        now = self._now()
        try:
            _copy(self._store, self._key, own, now, 1 if self._stale else KEPT)
            self._put_parcel(own)
        except SecondPlaceGone:
            self.gone = True
            raise
        except OSError as fault:
            self.gone = True
            raise SecondPlaceGone(errno=fault.errno or 0) from fault
        self._stale = False
        self._copied, self.uncopied, self.copied_at = entered, 0, now.isoformat()
        self._copied_at = self._monotonic()
        self._took = self._copied_at - begun

    def _put_parcel(self, own: Path) -> None:
        """Put what the district has not received into a parcel, in place of one that holds less.

        Those with batches that are received stay until all of them are safe.
        """
        stand = counts(self._store)
        if batches.waits(self._store):
            from fieldkit.uplink.parcels import make_parcel  # noqa: PLC0415 - slow to import

            try:
                made = make_parcel(self._store, own, clock=self._now)
            except (Unknown, NotBriefed):
                return  # nobody to seal it to yet
            except (DiskFull, DiskRefused) as problem:
                raise SecondPlaceGone(errno=problem.facts.get("code", 0)) from problem
            first = next(
                ((one.life, one.number) for one in batches.to_send(self._store, most=1, most_bytes=1)), None
            )
            if self._parcel is not None and self._parcel[0] == first:
                self._parcel[1].unlink(missing_ok=True)
            self._parcel = (first, made)
        elif stand.safe >= stand.confirmed:
            for parcel in own.glob(PARCELS):
                parcel.unlink(missing_ok=True)
            self._parcel = None


def _is_there(folder: Path) -> bool:
    """Return True for a folder that can be looked into; a stick that was pulled may also answer with a fault."""
    try:
        return folder.is_dir()
    except OSError:
        return False
