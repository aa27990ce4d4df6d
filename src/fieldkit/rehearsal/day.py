# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The sample day from the office to the evening: 22 devices joined, worked offline, synced through cut lines.

1. The district is a process of its own; it is spoken to over TLS and by its console only.
2. Each site's device has a folder and a store of its own; sites are worked by two processes side by side.
3. The line is bad on purpose: a seeded proxy cuts connections at random bytes; one seed gives one order.
4. The clocks of devices and district stand on the day itself, so that the sample is the same in any year.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from fieldkit import paths
from fieldkit.acts import look_up
from fieldkit.acts.outbox import counts as outbox_counts
from fieldkit.domain.outbox import Counts
from fieldkit.rehearsal.booth import Booth
from fieldkit.rehearsal.briefing import briefing_lines, member_lines, write_briefing
from fieldkit.rehearsal.cuts import CuttingProxy
from fieldkit.rehearsal.district import DistrictProcess
from fieldkit.rehearsal.visit import Played
from fieldkit.sample.arrivals import Arrival, Does
from fieldkit.sample.day import SampleDay, expected, sample_day

WORKERS = 2
CUTS = 0.35
LOCAL = dt.timezone(dt.timedelta(hours=8))

T = TypeVar("T")
Tell = Callable[[str, int, int], None]


def built(name: str) -> Path:
    """Return the folder ``build/<name>`` of the source tree, or of the working folder where there is none."""
    tree = paths.resources().parent
    return (tree if (tree / "pyproject.toml").is_file() else Path.cwd()) / "build" / name


@dataclass(slots=True)
class SiteResult:
    """What one site's device ended with."""

    site: str
    name: str
    recorded: int
    confirmed: int
    attention: int
    waiting: int
    tries: int = 0


@dataclass(slots=True)
class DayResult:
    """How the day ended, as the demo shows it."""

    sites: list[SiteResult] = field(default_factory=list)
    overlaps: dict[str, list[str]] = field(default_factory=dict)
    planted: dict[str, list[str]] = field(default_factory=dict)
    district: list[dict[str, object]] = field(default_factory=list)
    cuts: int = 0
    silent: list[str] = field(default_factory=list)


EVERY_TOWN = "DX"
"""The sample district lets every booth hear of all its members: riders belong to one town and stop in another."""


