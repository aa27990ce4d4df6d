# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Where each act stands with the district, as told to the operator."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class OperationStanding(enum.Enum):
    """``WAITING`` until the district acknowledges; ``SETTLED`` is a rejection a clerk has dealt with."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Counts:
    """The three numbers: recorded, confirmed by the district, in need of attention. The rest waits, or is ``lost``.

    ``safe`` are those of the confirmed that lie on another machine or medium than the district's too, ``held`` those of
    the waiting that the district keeps aside without a verdict. ``lost`` are those that were safe and purged here, and
    that a district made anew from an older copy does not have: paper forms must bring them back.
    """

    recorded: int
    confirmed: int
    attention: int
    waiting: int
    safe: int = 0
    held: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class HeldLife:
    """A life of this store that the district keeps aside: the number and the shown head of our newest batch of it.

    The district's staff read the same 12 letters on their side, and compare by telephone.
    """

    life: str
    number: int
    head: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """One refused operation with the district's word on it and what it was about, masked."""

    operation: str
    kind: str
    at: dt.datetime
    operator: str
    code: str
    field: str
    facts: tuple[tuple[str, str], ...]
    number: str
    masked_name: str
    uid: str


@dataclass(frozen=True, slots=True)
class Round:
    """One sync round as it went; ``outcome`` is ``done``, ``stopped`` or a problem's code."""

    started: dt.datetime
    ended: dt.datetime | None
    sent: int
    accepted: int
    rejected: int
    received: int
    outcome: str
    acknowledgement: str
