# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The judge of a day: stores, district and ledger compared, at every step (``look``) and at the end (``judge``)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from fieldkit.acts import outbox
from fieldkit.rehearsal.days import expected, stores
from fieldkit.rehearsal.days.books import Books, books_of
from fieldkit.rehearsal.days.ledger import Key
from fieldkit.rehearsal.days.world import Wrong
from fieldkit.store.checkup import check_chains
from fieldkit.store.levels import RECEIVED, SAFE

if TYPE_CHECKING:
    from fieldkit.rehearsal.days.booth import Booth
    from fieldkit.rehearsal.days.day import Day


def look(day: Day, booth: Booth) -> None:
    """Compare what ``booth`` holds for safe, or has forgotten, with the backups. Raises Wrong."""
    with booth.store.reading() as db:
        safe = db.conn.execute("SELECT life, number, head FROM batches WHERE level = ?", (SAFE,)).fetchall()
        hasty = db.conn.execute(
            "SELECT o.id FROM operations o LEFT JOIN batches b ON b.place = o.batch AND o.batch <> 0"
            " WHERE o.raw = x'' AND coalesce(b.level, 0) <> ? AND coalesce(b.safe_at, '') = ''",
            (SAFE,),
        ).fetchall()
    covered = {(of, head) for kept in day.office.kept for of, _, _, head in kept.heads}
    above = [
        f"{life}:{number}" for life, number, head in safe if (booth.start.device, bytes(head)) not in covered
    ]
    if above:
        raise Wrong("safe-above-backup", f"{booth.name}: {above[0]} is called safe and is in no backup")
    if hasty:
        raise Wrong("hasty-purge", f"{booth.name}: {hasty[0][0]} was forgotten before it was safe")


def judge(day: Day) -> None:
    """Compare everything at the end of the day. Raises Wrong with the first thing that does not agree."""
    books = books_of(day.office)
    _nothing_lost(day, books)
    _nothing_foreign(day, books)
    for booth in day.booths:
        check_chains(booth.store)
        stores.judge(booth, books, day.turned_down)
        _chain_agrees(booth, books)
        _listed(booth, books, day.turned_down - books.rejected())
        _signatures(day, booth, books)
    _corrections(day, books)
    standing = expected.stands(_verdicts(day, books), [day.ledger.entries[key] for key in books.beside])
    _sums(standing, books)
    _overlaps(day, standing, books)


def _nothing_lost(day: Day, books: Books) -> None:
    held_here = {key for booth in day.booths for key in booth.rows}
    for key in day.ledger.entries:
        if not books.has(key) and key in held_here:
            raise Wrong("lost", f"{key[0]} was entered and is nowhere at the district")
    day.world.figures["operations"] += len(day.ledger.entries)
    day.world.figures["operations_at_the_district"] += len(books.verdicts)
    day.world.figures["gone_with_a_disk"] += sum(not books.has(key) for key in day.ledger.entries)


def _nothing_foreign(day: Day, books: Books) -> None:
    for key in books.everything():
        if key not in day.ledger.entries:
            raise Wrong("foreign", f"{key[0]} is at the district and nobody entered it")


def _corrections(day: Day, books: Books) -> None:
    """Compare what each accepted correction meant with what the district has under the id that it names."""
    held = {key[0]: key for key in books.verdicts}
    for key, (accepted, _, _) in books.verdicts.items():
        about = day.ledger.entries[key].about
        if accepted and about and held.get(about[0], about) != about:
            raise Wrong("wrong-one", f"{key[0]} corrects {about[0]}, and the district has another under that")


def _chain_agrees(booth: Booth, books: Books) -> None:
    with booth.store.reading() as db:
        rows = db.conn.execute("SELECT life, number, head, level FROM batches").fetchall()
        places = db.conn.execute("SELECT life FROM counters").fetchone()
    newest: dict[str, tuple[int, bytes]] = {}
    for life, number, head, level in rows:
        if level in (RECEIVED, SAFE) and (booth.start.device, bytes(head)) not in books.heads:
            raise Wrong("head", f"{booth.name}: {life}:{number} was received and is not at the district")
        newest[life] = max(newest.get(life, (0, b"")), (number, bytes(head)))
    present = places[0]
    if present in newest and booth.start.device not in books.revoked:
        told = books.chains.get((booth.start.device, present))
        if told is None or told[:2] != newest[present]:
            raise Wrong("head", f"{booth.name}: the present life {present} ends otherwise at the district")


