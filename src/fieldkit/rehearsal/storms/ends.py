# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm end to end: devices, district and database are killed (SIGKILL) while devices work over a bad line.

On PostgreSQL the district is two workers behind one address, and a connection's process, a worker, the supervisor and
the database itself are killed too. Everybody comes again; at the end the line heals, and all must be there, once.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

from fieldkit.rehearsal.cluster import Cluster, children_of
from fieldkit.rehearsal.district import DistrictProcess
from fieldkit.rehearsal.storms.agreement import BAD
from fieldkit.rehearsal.storms.crewman import RENUMBERS
from fieldkit.rehearsal.storms.fleet import Fleet
from fieldkit.rehearsal.storms.net import met_of
from fieldkit.rehearsal.storms.outcome import Result, Tell, result

FORGETS = "forgets"
"""The planted fault of the district: it acknowledges what it did not write."""

WORST_FROM = 0.75
RATE, WORST_RATE = 0.3, 0.9
LONGEST_LIFE = 0.6
AWAY = 0.3
_SERVICE = "fieldkit"


def storm_of_ends(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Kill devices and a district with a file of its own ``times`` times."""
    module = "fieldkit.rehearsal.storms.forgetful" if plant == FORGETS else "sync.commands.console"
    district = DistrictProcess(folder / "district", module=module)
    fleet = Fleet(folder, district, seed=seed, plant=plant)
    try:
        storm = _Storm(fleet, seed)
        return storm.run(
            "ends", {storm.device: 0.75, storm.district: 0.25}, times=times, plant=plant, tell=tell
        )
    finally:
        fleet.close()


def storm_of_ends_on_postgresql(
    folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell
) -> Result:
    """Kill devices, workers, supervisor, connections' processes and the database ``times`` times."""
    cluster = Cluster().make()
    try:
        cluster.start()
        cluster.say(f"CREATE ROLE {_SERVICE} LOGIN")
        cluster.say(f"CREATE DATABASE district OWNER {_SERVICE}")
        district = DistrictProcess(folder / "district", serving=("--workers", "2"))
        fleet = Fleet(
            folder, district, seed=seed, plant=plant, database=cluster.conninfo("district", _SERVICE)
        )
        try:
            storm = _Storm(fleet, seed, cluster)
            lots = {
                storm.device: 0.6,
                storm.worker: 0.15,
                storm.connection: 0.15,
                storm.postmaster: 0.05,
                storm.district: 0.05,
            }
            return storm.run("ends-postgresql", lots, times=times, plant=plant, tell=tell)
        finally:
            fleet.close()
    finally:
        cluster.stop()


class _Storm:
    """Who can be killed, and how each comes again."""

    def __init__(self, fleet: Fleet, seed: int, cluster: Cluster | None = None) -> None:
        self._fleet = fleet
        self._seed = seed
        self._chance = random.Random(seed)
        self._cluster = cluster

    def run(
        self,
        name: str,
        lots: dict[Callable[[], None], float],
        *,
        times: int,
        plant: str | None,
        tell: Tell,
    ) -> Result:
        """Kill ``times`` times, each victim by its lot; heal; compare; return the result."""
        fleet, killed = self._fleet, Counter[str]()
        for device in fleet.devices:
            fleet.start(device)
        for done in range(1, times + 1):
            worst = done > times * WORST_FROM or plant == RENUMBERS  # which shows where rounds fail
            fleet.line.spoil(WORST_RATE if worst else RATE)
            fleet.listen(self._chance.uniform(0.02, LONGEST_LIFE))
            (kill,) = self._chance.choices(list(lots), list(lots.values()))
            kill()
            killed[f"killed: {kill.__name__}"] += 1
            tell(done, times)
        fleet.line.spoil(0)
        fleet.stop()
        stats = fleet.line.done()
        figures = fleet.settle()
        return result(
            name,
            {"kills": times, "faults": sum(stats.values()), **figures, **killed, **met_of(stats)},
            tried="kills",
            seed=self._seed,
            plant=plant,
            target="0 lost, 0 doubled, 0 foreign, no gap, every queue drained within 60 s",
            bad=(*BAD, "escaped", "drained_late"),
        )

    def device(self) -> None:
        """Kill a device; it is opened again at once."""
        device = self._chance.choice(self._fleet.devices)
        self._fleet.kill(device)
        self._fleet.start(device)

    def district(self) -> None:
        """Kill the district, or the supervisor of its workers, and serve again after a while."""
        district = self._fleet.district
        workers = children_of(district.process)
        district.kill()
        _until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
        self._fleet.listen(self._chance.uniform(0, AWAY))
        district.start()

    def worker(self) -> None:
        """Kill one of the workers; their supervisor starts another."""
        workers = children_of(self._fleet.district.process)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(self._chance.choice(workers), signal.SIGKILL)

    def connection(self) -> None:
        """Kill a process of PostgreSQL that serves a connection; it throws everybody out and recovers."""
        assert self._cluster is not None
        with suppress(psycopg.OperationalError):  # it still recovers from the last one
            self._cluster.crash_a_backend()

    def postmaster(self) -> None:
        """Kill PostgreSQL with all its processes, and start it again after a while."""
        assert self._cluster is not None
        self._cluster.kill()
        self._fleet.listen(self._chance.uniform(0, AWAY))
        self._cluster.start()


def _until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something is true. Raises TimeoutError."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.02)
