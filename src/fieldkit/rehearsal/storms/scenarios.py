# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a booth is doing when the storm strikes: a table, one line for each scenario.

A scenario is played in a worker process that may die at any request to the disk. It tells what it was promised, after
the promise (``Play.told``); whoever sent the worker holds the store to it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from fieldkit.acts.outbox import counts
from fieldkit.domain.desk import Desk
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.problems import Problem
from fieldkit.rehearsal.storms.ground import EMPTY, READY
from fieldkit.rehearsal.storms.people import Said, Step, now, steps
from fieldkit.store import batches, driver, migrations, purge, schema, vault
from fieldkit.store.counters import moment
from fieldkit.store.entries import ACCEPTED
from fieldkit.store.identity import joined
from fieldkit.store.levels import SAFE
from fieldkit.store.vault import Store, create_store, open_store
from fieldkit.uplink.round import sync
from fieldkit.uplink.signing import sign_batch
from fieldkit.work import Quiet

if TYPE_CHECKING:
    from sqlite_utils import Database

TRIES = 2
CLOCK_FILE = "FIELDKIT_STORM_CLOCK"
"""Names the file that libfaketime reads its clock from."""

SMALL_LOG = {"wal_autocheckpoint": "40"}
"""So that a checkpoint falls into a few saves, as it does into many with the real setting."""


@dataclass(slots=True)
class Play:
    """One run of a scenario in a worker: where, with what, and how to tell."""

    folder: Path
    key: bytes
    desk: Desk
    people: Sequence[EnrolmentDraft]
    tell: Callable[[str, str], None]
    hasty: bool = False
    words: Sequence[str] = ()
    refused: list[str] = field(default_factory=list)
    left_open: list[Store] = field(default_factory=list)
    """A store that its last holder drops is closed; what dies open is held here."""

    def done(self, step: Step) -> bool:
        """Do ``step``, once more where it was refused; return False when it was refused again."""
        if self.hasty:
            self._say(step.sure)
        for _ in range(TRIES):
            try:
                said = step.act()
            except Problem as problem:
                self.refused.append(problem.code)
                continue
            self._say(said)
            return True
        return False

    def opened(self) -> Store | None:
        """Open the store as a person would: again where it was refused."""
        for _ in range(TRIES):
            try:
                return open_store(self.folder, self.key)
            except Problem as problem:
                self.refused.append(problem.code)
        return None

    def _say(self, said: Said) -> None:
        for kind, name in said:
            self.tell(kind, name)


def _save(play: Play) -> None:
    """Open, serve each person, die open."""
    store = play.opened()
    if store is None:
        return
    play.left_open.append(store)
    for draft in play.people:
        for step in steps(store, play.desk, draft):
            if not play.done(step) and step.name == "enrol":
                break


def _checkpoint(play: Play) -> None:
    """Open with a full log, one person, close: the log is written back and removed."""
    store = play.opened()
    if store is None:
        return
    for step in steps(store, play.desk, play.people[0]):
        if not play.done(step) and step.name == "enrol":
            break
    store.close()
    play.tell("closed", "")


def _freeze(play: Play) -> None:
    """Open with work in the log and freeze it into batches, small ones so that there are several."""
    store = play.opened()
    if store is not None:
        play.left_open.append(store)
        play.done(Step("freeze", lambda: _frozen(store)))


def _purge(play: Play) -> None:
    """Freeze, hear that all of it is safe since long, purge."""
    store = play.opened()
    if store is None:
        return
    play.left_open.append(store)
    if play.done(Step("freeze", lambda: _frozen(store))) and play.done(Step("settle", lambda: _safe(store))):
        play.done(Step("purge", lambda: _purged(store)))


def _frozen(store: Store) -> Said:
    with store.reading() as db:
        who = joined(db)
    assert who is not None
    batches.freeze(store, sign_batch(who), most_bytes=4_096, now=now())
    with store.reading() as db:
        heads = db.conn.execute("SELECT head FROM batches ORDER BY place").fetchall()
    return tuple(("frozen", head.hex()) for (head,) in heads)


def _safe(store: Store) -> Said:
    long_ago = moment(now() - 2 * purge.CEILING)
    with store.writing() as db:
        db.conn.execute("UPDATE batches SET level = ?, safe_at = ?", (SAFE, long_ago))
        db.conn.execute("UPDATE operations SET standing = ?", (ACCEPTED,))
    return ()


