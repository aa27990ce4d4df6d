# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An enrolment: what was typed, which rules it must meet, and the checked value that is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from fieldkit.domain.ages import AgeLimits, check_age
from fieldkit.domain.consents import Consent, ConsentKind, check_consents, in_order
from fieldkit.domain.daybook import DayBook
from fieldkit.domain.days import CHINA
from fieldkit.domain.documents import (
    CARRYING,
    KINDS,
    DocumentKind,
    carried,
    check_document,
    normalise_document,
)
from fieldkit.domain.faults import Fault, Weight
from fieldkit.domain.people import Sex, check_name, normalise_name
from fieldkit.domain.phones import check_phone, normalise_phone
from fieldkit.domain.signatures import check_signature
from fieldkit.domain.texts import check_text

__all__ = ["CHINA", "Checked", "Consent", "ConsentKind", "Enrolment", "EnrolmentDraft", "check"]


@dataclass(frozen=True, slots=True)
class EnrolmentDraft:
    """What stands in the form, as typed and trimmed; no rule has looked at it yet.

    ``document_kind`` is a code of table ``document``: ``resident``, ``hmt_resident``, ``foreign_pr``,
    ``foreign_pr_2017``, ``hk_macau_pass``, ``taiwan_pass``, ``passport`` or ``later`` (no document at hand).
    ``sex`` is '', '1' or '2'; ``birth_date`` is '' or ISO. Where the document carries them they fall out of it.
    ``consents`` holds an answer for each kind that was asked. ``signature`` is a PNG, or empty.
    ``replaces`` names the operation an amendment corrects. ``occurred_at`` is set when a paper form is typed later.
    """

    document_kind: str = "resident"
    document_number: str = ""
    name: str = ""
    print_as: str = ""
    sex: str = ""
    sex_reason: str = ""
    birth_date: str = ""
    phone: str = ""
    employment_group: str = ""
    employment_state: str = "on_post"
    migrant_worker: bool = False
    non_local: bool = False
    employer: str = ""
    platform: str = ""
    org_code: str = ""
    channel: str = "booth"
    mode: str = "mass"
    consents: tuple[Consent, ...] = ()
    notice_read: bool = False
    signature: bytes = b""
    introducer: str = ""
    occurred_at: str = ""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A draft that meets every hard rule, normalised: what is kept and told to the district."""

    document_kind: str
    document_number: str
    name: str
    print_as: str
    sex: Sex
    sex_reason: str
    birth_date: dt.date | None
    phone: str
    employment_group: str
    employment_state: str
    migrant_worker: bool
    non_local: bool
    employer: str
    platform: str
    org_code: str
    channel: str
    mode: str
    consents: tuple[Consent, ...]
    signature: bytes
    introducer: str
    occurred_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say about a draft: every fault at once, and the enrolment when nothing stops it.

    ``sex`` and ``birth_date`` are what is known of the person so far, from the document or as typed.
    """

    faults: tuple[Fault, ...]
    enrolment: Enrolment | None
    sex: Sex
    birth_date: dt.date | None

    @property
    def notes(self) -> tuple[Fault, ...]:
        """Return the faults that only advise."""
        return tuple(fault for fault in self.faults if not fault.stops)


def check(draft: EnrolmentDraft, book: DayBook, today: dt.date) -> Checked:
    """Return all faults of ``draft`` at once, in the order of the form, and the enrolment if none of them stops.

    Sources: domain.md §2.1 (the minimal set, PIPL art. 6), §2.3 (ages), §2.6–2.8 (document, phone, name) and §2.11
    (consents). ``today`` is the local date; for a paper form typed later the form's own date counts. Notes that the
    district names in its setting ``quiet_notes`` are left out.
    """
    occurred_at, occurred_faults = _occurred_at(draft.occurred_at, today)
    day = occurred_at.astimezone(CHINA).date() if occurred_at else today
    said = carried(draft.document_kind, draft.document_number)
    birth_date = said.birth_date or _date(draft.birth_date)
    sex = said.sex or _sex(draft.sex)
    faults = [
        *check_document(draft.document_kind, draft.document_number, day),
        *check_name(draft.name),
        *check_text("print_as", draft.print_as),
        *_check_sex(draft, said.sex),
        *_check_birth_date(draft, said.birth_date, sex, day, _limits(book)),
        *check_phone(draft.phone),
        *_check_codes(draft, book),
        *_check_employer(draft, book),
        *check_consents(draft.consents, notice_read=draft.notice_read),
        *check_signature(draft.signature),
        *check_text("introducer", draft.introducer),
        *occurred_faults,
    ]
    quiet = book.setting("quiet_notes").split()
    kept = tuple(fault for fault in faults if fault.stops or fault.code not in quiet)
    stopped = any(fault.stops for fault in faults)
    shown_sex = _sex(draft.sex) if draft.sex and draft.sex_reason.strip() else sex
    return Checked(
        kept, None if stopped else _kept(draft, shown_sex, birth_date, occurred_at), shown_sex, birth_date
    )


