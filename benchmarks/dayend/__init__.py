# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The end of a day: all devices of a large district exchange at once, over TLS, each with a connection of its own."""

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from benchmarks.dayend.crowd import Came, Told, brief, make_crowd, read_crowd, write_crowd
from benchmarks.dayend.small_day import RECORDS
from benchmarks.figures import Outcome, percentile
from benchmarks.processes import Watched, free_port, wait_for_port
from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.messages import MAX_REPLY_BYTES, ExchangeReply
from fieldkit.sample.day import sample_day
from fieldkit.seals import answers, envelope
from fieldkit.seals.boxes import load_sealing_key
from fieldkit.seals.keys import key_id, load_public_key
from sync.db.tables import operation
from sync.district import found_district, open_district


@dataclass(frozen=True)
class Run:
    """What one run brought: counts, what each device met, seconds, CPU seconds and peak MB of the server."""

    devices: int
    confirmed: int
    held: int
    came: list[Came]
    seconds: float
    cpu: float
    peak: float


ROOT = Path(__file__).parent.parent.parent
MOST_SECONDS, MOST_MB = 1.0, 200


def measure(devices: int = 10_000, *, at_once: int = 64) -> Outcome:
    """Let ``devices`` exchange ``RECORDS`` operations each, ``at_once`` at a time; read every answer afterwards."""
    with tempfile.TemporaryDirectory(prefix="fieldkit-dayend-") as name:
        folder = Path(name)
        public = _found(folder, devices)
        seconds, cpu, peak = _served(folder, at_once)
        came = [msgspec.json.decode(line, type=Came) for line in (folder / "came").read_bytes().splitlines()]
        confirmed = _confirmed(read_crowd(folder / "crowd"), came, public)
        return _outcome(Run(devices, confirmed, _held(folder / "district"), came, seconds, cpu, peak))


def _found(folder: Path, devices: int) -> bytes:
    """Found and brief a district, let the crowd join; return the key by which answers are checked."""
    district = found_district(folder / "district", name="大兴区总工会（样本）", now=dt.datetime.now(dt.UTC))
    brief(district, sample_day(20231129))
    print(f"sealing the work of {devices} devices", file=sys.stderr)
    write_crowd(make_crowd(district, devices), folder / "crowd")
    public = district.public_key
    (folder / "ca.pem").write_text(district.pinned())
    district.close()
    return public


def _served(folder: Path, at_once: int) -> tuple[float, float, float]:
    """Serve the district and let the crowd come; return seconds, the server's CPU seconds and its peak MB."""
    port = free_port()
    serve = ["-m", "sync.commands.console", "--data", str(folder / "district"), "serve", "--port", str(port)]
    words = [str(port), str(folder / "crowd"), str(folder / "ca.pem"), str(folder / "came"), str(at_once)]
    log = folder / "server.log"
    with Watched([sys.executable, *serve, "--per-address", "2000"], log=log, cwd=ROOT) as server:
        wait_for_port(port)
        used = server.cpu()
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "benchmarks.dayend.loader", *words],
            cwd=ROOT,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        return time.perf_counter() - began, server.cpu() - used, server.peak_kib / 1024


def _confirmed(told: list[Told], came: list[Came], public: bytes) -> int:
    """Return how many operations the answers confirm, each answer checked as a device checks it."""
    keys = {key_id(public): load_public_key(public)}
    by_device = {one.device: one for one in told}
    confirmed = 0
    for one in came:
        mine = by_device[one.device]
        if one.code != 200:
            continue
        _, closed = envelope.open_envelope(one.body, keys, envelope.REPLY)
        plain, boxed = answers.open_answer(closed, load_sealing_key(mine.sealing_key), most=MAX_REPLY_BYTES)
        reply = from_bytes(plain, ExchangeReply)
        for receipt in reply.receipts:
            if boxed and reply.heard == mine.heard and receipt.head == mine.head:
                rejected = sum(word.verdict == "rejected" for word in receipt.words)
                confirmed += receipt.operations - rejected
    return confirmed


def _held(folder: Path) -> int:
    district = open_district(folder)
    with district.database.reading() as reading:
        held: int = reading.execute(
            select(func.count()).select_from(operation).where(operation.c.verdict == "accepted")
        ).scalar_one()
    district.close()
    return held


def _outcome(run: Run) -> Outcome:
    waits = sorted(one.seconds for one in run.came)
    p99 = percentile(waits, 99)
    operations = run.devices * RECORDS
    figures: dict[str, float | str] = {
        "devices": run.devices,
        "operations": operations,
        "confirmed by signed receipts": run.confirmed,
        "held by the district": run.held,
        "seconds, all of it, loader included": round(run.seconds, 1),
        "exchanges/s": round(run.devices / run.seconds),
        "operations/s": round(operations / run.seconds),
        "an exchange, s: median": round(waits[len(waits) // 2], 3),
        "an exchange, s: p99": round(p99, 3),
        "an exchange, s: max": round(waits[-1], 3),
        "asked more than once": sum(one.tries > 1 for one in run.came),
        "server CPU, us an operation": round(run.cpu / operations * 1e6),
        "server memory, peak MB": round(run.peak),
    }
    target = f"all confirmed, p99 < {MOST_SECONDS:g} s, server < {MOST_MB} MB"
    all_there = run.confirmed == run.held == operations
    holds = all_there and p99 < MOST_SECONDS and run.peak < MOST_MB
    return Outcome("dayend", figures, round(p99, 3), target, holds)
