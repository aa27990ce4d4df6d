# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A FieldKit device under measurement: its store, and the round that the program itself runs. FOLDER FILE TICKET.

The records are entered as operations of kind enrol, 500 a transaction, by the very function that an enrolment ends in
(``store.entries.enter``): numbers sealed, tag made, chained. What a form costs besides, ``./run bench save`` measures.
"""

import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import Any

from benchmarks.sync_peers.phases import obey
from fieldkit.acts import look_up
from fieldkit.domain.desk import Desk
from fieldkit.domain.operators import Operator, Role
from fieldkit.protocol.bodies import ConsentBody, EnrolBody
from fieldkit.sample.day import sample_day
from fieldkit.seals.tags import document_tag
from fieldkit.store import entries, late, outbox, serials
from fieldkit.store.clear import Clear
from fieldkit.store.identity import identity
from fieldkit.store.vault import create_store, open_store
from fieldkit.uplink.district import District
from fieldkit.uplink.joining import join
from fieldkit.uplink.round import sync
from fieldkit.uplink.taking import Tally, request_of, take_in
from fieldkit.work import Quiet

FOLDER, FILE, TICKET = Path(sys.argv[1]) / "store", Path(sys.argv[2]), sys.argv[3]
KEY = FOLDER / "key"
DAY = sample_day(20231129)
DESK = Desk(DAY.event.code, DAY.sites[0].code, "1")
CLERK = Operator("v01", "样本", Role.VOLUNTEER)
STATES = [code.code for code in DAY.codes if code.table == "employment_state"]
GROUPS = [code.code for code in DAY.codes if code.table == "employment_group"]

lines: list[District] = []


def now() -> dt.datetime:
    """Return the time."""
    return dt.datetime.now(dt.UTC)


if FOLDER.exists():
    store = open_store(FOLDER, KEY.read_bytes())
else:
    store = create_store(FOLDER, key := os.urandom(32), now=now())
    KEY.write_bytes(key)


def joining() -> dict[str, Any]:
    """Join the district; nothing is fetched."""
    join(store, ticket=TICKET, device_name="样本", now=now())
    return {}


def first() -> dict[str, Any]:
    """Join the district and take in what every device must know."""
    joining()
    return push()


def load() -> dict[str, Any]:
    """Keep the records, 500 a transaction."""
    lines = FILE.read_bytes().splitlines()
    for at in range(0, len(lines), 500):
        with store.writing() as db:
            for line in lines[at : at + 500]:
                _enter(db, json.loads(line))
    return {"records": len(lines)}


def _enter(db: Any, record: dict[str, Any]) -> None:
    act = entries.begin(store, db, operator=CLERK, desk=DESK, now=now())
    serial, provisional = serials.take(db, device=act.device)
    uid = record["person"].replace("-", "")[:16]
    body = EnrolBody(
        uid=uid,
        name=record["name"],
        document_kind="resident",
        serial=serial,
        provisional=provisional,
        sex=int(record["sex"]),
        birth_date=record["birth_date"],
        tag=document_tag(act.tag_key, "resident", record["id_number"]).hex(),
        employment_group=GROUPS[record["sequence"] % len(GROUPS)],
        employment_state=STATES[record["sequence"] % len(STATES)],
        employer=record["employer"],
        platform=record["platform"],
        org_code=record["org_code"],
        consents=(ConsentBody(kind="upper_union", given=True, version="1"),),
        occurred_at=record["occurred_at"],
    )
    numbers = Clear(document=record["id_number"], phone=record["phone"])
    entries.enter(db, act, kind="enrol", body=body, uid=uid, numbers=numbers)


def push() -> dict[str, Any]:
    """Run a round, as the program does."""
    outcome = sync(store, report=Quiet(), clock=now)
    return {"sent": outcome.sent, "rejected": outcome.rejected, "waiting": outbox.counts(store).waiting}


def nothing() -> dict[str, Any]:
    """Ask for what is new, and tell nothing, on a line that stays open from one time to the next."""
    who = identity(store)
    assert who is not None
    if not lines:
        lines.append(District(store, who))
    answer = lines[0].exchange(request_of(store, who, now()))
    take_in(store, who, answer, Tally(0), now())
    return {"refused": answer.reply.refused}


def again() -> dict[str, Any]:
    """Send everything once more, as if no receipt had come."""
    with store.writing() as db:
        db.conn.execute("UPDATE batches SET level = 0")
        db.conn.execute("UPDATE operations SET standing = 0")
    return push()


def index() -> dict[str, Any]:
    """Index whom a pull brought, after showing that the last of them is found without it."""
    with store.reading() as db:
        waited = late.waiting(db)
        uid, name, tail = db.execute(
            "SELECT uid, name, document_tail FROM members ORDER BY id DESC LIMIT 1"
        ).fetchone()
    found = {line.uid for line in look_up.search(store, text=f"{name} {tail}")}
    if uid not in found:
        raise RuntimeError("the last who came is not found")
    while look_up.index_some(store):
        pass
    return {"indexed": waited}


def count() -> dict[str, Any]:
    """Count the known members here."""
    with store.reading() as db:
        return {"records": db.conn.execute("SELECT count(*) FROM members").fetchone()[0]}


obey(
    {
        "join": joining,
        "first": first,
        "load": load,
        "push": push,
        "nothing": nothing,
        "again": again,
        "pull": push,
        "index": index,
        "count": count,
    }
)
