# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Hold a store to what was told of it: opened by the real program, read whole, and worked with once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.problems import Problem, StoreDamaged, StoreMissing
from fieldkit.rehearsal.storms.ground import Ground
from fieldkit.rehearsal.storms.people import now, steps
from fieldkit.store import checkup
from fieldkit.store.vault import Store, create_store, open_store

_ROWS_OF_ACTS = (
    (
        "SELECT count(*) FROM operations o WHERE kind = 'issue'"
        " AND NOT EXISTS (SELECT 1 FROM issues WHERE operation = o.id)"
    ),
    (
        "SELECT count(*) FROM operations o WHERE kind = 'serve'"
        " AND NOT EXISTS (SELECT 1 FROM service_records WHERE operation = o.id)"
    ),
    (
        "SELECT count(*) FROM operations o WHERE kind = 'enrol'"
        " AND NOT EXISTS (SELECT 1 FROM members WHERE uid = o.uid)"
    ),
    (
        "SELECT (SELECT count(*) FROM issues) + (SELECT count(*) FROM service_records)"
        " - (SELECT count(*) FROM operations WHERE kind IN ('issue', 'serve'))"
    ),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many acknowledged acts are lost, doubled, missing from the sequence, or there without a word (``extra``).

    ``broken`` says why the store cannot be worked with, '' for a whole one.
    """

    lost: int = 0
    doubled: int = 0
    gaps: int = 0
    extra: int = 0
    broken: str = ""

    @property
    def holds(self) -> bool:
        """Return True when nothing that was promised is broken."""
        return not (self.lost or self.doubled or self.gaps or self.broken)


def check(store: Store) -> None:
    """Check every page, the chain of the operations and those of the batches. Raises StoreDamaged."""
    checkup.check(store)


def kept(store: Store) -> tuple[list[str], list[str]]:
    """Return the ids of all operations in the order they were entered, and the uids of all enrolments."""
    with store.reading() as db:
        ids = [row[0] for row in db.conn.execute("SELECT id FROM operations ORDER BY place").fetchall()]
        uids = [row[0] for row in db.conn.execute("SELECT uid FROM enrolments").fetchall()]
    return ids, uids


def judge(
    ground: Ground,
    folder: Path,
    told: Iterable[tuple[str, str]],
    before: int,
    *,
    next_one: EnrolmentDraft | None = None,
    whole: bool = True,
) -> Verdict:
    """Judge the store in ``folder``, which held ``before`` operations at the start and told ``told`` since.

    ``next_one`` is enrolled at the end, to see that work goes on. Without ``whole`` the pages are not checked one by
    one, which needs room on the disk.
    """
    told = list(told)
    try:
        store = open_store(folder, ground.key)
    except StoreMissing:
        if told or before:
            return Verdict(broken=StoreMissing.code)
        return _made_anew(ground, folder)
    except Problem as problem:
        return Verdict(broken=problem.code)
    try:
        if whole:
            check(store)
        return _judge_open(ground, store, told, before, next_one)
    except Problem as problem:
        return Verdict(broken=problem.code)
    except Exception as fault:  # noqa: BLE001 - an error of the driver that the vault did not translate
        return Verdict(broken=type(fault).__name__)
    finally:
        store.close()


def _made_anew(ground: Ground, folder: Path) -> Verdict:
    try:
        create_store(folder, ground.key, now=now()).close()
    except Problem as problem:
        return Verdict(broken=problem.code)
    return Verdict()


def _judge_open(
    ground: Ground, store: Store, told: list[tuple[str, str]], before: int, next_one: EnrolmentDraft | None
) -> Verdict:
    ids, uids = kept(store)
    with store.reading() as db:
        sequences = _column(db, "SELECT sequence FROM operations ORDER BY sequence")
        heads = {row[0].hex() for row in db.conn.execute("SELECT head FROM batches").fetchall()}
        left = db.conn.execute("SELECT count(*) FROM operations WHERE digest = x''").fetchone()[0]
        torn = sum(abs(db.conn.execute(question).fetchone()[0]) for question in _ROWS_OF_ACTS)
    if torn:
        return Verdict(broken="half-an-act")
    if ("purged", "") in told and left:
        return Verdict(broken="not-purged")
    there = Counter(ids) + Counter(uids)
    names = [name for kind, name in told if kind in ("acted", "enrolled")]
    acted = sum(kind == "acted" for kind, _ in told)
    if next_one is not None:
        for step in steps(store, ground.desk, next_one):
            step.act()
    lost_batches = {name for kind, name in told if kind == "frozen"} - heads
    return Verdict(
        lost=sum(not there[name] for name in names) + len(lost_batches) + max(0, before - len(ids)),
        doubled=sum(count > 1 for count in there.values()),
        gaps=sequences[-1] - sequences[0] + 1 - len(sequences) if sequences else 0,
        extra=max(0, len(ids) - before - acted),
    )


def _column(db: Any, question: str) -> list[int]:
    return [row[0] for row in db.conn.execute(question).fetchall()]


def is_noticed(ground: Ground, folder: Path) -> bool:
    """Return True when opening and checking the store in ``folder`` says that it is damaged."""
    try:
        store = open_store(folder, ground.key)
    except StoreDamaged:
        return True
    try:
        check(store)
    except StoreDamaged:
        return True
    finally:
        store.close()
    return False
