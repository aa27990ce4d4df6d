# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of power cuts: every request of a working booth to its disk is written down, then the power goes anywhere.

1. A worker plays a scenario under the shim; its requests and what it told stand in one log, in order.
2. For each image a moment in the log is chosen, and a folder as it may be found then (``images``).
3. The real program opens each image; what was told before that moment must be there.

With ``synchronous=FULL`` nothing may be missing. Planted: the same with NORMAL or OFF, a drive that lies about its
syncs, a program that tells too early. Each of these must be found, or this storm proves nothing.
"""

from __future__ import annotations

import itertools
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from fieldkit.rehearsal.storms.calls import count_kept
from fieldkit.rehearsal.storms.crew import PEOPLE, Crew
from fieldkit.rehearsal.storms.ground import EMPTY, READY, Ground, lay_hollow_ballast, prepared
from fieldkit.rehearsal.storms.images import Disk, read_log
from fieldkit.rehearsal.storms.outcome import LOST, Result, Tell, result, tally
from fieldkit.rehearsal.storms.people import drafts
from fieldkit.rehearsal.storms.scenarios import SCENARIOS, WORKED, one_step_newer
from fieldkit.rehearsal.storms.verdict import Verdict, judge

IMAGES_OF_A_RUN = 250
WEAKER = {"normal": {"synchronous": "NORMAL"}, "off": {"synchronous": "OFF"}}
Told = tuple[tuple[str, str], ...]


def storm_of_power_cuts(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Open ``times`` images of disks after a power cut."""
    chance = random.Random(seed)
    verdicts: list[Verdict] = []
    per_scenario: Counter[str] = Counter()
    ground = prepared(folder / "ground", seed=seed)
    with Crew(ground) as crew:
        crew.make_worked()
        before = {name: count_kept(ground, name, folder) for name in (READY, WORKED)} | {EMPTY: 0}
        last = next(itertools.islice(drafts(seed), PEOPLE - 1, None))
        for name in _turns(times, chance):
            scenario = SCENARIOS[name]
            with one_step_newer() if scenario.newer else nullcontext():
                cuts = min(IMAGES_OF_A_RUN, times - len(verdicts))
                images = _images(crew, folder, name, cuts, chance=chance, plant=plant)
                for image, told in images:
                    goes_on = last if chance.random() < 0.1 and scenario.start != EMPTY else None
                    verdicts.append(judge(ground, image, told, before[scenario.start], next_one=goes_on))
                    shutil.rmtree(image)
                    per_scenario[name] += 1
                    tell(len(verdicts), times)
    figures = {
        "images": len(verdicts),
        **{f"in {name}": count for name, count in sorted(per_scenario.items())},
        "images_that_lost": sum(one.lost > 0 for one in verdicts),
        "more_than_one_extra": sum(one.extra > 1 for one in verdicts),
        **tally(verdicts),
    }
    return result(
        "powercut",
        figures,
        tried="images",
        seed=seed,
        plant=plant,
        target="0 images with a lost acknowledged act, 0 that do not open whole",
        bad=(*LOST, "more_than_one_extra"),
    )


def _turns(times: int, chance: random.Random) -> Iterator[str]:
    """Yield the scenarios of ``times`` images, each as often as its share."""
    names = [name for name, scenario in SCENARIOS.items() for _ in range(scenario.share)]
    runs = -(-times // IMAGES_OF_A_RUN)
    first = list(SCENARIOS)[:runs]
    yield from [*first, *(chance.choice(names) for _ in range(runs - len(first)))]


def _images(
    crew: Crew, folder: Path, name: str, count: int, *, chance: random.Random, plant: str | None
) -> Iterator[tuple[Path, Told]]:
    """Play a scenario once and yield ``count`` folders after power cuts, each with what was told by then."""
    ground: Ground = crew.ground
    place = ground.lay_out(SCENARIOS[name].start, folder / "played")
    disk = Disk(place, lying=plant == "liar")
    log = folder / "requests.log"
    log.unlink(missing_ok=True)
    heard = crew.play(name, place, log=log, pragmas=WEAKER.get(plant or "", {}), hasty=plant == "hasty")
    assert not heard.escaped, heard
    shutil.rmtree(place)
    records = list(read_log(log))
    cuts = sorted(chance.randint(0, len(records)) for _ in range(count))
    told: list[tuple[str, str]] = []
    seen = 0
    for number, cut in enumerate(cuts):
        for record in records[seen:cut]:
            if record.kind == "M":
                kind, _, what = record.first.decode().partition(" ")
                told.append((kind, what))
            else:
                disk.take(record)
        seen = cut
        image = folder / f"image-{number}"
        image.mkdir()
        for file, content in disk.after_power_cut(chance).items():
            (image / file).write_bytes(content)
        if SCENARIOS[name].start != EMPTY:
            lay_hollow_ballast(image)
        yield image, tuple(told)
