# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A booth of a day: one store, its own wrong clock, its wire; it dies at numbered points, is copied, is put back."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from fieldkit import heads
from fieldkit.domain.desk import Desk
from fieldkit.problems import Problem
from fieldkit.rehearsal.days.ground import Start
from fieldkit.rehearsal.days.ledger import Key, Ledger
from fieldkit.rehearsal.days.office import Office
from fieldkit.rehearsal.days.roads import Wire, damaged
from fieldkit.rehearsal.days.world import Died, World, die
from fieldkit.rehearsal.storms.ground import lay_hollow_ballast
from fieldkit.store import faultpoints
from fieldkit.store.ballast import BALLAST_FILE
from fieldkit.store.identity import new_life
from fieldkit.store.purge import purge
from fieldkit.store.vault import Store, open_store
from fieldkit.uplink.courier import carry
from fieldkit.uplink.parcels import make_parcel, take_answer
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet

T = TypeVar("T")

ACTING = (
    "enrol-begin", "enrol-numbered", "enrol-entered", "enrol-before-commit", "enrol-committed", "issue-begin",
    "issue-entered", "issue-before-commit", "issue-committed", "serve-before-commit", "serve-committed",
    "void-before-commit", "void-committed", "amend-before-commit", "amend-committed", "withdraw-committed",
    "transfer-before-commit", "transfer-committed", "update-committed", "retell-before-commit", "retell-committed",
)  # fmt: skip
SYNCING = (
    "freeze-begin", "freeze-signed", "freeze-before-commit", "freeze-committed", "settle-begin", "settle-one",
    "settle-before-commit", "settle-committed", "apply-before-commit", "apply-committed",
)  # fmt: skip
PURGING = ("purge-before-commit", "purge-committed")


@dataclass(frozen=True, slots=True)
class Aside:
    """A copy of a booth's folder as it once was, and the acts in it."""

    folder: Path
    rows: tuple[Key, ...]


