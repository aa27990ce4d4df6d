# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""One day from one seed: 22 booths at work through everything that goes wrong, then all heals, then it is judged."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fieldkit.acts.outbox import counts
from fieldkit.rehearsal.days import checks, plants
from fieldkit.rehearsal.days.books import books_of
from fieldkit.rehearsal.days.booth import Booth
from fieldkit.rehearsal.days.desk import settle_refusals, step
from fieldkit.rehearsal.days.ground import Ground, prepared
from fieldkit.rehearsal.days.ledger import Key, Ledger
from fieldkit.rehearsal.days.office import Kept, Office
from fieldkit.rehearsal.days.people import CARD, Plan, planned
from fieldkit.rehearsal.days.world import World, Wrong, seeded
from fieldkit.store import faultpoints

SITES = 22
VISITS = 3
PASSES = 12
LEAVE = 0.15
"""The share of held lives that staff leave undecided."""


@dataclass(frozen=True, slots=True)
class Played:
    """How a day ended: what is wrong (nothing: ''), its figures, its trace."""

    seed: int
    wrong: str
    said: str
    figures: dict[str, int]
    trace: tuple[str, ...]
    digest: str


def play(
    folder: Path,
    seed: int,
    *,
    sites: int = SITES,
    visits: int = VISITS,
    plant: str | None = None,
    eventful: bool = False,
) -> Played:
    """Play the day ``seed`` in ``folder``, which is emptied afterwards.

    ``plant`` names a planted fault; in an ``eventful`` day everything goes wrong that can.
    """
    ground = prepared()
    world = World(seed)
    place = folder / f"day-{seed}"
    wrong = said = ""
    with (
        seeded(str(seed)),
        plants.planted(plant),
        contextlib.closing(Day(world, ground, place, sites, visits)) as day,
    ):
        try:
            day.play(eventful=eventful)
        except Wrong as found:
            wrong, said = found.args
        except Exception as fault:  # noqa: BLE001 - whatever it is, the day is to be told and kept
            wrong, said = "broke-off", _where(fault)
        finally:
            faultpoints.arm("")
    shutil.rmtree(place, ignore_errors=True)
    return Played(seed, wrong, said, dict(world.figures), tuple(world.trace), world.digest())


def _where(fault: Exception) -> str:
    """Return what ``fault`` is and the last places of ours that it went through."""
    frames = [one for one in traceback.extract_tb(fault.__traceback__) if one.filename.endswith(".py")]
    places = " < ".join(f"{Path(one.filename).stem}:{one.lineno}" for one in reversed(frames[-4:]))
    return f"{type(fault).__name__} {fault} at {places}"


