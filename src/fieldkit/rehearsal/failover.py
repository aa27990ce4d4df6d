# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of failovers: the primary dies as by a power cut, the standby takes over, nothing acknowledged is lost.

1. Each round makes a primary and a standby of its own, and writers who note a write only after the database said done.
2. At a random moment the primary is killed and the standby promoted; the writers find it by themselves and go on.
3. Every noted write must be there once. With the planted fault ``asynchronous`` the primary does not wait for its
   standby: then the checker must find losses, or it checks nothing.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import Connection, insert, select

from fieldkit.rehearsal.cluster import Cluster
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from sync.db.database import CommitUnknown, Database, Unavailable, open_postgresql
from sync.db.migrate import migrate
from sync.db.tables import stray

WRITERS = 4
STANDBY = "fieldkit_standby"
SERVICE = "fieldkit"
ASYNCHRONOUS = "asynchronous"


def storm_of_failovers(_folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Fail over ``times`` times. Needs PostgreSQL's programs."""
    chance = random.Random(seed)
    sums: Counter[str] = Counter()
    for done in range(1, times + 1):
        sums.update(one_failover(chance.uniform(0.3, 1.5), synchronous=plant != ASYNCHRONOUS))
        tell(done, times)
    return result(
        "failover",
        {"failovers": times, **sums},
        tried="failovers",
        seed=seed,
        plant=plant,
        target="0 acknowledged lost, 0 doubled, every writer goes on with the standby",
        bad=("acknowledged_lost", "doubled", "not_resumed"),
    )


def one_failover(seconds: float, *, synchronous: bool = True) -> dict[str, int]:
    """Write for ``seconds``, kill the primary, promote the standby, write on; return what was counted.

    Where not ``synchronous``, the last moments do not reach the standby any more, as on a busy line.
    """
    primary = Cluster().make()
    standby = Cluster(
        settings=("wal_retrieve_retry_interval=100ms",)
    )  # else it looks for its primary for 5 s
    try:
        primary.start()
        primary.say(f"CREATE ROLE {SERVICE} LOGIN")
        primary.say(f"CREATE DATABASE district OWNER {SERVICE}")
        standby.copy_of(primary, STANDBY).start()
        if synchronous:
            _wait_for_standby(primary)
        database = open_postgresql(_either(primary, standby), "FKD-failover", bytes(32))
        try:
            migrate(database)
            return _write_through(database, primary, standby, seconds, synchronous=synchronous)
        finally:
            database.close()
    finally:
        standby.stop()
        primary.stop()


def _write_through(
    database: Database, primary: Cluster, standby: Cluster, seconds: float, *, synchronous: bool
) -> dict[str, int]:
    crowd = _Writers(database)
    crowd.start()
    time.sleep(seconds)
    if not synchronous:
        primary.pause_sending()
        time.sleep(0.3)
    primary.kill()
    told = crowd.told_so_far()
    standby.promote()
    resumed = crowd.wait_until_all_go_on()
    crowd.stop()
    with database.reading() as reading:
        kept = Counter(reading.execute(select(stray.c.operation)).scalars())
    noted = crowd.told_so_far()
    return {
        "acknowledged": len(noted),
        "acknowledged_before_the_kill": len(told),
        "unknown": crowd.unknown,
        "unavailable": crowd.unavailable,
        "acknowledged_lost": sum(not kept[name] for name in noted),
        "doubled": sum(count > 1 for count in kept.values()),
        "kept_but_not_told": len(kept.keys() - set(noted)),
        "not_resumed": WRITERS - resumed,
    }


class _Writers:
    """Some who write without a pause and note what they were told is done."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._told: list[list[str]] = [[] for _ in range(WRITERS)]
        self._threads = [threading.Thread(target=self._write, args=(place,)) for place in range(WRITERS)]
        self._ended = threading.Event()
        self.unknown = 0
        self.unavailable = 0

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def told_so_far(self) -> list[str]:
        """Return the names of what was acknowledged."""
        return [name for told in self._told for name in tuple(told)]

    def wait_until_all_go_on(self, within: float = 60.0) -> int:
        """Wait until each has written more than now; return how many did."""
        before = [len(told) for told in self._told]
        until = time.monotonic() + within
        while True:
            more = sum(len(told) > had for told, had in zip(self._told, before, strict=True))
            if more == WRITERS or time.monotonic() > until:
                return more
            time.sleep(0.05)

    def stop(self) -> None:
        """End."""
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _write(self, place: int) -> None:
        number = 0
        while not self._ended.is_set():
            number += 1
            name = f"{place}-{number}"
            try:
                self._database.grouped(lambda writing, name=name: _enter(writing, name))  # type: ignore[misc]
            except CommitUnknown:
                self.unknown += 1
            except Unavailable:
                self.unavailable += 1
                time.sleep(0.05)
            else:
                self._told[place].append(name)


def _enter(writing: Connection, name: str) -> None:
    row = {
        "device": "D01",
        "digest": name.encode(),
        "operation": name,
        "code": "",
        "raw": b"",
        "received_at": "",
    }
    writing.execute(insert(stray).values(**row))


def _wait_for_standby(primary: Cluster) -> None:
    """Let every commit wait for the standby from now on, and wait until it is there."""
    primary.say(f"ALTER SYSTEM SET synchronous_standby_names = '{STANDBY}'")
    primary.say("SELECT pg_reload_conf()")
    until = time.monotonic() + 30
    while primary.say("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'") == []:
        if time.monotonic() > until:
            raise TimeoutError("the standby did not follow")
        time.sleep(0.05)


def _either(*clusters: Cluster) -> str:
    """Return the address of whichever of ``clusters`` writes."""
    hosts = ",".join(str(cluster.folder) for cluster in clusters)
    return f"postgresql://{SERVICE}@/district?host={hosts}&target_session_attrs=read-write"
