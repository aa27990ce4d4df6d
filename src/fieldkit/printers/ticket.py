# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What is known of a printer and of a paper on its way: plain values, to be kept in a file or a database."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.Enum):
    """What a printer understands, and so what it is handed."""

    FOLDER = "folder"
    """Not a printer: the PDF is saved. The road is the folder."""
    CUPS = "cups"
    """A destination of this system's CUPS takes the PDF itself. The road is its name."""
    IPP = "ipp"
    """A printer of the network that takes a PDF without a spooler (IPP). The road is ipp://host:port/path."""
    WINDOWS = "windows"
    """A printer of Windows takes the picture of each page. The road is its name."""
    THERMAL = "thermal"
    """A receipt printer takes ESC/POS pictures.

    The road is socket://host:port, file:///dev/usb/lp0, cups:NAME (raw) or windows:NAME (raw).
    """
    THERMAL_TEXT = "thermal-text"
    """The same, set by its own font (GB 18030) where the paper has a text and no rare character. For slow lines."""


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer as this device remembers it.

    ``dpi`` is the dots to the inch that it prints; ``paper`` is what lies in it (``A4``, ``A5``, ``58mm``, ``80mm``,
    ``85.6x53.98mm``; '' takes each PDF's own size); ``offset_mm`` moves what is printed to the right and down.
    """

    name: str
    kind: Kind
    road: str
    dpi: int = 300
    paper: str = ""
    offset_mm: tuple[float, float] = (0.0, 0.0)


class JobState(enum.Enum):
    """Where a paper is on its way."""

    WAITING = "waiting"
    """Taken, and not begun."""
    PRINTING = "printing"
    """Begun, and nothing is wrong with it."""
    DONE = "done"
    """The printer says so; with ``mute``, it has taken all of it and is one that never says anything."""
    STOPPED = "stopped"
    """It goes on by itself once somebody has been at the printer: ``why`` says what for."""
    GONE = "gone"
    """Cancelled, given up or forgotten by the spooler: nothing more will come of it, some of it may have come."""
    UNKNOWN = "unknown"
    """Nobody can say whether it came out: an operator has to look."""


WHYS = (
    # somebody has to go to the printer
    "paper-out",
    "jam",
    "cover-open",
    "ink-out",
    "offline",
    "paused",
    "authentication",
    "trouble",
    # it is not there
    "unplugged",
    "no-answer",
    "no-service",
    "unknown-name",
    "in-use",
    "not-allowed",
    # it is at another paper; nobody has to do anything
    "busy",
    # it does not want it
    "format",
    "not-accepting",
    "too-large",
    "too-wide",
    # what became of it
    "mute",
    "cut",
    "never-printed",
    "cancelled",
    "begun",
    "given-up",
    "forgotten",
)
"""All that ``why`` can be, beside ''; the words are the ui's."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the printer says of a paper: the state, and a code of ``WHYS`` or ''."""

    state: JobState
    why: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is needed to ask later what became of a paper, after a restart too: texts and numbers only.

    ``job`` is the spooler's number or the saved file; ``handed_at`` is the second (UTC, since 1970) when all was
    handed over, ``sheets`` how many pages that was; ``told`` is a ``JobState`` and ``why`` its code, where the road
    knew the end at once and can be asked no more.
    """

    kind: str
    road: str
    printer: str
    document: str
    job: str
    handed_at: float
    sheets: int = 1
    told: str = ""
    why: str = ""
