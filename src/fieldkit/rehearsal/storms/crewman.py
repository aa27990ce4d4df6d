# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a device of a fleet does in its process: it serves people and syncs until it is ended or nobody is left."""

from __future__ import annotations

import hashlib
import os
import signal
import traceback
from collections.abc import Callable

from fieldkit.acts import serve
from fieldkit.domain.desk import Desk
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.problems import Problem
from fieldkit.rehearsal.booth import Booth
from fieldkit.rehearsal.storms.people import SERVICE, now, steps
from fieldkit.rehearsal.visit import VOLUNTEER
from fieldkit.store.entries import ACCEPTED, WAITING
from fieldkit.store.levels import FROZEN, SAFE
from fieldkit.store.vault import Store, open_store
from fieldkit.uplink import line, strangers
from fieldkit.uplink.round import sync
from fieldkit.work import Quiet

BELIEVES, RENUMBERS = "believes", "renumbers"
"""Planted faults: what was sent counts as received, answer or not; what was not answered is entered anew."""

SYNCS_AFTER = 2


def work(booth: Booth, key: bytes, people: list[EnrolmentDraft], writer: int, plant: str | None) -> None:
    """Work for ``people`` in a forked child, telling through ``writer``; never returns."""

    def tell(kind: str, name: str = "") -> None:
        os.write(writer, f"{kind} {name}\n".encode())

    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    line.CONNECT_SECONDS, line.READ_SECONDS, line.WHOLE_SECONDS = 1.0, 1.0, 4.0
    strangers.ASK_SECONDS = 0.5
    try:
        store = open_store(booth.folder, key)
        tell("opened")
        desk = Desk(booth.event, booth.site, "1")
        waiting = list(people)
        while waiting and not asked:
            served = waiting[:SYNCS_AFTER]
            del waiting[:SYNCS_AFTER]
            last = ""
            for draft in served:
                for step in steps(store, desk, draft):
                    for kind, name in step.act():
                        tell(kind, name)
                        last = name if kind == "enrolled" else last
            _sync(store, desk, plant, last, tell)
        store.close()
    except BaseException as fault:  # noqa: BLE001 - told, and judged by whoever leads the storm
        where = traceback.extract_tb(fault.__traceback__)[-1]
        tell("escaped", f"{type(fault).__name__} at {where.filename.rpartition('/')[2]}:{where.lineno}")
    finally:
        os._exit(0)


def _sync(store: Store, desk: Desk, plant: str | None, last: str, tell: Callable[..., None]) -> None:
    try:
        sync(store, report=Quiet(), clock=now)
    except Problem as problem:
        tell("trouble", f"{problem.code} {problem.facts.get('why', '')}".strip())
        if plant == BELIEVES:
            _believe(store)
        if plant == RENUMBERS and last:
            serve.serve(store, service=SERVICE, uid=last, operator=VOLUNTEER, desk=desk, now=now())
    else:
        tell("synced")


def _believe(store: Store) -> None:
    """Take for safe what may have been sent, and forget it: what is only thrown out of its batch is told anew."""
    with store.writing() as db:
        sent = db.conn.execute(
            "SELECT place, raw FROM operations WHERE batch <> 0 AND digest = x''"
        ).fetchall()
        for place, raw in sent:
            digest = hashlib.sha256(raw).digest()
            db.conn.execute("UPDATE operations SET raw = x'', digest = ? WHERE place = ?", (digest, place))
        db.conn.execute(
            "UPDATE operations SET standing = ? WHERE standing = ? AND batch <> 0", [ACCEPTED, WAITING]
        )
        db.conn.execute("UPDATE batches SET level = ?, envelope = x'' WHERE level = ?", [SAFE, FROZEN])
