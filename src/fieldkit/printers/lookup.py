# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Whether a spooler has a paper of which only the title is known: asked after a crash, before anybody is asked to look.

Found is found: the ticket tells what becomes of it. Not found says nothing: a spooler may have forgotten what it
printed, and one that sends a receipt printer's bytes on keeps no list.
"""

from __future__ import annotations

import time

from fieldkit.printers import cups, ipp
from fieldkit.printers.ipp import number, texts
from fieldkit.printers.spooler import NoAnswer
from fieldkit.printers.ticket import Kind, Printer, Ticket
from fieldkit.problems import Problem

GET_JOBS = 0x0A
MOST = 500  # of a spooler's list, the newest end of it is what a crash leaves
BY_CUPS = "cups:"


def find(printer: Printer, *, document: str) -> Ticket | None:
    """Slow. Return the ticket of the paper whose title is ``document``, or None where the spooler does not know it.

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
    if not named:
        return None
    return Ticket(
        kind=printer.kind.value,
        road=printer.road,
        printer=printer.name,
        document=document,
        job=str(max(number(job, "job-id") for job in named)),
        handed_at=time.time(),
    )


def _listed(to: cups.Destination, which: str) -> tuple[ipp.Group, ...]:
    told = to.ask(
        GET_JOBS,
        ("limit", ipp.INTEGER, MOST),
        ("which-jobs", ipp.KEYWORD, which),
        ("requested-attributes", ipp.KEYWORD, ("job-id", "job-name", "number-of-documents")),
    )
    return told.all_of(ipp.JOB) if told.good else ()
