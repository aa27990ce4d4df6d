# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""An enrolment: what was typed, which rules it must meet, and the checked value that is kept."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from fieldkit.domain.people import Sex


class ConsentKind(enum.Enum):
    """The three separate consents (PIPL art. 23, 25, 29; domain.md §2.11)."""

    UPPER_UNION = "upper_union"
    BANK = "bank"
    PUBLICITY = "publicity"


@dataclass(frozen=True, slots=True)
class Consent:
    """One separate consent as asked and answered; ``version`` names the text that was shown."""

    kind: ConsentKind
    given: bool
    version: str


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