def _purged(store: Store) -> Said:
    purge.purge(store, now())
    return (("purged", ""),)


def _fresh(play: Play) -> None:
    """Make a store where there is none."""
    try:
        create_store(play.folder, play.key, now=now()).close()
    except Problem as problem:
        play.refused.append(problem.code)
        return
    play.tell("created", "")


def _open(play: Play) -> None:
    """Open and close: of an older store, the migration."""
    store = play.opened()
    if store is not None:
        play.tell("opened", "")
        store.close()


@dataclass(frozen=True, slots=True)
class Scenario:
    """``start``: the folder it begins in. ``share``: its part of a storm. ``newer``: the schema has a step more."""

    play: Callable[[Play], None]
    start: str = READY
    people: int = 1
    share: int = 1
    newer: bool = False


WORKED = "worked"
"""A start whose last program died with all of its work still in the log."""

SCENARIOS: dict[str, Scenario] = {
    "save": Scenario(_save, people=3, share=4),
    "checkpoint": Scenario(_checkpoint, start=WORKED, share=3),
    "fresh": Scenario(_fresh, start=EMPTY, people=0),
    "migrate": Scenario(_open, start=WORKED, people=0, newer=True, share=2),
    "freeze": Scenario(_freeze, start=WORKED, people=0, share=2),
    "purge": Scenario(_purge, start=WORKED, people=0, share=2),
}
"""Another one is a line here, and a function above that plays it."""


def _clocks(play: Play) -> None:
    """Serve each person twice at the clock that ``words`` gives for them; sync at the last."""
    store = open_store(play.folder, play.key)
    for draft, shown in zip(play.people, play.words, strict=True):
        Path(os.environ[CLOCK_FILE]).write_text(shown, encoding="ascii")
        first = list(steps(store, play.desk, draft))
        for step in [*first, next(steps(store, play.desk, draft)), first[-1]]:
            try:
                said = step.act()
            except Problem as problem:
                play.tell("outcome", problem.code)
            else:
                play.tell("outcome", step.name)
                for kind, name in said:
                    play.tell(kind, name)
    play.tell("synced", _synced(store))


def _sync(play: Play) -> None:
    """Sync; tell how much is not confirmed."""
    store = open_store(play.folder, play.key)
    play.tell("synced", _synced(store))
    told = counts(store)
    play.tell("unconfirmed", str(told.recorded - told.confirmed))


def _synced(store: Store) -> str:
    try:
        sync(store, report=Quiet(), clock=now)
    except Problem as problem:
        return problem.code
    return "done"


ASIDE: dict[str, Scenario] = {
    "clocks": Scenario(_clocks),
    "sync": Scenario(_sync),
}
"""What only one storm plays, and none strikes."""


@contextmanager
def one_step_newer() -> Iterator[None]:
    """Make the program's schema one step newer than it is: so every version of it has a migration to be struck in."""

    def step(db: Database) -> None:
        db.conn.execute("ALTER TABLE operators ADD COLUMN of_a_storm TEXT NOT NULL DEFAULT ''")
        db.conn.execute("CREATE TABLE of_a_storm AS SELECT id, raw FROM operations")
        db.conn.execute(f"PRAGMA user_version = {schema.NEWEST}")

    before = list(migrations.steps._migrations)  # noqa: SLF001 - the list has no other handle
    with mock.patch.object(schema, "NEWEST", schema.NEWEST + 1):
        migrations.steps(name="m9999_of_a_storm")(step)
        try:
            yield
        finally:
            migrations.steps._migrations[:] = before  # noqa: SLF001


@contextmanager
def with_pragmas(pragmas: dict[str, str]) -> Iterator[None]:
    """Give every connection these pragmas after its own: a planted fault that production code cannot be asked for."""
    real = driver.connected

    def connected(file: Path, key: bytes) -> Database:
        db = real(file, key)
        for name, value in pragmas.items():
            db.conn.execute(f"PRAGMA {name} = {value}")
        return db

    with ExitStack() as stack:
        for room in (driver, vault):
            stack.enter_context(mock.patch.object(room, "connected", connected))
        yield
