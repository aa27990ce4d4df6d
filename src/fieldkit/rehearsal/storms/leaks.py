# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of leaks: the sample day is played, then everything that it left behind is searched for people's numbers.

1. Sought is each ID number and phone of the day: of all who came, of all wrong typings, of all known members.
2. Searched is what a thief may take: the server's disk, its database opened with its key, a dump, logs, sticks opened
   with the server's key, backups; a locked laptop's disk with its logs and crash reports; the names of all files.
3. Not counted is what holds numbers on purpose: the PDFs that the booths print, and the file that the office briefs
   the server with. They are listed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from fieldkit import keys
from fieldkit.app.second_place import copy_to
from fieldkit.problems import DistrictUnreachable
from fieldkit.rehearsal.booth import PASSPHRASE
from fieldkit.rehearsal.cluster import Cluster, NoPostgres, programs
from fieldkit.rehearsal.day import Rehearsal
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from fieldkit.rehearsal.storms.seek import Numbers, Search
from fieldkit.rehearsal.visit import CLERK
from fieldkit.sample.arrivals import Does
from fieldkit.sample.day import SampleDay
from fieldkit.seals.parcels import open_parcel
from fieldkit.uplink.parcels import make_parcel, take_answer
from sync.db.columns import metadata
from sync.db.notes import write_note
from sync.db.place import OWNER_VARIABLE, VARIABLE
from sync.district import open_district
from sync.trust.registrar_folder import NAME as REGISTRAR

WHOLE = 22
"""So many sites are the whole day."""

FEW_ARRIVALS, FEW_MEMBERS = 8, 60
PLANTS = ("log", "column", "name")
_OWNER, _SERVICE, _DATABASE = "fieldkit_owner", "fieldkit", "district"


@dataclass(slots=True)
class Left:
    """What a played day left: folders by what they are, the numbers of the day, the cluster where there is one."""

    folder: Path
    numbers: Numbers
    booths: list[Path]
    cluster: Cluster | None = None
    registrar: Path = field(init=False)
    district: Path = field(init=False)

    def __post_init__(self) -> None:
        self.district = self.folder / "district"
        self.registrar = self.district / REGISTRAR


