# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The end of a day: all devices of a large district exchange, over TLS, each with a connection of its own.

First within some minutes, at chance moments, as they do when booths close; then in a rush, so many at a time, which
tells the peak that the server bears.
"""

import datetime as dt
import json
import os
import shutil
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
    """What one run brought: counts, what each device met, seconds, CPU seconds of both sides, peak MB of the server."""

    confirmed: int
    held: int
    came: list[Came]
    seconds: float
    cpu: float
    loader_cpu: float
    peak: float


ROOT = Path(__file__).parent.parent.parent
MOST_SECONDS, MOST_MB = 1.0, 200
CONNECTIONS, EXCHANGES_A_MINUTE = 20_000, 60_000
"""All devices come from one address here: what ``serve`` grants an address is raised, what it grants a device is not
reached (each exchanges once)."""


def measure(devices: int = 10_000, *, minutes: float = 10, at_once: int = 64) -> Outcome:
    """Let ``devices`` exchange ``RECORDS`` operations each, twice over: within ``minutes``, then ``at_once`` at a time.

    Each run has the same district as it was founded, and the same requests, sealed before the clock starts. Answers are
    read and checked after it has stopped.
    """
    with tempfile.TemporaryDirectory(prefix="fieldkit-dayend-") as name:
        folder = Path(name)
        public = _found(folder, devices)
        day = _run(folder, "day", public, ("spread", str(minutes * 60)))
        rush = _run(folder, "rush", public, ("at-once", str(at_once)))
        return _outcome(devices, minutes, at_once, day, rush)


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


def _run(folder: Path, name: str, public: bytes, how: tuple[str, str]) -> Run:
    """Serve a copy of the district and let the crowd come."""
    print(f"the crowd comes: {name}", file=sys.stderr)
    copy, answers = folder / name, folder / f"{name}.came"
    shutil.copytree(folder / "district", copy)
    port = free_port()
    serve = ["-m", "sync.commands.console", "--data", str(copy), "serve", "--port", str(port)]
    serve += ["--per-address", str(CONNECTIONS), "--per-device", str(EXCHANGES_A_MINUTE)]
    words = [str(port), str(folder / "crowd"), str(folder / "ca.pem"), str(answers), *how]
    with Watched([sys.executable, *serve], log=folder / f"{name}.log", cwd=ROOT) as server:
        wait_for_port(port)
        used = server.cpu()
        began = time.perf_counter()
        loader = subprocess.run(
            [sys.executable, "-m", "benchmarks.dayend.loader", *words],
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        seconds, cpu, peak = time.perf_counter() - began, server.cpu() - used, server.peak_kib / 1024
    came = [msgspec.json.decode(line, type=Came) for line in answers.read_bytes().splitlines()]
    loader_cpu = float(json.loads(loader.stdout)["cpu"])
    confirmed = _confirmed(read_crowd(folder / "crowd"), came, public)
    run = Run(confirmed, _held(copy), came, seconds, cpu, loader_cpu, peak)
    shutil.rmtree(copy)
    return run


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


def _outcome(devices: int, minutes: float, at_once: int, day: Run, rush: Run) -> Outcome:
    operations = devices * RECORDS
    figures: dict[str, float | str] = {"devices": devices, "operations": operations}
    within = f"within {minutes:g} min"
    figures |= _figures(day, operations, within)
    rushing = f"{at_once} at a time"
    figures |= _figures(rush, operations, rushing)
    figures[f"{rushing}: exchanges/s"] = round(devices / rush.seconds)
    figures[f"{rushing}: operations/s"] = round(operations / rush.seconds)
    target = f"all confirmed, p99 < {MOST_SECONDS:g} s, server < {MOST_MB} MB, in both runs"
    worst = max(_percentile(run, 99) for run in (day, rush))
    all_there = all(run.confirmed == run.held == operations for run in (day, rush))
    holds = all_there and worst < MOST_SECONDS and max(day.peak, rush.peak) < MOST_MB
    return Outcome("dayend", figures, round(worst, 3), target, holds)


def _figures(run: Run, operations: int, how: str) -> dict[str, float | str]:
    """Return what is told of one run. Waits are of whole exchanges, the TLS handshake included."""
    told: dict[str, float | str] = {
        "confirmed by signed receipts": run.confirmed,
        "held by the district": run.held,
        "asked more than once": sum(one.tries > 1 for one in run.came),
        "seconds, all of it": round(run.seconds, 1),
    }
    told |= {f"an exchange, s: p{percent}": round(_percentile(run, percent), 3) for percent in (50, 95, 99)}
    told |= {
        "an exchange, s: max": round(max(one.seconds for one in run.came), 3),
        "server CPU, us an operation": round(run.cpu / operations * 1e6),
        "server CPU, s": round(run.cpu, 1),
        "loader CPU, s": round(run.loader_cpu, 1),
        "server memory, peak MB": round(run.peak),
    }
    return {f"{how}: {name}": value for name, value in told.items()}


def _percentile(run: Run, percent: int) -> float:
    return percentile(sorted(one.seconds for one in run.came), percent)
