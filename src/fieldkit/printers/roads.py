# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""The one door to every printer: hand a PDF over, ask what became of it, call it back.

1. Every call may take its time (seconds): make it on a lane, never on the GUI thread.
2. ``PrintUnsure`` means that part of the paper may lie in the tray. Every other problem of ``submit`` means that
   nothing was handed over, and that the same paper may be handed over again without asking.
3. The spooler is told the document's number and never a name.
"""

from __future__ import annotations

import time
from pathlib import Path

from fieldkit.printers import cups, folder, raster, thermal, windows
from fieldkit.printers.paper_sizes import size_mm
from fieldkit.printers.ticket import JobState, Kind, Printer, Standing, Ticket
from fieldkit.problems import PrinterGone

THERMAL = (Kind.THERMAL, Kind.THERMAL_TEXT)
BY_CUPS, BY_WINDOWS = "cups:", "windows:"  # how the road of a receipt printer begins that a spooler has


def submit(
    pdf: bytes, printer: Printer, *, document: str, copies: int = 1, text: bytes = b"", sides: str = ""
) -> Ticket:
    """Slow. Hand the PDF to the printer; return what to ask for it by.

    ``document`` is the document's number: the spooler's title, the name of a saved file. ``text`` is the same paper in
    UTF-8 lines, for a ``THERMAL_TEXT`` printer; without it the PDF's own text is taken. ``sides`` is ``long`` or
    ``short``, the edge by which a printer that prints both sides (CUPS, IPP) turns the paper over; '' leaves it as the
    printer is set.

    Raise ``PrinterGone``, ``PrinterNotReady``, ``PrinterRefused``, ``PrintUnsure``, ``DiskFull`` or ``DiskRefused``.
    """
    if printer.kind is Kind.FOLDER:
        file = folder.save(pdf, name=document, folder=Path(printer.road))
        return _ticket(printer, document, str(file), told=JobState.DONE)
    if printer.kind in THERMAL:
        return _submit_thermal(thermal.encoded(pdf, printer, text) * copies, printer, document)
    sizes = raster.sizes_mm(pdf)
    sheets = len(sizes) * copies
    if printer.kind is Kind.WINDOWS:
        job = windows.hand_over(pdf, printer, document=document, copies=copies)
    else:
        job = cups.hand_over(
            cups.destination(printer.kind, printer.road, printer.name),
            raster.moved(pdf, printer.offset_mm),
            document=document,
            copies=copies,
            size_mm=size_mm(printer.paper) or sizes[0],
            sides=sides,
        )
    return _ticket(printer, document, str(job), sheets=sheets)


def state(ticket: Ticket) -> Standing:
    """Slow. Return where the paper is. Never raise for a printer that does not answer: that is ``UNKNOWN``."""
    if ticket.told:
        return Standing(JobState(ticket.told), ticket.why)
    kind, road, job = _spooled(ticket)
    if kind is Kind.WINDOWS:
        return windows.standing(road, job, document=ticket.document, handed_at=ticket.handed_at)
    try:
        to = cups.destination(kind, road, ticket.printer)
        return cups.standing(to, job, document=ticket.document, sheets=ticket.sheets)
    except PrinterGone as gone:
        return Standing(JobState.UNKNOWN, gone.facts["why"])


def cancel(ticket: Ticket) -> None:
    """Slow. Call the paper back, as far as it has not come out; one that is done or gone is left as it is.

    Raise ``PrinterGone`` or ``PrinterRefused`` where the spooler cannot be asked or does not let us.
    """
    if ticket.told:
        return
    kind, road, job = _spooled(ticket)
    if kind is Kind.WINDOWS:
        windows.call_back(road, job, document=ticket.document, handed_at=ticket.handed_at)
    else:
        cups.call_back(cups.destination(kind, road, ticket.printer), job, document=ticket.document)


def _submit_thermal(data: bytes, printer: Printer, document: str) -> Ticket:
    """Hand a receipt printer's commands over by the road it has."""
    road = printer.road
    if road.startswith(BY_CUPS):
        to = cups.destination(Kind.CUPS, road.removeprefix(BY_CUPS), printer.name)
        return _ticket(printer, document, str(cups.hand_over(to, data, document=document)))
    if road.startswith(BY_WINDOWS):
        known_as = road.removeprefix(BY_WINDOWS)
        job = windows.hand_over_raw(data, known_as, name=printer.name, document=document)
        return _ticket(printer, document, str(job))
    why = thermal.hand_over(data, road, name=printer.name)
    return _ticket(printer, document, "", told=JobState.DONE, why=why)


def _spooled(ticket: Ticket) -> tuple[Kind, str, int]:
    """Return the spooler's kind, its name of the printer and its number of the paper."""
    kind, road = Kind(ticket.kind), ticket.road
    if kind in THERMAL:
        kind = Kind.CUPS if road.startswith(BY_CUPS) else Kind.WINDOWS
        road = road.removeprefix(BY_CUPS).removeprefix(BY_WINDOWS)
    return kind, road, int(ticket.job)


def _ticket(
    printer: Printer, document: str, job: str, *, sheets: int = 1, told: JobState | None = None, why: str = ""
) -> Ticket:
    return Ticket(
        kind=printer.kind.value,
        road=printer.road,
        printer=printer.name,
        document=document,
        job=job,
        handed_at=time.time(),
        sheets=sheets,
        told=told.value if told else "",
        why=why,
    )
