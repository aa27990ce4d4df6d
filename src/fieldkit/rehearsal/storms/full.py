# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of full disks: the disk fills up before each act in turn, with more or less room left on it.

1. As root on a small disk of its own in memory; else by a limit on the size of files (``RLIMIT_FSIZE``), which the
   ballast cannot help against, so what is owed is not asked there.
2. The act is repeated until it is refused: by a problem with a sentence. Reading goes on, and what is owed is kept.
3. There is room again: the refused act is done. The disk fills up again, the program dies, and its store opens.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fieldkit.acts import printing
from fieldkit.acts.outbox import counts
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.papers import PaperKind
from fieldkit.problems import Problem
from fieldkit.rehearsal.filing import Filing, nothing, nowhere
from fieldkit.rehearsal.storms.brim import STORE, Brim, small_disk
from fieldkit.rehearsal.storms.crew import PEOPLE
from fieldkit.rehearsal.storms.ground import READY, Ground, prepared
from fieldkit.rehearsal.storms.outcome import LOST, Result, Tell, result, tally
from fieldkit.rehearsal.storms.people import Step, drafts, now, steps
from fieldkit.rehearsal.storms.verdict import Verdict, judge
from fieldkit.rehearsal.visit import VOLUNTEER
from fieldkit.store.ballast import BALLAST_FILE
from fieldkit.store.vault import Store, open_store

ACTS = ("enrol", "print", "serve", "issue")
LEFT = (0, 8 * 1024, 64 * 1024, 512 * 1024)
PLAN = tuple((act, left) for left in LEFT for act in ACTS)
_SPOKEN = frozenset({"disk-full", "disk-refused"})


@dataclass(slots=True)
class _Said:
    """What a child said of one filling before it died."""

    told: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    escaped: str = ""
    read: bool = False
    owed: bool = False
    resumed: bool = False
    ballast_helps: bool = True


@dataclass(frozen=True, slots=True)
class _Filling:
    """One filling: which act meets the full disk, and how much is left on it."""

    ground: Ground
    people: list[EnrolmentDraft]
    brim: Brim
    place: Path
    act: str
    left: int
    hasty: bool

    def in_a_child(self) -> _Said:
        """Work until the disk is full in a child, which dies when it is full again; return what it said."""
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            said = _Said(ballast_helps=self.brim.ballast_helps)
            try:
                self._work(said)
            except BaseException as fault:  # noqa: BLE001 - told, and judged by the parent
                said.escaped = f"{type(fault).__name__} {getattr(fault, 'code', '')}".strip()
            finally:
                os.write(writer, json.dumps({name: getattr(said, name) for name in _Said.__slots__}).encode())
                os._exit(0)
        os.close(writer)
        raw = b""
        while piece := os.read(reader, 65536):
            raw += piece
        os.close(reader)
        os.waitpid(child, 0)
        answer: dict[str, Any] = json.loads(raw)
        return _Said(**{**answer, "told": [tuple(one) for one in answer["told"]]})

    def _work(self, said: _Said) -> None:
        store = open_store(self.place, self.ground.key)
        waiting = [self._up_to(store, draft, said) for draft in self.people[1:-1]]
        self._order_print(store, said)
        store.check()  # writes the log back and empties it: its old room would hide the full disk
        self.brim.fill(self.left)
        refused = self._until_refused(waiting, said)
        said.read = counts(store).recorded > 0
        with suppress(Problem):
            printing.step(store, printer="", hands=Filing(nothing, nowhere, store), now=now())
            said.owed = True
        self.brim.release()
        if refused is not None and not self.hasty:
            said.told += refused.act()
        said.resumed = True
        self.brim.fill(0)

    def _until_refused(self, waiting: list[Step], said: _Said) -> Step | None:
        for step in waiting:
            said.told += step.sure if self.hasty else ()
            try:
                said.told += step.act()
            except Problem as problem:
                said.refused.append(problem.code)
                return step
        return None

    def _up_to(self, store: Store, draft: EnrolmentDraft, said: _Said) -> Step:
        """Do for a person what comes before the act; return the step that is the act."""
        for step in steps(store, self.ground.desk, draft):
            if step.name == self.act:
                return step
            said.told += step.act()
        raise AssertionError(self.act)

    def _order_print(self, store: Store, said: _Said) -> None:
        """Enrol somebody and order a paper, whose outcome is owed."""
        first = next(iter(steps(store, self.ground.desk, self.people[0])))
        said.told += first.act()
        printing.order_paper(
            store, kind=PaperKind.CARD, about=first.sure[0][1], printer="", operator=VOLUNTEER, now=now()
        )


def storm_of_full_disks(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Fill the disk ``times`` times: each act at each of four sizes, then any act at any size."""
    chance = random.Random(seed)
    heard: list[_Said] = []
    verdicts: list[Verdict] = []
    ground = prepared(folder / "ground", seed=seed)
    everybody = drafts(seed)
    people = [next(everybody) for _ in range(PEOPLE)]
    plan = [
        *PLAN[:times],
        *((chance.choice(ACTS), chance.randrange(2**20)) for _ in range(times - len(PLAN))),
    ]
    for act, left in plan:
        with small_disk(folder / "disk") as brim:
            place = ground.lay_out(READY, folder / "disk" / STORE)
            (place / BALLAST_FILE).unlink()  # a real one is laid when the store is opened
            said = _Filling(ground, people, brim, place, act, left, plant == "hasty").in_a_child()
            heard.append(said)
            verdicts.append(judge(ground, place, said.told, 0, whole=False))  # while it is full
            brim.release()
            verdicts.append(judge(ground, place, said.told, 0, next_one=people[-1]))
        tell(len(heard), times)
    return result(
        "full",
        _figures(heard) | tally(verdicts),
        tried="fillings",
        seed=seed,
        plant=plant,
        target="0 acknowledged lost, every refusal a sentence, reading and what is owed go on, work resumes",
        bad=(*LOST, "without_a_sentence", "escaped", "not_read_while_full", "owed_not_kept", "not_resumed"),
    )


def _figures(heard: list[_Said]) -> dict[str, int]:
    codes = Counter(code for one in heard for code in one.refused)
    return {
        "fillings": len(heard),
        "on_a_disk_of_its_own": sum(one.ballast_helps for one in heard),
        "refused": sum(bool(one.refused) for one in heard),
        "acts_told": sum(len(one.told) for one in heard),
        **{f"said: {code}": count for code, count in sorted(codes.items())},
        "without_a_sentence": sum(count for code, count in codes.items() if code not in _SPOKEN),
        **Counter(f"escaped: {one.escaped}" for one in heard if one.escaped),
        "escaped": sum(bool(one.escaped) for one in heard),
        "not_read_while_full": sum(not one.read for one in heard),
        "owed_not_kept": sum(one.ballast_helps and not one.owed for one in heard),
        "not_resumed": sum(not one.resumed for one in heard),
    }
