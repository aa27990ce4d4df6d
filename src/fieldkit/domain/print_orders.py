# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Papers on their way to a printer, as values: an order, where it stands, and a run of sheets of cards."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class OrderState(enum.Enum):
    """Where an order stands. Nothing is ever sent out of ``SENDING``, ``SENT`` or ``UNKNOWN``."""

    QUEUED = "queued"
    """Nothing of it has left; it is sent when its printer's turn comes, after a restart too."""
    SENDING = "sending"
    """Written before the first byte leaves. Found so at a start, nobody knows what left."""
    SENT = "sent"
    """All of it was taken; the spooler is asked what becomes of it."""
    PRINTED = "printed"
    """It came out: the printer says so, or somebody who looked."""
    SAVED = "saved"
    """It lies as a PDF in the folder."""
    FAILED = "failed"
    """Nothing of it left; it may be sent again as the same copy."""
    UNKNOWN = "unknown"
    """It may have come out: an operator is asked."""
    NOT_PRINTED = "not-printed"
    """Somebody looked: it did not come out."""
    CANCELLED = "cancelled"
    """Called back before any of it left."""


OPEN = (OrderState.QUEUED, OrderState.SENDING, OrderState.SENT, OrderState.FAILED, OrderState.UNKNOWN)
"""The states that want something done yet, by the program or by an operator."""

CRASHED, STALLED, UNSURE, FAULT = "crashed", "stalled", "print-unsure", "fault"
"""Why an order is ``UNKNOWN``, beside what the printer said: the program ended, the printer took it and was silent, the
line broke while it was sent, a fault of ours."""
HOLDING = frozenset({STALLED, UNSURE})
"""Why the printer gets nothing more until somebody has answered: each further paper would hang as this one did."""
BY_ITSELF = frozenset({"printer-gone", "printer-not-ready"})
"""The problems that pass by themselves (a cable, paper): tried again without asking, for nothing left."""


class Heard(enum.Enum):
    """What a spooler or printer says of a paper; the values are those of ``printers.ticket.JobState``."""

    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    STOPPED = "stopped"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of handing a paper over: the ticket to ask by, what was heard, and whether that is the last word."""

    ticket: str
    heard: Heard
    why: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What goes to a printer at once: one copy of one document, or some sheets of a run.

    ``printer`` is its remembered name, '' saves a PDF. ``title`` is what the spooler is told, a new one at each try.
    ``ticket`` is what the printer's room gave, as text; of a saved PDF the file. ``why`` and ``facts`` are a problem's
    code and facts, or what the printer said. ``paper`` is the paper asked for (``A5``, a layout's name). ``place``
    orders them all.
    """

    place: int
    printer: str
    state: OrderState
    since: dt.datetime
    tries: int
    title: str
    ticket: str
    why: str
    facts: Mapping[str, str] = field(hash=False)
    paper: str
    run: int
    first_sheet: int
    last_sheet: int

    @property
    def open(self) -> bool:
        """Return True while something is to be done about it."""
        return self.state in OPEN

    @property
    def begun(self) -> dt.datetime:
        """Return when its handing over began, as far as a crash cut it; a question keeps that beside its own time."""
        return dt.datetime.fromisoformat(self.facts["begun"]) if "begun" in self.facts else self.since

    @property
    def nothing_left(self) -> bool:
        """Return True while it is certain that nothing reached a printer."""
        return self.state in (OrderState.QUEUED, OrderState.FAILED)


@dataclass(frozen=True, slots=True)
class Run:
    """Thousands of cards on sheets: which number it is filed under, and how far it is, in sheets.

    ``waiting`` is not yet sent, ``sent`` is at the printer, ``out`` has come out or was saved, ``asked`` has a question
    open, ``failed`` waits for its printer. ``next_sheet`` is the first that has not come out, 0 for none. ``saved`` is
    how many of those that are ``out`` are PDFs, ``cards_out`` how many cards lie on them, ``left_out`` the sheets that
    nobody wants any more. ``lost`` is known once all is over: the cards whose places are empty, for nobody knows their
    members any more. ``still_at`` is what going on with a run tells: the printers that may bring out what it ordered
    anew.
    """

    place: int
    document_number: str
    printer: str
    layout: str
    cards: int
    sheets: int
    paused: bool
    at: dt.datetime
    operator: str
    waiting: int
    sent: int
    out: int
    asked: int
    failed: int
    next_sheet: int
    saved: int = 0
    cards_out: int = 0
    left_out: tuple[int, ...] = ()
    lost: int = 0
    still_at: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Return True once nothing of it is open any more."""
        return not (self.waiting or self.sent or self.asked or self.failed)


@dataclass(frozen=True, slots=True)
class CardChoice:
    """Whose cards go on the sheets: of those enrolled here who are members still.

    ``union`` is an organisation's code, ``day`` the day and ``site`` the venue of enrolment, ``group`` the code of an
    employment group, ``first`` and ``last`` the ends of a range of numbers as cards show them, of one kind; '' and None
    are all. ``unprinted`` leaves out whose card came out, may have, or is on its way.
    """

    union: str = ""
    day: dt.date | None = None
    site: str = ""
    group: str = ""
    first: str = ""
    last: str = ""
    unprinted: bool = True


@dataclass(frozen=True, slots=True)
class CardGroups:
    """Of whom cards can be chosen: codes, or days of enrolment, each with how many people."""

    unions: tuple[tuple[str, int], ...]
    days: tuple[tuple[dt.date, int], ...]
    sites: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose cards are chosen, in the order of their enrolment; ``before`` of them had a card already, or may have."""

    uids: tuple[str, ...]
    before: int


@dataclass(frozen=True, slots=True)
class Continuing:
    """What going on with a run at ``sheet`` means for its sheets; ``cards`` is how many lie on those ``skipped``.

    ``skipped`` were never sent and are not printed; ``believed`` are at the printer and taken for printed; ``again``
    are ordered as their next copies. All others from there on are sent for the first time.
    """

    sheet: int
    skipped: tuple[int, ...] = ()
    believed: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    cards: int = 0
