# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Two storms at single requests to the disk: the process killed at the k-th one, and the k-th one refused.

1. A dry run counts the requests of a scenario; then k runs through all of them (through a sample where ``times`` is
   smaller), the SQLite way: the fault moves one request further each time.
2. ``killed``: a kill before the request, or after half of a write.
3. ``refused``: EIO or ENOSPC, once or for ever after; reads too. Every refusal must reach the acts as a problem with
   a sentence, nothing that was told may be lost, and the store must work again once the disk does.
"""

from __future__ import annotations

import errno
import itertools
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.rehearsal.storms import shim
from fieldkit.rehearsal.storms.crew import BEFORE, PEOPLE, Crew, Heard
from fieldkit.rehearsal.storms.ground import READY, Ground, prepared
from fieldkit.rehearsal.storms.outcome import LOST, Result, Tell, result, tally
from fieldkit.rehearsal.storms.people import drafts
from fieldkit.rehearsal.storms.scenarios import SCENARIOS, WORKED, one_step_newer
from fieldkit.rehearsal.storms.shim import Kinds, Strike
from fieldkit.rehearsal.storms.verdict import Verdict, judge, kept
from fieldkit.store.vault import open_store

_KILLS = (Strike(Kinds.CHANGES, 0, shim.KILL), Strike(Kinds.WRITE, 0, shim.TEAR))
_REFUSALS = tuple(
    Strike(kinds, 0, shim.FAIL, error, for_ever)
    for kinds, error in (
        (Kinds.CHANGES, errno.EIO),
        (Kinds.CHANGES, errno.ENOSPC),
        (Kinds.READ, errno.EIO),
    )
    for for_ever in (False, True)
)
SPOKEN = frozenset({"disk-refused", "disk-full", "store-damaged"})
"""What a failing disk may be called to the operator."""


@dataclass(frozen=True, slots=True)
class Try:
    """One try: the scenario, where it is struck, and what came of it."""

    scenario: str
    strike: Strike
    heard: Heard
    verdict: Verdict


def storm_of_killed_calls(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Kill the program at ``times`` single requests to the disk."""
    tries = _tries(folder, _KILLS, times=times, seed=seed, hasty=plant == "hasty", tell=tell)
    figures = {
        "points": len(tries),
        **_by_scenario(tries),
        "killed": sum(one.heard.killed for one in tries),
        "acts_told": sum(len(one.heard.told) for one in tries),
        "more_than_one_extra": sum(one.verdict.extra > 1 for one in tries),
        "escaped": sum(len(one.heard.escaped) for one in tries),
        **tally(one.verdict for one in tries),
    }
    return result(
        "calls",
        figures,
        tried="points",
        seed=seed,
        plant=plant,
        target="0 acknowledged lost, 0 doubled, 0 broken, at most 1 extra at each point",
        bad=(*LOST, "more_than_one_extra", "escaped"),
    )


def storm_of_refused_calls(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Refuse ``times`` single requests to the disk, half of them for ever after."""
    tries = _tries(folder, _REFUSALS, times=times, seed=seed, hasty=plant == "hasty", tell=tell)
    codes = Counter(code for one in tries for code in one.heard.refused)
    escaped = Counter(what for one in tries for what in one.heard.escaped)
    figures = {
        "points": len(tries),
        **_by_scenario(tries),
        "surfaced": sum(bool(one.heard.refused) for one in tries),
        "acts_told": sum(len(one.heard.told) for one in tries),
        **{f"said: {code}": count for code, count in sorted(codes.items())},
        **{f"escaped: {what}": count for what, count in sorted(escaped.items())},
        "escaped": sum(escaped.values()),
        "without_a_sentence": sum(count for code, count in codes.items() if code not in SPOKEN),
        **tally(one.verdict for one in tries),
    }
    return result(
        "errors",
        figures,
        tried="points",
        seed=seed,
        plant=plant,
        target="0 acknowledged lost, 0 doubled, 0 broken, every refusal a sentence",
        bad=(*LOST, "escaped", "without_a_sentence"),
    )


@dataclass(frozen=True, slots=True)
class _Striker:
    """Strikes one scenario after the other, each in a fresh copy of its start."""

    crew: Crew
    folder: Path
    before: dict[str, int]
    next_one: EnrolmentDraft
    hasty: bool

    def points(
        self, strikes: tuple[Strike, ...], times: int, chance: random.Random
    ) -> Iterator[tuple[str, Strike]]:
        """Yield ``times`` points: each request of each scenario once, then the same again; or a sample of them."""
        every: list[tuple[str, Strike]] = []
        for name, scenario in SCENARIOS.items():
            for strike in strikes:
                place = self.crew.ground.lay_out(scenario.start, self.folder / "dry")
                dry = self.crew.play(name, place, strike=Strike(strike.kinds, 0, shim.COUNT))
                shutil.rmtree(place)
                assert dry.passed, (name, dry)
                every += [(name, replace(strike, when=k)) for k in range(1, dry.passed + 1)]
        if times < len(every):
            every = chance.sample(every, times)
        yield from itertools.islice(itertools.cycle(every), times)

    def strike(self, name: str, strike: Strike) -> Try:
        """Strike once and judge what is left."""
        scenario = SCENARIOS[name]
        place = self.crew.ground.lay_out(scenario.start, self.folder / "try")
        heard = self.crew.play(name, place, strike=strike, hasty=self.hasty)
        with one_step_newer() if scenario.newer else nullcontext():
            verdict = judge(
                self.crew.ground,
                place,
                heard.told,
                self.before.get(scenario.start, 0),
                next_one=self.next_one if scenario.start in self.before else None,
            )
        shutil.rmtree(place)
        return Try(name, strike, heard, verdict)


def _tries(
    folder: Path, strikes: tuple[Strike, ...], *, times: int, seed: int, hasty: bool, tell: Tell
) -> list[Try]:
    tries: list[Try] = []
    ground = prepared(folder / "ground", seed=seed)
    with Crew(ground) as crew:
        crew.make_worked()
        before = {name: count_kept(ground, name, folder) for name in (READY, WORKED)}
        last = next(itertools.islice(drafts(seed), PEOPLE - 1, None))
        striker = _Striker(crew, folder, before, last, hasty)
        for name, strike in striker.points(strikes, times, random.Random(seed)):
            tries.append(striker.strike(name, strike))
            tell(len(tries), times)
    return tries


def count_kept(ground: Ground, start: str, folder: Path) -> int:
    """Return how many operations the store of ``start`` holds."""
    place = ground.lay_out(start, folder / "counting")
    store = open_store(place, ground.key)
    try:
        return len(kept(store)[0])
    finally:
        store.close()
        shutil.rmtree(place)


def _by_scenario(tries: list[Try]) -> dict[str, int]:
    return {f"in {name}": count for name, count in sorted(Counter(one.scenario for one in tries).items())}


assert BEFORE + max(scenario.people for scenario in SCENARIOS.values()) < PEOPLE
