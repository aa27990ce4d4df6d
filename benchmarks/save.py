# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Save an enrolment among 130,000 known members, beside the raw cost of the very same rows.

The act (rules, tags, duplicate check, number, operation, rows, fsync) runs in one store. Then the rows it left, taken
out of that store, are written to an equally filled second one by the same statements in one transaction, and nothing
else. One act and one raw write in turn, so that a busy disk falls on both.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import stores
from benchmarks.figures import Outcome, percentile, spread
from fieldkit.acts.enrol import enrol
from fieldkit.domain.desk import Desk
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.operators import Operator, Role
from fieldkit.sample.day import sample_day
from fieldkit.sample.people import volume
from fieldkit.store.vault import Store, open_store

ROUNDS = 400
WARM_UP = 40
GUI_SAVES = 200
TARGET = 1.5
FRAME_MS = 16.0
OPERATOR = Operator("v01", "示例志愿者", Role.VOLUNTEER)

MEMBER = "INSERT INTO members VALUES ({})"
SEEK = "INSERT INTO seek_here (rowid, terms) VALUES (?, ?)"
OPERATION = "INSERT INTO operations VALUES ({})"
CLEAR = "INSERT INTO identities_in_clear VALUES (?, ?, ?)"
PART = "INSERT INTO parts (id, operation, content) VALUES (?, ?, ?)"
COUNTERS = "UPDATE counters SET sequence = ?, latest = ?"
BLOCK = "UPDATE serial_blocks SET next = ? WHERE first = ?"


def measure(members: int) -> Outcome:
    """Return the ratio of act to raw rows, and for how long the GUI thread was held up meanwhile."""
    with stores.workroom() as folder:
        acting = open_store(stores.copy(members, folder / "act"), stores.KEY)
        raw = open_store(stores.copy(members, folder / "raw"), stores.KEY)
        people = drafts()
        acts, writes = _in_turn(acting, raw, people)
        acting.close()
        raw.close()
        gaps, idle = _gui_gaps(folder / "act", people)
    ratio = statistics.median(acts) / statistics.median(writes)
    figures: dict[str, Any] = {
        "members_known": members,
        "saves": ROUNDS,
        **spread("act", acts),
        **spread("raw", writes),
        **spread("gui_gap", gaps),
        **spread("gui_gap_idle", idle),
    }
    holds = ratio <= TARGET and percentile(sorted(gaps), 99) <= FRAME_MS
    return Outcome(
        "save",
        figures,
        round(ratio, 3),
        f"median act ≤ {TARGET} × raw rows; GUI gap p99 ≤ {FRAME_MS:.0f} ms",
        holds,
    )


def drafts() -> Iterator[EnrolmentDraft]:
    """Yield drafts of people whom the store does not know, filled in like those of the sample day."""
    model = next(one.draft for one in sample_day().arrivals if one.draft is not None and one.draft.signature)
    for turn, person in enumerate(volume(stores.SEED + 1, 10_000_000)):
        yield replace(
            model,
            signature=model.signature + turn.to_bytes(4, "big"),
            document_kind=person.document_kind,
            document_number=person.document_number,
            name=person.name,
            sex="",
            birth_date="",
            phone=person.phone,
            employer=person.employer,
            org_code="",
        )


def desk() -> Desk:
    """Return the main site's first booth."""
    site = sample_day().sites[0]
    return Desk(site.event, site.code, "1")


def _in_turn(acting: Store, raw: Store, people: Iterator[EnrolmentDraft]) -> tuple[list[float], list[float]]:
    acts: list[float] = []
    writes: list[float] = []
    at = desk()
    for turn in range(ROUNDS + WARM_UP):
        draft = next(people)
        now = stores.NOW + dt.timedelta(seconds=turn)
        act = partial(enrol, acting, uid=f"{turn:032x}", draft=draft, operator=OPERATOR, desk=at, now=now)
        took = _timed(act)
        raw_took = _timed(partial(_write, raw, _rows(acting)))
        if turn >= WARM_UP:
            acts.append(took)
            writes.append(raw_took)
    return acts, writes


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _rows(store: Store) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """Return the statements that would leave the same rows as the last enrolment did."""
    from fieldkit.store.search_terms import terms_of

    with store.reading() as db:
        member = db.execute("SELECT * FROM members ORDER BY id DESC LIMIT 1").fetchone()
        operation = db.execute("SELECT * FROM operations ORDER BY place DESC LIMIT 1").fetchone()
        counters = db.execute("SELECT sequence, latest FROM counters").fetchone()
        clear = db.execute("SELECT * FROM identities_in_clear ORDER BY operation DESC LIMIT 1").fetchone()
        part = db.execute("SELECT id, operation, content FROM parts ORDER BY place DESC LIMIT 1").fetchone()
        block = db.execute("SELECT next, first FROM serial_blocks").fetchone()
        named = dict(zip([row[1] for row in db.execute("PRAGMA table_info(members)")], member, strict=True))
    terms = terms_of(
        name=named["name"],
        print_as=named["print_as"],
        document_tail=named["document_tail"],
        phone_tail=named["phone_tail"],
        numbers=(named["serial"], named["provisional"]),
    )
    return (
        (COUNTERS, counters),
        (OPERATION.format(", ".join("?" * len(operation))), operation),
        (BLOCK, block),
        (CLEAR, clear),
        (PART, part),
        (MEMBER.format(", ".join("?" * len(member))), member),
        (SEEK, (named["id"], terms)),
    )


def _write(store: Store, rows: tuple[tuple[str, tuple[object, ...]], ...]) -> None:
    with store.writing() as db:
        execute = db.conn.execute
        for statement, values in rows:
            execute(statement, values)


def _gui_gaps(folder: Path, people: Iterator[EnrolmentDraft]) -> tuple[list[float], list[float]]:
    """Return the gaps between the beats of a 1 ms timer of a Qt event loop, while a lane saves and while it rests."""
    from PySide6.QtCore import QCoreApplication, QElapsedTimer, Qt, QTimer

    application = QCoreApplication.instance() or QCoreApplication([])
    lane = ThreadPoolExecutor(max_workers=1)
    batch = [next(people) for _ in range(GUI_SAVES)]
    beats: list[float] = []
    clock = QElapsedTimer()
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=1)

    def beat() -> None:
        beats.append(clock.nsecsElapsed() / 1e6)
        clock.start()

    def run(task: Callable[[], None]) -> list[float]:
        beats.clear()
        done = lane.submit(task)
        done.add_done_callback(lambda _: timers_end())
        clock.start()
        application.exec()
        done.result()
        return list(beats)

    def timers_end() -> None:
        from PySide6.QtCore import QMetaObject

        QMetaObject.invokeMethod(application, "quit", Qt.ConnectionType.QueuedConnection)

    timer.timeout.connect(beat)
    timer.start()
    idle = run(lambda: time.sleep(0.5))
    busy = run(lambda: _save_all(folder, batch))
    timer.stop()
    lane.shutdown()
    return busy, idle


def _save_all(folder: Path, batch: list[EnrolmentDraft]) -> None:
    store = open_store(folder, stores.KEY)
    try:
        at = desk()
        for place, draft in enumerate(batch):
            now = stores.NOW + dt.timedelta(hours=1, seconds=place)
            enrol(store, uid=f"f{place:031x}", draft=draft, operator=OPERATOR, desk=at, now=now)
    finally:
        store.close()