class Day:
    """The day at work."""

    def __init__(self, world: World, ground: Ground, folder: Path, sites: int, visits: int) -> None:
        self.world, self.ground = world, ground
        ground.lay_out(folder, sites)
        self.office = Office(world, folder)
        self.office.kept = [Kept(next(iter((folder / "backups").glob("*.age"))), frozenset())]
        self.ledger = Ledger(people={known.uid: known.uid for known in ground.known})
        self.plan: Plan = planned(world.seed, ground, sites=sites, visits=visits)
        self.booths = [
            Booth(
                world, self.office, self.ledger, start, name=start.site,
                folder=folder / "booths" / start.site, key=ground.key, event=ground.event,
            )
            for start in ground.starts[:sites]
        ]  # fmt: skip
        self.visits = [visit for site in self.plan.visits.values() for visit in site]
        self.odd: set[str] = set()
        self.turned_down: set[Key] = set()

    def close(self) -> None:
        """Let everything go."""
        for booth in self.booths:
            booth.store.close()
        self.office.close()

    def play(self, *, eventful: bool) -> None:
        """Play and judge. Raises Wrong."""
        self._morning()
        happenings = self._happenings(eventful=eventful)
        while self.visits or happenings:
            self.world.pass_time(seconds=self.world.chance.randint(3, 120))
            left = len(self.visits) + len(happenings)
            if happenings and self.world.chance.random() < len(happenings) / left / 2:
                self._happen(happenings.pop(0))
            self._turn()
        self._evening()
        self._heal()
        checks.judge(self)

    def _morning(self) -> None:
        chance = self.world.chance
        for booth in self.booths:
            booth.ahead = dt.timedelta(
                hours=chance.choice((0, 0, 0, 1, -1, 3, -5, 30, -72)), seconds=chance.randint(-300, 300)
            )

    def _happenings(self, *, eventful: bool) -> list[str]:
        """Return what goes wrong today beside lines, sticks and deaths, in an order that makes sense."""
        chance = self.world.chance
        middle = ["backup"]
        for name, share in (
            ("copy", 0.5), ("known copy", 0.4), ("restore", 0.35), ("revoke", 0.3), ("decide", 0.5), ("backup", 0.5),
            ("go back", 0.4), ("go back unnoticed", 0.4), ("purge", 0.3), ("step", 1.0), ("step", 1.0),
        ):  # fmt: skip
            if eventful or chance.random() < share:
                middle.append(name)
        chance.shuffle(middle)
        return ["aside", *middle, *(["restore"] if eventful else [])]

    def _happen(self, what: str) -> None:
        chance, booths = self.world.chance, self.booths
        plain = [one for one in booths if one.start.device not in self.odd] or booths
        one = chance.choice(plain)
        match what:
            case "aside":
                for other in chance.sample(booths, min(4, len(booths))):
                    other.put_aside()
            case "copy" | "known copy":
                self.odd.add(one.start.device)
                booths.append(one.second(f"{one.name}-{len(booths)}", noticed=what == "known copy"))
            case "go back" | "go back unnoticed":
                self._goes_back(noticed=what == "go back")
            case "revoke":
                self.odd.add(one.start.device)
                self.office.revoke(one.start.device, "lost")
            case "step":
                one.ahead += dt.timedelta(minutes=chance.randint(-600, 600))
            case "purge":
                self.world.pass_time(hours=1)
                for other in chance.sample(booths, min(5, len(booths))):
                    other.purge()
                    checks.look(self, other)
            case "decide":
                self.office.decide(leave=LEAVE)
            case _:
                {"backup": self.office.back_up, "restore": self._restore}[what]()

    def _restore(self) -> None:
        self.turned_down |= books_of(self.office).rejected()
        self.office.restore()

    def _goes_back(self, *, noticed: bool) -> None:
        asides = [one for one in self.booths if one.aside and len(one.rows) > len(one.aside.rows)]
        if asides:
            one = self.world.chance.choice(asides)
            self.odd.add(one.start.device)
            one.go_back(noticed=noticed)

    def _turn(self) -> None:
        """Let one booth do something."""
        chance = self.world.chance
        drawn = chance.random()
        if self.visits and drawn < 0.78:
            self._act()
            return
        booth = chance.choice(self.booths)
        if drawn < 0.93:
            booth.round()
        elif drawn < 0.96:
            booth.give_parcel()
        elif drawn < 0.98:
            others = [one for one in self.booths if one.sticks and one is not booth]
            booth.carry(others) if others and chance.random() < 0.6 else booth.hand_in()
        for one in self.booths:
            if one.answers and chance.random() < 0.5:
                one.take_answers()
        checks.look(self, booth)

    def _act(self) -> None:
        chance = self.world.chance
        visit = chance.choice(self.visits)
        if visit.how == CARD and not visit.person.card:
            other = next(
                (one for one in self.visits if one.person is visit.person and one is not visit), None
            )
            if other is None:
                self.visits.remove(visit)  # nobody has a card to show
                return
            visit = other
        here = [one for one in self.booths if one.start.site == visit.site]
        booth = next((one for one in here if one.name == visit.booth), None) or chance.choice(here)
        visit.booth = booth.name
        step(booth, visit)
        if not visit.acts:
            self.visits.remove(visit)

    def _evening(self) -> None:
        """Go home with something still on its way."""
        chance = self.world.chance
        for booth in chance.sample(self.booths, len(self.booths) // 3):
            booth.round()
            checks.look(self, booth)
        self.world.pass_time(hours=20)

    def _heal(self) -> None:
        """Turn every fault off and go on until all is quiet. Raises Wrong where it never is."""
        self.world.calm = True
        tried: dict[str, set[str]] = {}
        for booth in self.booths:
            booth.ahead = dt.timedelta()
        for number in range(PASSES):
            self.world.pass_time(hours=2)
            moved = self.office.decide(leave=LEAVE)
            for booth in self.booths:
                self.world.pass_time(seconds=1)
                for late in booth.wire.withheld:
                    self.office.exchange(late[1])
                booth.wire.withheld = []
                moved += self._visit_booth(booth, tried.setdefault(booth.name, set()))
            if number == 1:
                self.office.back_up()
            if not moved and number > 2:
                return
        raise Wrong("restless", f"something still moves after {PASSES} passes: {dict(self._restless())}")

    def _visit_booth(self, booth: Booth, tried: set[str]) -> int:
        before = counts(booth.store)
        booth.hand_in()
        booth.take_answers()
        ended = booth.round()
        if ended not in ("done", "stopped") and not (
            booth.start.device in self.office.revoked and ended == "district-refused revoked"
        ):
            raise Wrong("no-round", f"{booth.name}: {ended}")
        checks.look(self, booth)
        done = 0 if booth.start.device in self.office.revoked else settle_refusals(booth, tried)
        booth.purge()
        checks.look(self, booth)
        return done + (counts(booth.store) != before)

    def _restless(self) -> Iterator[tuple[str, str]]:
        for booth in self.booths:
            found = counts(booth.store)
            if found.waiting != found.held:
                yield booth.name, str(found)
