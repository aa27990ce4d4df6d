# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is done for one visit, act by act, and what a clerk does afterwards with what the district refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fieldkit.acts import amend, enrol, issue, outbox, retell, serve, transfer, void, withdraw
from fieldkit.domain.consents import ConsentKind
from fieldkit.problems import Conflicted, Problem
from fieldkit.rehearsal.days.booth import ACTING, Booth
from fieldkit.rehearsal.days.people import CARD, KNOWN, STRANGER, Visit
from fieldkit.rehearsal.days.world import Died
from fieldkit.rehearsal.visit import CLERK, VOLUNTEER
from fieldkit.store.vault import Store

FOREIGN = "already-member"
PACK, VOUCHER, LEAFLET, SERVICE, OPEN_SERVICE = "pack", "voucher", "leaflet", "legal", "haircut"


def step(booth: Booth, visit: Visit) -> None:
    """Do the next act of ``visit`` at ``booth``; what is refused there, or dies, is not done."""
    act, chance = visit.acts.pop(0), booth.world.chance
    if not visit.uid and visit.how not in (CARD, STRANGER):
        visit.uid = (
            visit.person.known.uid if visit.how == KNOWN and visit.person.known else chance.randbytes(8).hex()
        )
        booth.ledger.people[visit.uid] = visit.person.name
    try:
        operation = _done(booth, visit, act)
    except Problem as problem:
        booth.world.figures[f"refused {problem.code}"] += 1
        booth.world.tell(booth.name, f"{visit.person.name} {act}: {problem.code} {problem.facts}")
        return
    if operation:
        booth.ledger.told(booth, operation)
        booth.world.figures["acts"] += 1
        booth.world.tell(booth.name, f"{visit.person.name} {act}: {operation}")
        visit.done.append(operation)


def _done(booth: Booth, visit: Visit, act: str) -> str:
    """Do ``act``; return its operation. Whoever dies at an enrolment does it again, by the same draft."""
    work = _WORKS[act.partition(" ")[0]]

    def at(store: Store) -> str:
        by = {"operator": VOLUNTEER, "desk": booth.desk, "now": booth.clock()}
        return work(booth, store, visit, by, act)

    try:
        return booth.do(at, ACTING, whom=visit.person.name)
    except Died:
        if act != "enrol":
            return ""
    return booth.do(at, whom=visit.person.name)


def _enrol(booth: Booth, store: Store, visit: Visit, by: dict[str, Any], _act: str) -> str:
    made = enrol.enrol(store, uid=visit.uid, draft=visit.person.draft, **by)
    card = made.member.serial or made.member.provisional
    visit.person.card = visit.person.card or card
    booth.ledger.people.setdefault(card, visit.person.name)
    return made.operation


def _pack(_booth: Booth, store: Store, visit: Visit, by: dict[str, Any], _act: str) -> str:
    card = visit.person.card if visit.how == CARD else ""
    if visit.how == CARD and not card:
        return ""
    signature = visit.person.draft.signature
    return issue.issue(
        store, uid=visit.uid, number=card, goods=PACK, signature=signature, **by
    ).issue.operation


def _void(_booth: Booth, store: Store, visit: Visit, by: dict[str, Any], act: str) -> str:
    kind = {"pack": "issue", "serve": "serve", "enrol": "enrol"}[act.partition(" ")[2]]
    with store.reading() as db:
        row = db.conn.execute(
            "SELECT id FROM operations WHERE uid = ? AND kind = ? ORDER BY place DESC LIMIT 1",
            (visit.uid, kind),
        ).fetchone()
    if row is None:
        return ""
    return void.void(store, operation=row[0], reason="输错", **{**by, "operator": CLERK}).operation


def _amend(_booth: Booth, store: Store, visit: Visit, by: dict[str, Any], _act: str) -> str:
    with store.reading() as db:
        row = db.conn.execute(
            "SELECT id FROM operations WHERE uid = ? AND kind = 'enrol' LIMIT 1", (visit.uid,)
        ).fetchone()
    if row is None:
        return ""
    draft = replace(visit.person.draft, employer="别家示例")
    return amend.amend(store, operation=row[0], draft=draft, **{**by, "operator": CLERK}).operation


def _transfer(_booth: Booth, store: Store, visit: Visit, by: dict[str, Any], _act: str) -> str:
    details: dict[str, Any] = {"employer": "别家示例", "phone": "", "employment_group": ""}
    return transfer.transfer(
        store, uid=visit.uid, consents=visit.person.draft.consents, **details, **by
    ).operation


_WORKS: dict[str, Callable[[Booth, Store, Visit, dict[str, Any], str], str]] = {
    "enrol": _enrol,
    "pack": _pack,
    "void": _void,
    "amend": _amend,
    "transfer": _transfer,
    "serve": lambda _b, store, visit, by, _a: (
        serve.serve(store, service=SERVICE, uid=visit.uid, **by).operation
    ),
    "count": lambda booth, store, _v, by, _a: (
        serve.serve(store, service=OPEN_SERVICE, count=booth.world.chance.randint(1, 9), **by).operation
    ),
    "leaflet": lambda booth, store, _v, by, _a: (
        issue.issue(
            store, uid="", goods=LEAFLET, quantity=booth.world.chance.randint(1, 5), **by
        ).issue.operation
    ),
    "voucher": lambda _b, store, visit, by, _a: (
        issue.issue(store, uid=visit.uid, goods=VOUCHER, **by).issue.operation
    ),
    "withdraw": lambda _b, store, visit, by, _a: (
        withdraw.withdraw(store, uid=visit.uid, consent=ConsentKind.PUBLICITY, **by).operation
    ),
    "update": lambda _b, store, visit, by, _a: (
        transfer.update(store, uid=visit.uid, employer="又一家示例", **by).operation
    ),
}


def settle_refusals(booth: Booth, tried: set[str]) -> int:
    """Let a clerk deal with what was refused, each once; return how much was done."""
    done = 0
    for one in outbox.rejections(booth.store):
        if one.operation in tried:
            continue
        tried.add(one.operation)
        settled = _settled(booth, one.operation, one.code, one.kind)
        if settled:
            booth.ledger.read(booth)
            booth.ledger.told(booth, settled)
            done += 1
    return done


def _told_anew(store: Store, operation: str, by: dict[str, Any]) -> str:
    """Tell anew; a correction of what stands under an id with two contents is given up."""
    try:
        return retell.retell(store, operation=operation, **by).operation
    except Conflicted:
        return void.void(store, operation=operation, reason="分不清", **by).operation


def _settled(booth: Booth, operation: str, code: str, kind: str) -> str:
    by: dict[str, Any] = {"operator": CLERK, "desk": booth.desk, "now": booth.clock()}
    store, settled = booth.store, ""
    try:
        if code == "conflict":
            settled = _told_anew(store, operation, by)
        elif code.startswith("serial-"):
            draft = amend.draft_of(store, operation=operation)
            settled = amend.amend(store, operation=operation, draft=draft, **by).operation
        elif code == FOREIGN and kind == "enrol" and int(operation[-1]) % 2:
            settled = amend.amend_as_transfer(store, operation=operation, **by).operation
    except Problem as problem:
        booth.world.tell(booth.name, f"clerk, {operation} {code}: {problem.code} {problem.facts}")
        booth.world.figures[f"clerk refused {problem.code}"] += 1
        return ""
    if settled:
        booth.world.figures[f"settled {code}"] += 1
    booth.world.tell(booth.name, f"clerk, {operation} {kind} {code}: {settled or 'left as it is'}")
    return settled
