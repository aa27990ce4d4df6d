# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Sync beside its peers: the same records, the same machine, one run, each in turn (A B A B)."""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.figures import Outcome
from benchmarks.processes import Used, Watched
from benchmarks.processes import measure as measured
from benchmarks.sync_peers.fieldkit import FieldKit
from benchmarks.sync_peers.install import install
from benchmarks.sync_peers.systems import Anki, Floor, Kinto, Pouch, Running, System
from benchmarks.sync_peers.workload import as_json, records
from benchmarks.wire import CountingLine

SYSTEMS: tuple[System, ...] = (
    Floor("floor +pt", database="sqlite"),
    FieldKit("FieldKit", database="sqlite"),
    Floor("floor pg +pt", database="postgresql"),
    FieldKit("FieldKit PostgreSQL", database="postgresql"),
    Pouch("PouchDB", 100),
    Pouch("PouchDB tuned", 1000),
    Anki(),
    Kinto(),
)
SLOW = {"Kinto": 10}
"""What is so slow that it is given a tenth of the records."""

PHASES = ("load", "push", "again", "pull")


@dataclass
class Measured:
    """What was measured of one system, over all rounds."""

    count: int
    used: dict[str, list[Used]] = field(default_factory=lambda: {phase: [] for phase in PHASES})
    server_mb: list[float] = field(default_factory=list)
    client_mb: list[float] = field(default_factory=list)
    wire: dict[str, float] = field(default_factory=dict)
    killed: dict[str, float] = field(default_factory=dict)

    def rate(self, phase: str) -> float:
        """Return records a second, the median."""
        return self.count / statistics.median(one.seconds for one in self.used[phase])

    def cpu(self, phase: str) -> tuple[float, float]:
        """Return microseconds of CPU a record, client's and server's, medians."""
        some = self.used[phase]
        client = statistics.median(one.client_cpu for one in some)
        server = statistics.median(one.server_cpu for one in some)
        return client / self.count * 1e6, server / self.count * 1e6