def storm_of_leaks(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Play the day at ``times`` sites (22: all of it), on each database that is here; search all that it left."""
    figures: Counter[str] = Counter()
    where: list[str] = []
    with ExitStack() as stack:
        for kind in ("sqlcipher", *(("postgresql",) if has_postgres() else ())):
            left = stack.enter_context(played(folder / kind, kind=kind, sites=times, seed=seed))
            found, seen = searched(left, plant=plant)
            figures.update(seen)
            where += [f"{kind}: {one}" for one in found]
            tell(times, times)
    return result(
        "leaks",
        {"sites": times, **figures, "hits": len(where), **dict.fromkeys(where[:20], 1)},
        tried="sites",
        seed=seed,
        plant=plant,
        target="no ID number and no phone in any form, but in what is printed",
        bad=("hits",),
    )


def has_postgres() -> bool:
    """Return True when a PostgreSQL server can be started here."""
    try:
        programs()
    except NoPostgres:
        return False
    return True


class FewSites(Rehearsal):
    """The sample day at some of its sites, with some of its people; at all of them with all."""

    def __init__(self, folder: Path, *, seed: int, sites: int) -> None:
        super().__init__(folder, seed=seed, tell=lambda *_: None)
        if sites < WHOLE:
            self.day = _few(self.day, sites)
            self.booths = {site.code: self.booths[site.code] for site in self.day.sites}

    def hand_in(self) -> list[Path]:
        """Bring the day to the district, from every second booth on a stick; return the parcels and answers."""
        sticks: list[Path] = []
        self.district.stop()
        self.district.at = self.evening
        self.district.start()
        (self.folder / "stick").mkdir()
        with self.line(0.0):
            for number, booth in enumerate(self.booths.values()):
                if number % 2:
                    sticks += self._by_stick(booth.site)
                try:
                    booth.sync_until_done(lambda: self.evening)
                except DistrictUnreachable:
                    continue
        return sticks

    def _by_stick(self, site: str) -> list[Path]:
        with self.booths[site].opened(self.evening) as store:
            parcel = make_parcel(store, self.folder / "stick", clock=lambda: self.evening)
            self.district.console("parcel", str(parcel))
            answer = parcel.with_suffix(".answer")
            take_answer(store, answer, clock=lambda: self.evening)
        return [parcel, answer]


def _few(day: SampleDay, sites: int) -> SampleDay:
    busiest = Counter(arrival.site for arrival in day.arrivals).most_common(sites)
    codes = {code for code, _ in busiest}
    arrivals = [one for one in day.arrivals if one.site in codes and one.does is not Does.VISITING_CARD]
    chosen = [one for code in codes for one in [one for one in arrivals if one.site == code][:FEW_ARRIVALS]]
    return replace(
        day,
        sites=tuple(site for site in day.sites if site.code in codes),
        arrivals=tuple(chosen),
        stocks=tuple(stock for stock in day.stocks if stock.site in codes),
        programme=tuple(item for item in day.programme if item.site in codes),
        known_members=_known(day, {one.known_uid for one in chosen}),
    )


def _known(day: SampleDay, wanted: set[str]) -> tuple[Any, ...]:
    some = day.known_members[:FEW_MEMBERS]
    return some + tuple(one for one in day.known_members[FEW_MEMBERS:] if one.uid in wanted)


@contextmanager
def played(folder: Path, *, kind: str, sites: int, seed: int) -> Iterator[Left]:
    """Play the day in ``folder`` with the district's tables in ``kind``; give what it left."""
    folder.mkdir(parents=True)
    cluster: Cluster | None = None
    with ExitStack() as stack:
        if kind == "postgresql":
            cluster = _cluster(stack)
        day = FewSites(folder, seed=seed, sites=sites)
        stack.callback(day.district.stop)
        day.at_the_office()
        day.on_the_day()
        day.hand_in()
        day.district.console("backup", "--to", str(folder / "backups"), "--elsewhere")
        for booth in day.booths.values():
            key = keys.open_keys(booth.folder, operator_id=CLERK.id, pin=PASSPHRASE, now=day.evening)
            with booth.opened(day.evening) as store:
                copy_to(store, key, folder / "second-place")
        booths = [booth.folder for booth in day.booths.values()]
        left = Left(folder, numbers_of(day.day), booths, cluster)
        _complain_in(booths[0], min(left.numbers.all))
        day.district.stop()
        yield left


def numbers_of(day: SampleDay) -> Numbers:
    """Return the numbers of everybody on the day, wrong typings too as far as they are long enough to know again."""
    drafts = [draft for one in day.arrivals for draft in (one.draft, *one.typed) if draft is not None]
    own = [number for draft in drafts for number in (draft.document_number, draft.phone)]
    members = (*day.known_members, *day.late_members)
    own += [number for known in members for number in (known.document_number, known.phone)]
    return Numbers(number for number in own if len(number) >= 9 and number.isascii())


def _cluster(stack: ExitStack) -> Cluster:
    """Start a server with a database of its own, and let districts that are founded from now on use it."""
    cluster = Cluster(durable=False).make().start()
    stack.callback(cluster.stop)
    cluster.say(f"CREATE ROLE {_OWNER} LOGIN")
    cluster.say(f"CREATE ROLE {_SERVICE} LOGIN")
    cluster.say(f"CREATE DATABASE {_DATABASE} OWNER {_OWNER}")
    for name, role in ((VARIABLE, _SERVICE), (OWNER_VARIABLE, _OWNER)):
        os.environ[name] = cluster.conninfo(_DATABASE, role)
        stack.callback(os.environ.pop, name, None)
    return cluster


_COMPLAINING = """
import os, sys
from pathlib import Path
from fieldkit.app.hardening import CrashReport
from fieldkit.app.journal import log, open_journal

def crashes(number):
    CrashReport(Path(sys.argv[1]))
    os.abort()

number = sys.stdin.readline()
open_journal(Path(sys.argv[1]))
log.info("started: version %s", number)
log.warning("saved " + number)
try:
    {}[number]
except KeyError:
    log.exception("fault %s at %s", number, number)
crashes(number)
"""


def _complain_in(folder: Path, number: str) -> None:
    """Let the booth program speak of ``number`` in every way that faults do, and crash twice over it."""
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-c", _COMPLAINING, str(folder)],
            input=number.encode(),
            check=False,
            capture_output=True,
        )


