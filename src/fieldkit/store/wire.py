# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""From acts in the domain's words to the bodies of operations, and back.

A consent's ``at`` is only told when it differs from the operation's own time: for a paper form typed later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from fieldkit.domain.consents import Consent, ConsentKind
from fieldkit.domain.enrolments import Enrolment, EnrolmentDraft
from fieldkit.domain.packs import Issue
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
from fieldkit.protocol.shape import Message
from fieldkit.store import parts
from fieldkit.store.clear import Clear

Told = Message
"""The body of an operation, to those who only hand it on."""

M = TypeVar("M", bound=Message)


def consent_bodies(consents: Iterable[Consent], at: str = "") -> tuple[ConsentBody, ...]:
    """Return ``consents`` as they are told."""
    return tuple(
        ConsentBody(kind=consent.kind.value, given=consent.given, version=consent.version, at=at)
        for consent in consents
    )


def enrol_body(
    enrolment: Enrolment, *, uid: str, org_code: str, serial: str, provisional: str, tag: str
) -> EnrolBody:
    """Return ``enrolment`` as it is told, for the union with ``org_code``; its signature is a part, and only named."""
    occurred_at = enrolment.occurred_at.isoformat() if enrolment.occurred_at else ""
    return EnrolBody(
        uid=uid,
        name=enrolment.name,
        document_kind=enrolment.document_kind,
        serial=serial,
        provisional=provisional,
        print_as=enrolment.print_as,
        sex=int(enrolment.sex),
        sex_reason=enrolment.sex_reason,
        birth_date=enrolment.birth_date.isoformat() if enrolment.birth_date else "",
        tag=tag,
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
        signature=parts.id_of(enrolment.signature),
        occurred_at=occurred_at,
    )


def read(kind: str, body: bytes) -> Told:
    """Return the body of an operation of ``kind``. Raises TheirMistake."""
    return from_bytes(body, BODIES[kind])


def renewed(body: M, /, **told: object) -> M:
    """Return ``body`` with other values in some of its fields."""
    said = {name: getattr(body, name) for name in body.__struct_fields__}
    return type(body)(**(said | told))


def sealed(body: M, session: int, sealed: bytes) -> M:
    """Return ``body`` with an identity sealed in it, of an amendment with it in the body that it carries."""
    if isinstance(body, AmendBody):
        inner = renewed(read(body.as_kind, bytes(body.body)), session=session, sealed=sealed)
        return renewed(body, body=to_raw(inner))
    return renewed(body, session=session, sealed=sealed)


def unsealed(body: M) -> M:
    """Return ``body`` without what differs each time the same is told: the sealed identity and its session."""
    inner = read(body.as_kind, bytes(body.body)) if isinstance(body, AmendBody) else body
    return sealed(body, 0, b"") if "sealed" in inner.__struct_fields__ else body


def draft_from(body: EnrolBody, numbers: Clear | None, signature: bytes) -> EnrolmentDraft:
    """Return what was told of an enrolment as the draft it was typed as; without numbers that were purged."""
    numbers = numbers or Clear()
    return EnrolmentDraft(
        document_kind=body.document_kind,
        document_number=numbers.document,
        name=body.name,
        print_as=body.print_as,
        sex=str(body.sex) if body.sex in (1, 2) else "",
        sex_reason=body.sex_reason,
        birth_date=body.birth_date,
        phone=numbers.phone,
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
        signature=signature,
        introducer=body.introducer,
        occurred_at=body.occurred_at,
    )


def transfer_body(
    *,
    uid: str,
    tag: str,
    to_org: str,
    employer: str,
    employment_group: str,
    consents: Iterable[Consent],
) -> TransferBody:
    """Return a transfer as it is told."""
    return TransferBody(
        uid=uid,
        tag=tag,
        to_org=to_org,
        employer=employer,
        employment_group=employment_group,
        consents=consent_bodies(consents),
    )


def update_body(*, uid: str, tag: str, changed: Mapping[str, str]) -> UpdateBody:
    """Return a change of details as it is told: only what ``changed`` names, and no phone, for that is sealed."""
    return renewed(UpdateBody(uid=uid, tag=tag), **changed)


def serve_body(*, service: str, count: int, uid: str, tag: str) -> ServeBody:
    """Return the use of a service as it is told."""
    return ServeBody(service=service, count=count, uid=uid, tag=tag)


def issue_body(issue: Issue, *, tag: str, number: str) -> IssueBody:
    """Return an issue as it is told; its signature is a part, and only named."""
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
        signature=parts.id_of(issue.signature),
    )


def withdraw_body(*, uid: str, consent: ConsentKind, tag: str) -> WithdrawBody:
    """Return a withdrawn consent as it is told."""
    return WithdrawBody(uid=uid, consent=consent.value, tag=tag)


def amend_body(*, replaces: str, as_kind: str, body: Message, meant: str) -> AmendBody:
    """Return an amendment as it is told; ``meant`` is the content of what it replaces."""
    return AmendBody(replaces=replaces, as_kind=as_kind, body=to_raw(body), meant=meant)


def void_body(*, replaces: str, reason: str, meant: str) -> VoidBody:
    """Return an operation taken back as it is told; ``meant`` is its content."""
    return VoidBody(replaces=replaces, reason=reason, meant=meant)