class Rehearsal:
    """The sample day in ``folder``; ``tell`` hears the phase, how much is done, and of how much."""

    def __init__(self, folder: Path, *, seed: int, tell: Tell) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.tell = tell
        self.day: SampleDay = sample_day()
        self._port = 0  # the line's, kept so that every line of the day is dialled at the same
        event = self.day.event
        self.morning = dt.datetime.combine(event.day, event.starts, LOCAL).astimezone(dt.UTC)
        self.evening = self.morning + dt.timedelta(hours=6)
        self.office = self.morning - dt.timedelta(days=3)
        self.district = DistrictProcess(folder / "district")
        self.booths = {
            site.code: Booth(folder / "booths" / site.code, event.code, site.code) for site in self.day.sites
        }
        self.played: dict[str, Played] = {}
        self.serials: dict[str, str] = {}

    def play(self) -> DayResult:
        """Play the whole day; leave the district running for whoever wants to look."""
        self.at_the_office()
        self.on_the_day()
        return self.in_the_evening()

    def at_the_office(self) -> None:
        """Start the district, brief it, and let every device join (T−3, domain.md §2.12)."""
        self.district.folder.mkdir(parents=True, exist_ok=True)
        lines = [*briefing_lines(self.day), *member_lines(self.day.known_members)]
        file = write_briefing(self.folder / "briefing.jsonl", lines)
        self.district.console("init", "--name", "大兴区总工会（样例）")
        self.district.console("brief", str(file))
        self.district.at = self.office
        self.district.start()
        with self.line(0.0) as proxy:
            tickets = [self._ticket(code, proxy) for code in self.booths]
            makes = [
                (booth, ticket, self.office)
                for booth, ticket in zip(self.booths.values(), tickets, strict=True)
            ]
            for done, _ in enumerate(self._side_by_side(_make, makes), start=1):
                self.tell("joining", done, len(makes))

    def on_the_day(self) -> None:
        """Work every site offline; whoever shows another site's card comes after the cards exist."""
        by_site: dict[str, list[Arrival]] = {code: [] for code in self.booths}
        for arrival in self.day.arrivals:
            by_site[arrival.site].append(arrival)
        first = [
            self._works(code, [a for a in by_site[code] if a.does is not Does.VISITING_CARD])
            for code in by_site
        ]
        total = sum(len(work[1]) for work in first)
        done = 0
        for played in self._side_by_side(_work, first):
            self.played[played.site] = played
            done += len(next(work[1] for work in first if work[0].site == played.site))
            self.tell("working", done, total)
        numbers = {key: number for played in self.played.values() for key, number in played.numbers.items()}
        for code, arrivals in by_site.items():
            visitors = [arrival for arrival in arrivals if arrival.does is Does.VISITING_CARD]
            if visitors:
                booth, *_ = self._works(code, visitors)
                self.played[code] = booth.work(
                    visitors, opened_at=self.morning, cards_of=numbers, played=self.played[code]
                )

    def in_the_evening(self) -> DayResult:
        """Let the district learn of late members, then sync every device in random order through a bad line."""
        late = write_briefing(self.folder / "late.jsonl", member_lines(self.day.late_members))
        self.district.stop()
        self.district.console("brief", str(late))
        self.district.at = self.evening
        self.district.start()
        result = DayResult(silent=[self.day.silent_site])
        twice = self._second_copy(self.day.reports_twice)
        order = [code for code in self.booths if code != self.day.silent_site]
        self.random.shuffle(order)
        with self.line(CUTS) as proxy:
            for done, code in enumerate([*order, *order[:3]], start=1):
                counts, tries = self._sync(self.booths[code])
                self._learn_serials(code)
                if done <= len(order):
                    result.sites.append(self._site_result(code, counts, tries))
                self.tell("syncing", done, len(order) + 4)
            self._sync(twice)
            self.tell("syncing", len(order) + 4, len(order) + 4)
            result.cuts = proxy.cuts
        result.sites.append(self._silent_result())
        result.sites.sort(key=lambda site: list(self.booths).index(site.site))
        result.district = self.district.facts("sites")
        result.overlaps = _flat(self.district.facts("overlaps"))
        result.planted = self._planted()
        return result

    def _sync(self, booth: Booth) -> tuple[Counts, int]:
        started = time.monotonic()

        def clock() -> dt.datetime:
            return self.evening + dt.timedelta(seconds=time.monotonic() - started)

        counts, tries, _ = booth.sync_until_done(clock)
        return counts, tries

    def _learn_serials(self, code: str) -> None:
        """Note the final serial of everybody enrolled at the site; some were printed under a provisional number."""
        played = self.played[code]
        with self.booths[code].opened(self.evening) as store:
            for key in played.numbers:
                self.serials[key] = look_up.member(store, uid=played.uids[key]).serial

    def _ticket(self, site: str, proxy: CuttingProxy) -> str:
        """Return a joining ticket that leads through ``proxy``, as a site's network would."""
        named = ("--name", f"样例 {site}", "--site", site)
        printed = self.district.console("add-device", *named, "--town", EVERY_TOWN)
        ticket = next(line.strip() for line in printed.splitlines() if line.strip().startswith("FK1 "))
        return ticket.replace(self.district.address, f"https://127.0.0.1:{proxy.port}")

    @contextmanager
    def line(self, cuts: float) -> Iterator[CuttingProxy]:
        """Give the devices their way to the district; ``cuts`` is the share of connections that are cut."""
        upstream = int(self.district.address.rpartition(":")[2])
        proxy = CuttingProxy(upstream, seed=self.random.randrange(2**32), cut_rate=cuts, port=self._port)
        proxy.start()
        try:
            self._port = proxy.port
            yield proxy
        finally:
            proxy.stop()

    def _works(self, code: str, arrivals: list[Arrival]) -> tuple[Booth, list[Arrival], dt.datetime]:
        return self.booths[code], arrivals, self.morning

    def _second_copy(self, code: str) -> Booth:
        """Copy a device's folder, as a clerk who reports once from the laptop and once from its backup."""
        booth = self.booths[code]
        folder = self.folder / "second-copy"
        shutil.copytree(booth.folder, folder)
        return Booth(folder, booth.event, booth.site)

    def _site_result(self, code: str, counts: Counts, tries: int) -> SiteResult:
        name = next(site.name for site in self.day.sites if site.code == code)
        return SiteResult(
            code, name, counts.recorded, counts.confirmed, counts.attention, counts.waiting, tries
        )

    def _silent_result(self) -> SiteResult:
        with self.booths[self.day.silent_site].opened(self.evening) as store:
            return self._site_result(self.day.silent_site, outbox_counts(store), 0)

    def _planted(self) -> dict[str, list[str]]:
        """Return the serials the planted anomalies must show up under, as the booths know them after the sync."""
        planted = expected(self.day)
        members = {known.uid: known.serial for known in (*self.day.known_members, *self.day.late_members)}
        known = {
            arrival.key: members[arrival.known_uid] for arrival in self.day.arrivals if arrival.known_uid
        }
        return {
            "two_sites": sorted({self.serials[key] for pair in planted.two_sites for key in pair}),
            "double_packs": sorted(
                {self.serials[key] for pair in planted.double_packs for key in pair if key in self.serials}
            ),
            "already_members": sorted({known[key] for key in planted.already_members}),
        }

    @staticmethod
    def _side_by_side(call: Callable[..., T], works: Sequence[tuple[object, ...]]) -> Iterator[T]:
        with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
            for future in [pool.submit(call, *work) for work in works]:
                yield future.result()


def _make(booth: Booth, ticket: str, now: dt.datetime) -> str:
    booth.make(ticket, now)
    return booth.site


def _work(booth: Booth, arrivals: list[Arrival], morning: dt.datetime) -> Played:
    return booth.work(arrivals, opened_at=morning, cards_of={}, played=Played(booth.site))


def _flat(overlaps: dict[str, list[dict[str, object]]]) -> dict[str, list[str]]:
    """Return the district's overlap lists as sorted serials by kind."""
    found: dict[str, list[str]] = {}
    for kind, rows in overlaps.items():
        serials: set[str] = set()
        for row in rows:
            many = row.get("serials")
            serials.update(
                str(serial) for serial in (many if isinstance(many, list) else [row.get("serial")])
            )
        found[kind] = sorted(serials)
    return found
