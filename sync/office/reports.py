# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What the district's office asks: how far each site has reported, what was rejected, which devices there are.

1. The numbers of sites are sums over records and over nothing else, so that totals equal the sum of what they total.
2. Every question is asked for a scope, and what is not in it is not in the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, func, select

from fieldkit.protocol.codec import from_bytes
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.shape import Message, Word
from sync.db.tables import device, enrolment, issue, operation, serial_block, service_record, stray, transfer
from sync.office.rights import Scope
from sync.outgoing.reference import Reference

Line = dict[str, Any]


class _Shown(Message):
    """As much of what is kept beside the operations as a list tells."""

    site: Word = ""
    booth: Word = ""
    operator: Word = ""
    kind: Word = ""
    at: Word = ""


def sites(reading: Connection, reference: Reference, scope: Scope) -> list[Line]:
    """Return a line for each site of ``scope``: what it reported, what that amounts to, when it was last heard of."""
    verdicts: dict[str, dict[str, int]] = {}
    row = operation.c
    for site, verdict, count in reading.execute(
        select(row.site, row.verdict, func.count())
        .where(scope.of_sites(row.site, reference))
        .group_by(row.site, row.verdict)
    ):
        verdicts.setdefault(site, {})[verdict] = count
    known = scope.sites(reference)
    for beside in reading.execute(select(stray.c.raw).where(stray.c.code == "conflict")):
        site_of = _shown(beside.raw).site
        if known is not None and site_of not in known:
            continue
        told = verdicts.setdefault(site_of, {})
        told["rejected"] = told.get("rejected", 0) + 1
    sums = {
        "enrolled": _by_site(reading, enrolment, func.count()),
        "transferred": _by_site(reading, transfer, func.count()),
        "served": _by_site(reading, service_record, func.sum(service_record.c.count)),
        "packs": _by_site(reading, issue, func.count()),
    }
    goods = _goods_by_site(reading)
    last = _last_exchanges(reading)
    lines = []
    listed = [code for code in reference.sites if known is None or code in known]
    for code in [*listed, *sorted(set(verdicts) - set(reference.sites))]:
        site = reference.sites.get(code)
        told = verdicts.get(code, {})
        line: Line = {"site": code, "name": site.name if site else "", "role": site.role if site else ""}
        line |= {"recorded": sum(told.values()), "accepted": told.get("accepted", 0)}
        line |= {"rejected": told.get("rejected", 0), "reported": bool(told)}
        line |= {name: counts.get(code, 0) for name, counts in sums.items()}
        line |= {"goods": goods.get(code, {}), "last_exchange": last.get(code, "")}
        lines.append(line)
    return lines


def rejected(reading: Connection, reference: Reference, scope: Scope) -> list[Line]:
    """Return a line for each rejection in ``scope`` that nothing has settled, and for what was kept beside."""
    known = scope.sites(reference)
    row = operation.c
    words = (row.id, row.device, row.site, row.booth, row.operator, row.kind, row.code, row.field, row.facts)
    found = (
        select(*words, row.at, row.received_at)
        .where(row.verdict == "rejected", row.settled_by == "", scope.of_sites(row.site, reference))
        .order_by(row.received_at, row.id)
    )
    lines: list[Line] = []
    for named, *rest, facts, at, received_at in reading.execute(found):
        line: Line = {"operation": named}
        line |= zip(("device", "site", "booth", "operator", "kind", "code", "field"), rest, strict=True)
        line |= {
            "facts": msgspec.json.decode(facts, type=dict[str, str]),
            "at": at,
            "received_at": received_at,
        }
        lines.append(line)
    beside = stray.c
    kept = select(beside.operation, beside.device, beside.code, beside.raw, beside.received_at).order_by(
        beside.received_at, beside.operation
    )
    for named, of, code, raw, received_at in reading.execute(kept):
        shown = _shown(raw)
        if known is not None and shown.site not in known:
            continue
        line = {"operation": named, "device": of, "site": shown.site, "booth": shown.booth}
        line |= {"operator": shown.operator, "kind": shown.kind, "code": code, "field": "id", "facts": {}}
        lines.append({**line, "at": shown.at, "received_at": received_at})
    return lines


