# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of wrong clocks: an hour or days off, in 2015, stepping while people are served, a thousand times as fast.

1. A worker lives under libfaketime and reads its clock anew from a file, which the play itself rewrites.
2. At each clock the same people come, each twice: the second enrolment and the second pack must be refused as ever.
3. The order of what was entered is the order in which it was told, whatever the clock showed.
4. It syncs at each clock if TLS lets it, or says why not; with the right clock again everything is confirmed.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from fieldkit.rehearsal.storms.crew import Crew, Heard
from fieldkit.rehearsal.storms.ground import KNOWN, Ground, key_of, set_up
from fieldkit.rehearsal.storms.outcome import LOST, Result, Tell, result, tally
from fieldkit.rehearsal.storms.scenarios import CLOCK_FILE
from fieldkit.rehearsal.storms.verdict import Verdict, judge
from fieldkit.store.vault import open_store

RIGHT = "+0"
PEOPLE_A_ROUND = 3
_AWAY = ("-3d", "+3d", "-1h", "+1h", RIGHT)


def libfaketime() -> Path | None:
    """Return the library, None where it is not installed."""
    return next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)


def lacking() -> str:
    """Return the sentence that says why clocks cannot be turned here, '' where they can."""
    return (
        ""
        if libfaketime()
        else "the storm of clocks needs libfaketime (Debian: libfaketime), which is not here"
    )


@dataclass(slots=True)
class _Seen:
    """What the rounds showed so far."""

    tried: Counter[str] = field(default_factory=Counter)
    syncs: Counter[str] = field(default_factory=Counter)
    outcomes: set[tuple[str, ...]] = field(default_factory=set)
    verdicts: list[Verdict] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    before: int = 0
    wrong_order: int = 0
    escaped: int = 0

    def take(self, name: str, heard: Heard) -> None:
        """Take in one round."""
        self.tried[name] += 1
        self.outcomes.add(tuple(what for kind, what in heard.told if kind == "outcome"))
        self.syncs.update(f"sync at {name}: {what}" for kind, what in heard.told if kind == "synced")
        self.told += [what for kind, what in heard.told if kind == "acted"]
        self.escaped += len(heard.escaped)


def _clocks(chance: random.Random) -> dict[str, list[str]]:
    """Return the clocks by name: what it shows for each person."""
    since = int((dt.datetime.now(dt.UTC) - dt.datetime(2015, 1, 1, tzinfo=dt.UTC)).total_seconds())
    steady = {
        "right": RIGHT, "+1h": "+1h", "-1h": "-1h", "+3d": "+3d", "-3d": "-3d", "2015": f"-{since}", "x1000": "+0 x1000"
    }  # fmt: skip
    return {name: [shown] * PEOPLE_A_ROUND for name, shown in steady.items()} | {
        "stepping": [chance.choice(_AWAY) for _ in range(PEOPLE_A_ROUND)],
        "running back": [f"-{number}h" for number in range(PEOPLE_A_ROUND)],
    }


def storm_of_clocks(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Serve people at ever other clocks, ``times`` rounds in all, with one store that lives through all of it."""
    chance = random.Random(seed)
    rounds = [round_ for _ in range(times) for round_ in _clocks(chance).items()][:times]
    seen = _Seen()
    with ExitStack() as stack:
        district, booth = set_up(folder / "ground", known=KNOWN)
        stack.callback(district.stop)
        ground = Ground(folder / "ground", booth, key_of(booth), seed)
        crew = stack.enter_context(_crew(ground, folder, people=times * PEOPLE_A_ROUND))
        for number, (name, shown) in enumerate(rounds):
            heard = _one_round(crew, folder, shown, first=number * PEOPLE_A_ROUND)
            seen.take(name, heard)
            seen.wrong_order += not _in_order(ground, seen.told, by_clock=plant == "by-clock")
            acts = [one for one in heard.told if one[0] in ("acted", "enrolled")]
            seen.verdicts.append(judge(ground, booth.folder, acts, seen.before))
            seen.before = len(seen.told)
            tell(number + 1, times)
        ended = crew.play("sync", booth.folder, people=0)
        unconfirmed = sum(int(what) for kind, what in ended.told if kind == "unconfirmed")
    figures = {
        "rounds": len(rounds),
        **{f"at {name}": count for name, count in seen.tried.items()},
        **dict(sorted(seen.syncs.items())),
        "acts_told": len(seen.told),
        "other_outcome": len(seen.outcomes) - 1,
        "wrong_order": seen.wrong_order,
        "escaped": seen.escaped + len(ended.escaped),
        "unconfirmed": unconfirmed,
        **tally(seen.verdicts),
    }
    return result(
        "clocks",
        figures,
        tried="rounds",
        seed=seed,
        plant=plant,
        target="order and refusals of doubles the same at every clock, 0 lost, all confirmed in the end",
        bad=(*LOST, "other_outcome", "wrong_order", "escaped", "unconfirmed"),
    )


def _crew(ground: Ground, folder: Path, *, people: int) -> Crew:
    clock = folder / "clock"
    clock.write_text(RIGHT, encoding="ascii")
    return Crew(
        ground,
        shimmed=False,
        people=people,
        environment={
            "LD_PRELOAD": str(libfaketime()),
            "FAKETIME_TIMESTAMP_FILE": str(clock),
            "FAKETIME_NO_CACHE": "1",
            "PYTHONWARNINGS": "ignore",  # urllib3 warns of the clock; the booth says so itself
            CLOCK_FILE: str(clock),
        },
    )


def _one_round(crew: Crew, folder: Path, shown: list[str], *, first: int) -> Heard:
    """Play people at the clocks ``shown``; then set the clock right."""
    try:
        return crew.play("clocks", crew.ground.booth.folder, first=first, people=len(shown), words=shown)
    finally:
        (folder / "clock").write_text(RIGHT, encoding="ascii")


def _in_order(ground: Ground, told: list[str], *, by_clock: bool) -> bool:
    """Return True when the store has the operations in the order in which they were told, and numbers them so."""
    store = open_store(ground.booth.folder, ground.key)
    try:
        with store.reading() as db:
            order = "at, place" if by_clock else "place"
            rows = db.conn.execute(f"SELECT id, sequence FROM operations ORDER BY {order}").fetchall()  # noqa: S608
    finally:
        store.close()
    sequences = [row[1] for row in rows]
    return [row[0] for row in rows] == told and sequences == sorted(sequences)
