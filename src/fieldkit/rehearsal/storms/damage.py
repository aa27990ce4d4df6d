# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of damaged pages: bits turned, pages moved, torn or put back as they once were; each must be noticed.

SQLCipher seals each page with its number, so what is turned or moved shows when the page is read. A page put back
*as it was* is a good page: only a chain over the acts, with its head in a second place, can tell (trust.md §1, 5).
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fieldkit.problems import StoreDamaged
from fieldkit.rehearsal.storms.crew import BEFORE, Crew
from fieldkit.rehearsal.storms.ground import READY, Ground, lay_hollow_ballast, prepared
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from fieldkit.rehearsal.storms.verdict import is_noticed, kept
from fieldkit.store.vault import STORE_FILE, open_store

PAGE = 4096
LOG_FILE = STORE_FILE + "-wal"


@dataclass(frozen=True, slots=True)
class Harm:
    """One way to damage a store. ``must_show``: the checks notice it today, so that one unnoticed breaks the storm.

    ``of_log``: the log of a store that was not closed is damaged, not its file.
    """

    do: Callable[[bytearray, bytes, random.Random], None]
    must_show: bool = True
    of_log: bool = False


def _flip(now: bytearray, _then: bytes, chance: random.Random) -> None:
    """Turn one bit."""
    now[chance.randrange(len(now))] ^= 1 << chance.randrange(8)


def _zero(now: bytearray, _then: bytes, chance: random.Random) -> None:
    """Empty one sector, as a drive returns it that has lost it."""
    start = chance.randrange(len(now) // 512) * 512
    now[start : start + 512] = bytes(512)


def _swap(now: bytearray, _then: bytes, chance: random.Random) -> None:
    """Let two pages change places."""
    one, other = (page * PAGE for page in chance.sample(range(1, len(now) // PAGE), 2))
    now[one : one + PAGE], now[other : other + PAGE] = now[other : other + PAGE], now[one : one + PAGE]


def _cut(now: bytearray, _then: bytes, chance: random.Random) -> None:
    """Lose the end of the file."""
    del now[chance.randrange(PAGE, len(now)) :]


def _put_back(now: bytearray, then: bytes, chance: random.Random) -> None:
    """Put one page back as it was some acts ago."""
    changed = [at for at in range(PAGE, len(then), PAGE) if then[at : at + PAGE] != now[at : at + PAGE]]
    at = chance.choice(changed)
    now[at : at + PAGE] = then[at : at + PAGE]


def _put_all_back(now: bytearray, then: bytes, _chance: random.Random) -> None:
    """Put the whole file back as it was some acts ago."""
    now[:] = then


HARMS: dict[str, Harm] = {
    "flip": Harm(_flip),
    "zero": Harm(_zero),
    "swap": Harm(_swap),
    "cut": Harm(_cut),
    # Noticed by the chain of the operations and its head in the keyring: say must_show=True once ``check`` asks them.
    "put-back": Harm(_put_back, must_show=False),
    "all-put-back": Harm(_put_all_back, must_show=False),
    "flip-in-log": Harm(_flip, must_show=False, of_log=True),  # SQLite takes it for the end of the log
}


def storm_of_damaged_pages(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Damage a closed store ``times`` times; each must be noticed when it is opened and checked."""
    chance = random.Random(seed)
    tried: Counter[str] = Counter()
    unnoticed: Counter[str] = Counter()
    ground = prepared(folder / "ground", seed=seed)
    then, now = _two_moments(ground, folder)
    for number in range(times):
        name = chance.choices(list(HARMS), weights=(6, 2, 2, 1, 1, 1, 1))[0]
        harm = HARMS[name]
        damaged = bytearray(now.log if harm.of_log else now.closed)
        harm.do(damaged, then.closed, chance)
        left = _Moment(now.closed, now.open, bytes(damaged), now.kept) if harm.of_log else bytes(damaged)
        tried[name] += 1
        if left not in (now, now.closed) and not _shows(ground, folder / "try", left, blind=plant == "blind"):
            unnoticed[name] += 1
        tell(number + 1, times)
    must, may = (
        sum(unnoticed[name] for name, harm in HARMS.items() if harm.must_show is wanted)
        for wanted in (True, False)
    )
    figures = {
        "damaged": times,
        **{f"by {name}": tried[name] for name in HARMS},
        **{f"unnoticed: {name}": count for name, count in sorted(unnoticed.items())},
        "unnoticed": must,
        "unnoticed_without_a_chain": may,
    }
    return result(
        "damage",
        figures,
        tried="damaged",
        seed=seed,
        plant=plant,
        target="100 % of damaged stores noticed",
        bad=("unnoticed",),
    )


@dataclass(frozen=True, slots=True)
class _Moment:
    """A store at one moment: its file once it was closed, and before that its file, its log, and the acts in both."""

    closed: bytes
    open: bytes
    log: bytes
    kept: int


def _two_moments(ground: Ground, folder: Path) -> tuple[_Moment, _Moment]:
    """Return the store after some people, and after some more."""
    place = ground.lay_out(READY, folder / "grown")
    moments = []
    with Crew(ground, shimmed=False) as crew:
        for first in (0, BEFORE):
            crew.play("save", place, first=first, people=BEFORE)
            open_, log = (place / STORE_FILE).read_bytes(), (place / LOG_FILE).read_bytes()
            store = open_store(place, ground.key)
            count = len(kept(store)[0])
            store.close()
            moments.append(_Moment((place / STORE_FILE).read_bytes(), open_, log, count))
    return moments[0], moments[1]


def _shows(ground: Ground, place: Path, left: bytes | _Moment, *, blind: bool) -> bool:
    """Return True when the damage shows. ``blind`` only opens, as a program would that never checks its pages."""
    place.mkdir()
    try:
        if isinstance(left, _Moment):
            (place / STORE_FILE).write_bytes(left.open)
            (place / LOG_FILE).write_bytes(left.log)
        else:
            (place / STORE_FILE).write_bytes(left)
        lay_hollow_ballast(place)
        if isinstance(left, _Moment):
            return is_noticed(ground, place) or _holds(ground, place, left.kept)
        if not blind:
            return is_noticed(ground, place)
        try:
            open_store(place, ground.key).close()
        except StoreDamaged:
            return True
        return False
    finally:
        shutil.rmtree(place)


def _holds(ground: Ground, place: Path, count: int) -> bool:
    """Return True when every act is there: what was damaged in the log meant nothing any more."""
    store = open_store(place, ground.key)
    try:
        return len(kept(store)[0]) == count
    finally:
        store.close()
