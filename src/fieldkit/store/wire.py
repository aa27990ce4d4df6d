# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The one file where domain words and wire words meet.

A consent's ``at`` is only told when it differs from the operation's own time: for a paper form typed later.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from fieldkit.domain.consents import Consent, ConsentKind
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.enrolments import Enrolment, EnrolmentDraft
from fieldkit.domain.events import (
    Code,
    ConsentText,
    Event,
    Goods,
    Organisation,
    ProgrammeItem,
    Service,
    Site,
    Stock,
)
from fieldkit.domain.packs import Issue
from fieldkit.protocol import rows
from fieldkit.protocol.bodies import (
    BODIES,
    AmendBody,
    CollectorBody,
    ConsentBody,
    EnrolBody,
    IssueBody,
    ServeBody,
    TransferBody,
    UpdateBody,
    VoidBody,
    WithdrawBody,
)
from fieldkit.protocol.codec import from_bytes, to_raw
from fieldkit.protocol.mistakes import TheirMistake
from fieldkit.protocol.shape import Message

Told = Message
"""The body of an operation, to those who only hand it on."""

M = TypeVar("M", bound=Message)
T = TypeVar("T")


def consent_bodies(consents: Iterable[Consent], at: str = "") -> tuple[ConsentBody, ...]:
    """Return ``consents`` as they are told."""
    return tuple(
        ConsentBody(kind=consent.kind.value, given=consent.given, version=consent.version, at=at)
        for consent in consents
    )


def enrol_body(
    enrolment: Enrolment, *, uid: str, org_code: str, serial: str, provisional: str, tag: str, phone_tag: str
) -> EnrolBody:
    """Return ``enrolment`` as it is told, for the union with ``org_code``."""
    occurred_at = enrolment.occurred_at.isoformat() if enrolment.occurred_at else ""
    return EnrolBody(
        uid=uid,
        name=enrolment.name,
        document_kind=enrolment.document_kind,
        serial=serial,
        provisional=provisional,
        print_as=enrolment.print_as,
        document_number=enrolment.document_number,
        sex=int(enrolment.sex),
        sex_reason=enrolment.sex_reason,
        birth_date=enrolment.birth_date.isoformat() if enrolment.birth_date else "",
        tag=tag,
        phone_tag=phone_tag,
        phone=enrolment.phone,
        employment_group=enrolment.employment_group,
        employment_state=enrolment.employment_state,
        migrant_worker=enrolment.migrant_worker,
        non_local=enrolment.non_local,
        employer=enrolment.employer,
        platform=enrolment.platform,
        org_code=org_code,
        channel=enrolment.channel,
        mode=enrolment.mode,
        introducer=enrolment.introducer,
        consents=consent_bodies(enrolment.consents, occurred_at),
        signature=enrolment.signature,
        occurred_at=occurred_at,
    )


def read(kind: str, body: bytes) -> Told:
    """Return the body of an operation of ``kind``. Raises TheirMistake."""
    return from_bytes(body, BODIES[kind])


def renumbered(body: M, **numbers: str) -> M:
    """Return ``body`` with other numbers of papers in it."""
    told = {name: getattr(body, name) for name in body.__struct_fields__}
    return type(body)(**(told | numbers))


def draft_from(body: EnrolBody) -> EnrolmentDraft:
    """Return what was told of an enrolment as the draft it was typed as."""
    return EnrolmentDraft(
        document_kind=body.document_kind,
        document_number=body.document_number,
        name=body.name,
        print_as=body.print_as,
        sex=str(body.sex) if body.sex in (1, 2) else "",
        sex_reason=body.sex_reason,
        birth_date=body.birth_date,
        phone=body.phone,
        employment_group=body.employment_group,
        employment_state=body.employment_state,
        migrant_worker=body.migrant_worker,
        non_local=body.non_local,
        employer=body.employer,
        platform=body.platform,
        org_code=body.org_code,
        channel=body.channel,
        mode=body.mode,
        consents=tuple(Consent(ConsentKind(one.kind), one.given, one.version) for one in body.consents),
        notice_read=True,
        signature=body.signature,
        introducer=body.introducer,
        occurred_at=body.occurred_at,
    )


def transfer_body(
    *,
    uid: str,
    tag: str,
    to_org: str,
    employer: str,
    phone: str,
    employment_group: str,
    consents: Iterable[Consent],
) -> TransferBody:
    """Return a transfer as it is told."""
    return TransferBody(
        uid=uid,
        tag=tag,
        to_org=to_org,
        employer=employer,
        phone=phone,
        employment_group=employment_group,
        consents=consent_bodies(consents),
    )


def update_body(*, uid: str, tag: str, changed: Mapping[str, str]) -> UpdateBody:
    """Return a change of details as it is told: only what ``changed`` names."""
    return UpdateBody(uid=uid, tag=tag, **changed)


