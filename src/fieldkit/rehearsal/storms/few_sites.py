# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sample day played at some of its sites, and all that it leaves behind: disks, sticks, backups, a database."""

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

from fieldkit import keys
from fieldkit.app.second_place import copy_to
from fieldkit.problems import DistrictUnreachable
from fieldkit.rehearsal.booth import PASSPHRASE
from fieldkit.rehearsal.cluster import Cluster, NoPostgres, programs
from fieldkit.rehearsal.day import Rehearsal
from fieldkit.rehearsal.storms.seek import Numbers
from fieldkit.rehearsal.visit import CLERK
from fieldkit.sample.arrivals import Does
from fieldkit.sample.day import SampleDay
from fieldkit.uplink.parcels import make_parcel, take_answer
from sync.db.place import OWNER_VARIABLE, VARIABLE
from sync.trust.registrar_folder import NAME as REGISTRAR

WHOLE = 22
"""So many sites are the whole day."""

FEW_ARRIVALS, FEW_MEMBERS = 8, 60
_OWNER, _SERVICE = "fieldkit_owner", "fieldkit"
DATABASE = "district"
"""The database in the cluster that holds the district's tables."""


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
    cluster.say(f"CREATE DATABASE {DATABASE} OWNER {_OWNER}")
    for name, role in ((VARIABLE, _SERVICE), (OWNER_VARIABLE, _OWNER)):
        os.environ[name] = cluster.conninfo(DATABASE, role)
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
