# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district's figures for watchers (Prometheus): counts and seconds, never a name, a device or an address.

1. They are told on loopback only, on a port of their own, and only when asked for: ``serve --metrics-port N``.
2. Several workers add up through files in a folder (``shared_by_workers``); whoever holds the port tells the sum.
3. What the database knows (held lives, how far SAFE lags) is looked up when somebody asks.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sync.db.chain_tables import chain
from sync.db.group import Unavailable
from sync.district import District
from sync.safety.safety import newest_place, safe_place

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from prometheus_client.core import Metric

    from sync.intake.exchange import Answer

LOOPBACK = "127.0.0.1"
_SHARED = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
STATES = ("head", "body", "answer")
"""In which a connection may stand still until it is cut off."""


class Figures:
    """What one process counts."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram  # noqa: PLC0415 - for servers only

        mine = self.registry = CollectorRegistry()
        self._asked = Counter(
            "fieldkit_requests", "Sealed requests answered", ("road", "answer"), registry=mine
        )
        self._took = Histogram(
            "fieldkit_request_seconds",
            "From the first byte of a body to its answer",
            ("road",),
            buckets=_SECONDS,
            registry=mine,
        )
        self._operations = Counter(
            "fieldkit_operations", "Operations by verdict", ("verdict",), registry=mine
        )
        self._batches = Counter(
            "fieldkit_batches", "Batches by what became of them", ("became",), registry=mine
        )
        self._stalled = Counter(
            "fieldkit_stalled_connections",
            "Connections cut off for standing still",
            ("state",),
            registry=mine,
        )
        self._turned_away = Counter("fieldkit_turned_away", "Asked too often", ("who",), registry=mine)
        self.dialled = Counter("fieldkit_dialled", "Connections taken, before their handshake", registry=mine)
        self.open = Gauge(
            "fieldkit_open_connections",
            "Connections whose handshake is done",
            registry=mine,
            multiprocess_mode="livesum",
        )
        for state in STATES:
            self._stalled.labels(state)

    def answered(self, road: str, answer: Answer, seconds: float) -> None:
        """Count an answer that came by ``road`` after ``seconds``."""
        self._asked.labels(road, answer.refused or "taken").inc()
        self._took.labels(road).observe(seconds)
        counts = answer.counts
        self._operations.labels("rejected").inc(counts.rejected)
        self._operations.labels("accepted").inc(counts.operations - counts.rejected)
        self._batches.labels("held").inc(counts.held)
        self._batches.labels("taken").inc(counts.batches - counts.held)

    def stalled(self, state: str) -> None:
        """Count a connection that was cut off in ``state``."""
        self._stalled.labels(state).inc()

    def turned_away(self, who: str) -> None:
        """Count a question that came too soon after others: of a ``device``, or of an ``address``."""
        self._turned_away.labels(who).inc()


class _InDatabase:
    """What is looked up when somebody asks."""

    def __init__(self, district: District) -> None:
        self._district = district

    def collect(self) -> Iterator[Metric]:
        """Give the gauges; none while the database does not answer."""
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

        try:
            with self._district.database.reading() as reading:
                lag = max(0, newest_place(reading) - safe_place(reading))
                held = select(func.count()).select_from(chain).where(chain.c.state == "held")
                lives = int(reading.execute(held).scalar_one())
        except Unavailable:
            return
        yield GaugeMetricFamily("fieldkit_safe_lag_batches", "Batches received that are not safe yet", lag)
        yield GaugeMetricFamily("fieldkit_held_lives", "Lives that wait for staff to decide", lives)


@contextlib.contextmanager
def told_on(port: int | None, district: District, registry: CollectorRegistry | None = None) -> Iterator[int]:
    """Tell figures at ``http://127.0.0.1:port/metrics`` while this lasts; 0 takes a free port, None tells nothing.

    ``registry`` are one process' own; without it those of all workers are added up. Gives the port. Raises OSError.
    """
    if port is None:
        yield 0
        return
    from prometheus_client import CollectorRegistry, start_http_server  # noqa: PLC0415
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415

    told = registry
    if told is None:
        told = CollectorRegistry()
        MultiProcessCollector(told)  # type: ignore[no-untyped-call] # theirs
    told.register(_InDatabase(district))
    server, thread = start_http_server(port, LOOPBACK, told)
    try:
        yield int(server.server_port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def shared_by_workers() -> Iterator[None]:
    """Let workers that are started meanwhile add up their figures, in a folder that goes afterwards."""
    folder = tempfile.mkdtemp(prefix="fieldkit-figures-")
    os.environ[_SHARED] = folder
    try:
        yield
    finally:
        del os.environ[_SHARED]
        shutil.rmtree(folder, ignore_errors=True)


def forget_worker(process: int) -> None:
    """Let go of what the dead worker ``process`` said of the present; what it counted stays."""
    if _SHARED in os.environ:
        from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415

        with _lock:
            mark_process_dead(process)  # type: ignore[no-untyped-call] # theirs


_lock = threading.Lock()
