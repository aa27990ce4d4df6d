# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Backups that a running district makes by itself, each in a process of its own: sealing much holds nobody up.

1. One every so many minutes where something came in, be it a signature alone, which devices delete one day too; and
   soon after a device has joined or was revoked, or the signing key is new: a district that is made anew must know whom
   it trusts, and by which key devices know it.
2. A backup that fails is told in the log and tried again after a few minutes; the district serves on.
3. Where a standby counts as safety, what it holds is noted each second.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, func, select

from sync.db.database import Unavailable
from sync.db.notes import last_number
from sync.db.tables import device
from sync.district import District
from sync.safety.safety import (
    Standby,
    newest_generation,
    newest_place,
    parts_backed_up,
    parts_kept,
    raise_safe,
    safe_place,
    standby_counts,
)
from sync.serving.logs import log
from sync.trust.signing import signers

LOOK_SECONDS = 60.0
STANDBY_SECONDS = 1.0
AGAIN_SECONDS = 300.0
LONGEST_SECONDS = 6 * 3600.0
STOP_SECONDS = 20.0

_Stands = tuple[tuple[int, ...], tuple[int, int]]
"""Devices and keys; and what came in: the place of the newest batch, and how many parts there are."""
_NOTHING = (-1, -1)
"""What no backup holds: not even that nothing has come in yet."""


class BackingUp:
    """Makes backups of the district into a folder while it is served: ``with BackingUp(...):``."""

    def __init__(
        self,
        district: District,
        to: Path | None,
        minutes: float,
        *,
        elsewhere: bool = False,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._district = district
        self._line = [sys.executable, "-m", "sync.commands.console", "--data", str(district.folder), "backup"]
        self._line += ["--to", str(to), *(["--elsewhere"] if elsewhere else [])]
        self._to = to
        self._every = minutes * 60
        self._look = look_seconds
        self._ended = threading.Event()
        self._standby = Standby()
        self._thread = threading.Thread(target=self._run, name="backups", daemon=True)
        self._next = time.monotonic()
        self._known: _Stands = ((0, 0), (0, 0))
        self.made = 0
        self.failed = 0

    def __enter__(self) -> Self:
        with self._district.database.reading() as reading:
            newest = newest_generation(reading)
            held = (newest.place, parts_backed_up(reading)) if newest else _NOTHING
            self._known = _trusted(reading), held
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(timeout=STOP_SECONDS)

    def _run(self) -> None:
        looked = time.monotonic()
        while not self._ended.wait(min(self._look, STANDBY_SECONDS)):
            try:
                self._keep_standby()
                if self._to is not None and time.monotonic() - looked >= self._look:
                    looked = time.monotonic()
                    if self._due():
                        self._back_up()
            except Unavailable:
                log.info("backup put off")  # the database is away; whoever serves has said so

    def _due(self) -> bool:
        """Return True when the time has come, or devices or keys are others; never for what a backup holds."""
        stands = self._stands()
        late = time.monotonic() >= self._next
        return (late and stands != self._known) or stands[0] != self._known[0]

    def _stands(self) -> _Stands:
        with self._district.database.reading() as reading:
            return _trusted(reading), (newest_place(reading), parts_kept(reading))

    def _keep_standby(self) -> None:
        if self._district.database.kind.name != "postgresql":
            return
        with self._district.database.reading() as reading:
            if not standby_counts(reading):
                return
            covered, kept = self._standby.covered(reading), safe_place(reading)
        if covered > kept:
            with self._district.database.writing() as writing:
                raise_safe(writing, covered)

    def _back_up(self) -> None:
        stands = self._stands()
        running = subprocess.Popen(self._line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        until = time.monotonic() + LONGEST_SECONDS
        while running.poll() is None:
            if self._ended.wait(0.1) or time.monotonic() > until:
                running.terminate()  # no generation counts; the next backup removes what it left
                running.wait(STOP_SECONDS)
                return
        if running.returncode == 0:
            self.made, self._known = self.made + 1, stands
            self._next = time.monotonic() + self._every
            log.info("backup")
        else:
            self.failed += 1
            self._next = time.monotonic() + AGAIN_SECONDS
            self._known = (stands[0], _NOTHING)
            log.error("backup failed")


def _trusted(reading: Connection) -> tuple[int, ...]:
    """Return how many devices have joined, how many of them are revoked, and how many signing keys there were."""
    revoked = select(func.count()).select_from(device).where(device.c.revoked_at != "")
    return last_number(reading, "device"), reading.execute(revoked).scalar_one(), len(signers(reading))