def devices(reading: Connection, reference: Reference, scope: Scope) -> list[Line]:
    """Return a line for each device of ``scope``, with what is missing between the operations it handed in."""
    row = device.c
    words = (
        row.id,
        row.name,
        row.site,
        row.town,
        row.program,
        row.joined_at,
        row.revoked_at,
        row.exchanged_at,
    )
    lives = _lives(reading)
    block = serial_block.c
    serials: dict[str, int] = {
        row[0]: int(row[1])
        for row in reading.execute(
            select(block.device, func.sum(block.last - block.first + 1)).group_by(block.device)
        )
    }
    lines: list[Line] = []
    found = select(*words, row.seconds_ahead).where(scope.of_devices(reference))
    for *known, ahead in reading.execute(found.order_by(row.joined_at, row.id)):
        named = known[0]
        line: Line = dict(zip([str(column.name) for column in words], known, strict=True))
        line["device"] = line.pop("id")
        line |= {"seconds_ahead": ahead, "serials": serials.get(named, 0), "lives": lives.get(named, [])}
        lines.append(line)
    return lines


def _shown(raw: bytes) -> _Shown:
    """Return what can be read of bytes that are kept beside the operations."""
    try:
        return from_bytes(raw, _Shown)
    except TheirMistake:
        return _Shown()


def _by_site(reading: Connection, table: Table, amount: ColumnElement[int]) -> dict[str, int]:
    found = select(table.c.site, amount).where(table.c.active).group_by(table.c.site)
    return {row[0]: int(row[1]) for row in reading.execute(found)}  # PostgreSQL sums in decimals


def _goods_by_site(reading: Connection) -> dict[str, dict[str, int]]:
    row = issue.c
    found = (
        select(row.site, row.goods, func.sum(row.quantity)).where(row.active).group_by(row.site, row.goods)
    )
    goods: dict[str, dict[str, int]] = {}
    for site, code, quantity in reading.execute(found):
        goods.setdefault(site, {})[code] = int(quantity)
    return goods


def _last_exchanges(reading: Connection) -> dict[str, str]:
    """Return when each site was last heard of: from the device that stands there, or by what was done there."""
    found = select(device.c.site, func.max(device.c.exchanged_at)).group_by(device.c.site)
    last = {row[0]: row[1] for row in reading.execute(found)}
    heard = select(operation.c.site, func.max(operation.c.received_at)).group_by(operation.c.site)
    for site, at in reading.execute(heard):
        last[site] = max(at, last.get(site, ""))
    return last


def _lives(reading: Connection) -> dict[str, list[Line]]:
    """Return the lives of each device; one with ``conflicts`` is in doubt: two stores have gone by it."""
    row = operation.c
    conflicts: dict[str, int] = {}
    for named in reading.execute(select(stray.c.operation).where(stray.c.code == "conflict")).scalars():
        life = named.rpartition("-")[0]
        conflicts[life] = conflicts.get(life, 0) + 1
    found = select(row.device, row.life, func.count(), func.max(row.sequence)).group_by(row.device, row.life)
    lives: dict[str, list[Line]] = {}
    for of, life, held, highest in reading.execute(found.order_by(row.device, row.life)):
        missing: list[int] = []
        if held < highest:
            here = select(row.sequence).where(row.device == of, row.life == life).order_by(row.sequence)
            missing = _gaps(reading.execute(here).scalars())
        lives.setdefault(of, []).append(
            {
                "life": life,
                "held": held,
                "highest": highest,
                "missing": highest - held,
                "first_missing": missing,
                "conflicts": conflicts.get(f"{of}-{life}", 0),
            }
        )
    return lives


def _gaps(sequences: Iterable[int], most: int = 20) -> list[int]:
    """Return the first ``most`` numbers that are missing from ``sequences``, which rise from 1."""
    missing: list[int] = []
    expected = 1
    for sequence in sequences:
        missing.extend(range(expected, min(sequence, expected + most)))
        expected = sequence + 1
    return missing[:most]
