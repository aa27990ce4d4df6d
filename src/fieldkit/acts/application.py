# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What an application for membership says, row by row, out of what was told to the district (domain.md §2.1)."""

from __future__ import annotations

import datetime as dt

from fieldkit.domain.daybook import DayBook
from fieldkit.domain.enrolments import EnrolmentDraft
from fieldkit.domain.members import Member
from fieldkit.domain.papers import ApplicationForm

TITLE = "入会申请书"
PLEDGE = "我自愿加入中华全国总工会，遵守工会章程，执行工会决议，积极参加工会活动。"
SEXES = {1: "男", 2: "女"}
YES, NO = "是", "否"


def form_of(
    draft: EnrolmentDraft, member: Member, book: DayBook, *, applied_on: dt.date, operator: str
) -> ApplicationForm:
    """Return the form of an enrolment told as ``draft`` for ``member``; empty rows are left out."""
    told = (
        ("姓名", draft.name),
        ("性别", SEXES.get(int(member.sex), "")),
        ("出生日期", member.birth_date.isoformat() if member.birth_date else ""),
        ("证件类型", named(book, "document", draft.document_kind)),
        ("证件号码", draft.document_number),
        ("手机号", draft.phone),
        ("就业群体", named(book, "employment_group", draft.employment_group)),
        ("就业状态", named(book, "employment_state", draft.employment_state)),
        ("农民工", YES if draft.migrant_worker else NO),
        ("外地来京务工", YES if draft.non_local else NO),
        ("工作单位", draft.employer),
        ("平台企业", draft.platform),
        ("介绍人", draft.introducer),
    )
    texts = {text.kind: text.title for text in book.consent_texts}
    return ApplicationForm(
        number=member.shown_number,
        title=book.setting("application_title", TITLE),
        union=union_of(book, member.org_code),
        rows=tuple((label, value) for label, value in told if value),
        pledge=book.setting("oath_text", PLEDGE),
        consents=tuple(
            (texts.get(one.kind.value, one.kind.value), one.version, one.given) for one in draft.consents
        ),
        signature=draft.signature,
        applied_on=applied_on,
        operator=operator,
        pledge_version=book.setting("oath_version"),
    )


def union_of(book: DayBook, org_code: str) -> str:
    """Return the name of the union with ``org_code``, the district's where the code is not known here."""
    found = (one.name for one in book.organisations if one.code == org_code)
    return next(found, book.district_name)


def named(book: DayBook, table: str, code: str) -> str:
    """Return the Chinese name of a code, the code itself where the table does not have it."""
    return next((row.name for row in book.table(table) if row.code == code), code)