def serve_body(*, service: str, count: int, uid: str, tag: str) -> ServeBody:
    """Return the use of a service as it is told."""
    return ServeBody(service=service, count=count, uid=uid, tag=tag)


def issue_body(issue: Issue, *, tag: str, number: str) -> IssueBody:
    """Return an issue as it is told."""
    collector = issue.collector
    return IssueBody(
        goods=issue.goods,
        receipt_number=issue.receipt_number,
        quantity=issue.quantity,
        uid=issue.uid,
        tag=tag,
        number=number,
        collector=CollectorBody(
            name=collector.name, document_tail=collector.document_tail, relation=collector.relation
        )
        if collector
        else None,
        signature=issue.signature,
    )


def withdraw_body(*, uid: str, consent: ConsentKind, tag: str) -> WithdrawBody:
    """Return a withdrawn consent as it is told."""
    return WithdrawBody(uid=uid, consent=consent.value, tag=tag)


def amend_body(*, replaces: str, as_kind: str, body: Message) -> AmendBody:
    """Return an amendment as it is told."""
    return AmendBody(replaces=replaces, as_kind=as_kind, body=to_raw(body))


def void_body(*, replaces: str, reason: str) -> VoidBody:
    """Return an operation taken back as it is told."""
    return VoidBody(replaces=replaces, reason=reason)


def book_from(kept: Mapping[str, Iterable[bytes]], *, district_name: str, device: str) -> DayBook:
    """Return the day book that the rows of the briefing make, by kind of row."""
    return DayBook(
        events=_all(kept, "event", rows.EventRow, _event),
        sites=_all(kept, "site", rows.SiteRow, _site),
        services=_all(kept, "service", rows.ServiceRow, _service),
        goods=_all(kept, "goods", rows.GoodsRow, _goods),
        stocks=_all(kept, "stock", rows.StockRow, lambda r: Stock(r.site, r.goods, r.opening, r.opening)),
        codes=_all(kept, "code", rows.CodeRow, _code),
        consent_texts=_all(kept, "consent_text", rows.ConsentTextRow, _consent_text),
        organisations=_all(kept, "organisation", rows.OrganisationRow, _organisation),
        programme=tuple(
            sorted(
                _all(kept, "programme", rows.ProgrammeRow, _programme_item),
                key=lambda item: (item.site, item.order),
            )
        ),
        settings=_all(kept, "setting", rows.SettingRow, lambda r: (r.name, r.value)),
        district_name=district_name,
        device=device,
    )


def _all(
    kept: Mapping[str, Iterable[bytes]], table: str, kind: type[M], make: Callable[[M], T]
) -> tuple[T, ...]:
    """Return the rows of ``table``; one that says an impossible day or hour is left out, for work goes on."""
    made = []
    for raw in kept.get(table, ()):
        with contextlib.suppress(ValueError, TheirMistake):
            made.append(make(from_bytes(raw, kind)))
    return tuple(made)


def _organisation(row: rows.OrganisationRow) -> Organisation:
    return Organisation(row.code, row.parent, row.level, row.name, row.name_en, row.division_code)


def _event(row: rows.EventRow) -> Event:
    return Event(
        code=row.code,
        title=row.title,
        short_title=row.short_title,
        level=row.level,
        day=dt.date.fromisoformat(row.day),
        starts=dt.time.fromisoformat(row.starts),
        ends=dt.time.fromisoformat(row.ends),
        organiser=row.organiser,
    )


def _site(row: rows.SiteRow) -> Site:
    return Site(
        code=row.code,
        event=row.event,
        role=row.role,
        org_code=row.org_code,
        name=row.name,
        venue=row.venue,
        venue_kind=row.venue_kind,
        theme=row.theme,
        booths=row.booths,
        name_en=row.name_en,
    )


def _service(row: rows.ServiceRow) -> Service:
    return Service(row.code, row.group, row.name, row.name_en, row.named, row.active)


def _goods(row: rows.GoodsRow) -> Goods:
    return Goods(
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        audience=row.audience,
        once=row.once,
        components=row.components,
        face_value=row.face_value,
        active=row.active,
    )


def _code(row: rows.CodeRow) -> Code:
    return Code(row.table, row.code, row.name, row.name_en, frozenset(row.flags), row.version)


def _consent_text(row: rows.ConsentTextRow) -> ConsentText:
    return ConsentText(row.kind, row.version, row.title, row.text, row.title_en, row.text_en)


def _programme_item(row: rows.ProgrammeRow) -> ProgrammeItem:
    return ProgrammeItem(row.site, row.order, dt.time.fromisoformat(row.starts), row.title, row.kind)