def measure(count: int = 10_000, *, rounds: int = 3, only: Iterable[str] = ()) -> Outcome:
    """Measure everybody with ``count`` records; the targets are those of the sync study, section 9."""
    install()
    chosen = [one for one in SYSTEMS if not only or one.name in set(only)]
    found = {one.name: Measured(count // SLOW.get(one.name, 1)) for one in chosen}
    with tempfile.TemporaryDirectory(prefix="fieldkit-peers-") as folder:
        files = {one.count: _file(Path(folder), one.count) for one in found.values()}
        for number in range(rounds):
            for system in chosen:
                print(f"{system.name}, round {number + 1} of {rounds}", file=sys.stderr, flush=True)
                mine = found[system.name]
                _phases(system, mine, _made(folder, system, f"r{number}"), files[mine.count])
        for system in chosen:
            print(f"{system.name}, wire and kill", file=sys.stderr, flush=True)
            mine = found[system.name]
            _wire(system, mine, _made(folder, system, "wire"), files[mine.count])
            _kill(system, mine, _made(folder, system, "kill"), files[mine.count])
    return _outcome(found)


def _phases(system: System, mine: Measured, folder: Path, file: Path) -> None:
    running = system.start(folder / "server")
    try:
        first = system.client(running, folder / "first", file, port=running.port, second=False)
        second = system.client(running, folder / "second", file, port=running.port, second=True)
        with first, second:
            for phase in ("load", "push", "again"):
                mine.used[phase].append(measured(first, running.servers, phase))
            _make_ready(system, running, mine.count)
            mine.used["pull"].append(measured(second, running.servers, "pull"))
            _count(second.ask("count"), mine.count)
            if isinstance(system, FieldKit):
                _index(mine, running, second)
            mine.client_mb.append(max(first.peak_kib, second.peak_kib) / 1024)
        mine.server_mb.append(sum(one.peak_kib for one in running.servers) / 1024)
    finally:
        running.stop()


def _index(mine: Measured, running: Running, second: Watched) -> None:
    """Let the members be indexed: it comes after the pull, but its CPU counts as the pull's."""
    pulled, indexed = mine.used["pull"][-1], measured(second, running.servers, "index")
    client = pulled.client_cpu + indexed.client_cpu
    mine.used["pull"][-1] = replace(pulled, client_cpu=client)
    mine.used.setdefault("index", []).append(indexed)


def _wire(system: System, mine: Measured, folder: Path, file: Path) -> None:
    """Count bytes a record and turns, in a run of their own."""
    running = system.start(folder / "server")
    line = CountingLine(running.port)
    try:
        first = system.client(running, folder / "first", file, port=line.port, second=False)
        second = system.client(running, folder / "second", file, port=line.port, second=True)
        with first, second:
            first.ask("load")
            line.take()
            for phase, client in (("push", first), ("idle", first), ("pull", second)):
                if phase == "pull":
                    _make_ready(system, running, mine.count)
                    line.take()
                client.ask("pull" if phase == "pull" else "push")
                time.sleep(0.2)
                counted = line.take()
                mine.wire[f"{phase}_up"] = counted.up
                mine.wire[f"{phase}_down"] = counted.down
                mine.wire[f"{phase}_turns"] = counted.turns
                mine.wire[f"{phase}_connections"] = counted.connections
                if phase == "idle" and isinstance(system, FieldKit):
                    _idle(mine, first, line)
    finally:
        line.close()
        running.stop()


def _idle(mine: Measured, client: Watched, line: CountingLine) -> None:
    """Count a sync with nothing to do on a line that is open already: the handshake is the line's, not the sync's."""
    client.ask("nothing")
    line.take()
    client.ask("nothing")
    time.sleep(0.2)
    counted = line.take()
    mine.wire |= {"open_up": counted.up, "open_down": counted.down, "open_turns": counted.turns}


def _kill(system: System, mine: Measured, folder: Path, file: Path) -> None:
    """Kill the client in the middle of its push, let it go on, and count what a second one finds."""
    running = system.start(folder / "server")
    try:
        first = system.client(running, folder / "first", file, port=running.port, second=False)
        first.ask("load")
        first.tell("push")
        time.sleep(statistics.median(one.seconds for one in mine.used["push"]) * 0.4)
        first.kill()
        again = system.client(running, folder / "first", file, port=running.port, second=False)
        with again:
            mine.killed["seconds_after"] = float(again.ask("push")["seconds"])
            mine.killed["held"] = float(_held(system, running, folder, file))
    finally:
        running.stop()


def _held(system: System, running: Running, folder: Path, file: Path) -> int:
    """Return how many records the server has, by asking it, or by fetching all of them."""
    if isinstance(system, FieldKit):
        return system.held(running)
    second = system.client(running, folder / "second", file, port=running.port, second=True)
    with second:
        second.ask("pull")
        return int(second.ask("count")["records"])


def _make_ready(system: System, running: Running, count: int) -> None:
    """Let FieldKit's office tell its members: a second device fetches those, and not what the first one enrolled."""
    if isinstance(system, FieldKit):
        system.make_ready(running, count)


def _count(told: dict[str, object], count: int) -> None:
    if told["records"] != count:
        raise RuntimeError(f"the second client has {told['records']} of {count} records")


def _made(folder: str, system: System, name: str) -> Path:
    made = Path(folder) / system.name.replace(" ", "-").replace("+", "") / name
    for one in ("server", "first", "second"):
        (made / one).mkdir(parents=True)
    return made


def _file(folder: Path, count: int) -> Path:
    file = folder / f"{count}.jsonl"
    file.write_text("\n".join(as_json(one) for one in records(count)) + "\n", encoding="utf-8")
    return file


def _outcome(found: dict[str, Measured]) -> Outcome:
    from benchmarks.sync_peers.table import outcome

    return outcome(found)
