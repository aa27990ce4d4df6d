# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is done beside the work, on a thread of its own: the newest act noted, a second copy made, the old forgotten.

1. It has a connection of its own. It writes only what nobody types: the note of a parcel, and what is to be forgotten;
   that waits until nothing was entered for a minute.
2. Forgetting is due at the start, after each round, and once an hour, for the day may be over.
3. A keyring, a place or a disk that refuses stops nothing. What an operator can help is told once, until it works.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from fieldkit import heads, keys
from fieldkit.app.second_place import SecondPlace
from fieldkit.problems import Problem
from fieldkit.settings import Settings
from fieldkit.store.clock import is_doubtful
from fieldkit.store.newest import Newest, acts, last_round, newest
from fieldkit.store.purge import purge
from fieldkit.store.vault import Store
from fieldkit.wiping import wipe
from fieldkit.work import Cares

log = logging.getLogger("fieldkit")

QUIET, HOUR = 60.0, 3600.0
TRIED_FOR = dt.timedelta(days=30)
"""How long a copy that was opened with the recovery code counts as tried."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found: ``problem`` to tell, ``forgot`` when content was taken away, and ``cares``."""

    problem: Problem | None
    forgot: bool
    cares: Cares


class Watch:
    """One store, watched: ``look`` every few seconds, ``end`` when it closes. Use it in the thread of the store.

    ``key`` is the watch's own, wiped at the end.
    """

    def __init__(
        self,
        store: Store,
        key: bytes,
        settings: Callable[[], Settings],
        *,
        now: Callable[[], dt.datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.store = store
        self._key = key
        self._settings = settings
        self._now = now
        self._monotonic = monotonic
        self._place = SecondPlace(store, key, lambda: settings().second_place, now=now, monotonic=monotonic)
        self._noted: Newest | None = None
        self._entered = -1
        self._quiet_since = -QUIET
        self._round = -1
        self._forget_from = monotonic()
        self._refused: set[str] = set()

    def look(self) -> Looked:
        """Note the newest act, make a copy and forget where that is due; return what there is to tell and to show."""
        with self.store.reading() as db:
            at, entered, round_ = newest(db), acts(db), last_round(db)
        self._try("head", lambda: self._note(at))
        problem = self._try("copy", lambda: self._place.look(entered))
        before = self._monotonic()
        if entered != self._entered:
            self._quiet_since = before if self._entered >= 0 else before - QUIET
            self._entered = entered
        if round_ != self._round:
            self._round, self._forget_from = round_, before
        forgotten = self._forget() if self._may_forget(before) else 0
        return Looked(problem, forgotten > 0, self._cares())

    def end(self) -> None:
        """Note where the store stands, copy what no copy has, and let it go."""
        try:
            with self.store.reading() as db:
                at, entered = newest(db), acts(db)
            self._try("head", lambda: self._note(at))
            self._try("copy", lambda: self._place.look(entered, last=True))
        finally:
            wipe(self._key)
            self._key = b""
            self.store.close()

    def _may_forget(self, at: float) -> bool:
        return at >= self._forget_from and at - self._quiet_since >= QUIET

    def _forget(self) -> int:
        self._forget_from = self._monotonic() + HOUR
        now, gone = self._now(), 0

        def step() -> None:
            nonlocal gone
            if not is_doubtful(self.store, now):
                gone = purge(self.store, now)

        self._try("purge", step)
        if gone:
            self._place.renew()
        return gone

    def _cares(self) -> Cares:
        place, settings = self._place, self._settings()
        try:
            no_code = not keys.has_recovery_code(self.store.folder)
        except Problem:
            no_code = False  # who signs in next is told
        old = settings.copy_tried < (self._now().date() - TRIED_FOR).isoformat()
        return Cares(
            place_gone=place.gone,
            uncopied=place.uncopied,
            no_code=no_code,
            untried=bool(settings.second_place and place.copied_at and not no_code and old),
            copied_at=place.copied_at,
        )

    def _note(self, at: Newest) -> None:
        if at != self._noted:
            heads.keep_head(self.store.folder, *at)
            self._noted = at

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
