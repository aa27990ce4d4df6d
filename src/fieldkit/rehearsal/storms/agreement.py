# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Hold the district to what its devices were told, and both to each other: row by row, when everything has stopped.

Lost: told to the operator, or confirmed to the device, and not with the district under the same bytes. Doubled: one
act, number or operation twice. Foreign: with the district, and of no device. Gaps: in sequences and chains of batches.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Table, func, select

from fieldkit.acts.outbox import counts
from fieldkit.store import parts
from fieldkit.store.entries import ACCEPTED, REJECTED
from fieldkit.store.identity import identity
from fieldkit.store.vault import Store
from sync.db.tables import (
    batch,
    enrolment,
    held_batch,
    issue,
    operation,
    part,
    serial_block,
    service_record,
    stray,
)
from sync.district import open_district

Gapless = dict[tuple[str, str], set[int]]

BAD = ("acknowledged_lost", "doubled", "foreign", "gaps", "unconfirmed", "disagree")
"""What must be 0."""


@dataclass(slots=True)
class Devices:
    """What the devices hold together: digest and standing of each operation, batches' heads, acts, parts."""

    digests: dict[str, bytes] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    heads: dict[tuple[str, str, int], bytes] = field(default_factory=dict)
    acts: Counter[tuple[str, str]] = field(default_factory=Counter)
    serials: Counter[str] = field(default_factory=Counter)
    parts: set[str] = field(default_factory=set)
    unconfirmed: int = 0
    untold: int = 0

    def take(self, store: Store, told: Iterable[str]) -> None:
        """Take in what one store holds, and what its operator was told that it does."""
        who = identity(store)
        assert who is not None
        with store.reading() as db:
            execute = db.conn.execute
            rows = execute("SELECT id, raw, standing, part FROM operations").fetchall()
            for life, number, head in execute("SELECT life, number, head FROM batches").fetchall():
                self.heads[who.device, life, number] = head
            self.acts["service", who.device] = execute("SELECT count(*) FROM service_records").fetchone()[0]
            self.acts["issue", who.device] = execute("SELECT count(*) FROM issues").fetchone()[0]
            self.acts["enrol", who.device] = execute("SELECT count(*) FROM enrolments").fetchone()[0]
            uids = {row[0] for row in execute("SELECT uid FROM enrolments").fetchall()}
            serials = "SELECT serial FROM members WHERE here AND serial <> ''"
            self.serials.update(row[0] for row in execute(serials).fetchall())
        here = {id_: hashlib.sha256(raw).digest() for id_, raw, _, _ in rows}
        self.digests |= here
        self.parts |= {name for _, _, _, name in rows if name}
        self.confirmed |= {id_ for id_, _, standing, _ in rows if standing in (ACCEPTED, REJECTED)}
        self.untold += len(set(told) - here.keys() - uids)
        now = counts(store)
        self.unconfirmed += now.recorded - now.confirmed + len(parts.to_send(store, most=1, most_bytes=0))


def agree(devices: Devices, folder: Path) -> dict[str, int]:
    """Compare ``devices`` with the district in ``folder``, which is not served now; return the figures."""
    district = open_district(folder)
    try:
        with district.database.reading() as reading:
            return _compared(devices, reading)
    finally:
        district.close()


def _compared(devices: Devices, reading: Connection) -> dict[str, int]:
    kept: dict[str, bytes] = {
        row.id: row.digest for row in reading.execute(select(operation.c.id, operation.c.digest))
    }
    missing = {id_ for id_, digest in devices.digests.items() if kept.get(id_) != digest}
    heads = {
        (row.device, row.life, row.number): row.head
        for row in reading.execute(select(batch.c.device, batch.c.life, batch.c.number, batch.c.head))
    }
    foreign = kept.keys() - devices.digests.keys()
    beside = sum(_count(reading, table) for table in (stray, held_batch))
    held_parts = set(reading.execute(select(part.c.id)).scalars())
    return {
        "operations": len(devices.digests),
        "batches": len(heads),
        "acknowledged_lost": devices.untold + len(missing & devices.confirmed),
        "doubled": _doubled(reading) + sum(count > 1 for count in devices.serials.values()),
        "foreign": len(foreign) + beside,
        "gaps": _gaps(_sequences(kept)) + _gaps(_numbers(heads)),
        "unconfirmed": devices.unconfirmed,
        "disagree": len(missing - devices.confirmed)
        + len(devices.parts - held_parts)
        + sum(heads.get(place) != head for place, head in devices.heads.items())
        + len(heads.keys() - devices.heads.keys())
        + _other_acts(devices, reading)
        + _blocks_that_overlap(reading),
    }


def _doubled(reading: Connection) -> int:
    """Return how many acts of one person the district has twice; in a storm everybody does everything once."""
    asked = (
        (enrolment, (enrolment.c.uid,)),
        (enrolment, (enrolment.c.serial,)),
        (service_record, (service_record.c.uid, service_record.c.service)),
        (issue, (issue.c.uid, issue.c.goods)),
    )
    twice = 0
    for table, columns in asked:
        question = select(func.count()).where(table.c.uid != "", table.c.active).group_by(*columns)
        twice += sum(count > 1 for count in reading.execute(question).scalars())
    return twice


def _other_acts(devices: Devices, reading: Connection) -> int:
    """Return by how many acts the district's tables differ from the devices'."""
    kept: Counter[tuple[str, str]] = Counter()
    for name, table in (("service", service_record), ("issue", issue), ("enrol", enrolment)):
        for device, count in reading.execute(select(table.c.device, func.count()).group_by(table.c.device)):
            kept[name, device] = count
    return sum(abs(kept[place] - devices.acts[place]) for place in kept.keys() | devices.acts.keys())


def _blocks_that_overlap(reading: Connection) -> int:
    rows: Sequence[tuple[int, int]] = [
        (row.first, row.last)
        for row in reading.execute(
            select(serial_block.c.first, serial_block.c.last).order_by(serial_block.c.first)
        )
    ]
    return sum(before[1] >= after[0] for before, after in itertools.pairwise(rows))


def _sequences(ids: Iterable[str]) -> Gapless:
    found: Gapless = {}
    for id_ in ids:
        device, life, sequence = id_.split("-")
        found.setdefault((device, life), set()).add(int(sequence))
    return found


def _numbers(places: Iterable[tuple[str, str, int]]) -> Gapless:
    found: Gapless = {}
    for device, life, number in places:
        found.setdefault((device, life), set()).add(number)
    return found


def _gaps(lives: Gapless) -> int:
    """Return how many numbers are missing between 1 and the highest of each life."""
    return sum(max(numbers) - len(numbers) for numbers in lives.values())


def _count(reading: Connection, table: Table) -> int:
    return int(reading.execute(select(func.count()).select_from(table)).scalar_one())
