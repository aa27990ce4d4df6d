# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""From a checked enrolment to the member that is kept, and the keyed tags a person is known by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from fieldkit.domain.documents import DocumentKind, tail
from fieldkit.domain.enrolments import Enrolment, EnrolmentDraft
from fieldkit.domain.members import Member, MemberStanding
from fieldkit.domain.people import Sex
from fieldkit.seals import tags

DOCUMENT_TAIL = 6
PHONE_TAIL = 4


@dataclass(frozen=True, slots=True)
class Tags:
    """Hex tags: ``person`` is of the document, or of the phone where there is no document yet."""

    person: str
    phone: str


def tags_of(tag_key: bytes, document_kind: str, document_number: str, phone: str) -> Tags:
    """Return the tags of a person; '' where there is no number. The numbers are tidied already."""
    phone_tag = tags.phone_tag(tag_key, phone).hex() if phone else ""
    if document_kind == DocumentKind.LATER:
        return Tags(phone_tag, phone_tag)
    if not document_number:
        return Tags("", phone_tag)
    return Tags(tags.document_tag(tag_key, document_kind, document_number).hex(), phone_tag)


def new_member(
    enrolment: Enrolment, *, uid: str, org_code: str, serial: str, provisional: str, operation: str
) -> Member:
    """Return the member that ``enrolment`` makes: applying, until the district approves."""
    return Member(
        uid=uid,
        serial=serial,
        provisional=provisional,
        name=enrolment.name,
        print_as=enrolment.print_as,
        sex=enrolment.sex,
        birth_date=enrolment.birth_date,
        document_kind=enrolment.document_kind,
        document_number=enrolment.document_number,
        document_tail=tail(enrolment.document_number, DOCUMENT_TAIL),
        phone=enrolment.phone,
        phone_tail=tail(enrolment.phone, PHONE_TAIL),
        employment_group=enrolment.employment_group,
        employer=enrolment.employer,
        platform=enrolment.platform,
        org_code=org_code,
        standing=MemberStanding.APPLYING,
        enrolled_here=True,
        enrolment=operation,
    )


def as_told(before: Member, told: EnrolmentDraft) -> Member:
    """Return ``before`` with the person as ``told``; numbers, union and standing stay."""
    return replace(
        before,
        name=told.name,
        print_as=told.print_as,
        sex=Sex(int(told.sex)) if told.sex else Sex.UNKNOWN,
        birth_date=dt.date.fromisoformat(told.birth_date) if told.birth_date else None,
        document_kind=told.document_kind,
        document_number=told.document_number,
        document_tail=tail(told.document_number, DOCUMENT_TAIL),
        phone=told.phone,
        phone_tail=tail(told.phone, PHONE_TAIL),
        employment_group=told.employment_group,
        employer=told.employer,
        platform=told.platform,
    )