def _kept(draft: EnrolmentDraft, sex: Sex, birth_date: dt.date | None, at: dt.datetime | None) -> Enrolment:
    """Return the enrolment that a draft without stops is kept as."""
    later = draft.document_kind == DocumentKind.LATER
    return Enrolment(
        document_kind=str(draft.document_kind),
        document_number="" if later else normalise_document(draft.document_number),
        name=normalise_name(draft.name),
        print_as=draft.print_as.strip(),
        sex=sex,
        sex_reason=draft.sex_reason.strip(),
        birth_date=birth_date,
        phone=normalise_phone(draft.phone),
        employment_group=draft.employment_group,
        employment_state=draft.employment_state,
        migrant_worker=draft.migrant_worker,
        non_local=draft.non_local,
        employer=draft.employer.strip(),
        platform=draft.platform.strip(),
        org_code=draft.org_code,
        channel=draft.channel,
        mode=draft.mode,
        consents=in_order(draft.consents),
        signature=draft.signature,
        introducer=draft.introducer.strip(),
        occurred_at=at,
    )


def _check_sex(draft: EnrolmentDraft, said: Sex | None) -> Iterator[Fault]:
    """Yield what is wrong with the sex: it equals the document's, unless a clerk gives a reason (domain.md §2.6)."""
    typed = _sex(draft.sex)
    yield from check_text("sex_reason", draft.sex_reason)
    if draft.sex and typed is Sex.UNKNOWN:
        yield Fault("sex", "sex-invalid")
    elif draft.sex and said is not None and typed is not said:
        overridden = bool(draft.sex_reason.strip())
        code, weight = ("sex-overridden", Weight.NOTE) if overridden else ("sex-differs", Weight.STOP)
        yield Fault("sex", code, weight, {"document": str(int(said))})
    elif not draft.sex and said is None and draft.document_kind not in CARRYING:
        yield Fault("sex", "sex-unknown", Weight.NOTE)


def _check_birth_date(
    draft: EnrolmentDraft, said: dt.date | None, sex: Sex, day: dt.date, limits: AgeLimits
) -> Iterator[Fault]:
    """Yield what is wrong with the birth date and the age; a number that is itself wrong says enough already."""
    typed = _date(draft.birth_date)
    if draft.birth_date and typed is None:
        yield Fault("birth_date", "birth-date-invalid")
    elif typed is not None and said is not None and typed != said:
        yield Fault("birth_date", "birth-date-differs", facts={"document": said.isoformat()})
    elif typed is not None and said is None and typed > day:
        yield Fault("birth_date", "birth-date-future")
    elif not draft.birth_date and said is None and draft.document_kind not in CARRYING:
        yield Fault("birth_date", "birth-date-missing")
    known = said or typed
    if known is not None:
        field = "birth_date" if said is None else "document_number"
        yield from check_age(known, sex, day, limits=limits, field=field)


def _check_codes(draft: EnrolmentDraft, book: DayBook) -> Iterator[Fault]:
    """Yield codes that are not in the district's tables, as far as the district has sent them."""
    if not draft.employment_group:
        yield Fault("employment_group", "employment-group-missing")
    chosen = (
        ("document", "document_kind", draft.document_kind, "document-kind-unknown"),
        ("employment_group", "employment_group", draft.employment_group, "employment-group-unknown"),
        ("employment_state", "employment_state", draft.employment_state, "employment-state-unknown"),
        ("channel", "channel", draft.channel, "channel-unknown"),
        ("mode", "mode", draft.mode, "mode-unknown"),
    )
    for table, field, code, fault in chosen:
        rows = book.table(table) if code else ()
        if rows and all(row.code != code for row in rows) and (table != "document" or code in KINDS):
            yield Fault(field, fault)
    unions = book.organisations if draft.org_code else ()
    if unions and all(union.code != draft.org_code for union in unions):
        yield Fault("org_code", "organisation-unknown")


def _check_employer(draft: EnrolmentDraft, book: DayBook) -> Iterator[Fault]:
    """Yield a missing employer: a platform is enough for platform groups, nothing is needed where there is none."""
    yield from check_text("employer", draft.employer)
    yield from check_text("platform", draft.platform)
    if draft.employer.strip():
        return
    on_platform = (
        "platform" in _flags(book, "employment_group", draft.employment_group) and draft.platform.strip()
    )
    if not on_platform and "no-employer" not in _flags(book, "employment_state", draft.employment_state):
        yield Fault("employer", "employer-missing")


def _occurred_at(text: str, today: dt.date) -> tuple[dt.datetime | None, tuple[Fault, ...]]:
    """Return when a paper form was filled in, and what is wrong with that time."""
    if not text:
        return None, ()
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        return None, (Fault("occurred_at", "occurred-at-invalid"),)
    if at.astimezone(CHINA).date() > today:
        return None, (Fault("occurred_at", "occurred-at-future"),)
    return at.astimezone(dt.UTC), ()


def _limits(book: DayBook) -> AgeLimits:
    """Return the ages that the district set, else our own."""
    default = AgeLimits()
    return AgeLimits(
        card_male=_number(book.setting("age_card_male"), default.card_male),
        card_female=_number(book.setting("age_card_female"), default.card_female),
        high=_number(book.setting("age_high"), default.high),
    )


def _number(text: str, default: int) -> int:
    """Return the number in ``text``, or ``default`` where there is none."""
    return int(text) if text.isascii() and text.isdecimal() else default


def _flags(book: DayBook, table: str, code: str) -> frozenset[str]:
    """Return the flags of a row of a code table."""
    return next((row.flags for row in book.table(table) if row.code == code), frozenset())


def _date(text: str) -> dt.date | None:
    """Return the ISO date in ``text``, or None."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _sex(text: str) -> Sex:
    """Return the sex meant by a typed code, ``UNKNOWN`` where nothing sensible was typed."""
    return {"1": Sex.MALE, "2": Sex.FEMALE}.get(text, Sex.UNKNOWN)