def searched(left: Left, *, plant: str | None = None) -> tuple[list[str], Counter[str]]:
    """Search all that the day left; return where something was found, and how much was looked through."""
    undo = _planted(left, plant)
    search = Search(left.numbers)
    figures: Counter[str] = Counter({"numbers": len(left.numbers)})
    try:
        for what, raw, place in _everything(left):
            figures[f"{what}: pieces"] += 1
            figures[f"{what}: bytes"] += len(raw)
            search.through(raw, f"{what} {place}")
            search.through(place.encode(), f"name of {what}")
    finally:
        undo()
    figures["printed on purpose, not searched"] = sum(
        1 for one in left.folder.rglob("papers/*") if one.is_file()
    )
    figures["streams inflated"] = search.looked["streams inflated"]
    found = sorted({f"{one.place} ({one.form})" for one in search.found})
    return [_without_numbers(one, left.numbers) for one in found], figures


def _everything(left: Left) -> Iterator[tuple[str, bytes, str]]:
    """Give each piece that is searched: what it is, its bytes, its name."""
    for file in _files(left.district):
        of_registrar = left.registrar in file.parents
        yield "registrar's folder" if of_registrar else "server's disk", file.read_bytes(), file.name
    for booth in left.booths:
        for file in _files(booth):
            if "papers" not in file.relative_to(booth).parts:
                yield "laptop's disk", file.read_bytes(), str(file.relative_to(booth))
    for name in ("backups", "second-place", "stick"):
        for file in _files(left.folder / name):
            yield name, file.read_bytes(), file.name
    yield from _opened(left)
    if left.cluster is not None:
        yield "PostgreSQL dump", _plain_copy(left.cluster), "dump"
        ((own,),) = left.cluster.say(
            "SELECT oid FROM pg_database WHERE datname = current_database()", _DATABASE
        )
        left.cluster.say("CHECKPOINT")
        for file in (*_files(left.cluster.data / "base" / str(own)), *_files(left.cluster.data / "pg_wal")):
            yield "PostgreSQL disk", file.read_bytes(), file.name


def _opened(left: Left) -> Iterator[tuple[str, bytes, str]]:
    """Give what an intruder reads who has the server's keys: each column of each table, and each parcel."""
    district = open_district(left.district)
    try:
        with district.database.reading() as reading:
            for table in metadata.sorted_tables:
                for row in reading.execute(select(table)).all():
                    pieces = (one if isinstance(one, bytes) else str(one).encode() for one in row)
                    yield "database opened", b"\xff".join(pieces), table.name
        for parcel in _files(left.folder / "stick"):
            if parcel.suffix == ".age":
                yield (
                    "parcels opened",
                    open_parcel(parcel.read_bytes(), district.parcel_identities),
                    parcel.name,
                )
    finally:
        district.close()


def _plain_copy(cluster: Cluster) -> bytes:
    words = [str(programs() / "pg_dump"), "--dbname", cluster.conninfo(_DATABASE)]
    return subprocess.run(words, check=True, capture_output=True).stdout


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file()] if folder.is_dir() else []


def _planted(left: Left, plant: str | None) -> Any:
    """Put a number where none may be; return what takes it away again."""
    number = max(left.numbers.all, key=len)
    if plant == "log":
        log = left.district / "server.log"
        before = log.read_bytes()
        log.write_bytes(before + f'{{"told":"exchange","device":"{number}"}}\n'.encode())
        return lambda: log.write_bytes(before)
    if plant == "column":
        _note(left, number[::-1])
        return lambda: _note(left, "")
    if plant == "name":
        file = left.booths[0] / f"{number}.pdf"
        file.write_bytes(b"x")
        return file.unlink
    return lambda: None


def _note(left: Left, text: str) -> None:
    district = open_district(left.district)
    try:
        with district.database.writing() as writing:
            write_note(writing, "planted", text)
    finally:
        district.close()


def _without_numbers(place: str, numbers: Numbers) -> str:
    for number in numbers.all:
        place = place.replace(number, "…")
    return place


__all__ = ["PLANTS", "has_postgres", "numbers_of", "played", "searched", "storm_of_leaks"]
