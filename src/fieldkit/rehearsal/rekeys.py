# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A storm of kills while the store gets a new key: the old one or the new one must open it, never neither.

1. A child writes a record and dies without closing, so that there is a WAL; another begins to change the key.
2. The parent kills that one (SIGKILL) at a fault point or at a random moment, and signs in by the same PIN.
3. Whichever key that gives must open the store, with every record that was told.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fieldkit import keyfile, keys
from fieldkit.acts.sign_in import add_operator, operators
from fieldkit.domain.operators import Operator, Role
from fieldkit.problems import Problem
from fieldkit.rehearsal.storms.outcome import Result, Tell, result
from fieldkit.rekey import rekey
from fieldkit.store import faultpoints
from fieldkit.store.vault import create_store, open_store

SECRET = "four small horses"  # noqa: S105 - nobody's
FIRST = Operator("P01", "示例干部", Role.CLERK)
POINTS = (
    "rekey-begun",
    "rekey-copied",
    "rekey-promised",
    "rekey-before-rename",
    "rekey-renamed",
    "rekey-in-place",
    "rekey-settled",
)


def storm_of_rekeys(folder: Path, *, times: int, seed: int, plant: str | None, tell: Tell) -> Result:
    """Kill a change of keys ``times`` times.

    With ``plant`` the old key is dropped too early, which the check must find.
    """
    chance, found = random.Random(seed), Counter[str]()
    with _less_stretching():
        _set_up(folder)
        takes = _a_whole_one(folder, plant=bool(plant))
        for done in range(1, times + 1):
            name = f"示例{done:05d}"
            _write_and_die(folder, name)
            before = _key(folder)
            by_point = done <= len(POINTS) or chance.random() < 0.3
            point = POINTS[done % len(POINTS)] if by_point else ""
            after = chance.uniform(0, takes * 1.1)
            found["finished"] += _rekey_and_kill(folder, before, point=point, after=after, plant=bool(plant))
            found[_which(folder, before, name)] += 1
            tell(done, times)
            if found["neither"]:
                break
    figures = {"kills": times, **{one: found[one] for one in ("old", "new", "neither", "lost", "finished")}}
    return result(
        "rekeys",
        figures,
        tried="kills",
        seed=seed,
        plant=plant,
        target="0 neither, 0 lost",
        bad=("neither", "lost"),
    )


@contextmanager
def _less_stretching() -> Iterator[None]:
    """Stretch secrets less: this proves the way, not the work of it."""
    before = keyfile.ITERATIONS, keyfile.MEMORY_KIB
    keyfile.ITERATIONS, keyfile.MEMORY_KIB = 1, 64
    try:
        yield
    finally:
        keyfile.ITERATIONS, keyfile.MEMORY_KIB = before


def _set_up(folder: Path) -> None:
    key = keys.create_keys(folder, operator_id=FIRST.id, operator_name=FIRST.name, pin=SECRET)
    store = create_store(folder, key, now=_now())
    add_operator(store, operator=FIRST, by=FIRST, now=_now())
    store.close()


def _a_whole_one(folder: Path, *, plant: bool) -> float:
    """Change the key once, unharmed; return the seconds it took."""
    key, begun = _key(folder), time.monotonic()
    _rekey_and_kill(folder, key, point="", after=60, plant=plant)
    return time.monotonic() - begun


def _key(folder: Path) -> bytes:
    return keys.open_keys(folder, operator_id=FIRST.id, pin=SECRET, now=_now())


def _write_and_die(folder: Path, name: str) -> None:
    """Let a child write a record and end without closing, so that the record is in the WAL only."""
    key = _key(folder)
    child = os.fork()
    if child == 0:
        try:
            store = open_store(folder, key)
            add_operator(store, operator=Operator(f"P{name[2:]}", name, Role.VOLUNTEER), by=FIRST, now=_now())
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def _rekey_and_kill(folder: Path, key: bytes, *, point: str, after: float, plant: bool) -> int:
    """Change the key in a child and kill it at ``point``, or ``after`` seconds; return 1 if it had finished."""
    child = os.fork()
    if child == 0:
        try:
            faultpoints.arm(point)
            if plant:
                _drop_the_old_key_early()
            rekey(folder, key)
            os._exit(0)
        finally:
            os._exit(3)
    begun = time.monotonic()
    while time.monotonic() - begun < (30 if point else after):
        ended, how = os.waitpid(child, os.WNOHANG)
        if ended:
            return int(os.waitstatus_to_exitcode(how) == 0)
        time.sleep(0.0005)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 0


def _which(folder: Path, before: bytes, name: str) -> str:
    """Return which key opens the store now: ``old``, ``new`` or ``neither``; ``lost`` where a record is gone."""
    try:
        key = _key(folder)
        store = open_store(folder, key)
    except Problem:
        return "neither"
    try:
        if name not in {one.name for one in operators(store)}:
            return "lost"
    finally:
        store.close()
    return "old" if key == before else "new"


def _drop_the_old_key_early() -> None:
    """Plant the fault: the old key is gone as soon as the new one is promised."""
    promise = keys.promise

    def careless(folder: Path, *, key: bytes, new_key: bytes, without: tuple[str, ...] = ()) -> None:
        promise(folder, key=key, new_key=new_key, without=without)
        keys.settle(folder, key=new_key)

    keys.promise = careless


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
