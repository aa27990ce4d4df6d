# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of kills: a working booth process is killed at random moments; what it acknowledged must be there, once.

1. The parent forks a booth that enrols, serves, hands out packs, prints and syncs as fast as it can, and tells each act
   through a pipe only after the act returned.
2. The parent kills it (SIGKILL) at a random moment, opening of the store included, and opens the store itself.
3. Every act that was told must be in the store exactly once; sequences have no gap; at the end the district agrees.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from fieldkit.domain.desk import Desk
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.problems import Problem
from fieldkit.rehearsal.booth import Booth
from fieldkit.rehearsal.district import DistrictProcess
from fieldkit.rehearsal.storms.ground import key_of, set_up
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from fieldkit.rehearsal.storms.people import drafts, now, steps
from fieldkit.store.vault import Store, open_store
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet

LONGEST_LIFE = 0.30
OPENS_WITHIN = 0.02
KNOWN = 300


@dataclass(slots=True)
class _Told:
    """What the killed booths had acknowledged: kind → what names it."""

    acts: Counter[str] = field(default_factory=Counter)
    enrolled: list[str] = field(default_factory=list)
    operations: list[str] = field(default_factory=list)
    opened: int = 0
    not_opened: int = 0
    killed_while_opening: int = 0


def storm_of_kills(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Kill a booth ``times`` times at random moments."""
    chance = random.Random(seed)
    district, booth = set_up(folder, known=KNOWN)
    told = _Told()
    people = drafts(seed)
    try:
        key = key_of(booth)
        for done in range(1, times + 1):
            batch = [next(people) for _ in range(40)]
            _one_kill(booth, key, batch, chance, told)
            _open_again(booth, key, told)
            tell(done, times)
        with_store = open_store(booth.folder, key)
        try:
            if plant:
                _plant(with_store, plant, told)
            figures = _check(with_store, told)
            figures |= _agree(with_store, district)
        finally:
            with_store.close()
    finally:
        district.stop()
    return result(
        "kills",
        {"kills": times, "acts_told": sum(told.acts.values()), **figures},
        tried="kills",
        seed=seed,
        plant=plant,
        target="0 acknowledged lost, 0 doubled, store opens every time",
        bad=("acknowledged_lost", "doubled", "gaps", "not_opened", "unconfirmed", "district_differs"),
    )


def _one_kill(
    booth: Booth, key: bytes, drafts: list[EnrolmentDraft], chance: random.Random, told: _Told
) -> None:
    # One in five dies while it still opens the store.
    life = chance.uniform(0.0, OPENS_WITHIN if chance.random() < 0.2 else LONGEST_LIFE)
    syncs = chance.random() < 0.3
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work_until_killed(booth, key, drafts, syncs, writer)
    os.close(writer)
    time.sleep(life)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = b""
    while piece := os.read(reader, 65536):
        said += piece
    os.close(reader)
    lines = said.decode().split("\n")[:-1]  # a last line without its end was not told
    if not lines:
        told.killed_while_opening += 1
    for line in lines:
        kind, _, name = line.partition(" ")
        told.acts[kind] += 1
        if kind == "enrolled":
            told.enrolled.append(name)
        if kind == "acted":
            told.operations.append(name)


def _work_until_killed(
    booth: Booth, key: bytes, drafts: list[EnrolmentDraft], syncs: bool, writer: int
) -> None:
    """Work in the child; never returns."""
    try:
        store = open_store(booth.folder, key)
        os.write(writer, b"opened\n")
        desk = Desk(booth.event, booth.site, "1")
        while True:
            for place, draft in enumerate(drafts):
                _one_person(store, desk, draft, writer)
                if syncs and place % 8 == 7:
                    with suppress(Problem):
                        sync(store, report=Quiet(), clock=now)
                    os.write(writer, b"synced\n")
            while True:
                time.sleep(1)
    finally:
        os._exit(3)


def _one_person(store: Store, desk: Desk, draft: EnrolmentDraft, writer: int) -> None:
    for step in steps(store, desk, draft):
        for kind, name in step.act():
            os.write(writer, f"{kind} {name}\n".encode())


def _open_again(booth: Booth, key: bytes, told: _Told) -> None:
    try:
        open_store(booth.folder, key).close()
        told.opened += 1
    except Problem:
        told.not_opened += 1


def _check(store: Store, told: _Told) -> dict[str, int]:
    """Compare what was told with what the store holds."""
    with store.reading() as db:
        kept = Counter(row[0] for row in db.execute("select id from operations").fetchall())
        sequences = [
            row[0] for row in db.execute("select sequence from operations order by sequence").fetchall()
        ]
        uids = Counter(row[0] for row in db.execute("select uid from enrolments").fetchall())
    lost = [name for name in told.operations if not kept[name]]
    lost += [uid for uid in told.enrolled if not uids[uid]]
    doubled = [name for name, count in (kept + uids).items() if count > 1]
    gaps = len(sequences) and sequences[-1] - sequences[0] + 1 - len(sequences)
    return {
        "enrolled_told": len(told.enrolled),
        "killed_while_opening": told.killed_while_opening,
        "opened": told.opened,
        "not_opened": told.not_opened,
        "operations_kept": sum(kept.values()),
        "kept_but_not_told": len(kept.keys() - set(told.operations)),
        "acknowledged_lost": len(lost),
        "doubled": len(doubled),
        "gaps": int(gaps),
    }


def _agree(store: Store, district: DistrictProcess) -> dict[str, int]:
    """Sync what is left and compare with the district."""
    from fieldkit.acts.outbox import counts  # noqa: PLC0415 - after the storm

    for _ in range(5):
        with suppress(Problem):
            sync(store, report=Quiet(), clock=now)
        if not counts(store).waiting:
            break
    told = counts(store)
    received = sum(int(row["recorded"]) for row in district.facts("sites"))
    return {
        "confirmed": told.confirmed,
        "unconfirmed": told.recorded - told.confirmed,
        "district_differs": abs(received - told.recorded),
    }


def _plant(store: Store, plant: str, told: _Told) -> None:
    """Break the store on purpose, so that a test can see the checker find it."""
    with store.writing() as db:
        if plant == "lost":
            for table, name in (
                ("issues", "operation"),
                ("service_records", "operation"),
                ("operations", "id"),
            ):
                db.execute(f"delete from {table} where {name} = ?", [told.operations[-1]])  # noqa: S608 - ours
        else:
            names = [
                row[1] for row in db.execute("pragma table_info(operations)").fetchall() if row[1] != "place"
            ]
            values = ", ".join("id || 'x'" if name == "id" else name for name in names)
            db.execute(
                f"insert into operations ({', '.join(names)}) "  # noqa: S608 - names of our own schema
                f"select {values} from operations where kind = 'enrol' order by place desc limit 1"
            )
