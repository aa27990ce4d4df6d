# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The member form (工会会员登记表) with what was enrolled, and the application with nothing filled in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldkit.acts.application import PLEDGE, TITLE, form_of, named
from fieldkit.domain.day_papers import MemberForm, Person
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.papers import ApplicationForm
from fieldkit.store import briefing, members, operations
from fieldkit.store.clock import local_day
from fieldkit.store.vault import Store

if TYPE_CHECKING:
    from fieldkit.store.vault import Database

NOTICE = "notice"
"""The kind of consent text that is no consent but the notice before them."""
FORM_FIELDS = (
    ("姓名", "name"),
    ("性别", "sex"),
    ("出生日期", "birth_date"),
    ("证件类型", "document_kind"),
    ("证件号码", "document_number"),
    ("手机号", "phone"),
    ("就业群体", "employment_group"),
    ("就业状态", "employment_state"),
    ("农民工", "migrant_worker"),
    ("外地来京务工", "non_local"),
    ("工作单位", "employer"),
    ("平台企业", "platform"),
    ("介绍人", "introducer"),
)
"""The rows of an application, and under which name the member form has a place for each."""


def member_form(db: Database, book: DayBook, person: Person, uid: str) -> MemberForm:
    """Return the form of a member: of somebody enrolled here all that was told, of others what is known of them."""
    member = members.whole(db, uid).member
    values = {
        "name": person.name,
        "union": person.union,
        "certificate_number": member.certificate_number,
        "employer": member.employer,
        "platform": member.platform,
    }
    signature = b""
    entered = operations.enrolment_of(db, uid)
    if entered is not None:
        draft = operations.told_of(db, entered).draft
        day = local_day(dt.datetime.fromisoformat(draft.occurred_at) if draft.occurred_at else entered.at)
        form = form_of(draft, member, book, applied_on=day, operator="")
        names = dict(FORM_FIELDS)
        values |= {names[label]: value for label, value in form.rows if label in names}
        values["mode"] = named(book, "mode", draft.mode)
        values["applied_on"] = f"{day.year} 年 {day.month} 月 {day.day} 日"
        signature = draft.signature
    return MemberForm(person, {name: value for name, value in values.items() if value}, signature)


def blank_application(store: Store, document_number: str) -> ApplicationForm:
    """Return an application with nothing filled in, for the paper fallback (domain.md §2.12)."""
    with store.reading() as db:
        book = briefing.book(store, db)
    asked = tuple((one.title, one.version, None) for one in book.consent_texts if one.kind != NOTICE)
    return ApplicationForm(
        number=document_number,
        title=book.setting("application_title", TITLE),
        union="",
        rows=tuple((label, "") for label, _ in FORM_FIELDS),
        pledge=book.setting("oath_text", PLEDGE),
        consents=asked,
        signature=b"",
        applied_on=None,
        operator="",
        pledge_version=book.setting("oath_version"),
    )
