# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Devices that work and sync without a pause, each a process with a real store, behind one bad line to one district.

1. A device tells each act through a pipe only after the act returned; whoever leads the storm reads the pipes.
2. A device's patience with the line is shortened, so that many faults fit into a minute; the line it heals to is tried
   with the patience of the field.
3. The leader forks and so has no threads: line and district are processes of their own.
"""

from __future__ import annotations

import itertools
import os
import select
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.rehearsal.booth import Booth
from fieldkit.rehearsal.district import DistrictProcess
from fieldkit.rehearsal.storms.agreement import Devices, agree
from fieldkit.rehearsal.storms.crewman import work
from fieldkit.rehearsal.storms.line import BadLine
from fieldkit.rehearsal.storms.muster import muster
from fieldkit.rehearsal.storms.people import drafts, now
from fieldkit.store.vault import Store, open_store
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet
from sync.trust.authority import new_authority, new_server

DEVICES = 3
PEOPLE_AT_ONCE = 30
DRAINS_WITHIN = 60.0
_MANY = ("--per-device", "1000000", "--per-address", "1000")
"""What a storm asks for more often than any booth does."""


@dataclass(slots=True)
class Device:
    """One device: its folder and key, whom it will enrol, and while it runs its process and pipe."""

    booth: Booth
    key: bytes
    people: Iterator[EnrolmentDraft]
    process: int = 0
    pipe: int = -1
    said: bytearray = field(default_factory=bytearray)
    told: list[str] = field(default_factory=list)


class Fleet:
    """The devices of one storm, their district and the line between them."""

    def __init__(
        self, folder: Path, district: DistrictProcess, *, seed: int, plant: str | None, database: str = ""
    ) -> None:
        self.district = district
        self.heard: Counter[str] = Counter()
        self.line = BadLine(seed)
        self.devices: list[Device] = []
        self._plant = plant
        self._seed = seed
        try:
            self._set_out(folder, DEVICES, database)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End all that runs."""
        for device in self.devices:
            self.kill(device)
        self.line.__exit__(None, None, None)
        self.district.stop()

    def start(self, device: Device) -> None:
        """Let ``device`` work for the next people."""
        people = list(itertools.islice(device.people, PEOPLE_AT_ONCE))
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            work(device.booth, device.key, people, writer, self._plant)
        os.close(writer)
        os.set_blocking(reader, False)
        device.process, device.pipe = child, reader

    def kill(self, device: Device) -> None:
        """Kill ``device`` as a power cut would, and hear the last it told."""
        self._end(device, signal.SIGKILL)

    def stop(self) -> None:
        """Let each device end what it does, and end."""
        for device in filter(lambda one: one.process, self.devices):
            with suppress(ProcessLookupError):
                os.kill(device.process, signal.SIGTERM)
        for device in self.devices:
            self._end(device, signal.SIGTERM)

    def listen(self, seconds: float) -> None:
        """Hear what the devices tell, for so long; one that has nobody left to serve is started again."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            open_pipes = {device.pipe: device for device in self.devices if device.pipe >= 0}
            ready, _, _ = select.select(list(open_pipes), [], [], left)
            for pipe in ready:
                if not self._hear(open_pipes[pipe]):
                    self._end(open_pipes[pipe], signal.SIGKILL)
                    self.start(open_pipes[pipe])

    def settle(self) -> dict[str, int]:
        """Sync each device over the line as it is, until nothing waits; then compare; return the figures."""
        began = time.monotonic()
        devices = Devices()
        tries = 0
        for device in self.devices:
            store = open_store(device.booth.folder, device.key)
            try:
                tries += drained(store)
                devices.take(store, device.told)
            finally:
                store.close()
        took = time.monotonic() - began
        self.district.stop()
        told = {
            "acts_told": sum(len(device.told) for device in self.devices),
            "rounds": self.heard["synced"],
            "rounds_that_failed": sum(
                count for name, count in self.heard.items() if name.startswith("trouble")
            ),
        }
        troubles = {name: count for name, count in sorted(self.heard.items()) if name.startswith("escaped")}
        return (
            told
            | agree(devices, self.district.folder)
            | {
                "drained_in_s": round(took),
                "drained_late": int(took > DRAINS_WITHIN),
                "rounds_to_drain": tries,
                "escaped": sum(troubles.values()),
                **troubles,
            }
        )

    def _set_out(self, folder: Path, count: int, database: str) -> None:
        mustered = muster(folder, devices=count, database=database, address=self.line.address)
        self.district.serving = (*_MANY, *self.district.serving)
        self.district.start()
        upstream = int(self.district.address.rpartition(":")[2])
        self.line.lead(upstream, self.district.folder / "tls", _foreign(folder / "foreign.pem"))
        for number, one in enumerate(mustered):
            people = itertools.islice(drafts(self._seed), number, None, count)
            self.devices.append(Device(one.booth, one.key, people))

    def _end(self, device: Device, how: signal.Signals) -> None:
        if not device.process:
            return
        with suppress(ProcessLookupError):
            os.kill(device.process, how)
        os.set_blocking(device.pipe, True)
        while self._hear(device):
            pass
        os.waitpid(device.process, 0)
        os.close(device.pipe)
        device.process, device.pipe = 0, -1
        device.said.clear()  # a last line without its end was not told

    def _hear(self, device: Device) -> bool:
        """Take in what ``device`` has told; return False once it is gone."""
        try:
            piece = os.read(device.pipe, 65536)
        except BlockingIOError:
            return True
        device.said += piece
        *lines, rest = bytes(device.said).split(b"\n")
        device.said[:] = rest
        for line in lines:
            kind, _, name = line.decode().partition(" ")
            self.heard[f"{kind} {name}" if kind in ("trouble", "escaped") else kind] += 1
            if kind in ("enrolled", "acted"):
                device.told.append(name)
        return bool(piece)


def drained(store: Store) -> int:
    """Sync until nothing moves; return how many rounds that took. A problem ends it: the line was to be whole."""
    for tried in itertools.count(1):
        outcome = sync(store, report=Quiet(), clock=now)
        if not outcome.sent or tried > 20:
            return tried
    raise AssertionError


def _foreign(file: Path) -> Path:
    """Write somebody else's certificate for this address, and its key."""
    made = new_server(new_authority("别处", now()), ["127.0.0.1"], now())
    file.write_text(made.certificate + made.key, encoding="ascii")
    return file
