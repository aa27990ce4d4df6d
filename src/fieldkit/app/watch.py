# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is done beside the work, on a thread of its own: the newest act is noted, a second copy of the store is made.

1. It has a connection of its own and only reads: no save waits for it.
2. A copy is due after 25 acts, or after 5 minutes with at least one; and never sooner than ten times what the last one
   took, so that a slow stick does not keep the disk busy.
3. A keyring or a place that refuses stops nothing. It is told once, until it works again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from fieldkit import heads, keyfile, keys
from fieldkit.problems import Problem
from fieldkit.store.copies import make_copy
from fieldkit.store.newest import Newest, acts, newest
from fieldkit.store.vault import Store

log = logging.getLogger("fieldkit")

ACTS, SECONDS, REST = 25, 300.0, 10


class Watch:
    """One store, watched: ``look`` every few seconds, ``end`` when it closes. Use it in the thread of the store."""

    def __init__(
        self,
        store: Store,
        key: bytes,
        place: Callable[[], str],
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.store = store
        self._key = key
        self._place = place
        self._monotonic = monotonic
        self._noted: Newest | None = None
        self._copied = -1
        self._copied_at = monotonic()
        self._took = 0.0
        self._refused: set[str] = set()

    def look(self) -> Problem | None:
        """Note the newest act, make a copy where one is due; return what is to be told to the operator, or None."""
        with self.store.reading() as db:
            at, entered = newest(db), acts(db)
        self._try("head", lambda: self._note(at))
        if self._copied < 0:
            self._copied = max(0, entered - 1)  # what an earlier start entered is due, but not at once
        if not self._due(entered):
            return None
        return self._try("copy", lambda: self._copy(entered))

    def end(self) -> None:
        """Note where the store stands, and let it go."""
        try:
            with self.store.reading() as db:
                at = newest(db)
            self._try("head", lambda: self._note(at))
        finally:
            self._key = b""
            self.store.close()

    def _due(self, entered: int) -> bool:
        since = self._monotonic() - self._copied_at
        fresh = entered - self._copied
        enough = fresh >= ACTS or (fresh > 0 and since >= SECONDS)
        return bool(self._place()) and enough and since >= REST * self._took

    def _note(self, at: Newest) -> None:
        if at != self._noted:
            heads.keep_head(self.store.folder, *at)
            self._noted = at

    def _copy(self, entered: int) -> None:
        begun = self._monotonic()
        self._copied_at = begun
        copy_to(self.store, self._key, Path(self._place()))
        self._copied, self._copied_at = entered, self._monotonic()
        self._took = self._copied_at - begun

    def _try(self, name: str, step: Callable[[], None]) -> Problem | None:
        """Take a step; return its problem the first time that it has one."""
        try:
            step()
        except Problem as problem:
            if name in self._refused:
                return None
            self._refused.add(name)
            log.warning("%s not kept: %s", name, problem.code)
            return problem
        self._refused.discard(name)
        return None


def folder_in(place: Path, folder: Path) -> Path:
    """Return the folder in the second place that belongs to the store in ``folder``. Raises KeyFileDamaged."""
    return place / f"FieldKit-{keyfile.read(folder).store[:8]}"


def copy_to(store: Store, key: bytes, place: Path) -> Path:
    """Make a second copy of ``store`` in ``place``; return its folder. Raises SecondPlaceGone, StoreDamaged."""
    own = folder_in(place, store.folder)
    made = make_copy(store, key, own, lambda new: keys.put_recovery_slot(store.folder, key, new))
    return made.folder
