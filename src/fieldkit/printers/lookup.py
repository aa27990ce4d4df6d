# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whether a spooler has a paper of which only the title is known: asked after a crash, before anybody is asked to look.

1. Found is found: the ticket tells what becomes of it. Not found says nothing: a spooler may have forgotten what it
   printed, and one that sends a receipt printer's bytes on keeps no list.
2. A title alone is no proof: after a restore from a backup numbers and copies come again, and the spooler still lists
   the old paper. A job is ours only if it was made while ours was handed over. How long ago that was is told by the
   spooler's clock, which need not show our time (RFC 8011 §5.3.14); where that clock tells nothing, nothing is found.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from fieldkit.printers import cups, ipp
from fieldkit.printers.ipp import number, texts
from fieldkit.printers.spooler import NoAnswer
from fieldkit.printers.ticket import Kind, Printer, Ticket
from fieldkit.problems import PrinterGone, Problem

GET_JOBS = 0x0A
MOST = 500  # of a spooler's list, the newest end of it is what a crash leaves
BY_CUPS = "cups:"
EARLY, LATE = 2.0, 600.0
"""Seconds by which a job may be older than the handing over (whole seconds, two clocks), and younger."""
JOB_ASKED = (
    "job-id",
    "job-name",
    "number-of-documents",
    "time-at-creation",
    "job-printer-up-time",
    "job-uuid",
)
"""The last is not looked at: without one that it has to read from its disk, CUPS lists printed papers without names."""


def find(printer: Printer, *, document: str, begun: float) -> Ticket | None:
    """Slow. Return the ticket of the paper whose title is ``document``, or None where the spooler does not know it.

    ``begun`` is the second (UTC, since 1970) when its handing over began.

    Never raises for a spooler that does not answer. A paper of which the crash left no more than the name there is
    called back, so that nothing waits for the rest of it; its ticket says so.
    """
    road, kind = printer.road, printer.kind
    if road.startswith(BY_CUPS):
        road, kind = road.removeprefix(BY_CUPS), Kind.CUPS
    if kind not in (Kind.CUPS, Kind.IPP):
        return None
    try:
        to = cups.destination(kind, road, printer.name)
        jobs = [job for which in ("not-completed", "completed") for job in _listed(to, which)]
        named = [job for job in jobs if texts(job, "job-name") == (document,)]
        for job in named:
            if number(job, "number-of-documents", 1) == 0:
                cups.call_back(to, number(job, "job-id"), document=document)
    except (NoAnswer, Problem):
        return None
    elapsed = time.time() - begun
    ours = [job for job in named if is_of(job, elapsed) and not _set_back(job, jobs)]
    if not ours:
        return None
    return Ticket(
        kind=printer.kind.value,
        road=printer.road,
        printer=printer.name,
        document=document,
        job=str(max(number(job, "job-id") for job in ours)),
        handed_at=time.time(),
    )


def call_back(printer: Printer, *, document: str) -> None:
    """Slow. Cancel what waits of the papers whose title is ``document``, whenever they were made.

    By the title alone: no clock has to be compared, for of a number and copy of this device nothing else may come out
    later, were it an old paper from before a restore. Raises ``PrinterGone`` or ``PrinterRefused`` where the spooler
    cannot be asked or does not let us; that of Windows cannot be asked by a title.
    """
    road, kind = printer.road, printer.kind
    if road.startswith(BY_CUPS):
        road, kind = road.removeprefix(BY_CUPS), Kind.CUPS
    if kind is Kind.WINDOWS or road.startswith("windows:"):
        raise PrinterGone(printer=printer.name, why="no-answer")
    if kind not in (Kind.CUPS, Kind.IPP):
        return
    to = cups.destination(kind, road, printer.name)
    try:
        jobs = _listed(to, "not-completed")
    except NoAnswer as error:
        raise PrinterGone(printer=printer.name, why=error.why) from error
    for job in jobs:
        if texts(job, "job-name") == (document,):
            cups.call_back(to, number(job, "job-id"), document=document)


def is_of(job: ipp.Group, elapsed: float) -> bool:
    """Tell whether a job was made when a handing over began, ``elapsed`` seconds ago; False where no clock tells.

    A time of 0 or less is from before the printer was switched on; one that is to come is by a clock set back since.
    """
    made, at = number(job, "time-at-creation"), number(job, "job-printer-up-time")
    return elapsed >= 0 and 0 < made <= at and -EARLY <= elapsed - (at - made) <= LATE


def _set_back(job: ipp.Group, jobs: Iterable[ipp.Group]) -> bool:
    """Tell whether the clock ran backwards between a job and another: an earlier number, and a later time."""
    place, made = number(job, "job-id"), number(job, "time-at-creation")
    others = ((number(one, "job-id"), number(one, "time-at-creation")) for one in jobs)
    return any((other - place) * (time_ - made) < 0 for other, time_ in others)


def _listed(to: cups.Destination, which: str) -> tuple[ipp.Group, ...]:
    told = to.ask(
        GET_JOBS,
        ("limit", ipp.INTEGER, MOST),
        ("which-jobs", ipp.KEYWORD, which),
        ("requested-attributes", ipp.KEYWORD, JOB_ASKED),
    )
    return told.all_of(ipp.JOB) if told.good else ()