class Booth:
    """One store at work. Several may be copies of one device."""

    def __init__(
        self,
        world: World,
        office: Office,
        ledger: Ledger,
        start: Start,
        *,
        name: str,
        folder: Path,
        key: bytes,
        event: str,
    ) -> None:
        self.world, self.office, self.ledger, self.start = world, office, ledger, start
        self.name, self.folder, self.key, self.event = name, folder, key, event
        self.wire = Wire(world, office, name)
        self.ahead = dt.timedelta()
        self.rows: list[Key] = []
        self.aside: Aside | None = None
        self.sticks: list[Path] = []
        self.answers: list[Path] = []
        self.stick = folder.parent.parent / "sticks" / name
        self.stick.mkdir(parents=True)
        self.store: Store = None  # type: ignore[assignment] # opened next
        self.open()

    @property
    def desk(self) -> Desk:
        """Return where its acts are done."""
        return Desk(self.event, self.start.site, "1")

    def clock(self) -> dt.datetime:
        """Return the time as this laptop has it."""
        return self.world.now + self.ahead

    def open(self) -> None:
        """Start the program: it looks whether its store went back."""
        self.store = open_store(self.folder, self.key)
        life = heads.begin_anew_if_turned_back(self.store, self.clock())
        if life:
            self.world.tell(self.name, f"knows itself for an older copy: life {life}")
            self.world.figures["noticed_older"] += 1

    def do(self, work: Callable[[Store], T], points: tuple[str, ...] = (), *, whom: str = "") -> T:
        """Do ``work``; now and then the program dies at one of ``points`` and is started again. Raises Died."""
        if points and self.world.happens(0.07):
            point, count = self.world.chance.choice(points), self.world.chance.choice((1, 1, 1, 2))
            faultpoints.arm(f"{point}:{count}", lambda: self._dies(point))
        try:
            return work(self.store)
        except Died:
            self.store.close()
            self.open()
            raise
        finally:
            faultpoints.arm("")
            self.ledger.read(self, whom)
            if self.world.calm or self.world.chance.random() < 0.5:
                heads.note(self.store)

    def _dies(self, point: str) -> None:
        self.world.tell(self.name, f"died at {point}")
        self.world.figures["booths_died"] += 1
        die()

    def round(self) -> str:
        """Sync; return how it ended: ``done``, ``stopped``, ``died`` or the problem it met."""
        try:
            ended = self.do(
                lambda store: sync(store, report=Quiet(), clock=self.clock, dial=self.wire.dial), SYNCING
            ).outcome
        except Problem as problem:
            ended = f"{problem.code} {problem.facts.get('why', '')}".strip()
        except Died:
            ended = "died"
        self.world.tell(self.name, f"round: {ended}")
        self.world.figures["rounds"] += 1
        return ended

    def give_parcel(self) -> None:
        """Put what waits on a stick."""
        try:
            file = self.do(lambda store: make_parcel(store, self.stick, clock=self.clock), SYNCING)
        except (Problem, Died):
            return
        self.world.figures["parcels"] += 1
        self.world.tell(self.name, f"parcel {file.name[-12:]}")
        self.sticks.append(file)

    def carry(self, others: list[Booth]) -> None:
        """Post what ``others`` put on sticks, as a clerk's laptop does; some sticks suffer, some come twice."""
        files = [file for other in others for file in other.sticks]
        for file in files:
            if self.world.happens(0.15):
                file.write_bytes(damaged(self.world, file.read_bytes()))
                self.world.figures["sticks_damaged"] += 1
        try:
            carried = carry(self.store, files, report=Quiet(), dial=self.wire.dial)
        except Problem as problem:
            self.world.tell(self.name, f"carries: {problem.code}")
            return
        self.world.tell(self.name, f"carries {len(carried)} parcels")
        for other in others:
            other.answers += [one.answer for one in carried if one.answer and one.parcel in other.sticks]
            if not self.world.happens(0.3):
                other.sticks = [
                    file for file in other.sticks if not any(one.parcel == file for one in carried)
                ]

    def hand_in(self) -> None:
        """Bring the sticks to the district's desk."""
        for file in self.sticks:
            try:
                answer = self.office.parcel(file.read_bytes())
            except Died:
                continue
            beside = file.with_suffix(".answer")
            beside.write_bytes(answer)
            self.answers.append(beside)
        if not self.world.happens(0.3):
            self.sticks = []

    def take_answers(self) -> None:
        """Take in the answers that came back, some of them later, some of them twice, some of them broken."""
        keep = []
        for file in self.answers:
            if self.world.happens(0.3):
                keep.append(file)  # another time
                continue
            if self.world.happens(0.15):
                file.write_bytes(damaged(self.world, file.read_bytes()))
            try:
                self.do(lambda store, file=file: take_answer(store, file, clock=self.clock), SYNCING)  # type: ignore[misc]
                self.world.figures["answers"] += 1
                self.world.tell(self.name, "took in an answer")
            except (Problem, Died) as fault:
                self.world.tell(self.name, f"answer: {fault}")
            if self.world.happens(0.2):
                keep.append(file)
        self.answers = keep

    def purge(self) -> None:
        """Forget what may be forgotten."""
        try:
            gone = self.do(lambda store: purge(store, self.clock()), PURGING)
        except Died:
            return
        self.world.figures["purged"] += gone

    def put_aside(self) -> None:
        """Keep a copy of the folder, as a clerk does before the day."""
        to = self.folder.parent / f"{self.name}-aside-{len(self.rows)}-{self.world.now:%H%M%S}"
        self._copy(to)
        self.aside = Aside(to, tuple(self.rows))

    def second(self, name: str, *, noticed: bool) -> Booth:
        """Return a copy of this booth that is used beside it; ``noticed``: what starts it knows that it is one."""
        to = self.folder.parent / name
        self._copy(to)
        other = Booth(
            self.world,
            self.office,
            self.ledger,
            self.start,
            name=name,
            folder=to,
            key=self.key,
            event=self.event,
        )
        other.rows = list(self.rows)
        if noticed:
            new_life(other.store, now=other.clock())
            heads.note(other.store)
        self.world.tell(self.name, f"copied as {name}{', which is known' if noticed else ''}")
        self.world.figures["copied"] += 1
        return other

    def go_back(self, *, noticed: bool) -> None:
        """Lose the disk and go on with the copy put aside; ``noticed``: by what was noted outside of the store."""
        if self.aside is None:
            return
        self.store.close()
        note = (
            (self.folder / heads.HEAD_FILE).read_bytes() if (self.folder / heads.HEAD_FILE).is_file() else b""
        )
        shutil.rmtree(self.folder)
        shutil.copytree(self.aside.folder, self.folder)
        if noticed and note:
            (self.folder / heads.HEAD_FILE).write_bytes(note)
        lost = len(self.rows) - len(self.aside.rows)
        self.rows = list(self.aside.rows)
        self.world.tell(self.name, f"disk lost, went back by {lost} acts")
        self.world.figures["went_back"] += 1
        self.open()

    def _copy(self, to: Path) -> None:
        self.store.close()
        shutil.copytree(self.folder, to, ignore=shutil.ignore_patterns(BALLAST_FILE, "*.lock"))
        lay_hollow_ballast(to)
        self.store = open_store(self.folder, self.key)