def _listed(booth: Booth, books: Books, before: AbstractSet[Key]) -> None:
    """Compare what needs a clerk with the district's list; it does not list what only the one ``before`` refused."""
    forgotten = {key[0] for key in booth.rows if key in before}
    for one in outbox.rejections(booth.store):
        if one.operation not in books.listed | forgotten:
            raise Wrong(
                "not-listed", f"{booth.name}: {one.operation} ({one.code}) needs a clerk, whom nobody tells"
            )
    held = {one.life for one in outbox.held_lives(booth.store)}
    if not held <= books.held_lives(booth.start.device):
        raise Wrong(
            "held-unknown", f"{booth.name}: {held} are held, and the district's staff see nothing of it"
        )


def _signatures(day: Day, booth: Booth, books: Books) -> None:
    """Look for the signature under each act that counts; a booth that is revoked, or held, may have some still."""
    if booth.start.device in books.revoked:
        return
    with booth.store.reading() as db:
        found = db.conn.execute(
            "SELECT o.id FROM operations o JOIN batches b ON b.place = o.batch WHERE b.level IN (?, ?)",
            (RECEIVED, SAFE),
        ).fetchall()
    received = {row[0] for row in found}
    for key in booth.rows:
        if key[0] not in received:
            continue
        body = day.ledger.entries[key].body
        named = body.get("body", body).get("signature", "")
        if named and named not in books.parts and books.verdicts.get(key, (False,))[0]:
            raise Wrong("part", f"{booth.name}: the signature of {key[0]} is not at the district")


def _verdicts(day: Day, books: Books) -> list[expected.Verdict]:
    return [
        expected.Verdict(day.ledger.entries[key], accepted, code, json.loads(facts))
        for key, (accepted, code, facts) in books.verdicts.items()
    ]


def _sums(standing: expected.Standing, books: Books) -> None:
    names = {"enrol": "enrolled", "transfer": "transferred", "serve": "served", "issue": "packs"}
    wanted = standing.by_site()
    for line in books.sites:
        for kind, name in names.items():
            if line[name] != wanted[line["site"]][kind]:
                raise Wrong(
                    "sums", f"{line['site']}: {name} {line[name]} instead of {wanted[line['site']][kind]}"
                )
        goods = {name[6:]: count for name, count in wanted[line["site"]].items() if name.startswith("goods ")}
        if line["goods"] != goods:
            raise Wrong("sums", f"{line['site']}: goods {line['goods']} instead of {goods}")


def _overlaps(day: Day, standing: expected.Standing, books: Books) -> None:
    found, figures = books.overlaps, day.world.figures
    numbers = {root: books.numbers.get(root, "") for root, _, _ in standing.of("enrol")}
    for booth in day.booths:
        same = {key[0] for key in booth.rows if key in books.verdicts}  # a copy has others under these ids
        numbers |= {
            root: number for root, number in stores.numbers(booth).items() if root in numbers and root in same
        }
    serials = {one.uid: one.serial for one in day.ground.known}
    pairs: dict[str, tuple[list[Any], list[Any]]] = {
        "two-sites": (sorted(one.serials for one in found.two_sites), expected.two_sites(standing, numbers)),
        "double-packs": (
            sorted((one.goods, one.sites) for one in found.double_packs),
            expected.double_packs(standing),
        ),
        "already-members": (
            sorted((one.serials[0], one.sites[0], one.how) for one in found.already_members),
            expected.already_members(standing, serials),
        ),
    }
    for name, (listed, wanted) in pairs.items():
        figures[name] += len(listed)
        if listed != wanted:
            missing = [one for one in wanted if one not in listed]
            more = [one for one in listed if one not in wanted]
            raise Wrong(name, f"not listed {missing[:3]}, listed without reason {more[:3]}")
    _planted(day, standing)


def _planted(day: Day, standing: expected.Standing) -> None:
    """See to it that who was planted and worked as planned is among those found: the judge is not blind itself."""
    enrolled = [entry.person for _, entry, _ in standing.of("enrol")]
    for person in day.plan.twice:
        entries = [one for one in day.ledger.entries.values() if one.person == person and one.kind == "enrol"]
        devices = {one.device for one in entries if one.told}
        if len(devices) == 2 and not devices & day.odd and enrolled.count(person) < 2:
            raise Wrong("planted", f"{person} was enrolled twice and counts once")


def digest(raw: bytes) -> str:
    """Return the SHA-256 of an operation's bytes, as the ledger has it."""
    return hashlib.sha256(raw).hexdigest()


__all__ = ["Key", "judge", "look"]
