# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Several processes behind one address: what is told outlives any of them, and who dies is replaced."""

import contextlib
import json
import os
import signal
import socket
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from fieldkit.problems import Problem
from fieldkit.rehearsal.cluster import children_of
from sync.commands.database import FAULTS
from sync.db.place import NeedsPostgresql
from tests.support.devices import Device
from tests.support.district import District, briefing_file, process

ONE_KIND = "postgresql"


@pytest.fixture
def founded(tmp_path):
    district = District(tmp_path / "district")
    district.console("brief", str(briefing_file(tmp_path)))
    return district


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def taken(device, batch):
    """Tell ``batch`` until the district has it; a worker may die before, within or after, and nobody answers."""
    for _ in range(50):
        with contextlib.suppress(Problem):
            reply = device.tell(batch)
            if reply.refused != "stale":
                assert not reply.refused
                assert [receipt.number for receipt in reply.receipts] == [device.number]
                return reply
    raise AssertionError("no answer in 50 tries")


@pytest.mark.slow
def test_killed_workers_lose_nothing_and_are_replaced(founded):
    """Devices tell without a pause while the workers are killed one after the other, in the middle of it."""
    with process(founded.folder, "--workers", "2", "--per-device", "100000") as (supervisor, address):
        founded.address = address
        devices = [Device(founded.ticket(site="S1")) for _ in range(3)]
        assert len(children_of(supervisor.pid)) == 2
        ended = threading.Event()
        told = [0, 0, 0]
        faults = []

        def tell(place):
            try:
                while not ended.is_set():
                    taken(devices[place], devices[place].batch(devices[place].serve()))
                    told[place] += 1
            except Exception as fault:  # noqa: BLE001 - told to the test
                faults.append(fault)

        tellers = [threading.Thread(target=tell, args=(place,)) for place in range(3)]
        for teller in tellers:
            teller.start()
        for _ in range(3):
            before = sum(told)
            until(lambda before=before: sum(told) > before + 5 or faults)
            victim = children_of(supervisor.pid)[0]
            os.kill(victim, signal.SIGKILL)
            until(lambda victim=victim: victim not in children_of(supervisor.pid))
            until(lambda: len(children_of(supervisor.pid)) == 2)
        ended.set()
        for teller in tellers:
            teller.join(timeout=60)
        assert faults == []
        (site,) = [line for line in founded.facts("sites") if line["site"] == "S1"]
        assert site["recorded"] == sum(told)
    log = (founded.folder / "server.log").read_text(encoding="utf-8")
    died = [line for line in map(json.loads, filter(lambda one: one.startswith("{"), log.splitlines()))
            if line["told"] == "worker died"]  # fmt: skip
    assert [line["exit_code"] for line in died] == [-9, -9, -9]


def test_workers_go_when_their_supervisor_is_killed(founded):
    with process(founded.folder, "--workers", "2") as (supervisor, _):
        workers = children_of(supervisor.pid)
        assert len(workers) == 2
        supervisor.kill()
        supervisor.wait()
        until(lambda: not any(alive(worker) for worker in workers))


def alive(number):
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_what_one_worker_is_briefed_with_all_know(founded, tmp_path):
    """A site added while the workers run is known to each of them at the next exchange."""
    with process(founded.folder, "--workers", "2") as (_, address):
        founded.address = address
        device = Device(founded.ticket(site="S1"))
        device.exchange()
        row = {
            "code": "S9",
            "event": "E1",
            "role": "branch",
            "org_code": "DX-PGZ",
            "name": "新",
            "venue": "新",
        }
        added = tmp_path / "added.jsonl"
        added.write_text(json.dumps({"table": "site", "key": "S9", "row": row}) + "\n", encoding="utf-8")
        founded.console("brief", str(added))
        for _ in range(6):  # whichever worker takes it
            (word,) = device.say(device.serve(site="S9"))
            assert word.verdict == "accepted"


def test_what_workers_count_is_added_up_and_outlives_them(founded):
    with socket.create_server(("127.0.0.1", 0)) as taken_port:
        port = taken_port.getsockname()[1]
    words = "--workers", "2", "--metrics-port", str(port)
    with process(founded.folder, *words) as (supervisor, address):
        founded.address = address
        devices = [Device(founded.ticket(site="S1")) for _ in range(4)]
        for _ in range(3):
            for device in devices:
                device.exchange(device.serve())
        victim = children_of(supervisor.pid)[0]
        os.kill(victim, signal.SIGKILL)
        until(lambda: victim not in (now := children_of(supervisor.pid)) and len(now) == 2)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as came:
            told = dict(line.rsplit(" ", 1) for line in came.read().decode().splitlines() if line[0] != "#")
    assert told['fieldkit_operations_total{verdict="accepted"}'] == "12.0"
    assert told["fieldkit_safe_lag_batches"] == "12.0"


def test_a_file_is_served_by_one_process(tmp_path, monkeypatch):
    monkeypatch.delenv("FIELDKIT_DATABASE")
    district = District(tmp_path / "file")
    with pytest.raises(AssertionError, match="只能由一个进程服务"):
        district.console("serve", "--workers", "2", "--host", "127.0.0.1", "--port", "0")
    assert NeedsPostgresql in FAULTS
