# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a storm starts from: booth folders made once, through the real district, and copied for every try."""

from __future__ import annotations

import atexit
import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from fieldkit import keys
from fieldkit.domain.desk import Desk
from fieldkit.rehearsal.booth import PASSPHRASE, Booth
from fieldkit.rehearsal.briefing import briefing_lines, member_lines, write_briefing
from fieldkit.rehearsal.district import DistrictProcess
from fieldkit.rehearsal.visit import CLERK
from fieldkit.sample.day import sample_day
from fieldkit.store.ballast import BALLAST_BYTES, BALLAST_FILE

READY, EMPTY = "ready", "empty"
KNOWN = 60
"""So many members are in the briefing: few, for a store is copied, judged and read whole at every try."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A booth that has joined and was briefed, its key, and the folders copied from."""

    folder: Path
    booth: Booth
    key: bytes
    seed: int

    @property
    def desk(self) -> Desk:
        """Return the desk that acts are done at."""
        return Desk(self.booth.event, self.booth.site, "1")

    def start(self, name: str) -> Path:
        """Return the folder that the tries of ``name`` are copied from."""
        return self.booth.folder if name == READY else self.folder / name

    def lay_out(self, name: str, to: Path) -> Path:
        """Copy the start ``name`` to the new folder ``to``; return it."""
        to.mkdir(parents=True)
        for file in sorted(self.start(name).iterdir()):
            if file.is_file() and file.name not in (BALLAST_FILE, "fieldkit.lock"):
                shutil.copyfile(file, to / file.name)
        if name != EMPTY:
            lay_hollow_ballast(to)
        return to


def lay_hollow_ballast(folder: Path) -> None:
    """Lay a ballast without substance: what its room is good for is another storm's matter."""
    with (folder / BALLAST_FILE).open("wb") as out:
        out.truncate(BALLAST_BYTES)


def prepared(folder: Path, *, seed: int) -> Ground:
    """Return a ground of its own in ``folder``; the district that it is made with is asked once in this process."""
    made, key = _made()
    booth = Booth(folder / "booth", made.event, made.site)
    shutil.copytree(made.folder, booth.folder, ignore=shutil.ignore_patterns("*.ballast", "*.lock"))
    lay_hollow_ballast(booth.folder)
    (folder / EMPTY).mkdir()
    return Ground(folder, booth, key, seed)


@cache
def _made() -> tuple[Booth, bytes]:
    """Join a booth to a district that is stopped again; both are gone when this process ends."""
    place = tempfile.TemporaryDirectory(prefix="fieldkit-ground-")
    atexit.register(place.cleanup)
    district, booth = set_up(Path(place.name), known=KNOWN)
    district.stop()
    return booth, key_of(booth)


def set_up(folder: Path, *, known: int) -> tuple[DistrictProcess, Booth]:
    """Start a district with one site and ``known`` members, and join a booth to it."""
    day = sample_day()
    district = DistrictProcess(folder / "district")
    district.folder.mkdir(parents=True)
    site = day.sites[0]
    # A storm hands out far more packs than a real site has.
    stocks = tuple(replace(stock, opening=10_000_000, left=10_000_000) for stock in day.stocks)
    lines = [*briefing_lines(replace(day, stocks=stocks)), *member_lines(day.known_members[:known])]
    district.console("init", "--name", "样例")
    district.console("brief", str(write_briefing(folder / "briefing.jsonl", lines)))
    district.start()
    try:
        printed = district.console("add-device", "--name", "storm", "--site", site.code)
        ticket = next(line.strip() for line in printed.splitlines() if line.strip().startswith("FK1 "))
        booth = Booth(folder / "booth", day.event.code, site.code)
        booth.make(ticket, dt.datetime.now(dt.UTC))
    except BaseException:
        district.stop()
        raise
    return district, booth


def key_of(booth: Booth) -> bytes:
    """Return the key of the booth's store."""
    return keys.open_keys(booth.folder, operator_id=CLERK.id, pin=PASSPHRASE, now=dt.datetime.now(dt.UTC))
