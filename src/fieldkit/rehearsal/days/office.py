# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The district of a day: its real code without a server around it, its clerks, its backups, and its deaths."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event, select

from fieldkit.rehearsal.days.world import Died, World, Wrong
from sync.db.tables import batch, held_batch
from sync.district import District, open_district
from sync.intake.exchange import exchange
from sync.intake.parcels import NoParcel, parcel
from sync.intake.quarantine import held_lives, release
from sync.outgoing.snapshots import piece
from sync.safety.backups import back_up
from sync.safety.restoring import NotWhole, restore
from sync.trust.joining import hello, joining
from sync.trust.revocation import revoke
from sync.trust.trust import issue

Head = tuple[str, str, int, bytes]
"""A batch by its device, its life, its number and the head after it."""

STATEMENTS = 60
"""An exchange has about so many statements; a death is planned before one of them."""


@dataclass(slots=True)
class Kept:
    """A backup: its file and the batches that the district had taken when it was made."""

    file: Path
    heads: frozenset[Head]


class Office:
    """The district in ``folder``. ``kept`` are its backups, the oldest first."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.kept: list[Kept] = []
        self.revoked: dict[str, str] = {}
        self.decided: dict[tuple[str, str], str] = {}
        self._until_death = 0
        self.district = self._opened(folder / "district")

    def _opened(self, folder: Path) -> District:
        district = open_district(folder)
        for moment in ("before_cursor_execute", "commit"):
            event.listen(district.database.kind.writer, moment, self._step)
        return district

    def _step(self, *_of_the_event: object) -> None:
        """One more step of the writer; it may be the last."""
        if self._until_death:
            self._until_death -= 1
            if not self._until_death:
                raise Died

    def close(self) -> None:
        """Stop."""
        self.district.close()

    def exchange(self, raw: bytes) -> bytes:
        """Return the answer to the request ``raw``. Raises Died, and is there again afterwards."""
        return self._alive(lambda: exchange(self.district, raw, self.world.now).body)

    def parcel(self, raw: bytes) -> bytes:
        """Return the answer to a parcel, b'' for what is none. Raises Died."""
        return self._alive(lambda: self._parcel(raw))

    def _parcel(self, raw: bytes) -> bytes:
        try:
            return parcel(self.district, raw, self.world.now)[0]
        except NoParcel:
            return b""

    def _alive(self, work: object) -> bytes:
        if self.world.happens(0.02):
            self._until_death = self.world.chance.randrange(1, STATEMENTS)
        try:
            return work()  # type: ignore[operator,no-any-return] # one of ours
        except Died:
            self.world.figures["district_died"] += 1
            self.world.tell("district", "died and came back")
            self.district.close()
            self.district = self._opened(self.district.folder)
            raise
        finally:
            self._until_death = 0

    def join(self, raw: bytes) -> bytes:
        """Return the answer to a request to join."""
        return joining(self.district, raw, self.world.now, self.world.now).body

    def hello(self) -> bytes:
        """Return who we are."""
        return hello(self.district, "1", self.world.now)

    def piece(self, named: str, number: int) -> bytes:
        """Return a piece of a snapshot, b'' for none."""
        with self.district.database.reading() as reading:
            return piece(reading, named, number) or b""

    def heads(self) -> frozenset[Head]:
        """Return every batch that was taken, those included that staff released."""
        with self.district.database.reading() as reading:
            row, aside = batch.c, held_batch.c
            taken = reading.execute(select(row.device, row.life, row.number, row.head)).all()
            released = reading.execute(
                select(aside.device, aside.life, aside.number, aside.head).where(aside.settled != "")
            ).all()
        return frozenset((of, life, number, bytes(head)) for of, life, number, head in [*taken, *released])

    def back_up(self) -> None:
        """Make a backup on another medium."""
        heads = self.heads()
        made = back_up(
            self.district,
            self.folder / "backups",
            now=self.world.now,
            actor="sim",
            elsewhere=True,
            keep_newest=99,
        )
        self.kept.append(Kept(made.file, heads))
        self.world.tell("district", f"backup {made.generation.number} up to {made.generation.place}")
        self.world.figures["backups"] += 1

    def restore(self) -> None:
        """Lose the machine; make the district anew from the newest backup."""
        self.district.close()
        old = self.district.folder
        new = self.folder / f"district-{len(list(self.folder.glob('district*')))}"
        recovery = next(
            line
            for line in (old / "registrar" / "recovery.key").read_text(encoding="utf-8").splitlines()
            if line.startswith("AGE-SECRET-KEY-")
        )
        try:
            restore(self.kept[-1].file, recovery, new, now=self.world.now, actor="sim", elsewhere=True)
        except NotWhole as found:
            raise Wrong(
                "not-whole", f"the backup has faults: {[one for one in found.args[0] if one.faults]}"
            ) from None
        shutil.copytree(old / "registrar", new / "registrar", dirs_exist_ok=True)
        self.district = self._opened(new)
        self.decided.clear()
        for device, reason in self.revoked.items():  # the office does again what it knows on paper
            self.revoke(device, reason)
        self.world.tell("district", f"lost, and made anew from {self.kept[-1].file.name[21:27]}")
        self.world.figures["restored"] += 1

    def revoke(self, device: str, reason: str) -> None:
        """Let ``device`` count no more."""
        with self.district.database.writing() as writing:
            revoke(writing, device, self.world.now, reason=reason)
            issue(self.district, writing, self.world.now)
        self.revoked[device] = reason
        self.world.tell("district", f"revoked {device}")

    def decide(self, *, leave: float) -> int:
        """Let staff adopt or reject each held life; a share of them is left as it is. Return how many were decided."""
        decided = 0
        with self.district.database.writing() as writing:
            for one in sorted(held_lives(writing), key=lambda one: (one.device, one.life)):
                how = self.rule(one.device, one.life, leave)
                if how == "leave":
                    continue
                release(writing, one.device, one.life, how, self.world.now)  # type: ignore[arg-type]
                self.world.tell("staff", f"{how} {one.device} {one.life} ({one.operations} operations)")
                self.world.figures[how] += 1
                decided += 1
        return decided

    def rule(self, device: str, life: str, leave: float) -> str:
        """Return what staff do with a held life: one word for one life, whenever they are asked."""
        if (device, life) not in self.decided:
            drawn = self.world.chance.random()
            self.decided[device, life] = (
                "leave" if drawn < leave else "adopt" if drawn < (1 + leave) / 2 else "reject"
            )
        return self.decided[device, life]


def later(now: dt.datetime, **step: float) -> dt.datetime:
    """Return a time after ``now``."""
    return now + dt.timedelta(**step)
