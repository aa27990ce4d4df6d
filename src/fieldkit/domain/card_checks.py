# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What a booth can say of a member card that it is shown, without asking anybody.

GREEN promises that a device of this district signed what the card says, that nothing of it was changed since, and that
this booth knows nothing against it. It does not promise that who holds the card is the person on it (a copy is as good
as the card: compare with the document), nor what became of the membership after this booth was last told.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class Verdict(enum.Enum):
    """What to do: take the card, look the person up first, or do not take it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Reason(enum.Enum):
    """Why; each has one verdict."""

    LISTED = "listed"
    UNLISTED = "unlisted"
    UNSIGNED = "unsigned"
    MISTYPED = "mistyped"
    UNREADABLE = "unreadable"
    UNKNOWN_SIGNER = "unknown-signer"
    REVOKED_BUT_LISTED = "revoked-but-listed"
    SUPERSEDED = "superseded"
    RENAMED = "renamed"
    TRANSFERRED = "transferred"
    MOVED_OUT = "moved-out"
    NUMBER_OUTSIDE = "number-outside"
    LISTS_OLD = "lists-old"
    LISTS_MISSING = "lists-missing"
    CLOCK_DOUBTFUL = "clock-doubtful"
    NOT_A_CARD = "not-a-card"
    FORGED = "forged"
    ALTERED = "altered"
    REVOKED = "revoked"
    VOIDED = "voided"
    SOMEBODY_ELSE = "somebody-else"
    NEVER_ISSUED = "never-issued"
    NOT_A_MEMBER = "not-a-member"

    @property
    def verdict(self) -> Verdict:
        """Return what follows from it."""
        if self in (Reason.LISTED, Reason.UNLISTED):
            return Verdict.GREEN
        return Verdict.RED if self in _RED else Verdict.AMBER


_RED = frozenset(
    {
        Reason.NOT_A_CARD,
        Reason.FORGED,
        Reason.ALTERED,
        Reason.REVOKED,
        Reason.VOIDED,
        Reason.SOMEBODY_ELSE,
        Reason.NEVER_ISSUED,
        Reason.NOT_A_MEMBER,
    }
)


class Lists(enum.Enum):
    """How good the district's lists are that a card is judged by.

    FRESH: not past their end. OLD: past it for sure. UNSURE: nobody can tell, for the clock is doubtful. MISSING: there
    are none that count: never told, or signed by a key that counts no more.
    """

    FRESH = "fresh"
    OLD = "old"
    UNSURE = "unsure"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class CardCheck:
    """What came of a check.

    ``name``, ``number``, ``union``, ``issued`` and ``device`` are what the card says where its signatures hold, else
    empty; ``shortened`` says that the code holds only how the name begins, ``stands_in`` that it
    is printed with other characters than it is registered with. ``number_now``, ``name_now`` (masked) and
    ``union_now`` are what this booth knows, ``standing`` the code of the membership's standing (会籍状态). ``lists``
    is how good the lists are by which all this is said, ``days_old`` how many days ago the district was last heard, by
    the latest time believed here (at least so many where ``doubtful``); -1 where it never was. ``uid`` is set where
    this booth knows the person.
    """

    reason: Reason
    name: str = ""
    number: str = ""
    union: str = ""
    issued: dt.date | None = None
    device: str = ""
    shortened: bool = False
    stands_in: bool = False
    number_now: str = ""
    name_now: str = ""
    union_now: str = ""
    standing: int = 0
    lists: Lists = Lists.MISSING
    days_old: int = -1
    doubtful: bool = False
    uid: str = ""

    @property
    def verdict(self) -> Verdict:
        """Return what to do."""
        return self.reason.verdict
