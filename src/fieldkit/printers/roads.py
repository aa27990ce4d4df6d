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

from fieldkit.printers import folder
from fieldkit.printers.ticket import JobState, Kind, Printer, Standing, Ticket
from fieldkit.problems import PrinterGone


def submit(pdf: bytes, printer: Printer, *, document: str, copies: int = 1, text: bytes = b"") -> Ticket:
    """Slow. Hand the PDF to the printer; return what to ask for it by.

    ``document`` is the document's number: the spooler's title, the name of a saved file. ``text`` is the same paper in
    UTF-8 lines, for a ``THERMAL_TEXT`` printer. Raise ``PrinterGone``, ``PrinterNotReady``, ``PrinterRefused``,
    ``PrintUnsure``, ``DiskFull`` or ``DiskRefused``.
    """
    if printer.kind is Kind.FOLDER:
        file = folder.save(pdf, name=document, folder=Path(printer.road))
        return _ticket(printer, document, str(file), JobState.DONE)
    del copies, text  # of roads that come
    raise PrinterGone(printer=printer.name, why="no-service")


def state(ticket: Ticket) -> Standing:
    """Slow. Return where the paper is. Never raise for a printer that does not answer: that is ``UNKNOWN``."""
    if ticket.told:
        return Standing(JobState(ticket.told), ticket.why)
    return Standing(JobState.UNKNOWN, "no-service")


def cancel(ticket: Ticket) -> None:
    """Slow. Call the paper back, as far as it has not come out; one that is done or gone is left as it is."""


def _ticket(printer: Printer, document: str, job: str, told: JobState | None = None, why: str = "") -> Ticket:
    return Ticket(
        kind=printer.kind.value,
        road=printer.road,
        printer=printer.name,
        document=document,
        job=job,
        handed_at=time.time(),
        told=told.value if told else "",
        why=why,
    )
