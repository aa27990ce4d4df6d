# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The export for a registrar: everybody who was taken in or moved over, identities sealed as the devices sealed them.

1. The district cannot read what it hands out: numbers and phones open on the registrar's desk only.
2. Whoever withdrew the consent for the upper union, or never gave it, is left out and counted (PIPL art. 15, 23).
3. The cover is signed and says who asked, who approved, why; its mark is printed on every sheet that is made from it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, select

from fieldkit.protocol.codec import to_bytes
from fieldkit.protocol.exports import FORM, ExportContent, ExportCover
from fieldkit.protocol.frames import join_frames
from fieldkit.seals import envelope, packing
from fieldkit.seals.agekeys import recipient_for
from fieldkit.seals.parcels import seal_parcel
from sync.db.moments import moment
from sync.db.office_tables import registrar
from sync.district import District
from sync.office.export_people import names_of_codes, people_of
from sync.office.export_requests import take
from sync.office.office_log import note_act
from sync.office.rights import Scope
from sync.office.staff import Member
from sync.outgoing.reference import Reference
from sync.trust.registrars import registrars


class NoRegistrar(Exception):
    """No registrar with this key may read what is asked for. ``args[0]`` is the id of the key."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, for whom, on whose word: a request of the office's log at ``request``."""

    request: int
    by: str
    approved_by: str
    reason: str
    scope: Scope
    registrar: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Export:
    """The sealed file, and what the log keeps of it."""

    raw: bytes
    rows: int
    left_out: int
    mark: str
    digest: str


def make_export(district: District, reading: Connection, order: Order, reference: Reference) -> Export:
    """Return the export of ``order``, sealed to its registrar. Raises NoRegistrar."""
    row = registrar.c
    chosen = reading.execute(
        select(registrar).where(row.key_id == order.registrar, row.ended_at == "")
    ).one_or_none()
    if chosen is None or not _covers(chosen.town, order.scope, reference, district.id):
        raise NoRegistrar(order.registrar)
    going = people_of(reading, order.scope, reference, order.registrar)
    content = to_bytes(
        ExportContent(
            people=going.people,
            sessions=going.sessions,
            names=names_of_codes(reading),
        )
    )
    cover = ExportCover(
        form=FORM,
        district=district.id,
        district_name=district.name,
        request=order.request,
        by=order.by,
        approved_by=order.approved_by,
        reason=order.reason,
        town=order.scope.town,
        site=order.scope.site,
        registrar=order.registrar,
        made_at=order.made_at,
        rows=len(going.people),
        left_out=going.left_out,
        mark=_mark(district, order),
        content=hashlib.sha256(content).hexdigest(),
    )
    signed = district.sign(to_bytes(cover), envelope.EXPORT)
    raw = seal_parcel(
        join_frames([district.root_public, district.vouch, signed, packing.pack(content)]),
        [recipient_for(chosen.sealing_key)],
    )
    return Export(raw, cover.rows, cover.left_out, cover.mark, hashlib.sha256(raw).hexdigest())


def _covers(town: str, scope: Scope, reference: Reference, district: str) -> bool:
    """Return True when a registrar of ``town`` may read all of ``scope``."""
    if not town:
        return True
    own = Scope(district, town=town, site="")
    if scope.site:
        return scope.site in (own.sites(reference) or ())
    return bool(scope.town) and scope.town in own.towns(reference)


def _mark(district: District, order: Order) -> str:
    """Return the mark of this export: who asked, and what nobody makes up."""
    told = f"{district.id}|{order.request}|{order.by}|{order.registrar}|{order.made_at}"
    return f"{order.by}-{hashlib.sha256(told.encode()).hexdigest()[:10]}"[:64]


def take_export(
    district: District, by: Member, place: int, now: dt.datetime, *, registrar_id: str = ""
) -> Export:
    """Give ``by`` the export that they asked for at ``place`` of the log; it is in the log before it is given.

    Without a ``registrar_id`` it is sealed to the one registrar who may read all of it. Raises NoRegistrar,
    UnknownRequest, NotApproved, RequestOld.
    """
    reference = district.current()
    with district.database.writing() as writing:
        asked = take(writing, by, place, reference=reference, district=district.id, now=now)
        scope = Scope(district.id, town=asked.town, site=asked.site)
        order = Order(
            request=place,
            by=asked.by,
            approved_by=asked.approved_by,
            reason=asked.reason,
            scope=scope,
            registrar=registrar_id or _only(writing, scope, reference),
            made_at=moment(now),
        )
        made = make_export(district, writing, order, reference)
        facts: dict[str, str | int] = {
            "rows": made.rows,
            "left_out": made.left_out,
            "registrar": order.registrar,
            "mark": made.mark,
            "sha256": made.digest,
        }
        note_act(writing, now, by.id, "export-made", str(place), facts=facts)
    return made


def _only(reading: Connection, scope: Scope, reference: Reference) -> str:
    """Return the id of the registrar who may read all of ``scope``. Raises NoRegistrar unless there is just one."""
    found = [
        one.key_id
        for one in registrars(reading)
        if not one.ended_at and _covers(one.town, scope, reference, scope.district)
    ]
    if len(found) != 1:
        raise NoRegistrar("、".join(found))
    return found[0]
