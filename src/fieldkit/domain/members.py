# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Members as this device knows them, and how they are shown to an operator."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from fieldkit.domain.people import Sex


class MemberStanding(enum.Enum):
    """Membership standing (会籍状态, domain.md §2.3)."""

    APPLYING = 0
    NORMAL = 1
    KEPT_RETIRED = 2
    KEPT_UNEMPLOYED = 3
    KEPT_OTHER = 4
    MOVING_OUT = 5
    MOVED_OUT = 6
    WITHDRAWN = 7
    DEEMED_WITHDRAWN = 8
    EXPELLED = 9
    ENDED = 10


@dataclass(frozen=True, slots=True)
class Member:
    """One person as kept on this device.

    ``uid`` is ours and never shown. ``serial`` is '' while only ``provisional`` is known. For members that come
    with the briefing the document and phone numbers are unknown here: only their tails and the keyed tag are.
    """

    uid: str
    serial: str
    name: str
    provisional: str = ""
    certificate_number: str = ""
    print_as: str = ""
    sex: Sex = Sex.UNKNOWN
    birth_date: dt.date | None = None
    document_kind: str = ""
    document_number: str = ""
    document_tail: str = ""
    phone: str = ""
    phone_tail: str = ""
    employment_group: str = ""
    employer: str = ""
    platform: str = ""
    org_code: str = ""
    standing: MemberStanding = MemberStanding.NORMAL
    from_briefing: bool = False
    enrolled_here: bool = False
    enrolment: str = ""

    @property
    def shown_number(self) -> str:
        """Return the serial, or the provisional number while there is no serial."""
        return self.serial or self.provisional


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One row of a member list: masked, never a full number (PIPL art. 51)."""

    uid: str
    number: str
    masked_name: str
    document_tail: str
    phone_tail: str
    employer: str
    standing: MemberStanding
    enrolled_here: bool
