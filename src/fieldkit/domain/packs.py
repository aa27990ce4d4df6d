# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Goods handed out: who is entitled, what an issue is, what a receipt must say (domain.md §2.10)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fieldkit.domain.events import Goods
from fieldkit.domain.members import Member, MemberStanding


@dataclass(frozen=True, slots=True)
class Collector:
    """Somebody who collects on behalf of the person (代领): name, last four of the document, relation."""

    name: str
    document_tail: str
    relation: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Goods given to one person, or to an anonymous visitor when ``uid`` is '' (only ``audience`` need)."""

    operation: str
    receipt_number: str
    uid: str
    goods: str
    quantity: int
    site: str
    at: dt.datetime
    operator: str
    collector: Collector | None = None
    signature: bytes = b""
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Whether a person may take an item now. ``reason`` is '' when allowed, else a problem's code.

    ``taken_at`` and ``taken_site`` say when (ISO) and where it was taken before, as far as this device knows.
    """

    goods: str
    name: str
    allowed: bool
    reason: str
    taken_at: str
    left: int
    taken_site: str = ""


LEFT_THE_UNION = frozenset(
    {
        MemberStanding.MOVED_OUT,
        MemberStanding.WITHDRAWN,
        MemberStanding.DEEMED_WITHDRAWN,
        MemberStanding.EXPELLED,
        MemberStanding.ENDED,
    }
)


def entitled(goods: Goods, *, member: Member | None, taken: bool, left: int, carded: bool = False) -> str:
    """Return '' when the item may be handed out now, else the code of the problem that forbids it.

    The rule object of domain.md §2.10: audience first, then the one-per-person lock, then the stock of this site.
    ``member`` is None for an anonymous visitor and for somebody who shows the card of a site this device knows
    nothing of (``carded``): such a card is proof enough, and the district finds a second pack afterwards.
    """
    if not goods.active or not _in_audience(goods.audience, member, carded):
        return "not-entitled"
    if goods.once and taken:
        return "already-taken"
    return "" if left > 0 else "out-of-stock"


def _in_audience(audience: str, member: Member | None, carded: bool) -> bool:
    """Return True when ``audience`` covers the person."""
    if audience in ("visitors", "need"):
        return True
    if member is None:
        return carded and audience in ("new", "members")
    if member.standing in LEFT_THE_UNION:
        return False
    return audience == "members" or (audience == "new" and (member.enrolled_here or bool(member.enrolment)))
