# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of bad lines: each fault of ``faults``, at rates 0.3 and 0.9; the line heals, and all must be there, once.

Then a sweep: the request cut at every k-th byte, the reply cut at every k-th byte, in turn abruptly and in good order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from fieldkit.acts import serve
from fieldkit.domain.desk import Desk
from fieldkit.problems import DistrictNotTrusted, DistrictUnreachable
from fieldkit.rehearsal.district import DistrictProcess
from fieldkit.rehearsal.storms import faults
from fieldkit.rehearsal.storms.agreement import BAD
from fieldkit.rehearsal.storms.faults import Fault
from fieldkit.rehearsal.storms.fleet import Device, Fleet, drained
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from fieldkit.rehearsal.storms.people import now
from fieldkit.rehearsal.visit import VOLUNTEER
from fieldkit.store.vault import Store, open_store
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet

RATES = (0.3, 0.9)
SWEPT = 6
"""One point of the sweep for so many faults drawn, on each of the two ways."""

LOOK_SECONDS = 0.5
FOR_ALL = "jobs"
"""A service that notes no names."""


def storm_of_bad_lines(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Let the line fail ``times`` times in all its ways, half of them at each rate; heal it; sweep."""
    fleet = Fleet(folder, DistrictProcess(folder / "district"), seed=seed, plant=plant)
    try:
        for device in fleet.devices:
            fleet.start(device)
        met = 0
        for place, rate in enumerate(RATES, start=1):
            fleet.line.spoil(RATES[-1] if plant else rate)  # a planted fault shows where rounds fail
            while met < times * place / len(RATES):
                fleet.listen(LOOK_SECONDS)
                met = sum(fleet.line.done().values())
                tell(min(met, times), times)
        fleet.line.spoil(0)
        fleet.stop()
        stats = fleet.line.done()
        points = _sweep(fleet, times // SWEPT)
        figures = fleet.settle()
    finally:
        fleet.close()
    return result(
        "net",
        {"faults": sum(stats.values()) + points, "swept": points, **figures, **met_of(stats)},
        tried="faults",
        seed=seed,
        plant=plant,
        target="0 lost, 0 doubled, 0 foreign, every queue drained within 60 s",
        bad=(*BAD, "escaped", "drained_late"),
    )


def _sweep(fleet: Fleet, points: int) -> int:
    """Cut requests and replies at ``points`` places each, evenly, each byte if need be; return how many."""
    device = fleet.devices[0]
    desk = Desk(device.booth.event, device.booth.site, "1")
    store = open_store(device.booth.folder, device.key)
    swept = 0
    try:
        drained(store)
        _sync_one_act(store, desk, device)
        for fault in _cuts(points, fleet.line.last()):
            fleet.line.strike(fault)
            with suppress(DistrictUnreachable, DistrictNotTrusted):  # a cut head reads like a stranger's
                _sync_one_act(store, desk, device)
            swept += 1
    finally:
        store.close()
    return swept


def _sync_one_act(store: Store, desk: Desk, device: Device) -> None:
    done = serve.serve(store, service=FOR_ALL, operator=VOLUNTEER, desk=desk, now=now())
    device.told.append(done.operation)
    sync(store, report=Quiet(), clock=now)


def _cuts(points: int, lengths: tuple[int, int]) -> Iterator[Fault]:
    """Return the cuts of a request and a reply of these lengths, before the first byte and before the last included."""
    for kind, length in zip((faults.UP, faults.DOWN), lengths, strict=True):
        step = max(1, -(-length // max(1, points)))
        for number, after in enumerate(range(0, length, step)):
            yield Fault(kind, after, abrupt=number % 2 == 0)


def met_of(stats: Mapping[str, int]) -> dict[str, int]:
    """Return how often each kind of fault was met, as figures."""
    return {f"met: {kind}": count for kind, count in sorted(stats.items())}
