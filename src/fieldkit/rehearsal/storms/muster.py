# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a fleet starts from: a founded district with its sample day, and booths that have joined and were briefed.

On a district with a file of its own this is made once in a process and copied; on a server it is made each time.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import io
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from fieldkit.rehearsal.booth import Booth
from fieldkit.rehearsal.briefing import briefing_lines, member_lines, write_briefing
from fieldkit.rehearsal.district import DistrictProcess
from fieldkit.rehearsal.storms.ground import key_of
from fieldkit.sample.day import sample_day
from fieldkit.store.vault import open_store
from sync.commands.console import main as console

KNOWN = 60


@dataclass(frozen=True, slots=True)
class Mustered:
    """A booth of a fleet, and the key of its store."""

    booth: Booth
    key: bytes


def muster(folder: Path, *, devices: int, database: str, address: str) -> list[Mustered]:
    """Make the district in ``folder``/district and its booths beside, which dial ``address``; return the booths.

    ``database`` is the address of a PostgreSQL server, '' for the district's own file.
    """
    if database:
        return _dialling(_made(folder, devices, database), address)
    made = _made_once(devices)
    shutil.copytree(_place_of(made), folder / "district")
    return _dialling([_copied(one, folder) for one in made], address)


@cache
def _made_once(devices: int) -> list[Mustered]:
    place = tempfile.TemporaryDirectory(prefix="fieldkit-muster-")
    atexit.register(place.cleanup)
    return _made(Path(place.name), devices, "")


def _made(folder: Path, devices: int, database: str) -> list[Mustered]:
    day, place = sample_day(), folder / "district"
    place.mkdir(parents=True)
    # A storm hands out far more packs than a real site has.
    stocks = tuple(replace(stock, opening=10_000_000, left=10_000_000) for stock in day.stocks)
    lines = [*briefing_lines(replace(day, stocks=stocks)), *member_lines(day.known_members[:KNOWN])]
    _say(place, *(("--database", database) if database else ()), "init", "--name", "样例")
    _say(place, "brief", str(write_briefing(folder / "briefing.jsonl", lines)))
    district = DistrictProcess(place)
    district.start()
    try:
        return [_joined(folder, place, number, day.event.code) for number in range(devices)]
    finally:
        district.stop()


def _joined(folder: Path, place: Path, number: int, event: str) -> Mustered:
    sites = sample_day().sites
    site = sites[number % len(sites)].code
    printed = _say(place, "add-device", "--name", f"storm {number}", "--site", site)
    ticket = next(line.strip() for line in printed.splitlines() if line.strip().startswith("FK1 "))
    booth = Booth(folder / f"booth-{number}", event, site)
    booth.make(ticket, dt.datetime.now(dt.UTC))
    return Mustered(booth, key_of(booth))


def _place_of(made: list[Mustered]) -> Path:
    return made[0].booth.folder.parent / "district"


def _copied(one: Mustered, folder: Path) -> Mustered:
    to = folder / one.booth.folder.name
    shutil.copytree(one.booth.folder, to, ignore=shutil.ignore_patterns("*.lock"))
    return Mustered(replace(one.booth, folder=to), one.key)


def _dialling(booths: list[Mustered], address: str) -> list[Mustered]:
    """Let each of ``booths`` dial ``address`` from now on; return them."""
    for one in booths:
        store = open_store(one.booth.folder, one.key)
        try:
            with store.writing() as db:
                db.conn.execute("UPDATE identities SET address = ?", [address])
        finally:
            store.close()
    return booths


def _say(place: Path, *words: str) -> str:
    """Run the district's console in this process; return what it printed."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = console(["--data", str(place), *words])
    if code:
        raise RuntimeError(err.getvalue())
    return out.getvalue()
