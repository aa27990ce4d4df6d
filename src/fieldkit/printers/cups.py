# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Papers by way of CUPS, or of a network printer that speaks IPP: handed over whole, followed, called back.

1. A job is made first and its document sent after (Create-Job, Send-Document): whatever breaks in between has a number
   by which it can be called back, so that "nothing was handed over" is known and not hoped.
2. The PDF itself goes, unscaled, on a page of its own size: what is to meet a perforation is set by nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from fieldkit.printers import ipp, spooler, standings
from fieldkit.printers.ipp import Answer, Group, Written, number, texts
from fieldkit.printers.paper_sizes import media_name
from fieldkit.printers.spooler import NoAnswer, Spooler
from fieldkit.printers.ticket import JobState, Kind, Standing
from fieldkit.problems import PrinterGone, PrinterNotReady, PrinterRefused, Problem

CREATE_JOB, SEND_DOCUMENT, CANCEL_JOB, GET_JOB, GET_PRINTER = 0x05, 0x06, 0x08, 0x09, 0x0B
GET_PRINTERS = 0x4002  # CUPS's own
NOT_FOUND = frozenset({0x0406, 0x0407})
STATUS_WHY = {
    0x0401: "not-allowed",
    0x0402: "authentication",
    0x0403: "not-allowed",
    0x0406: "unknown-name",
    0x0407: "unknown-name",
    0x0408: "too-large",
    0x040A: "format",
    0x0502: "busy",
    0x0505: "busy",
    0x0506: "not-accepting",
    0x0507: "busy",
}
"""By RFC 8011's status codes. Many small printers take one job at a time and tell the next that they are busy."""
PRINTER_ASKED = (
    "printer-name",
    "printer-info",
    "printer-make-and-model",
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "printer-resolution-default",
    "printer-resolution-supported",
    "media-supported",
    "print-scaling-supported",
    "sides-supported",
    "document-format-supported",
    "device-uri",
)
JOB_ASKED = (
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-hold-until",
    "job-printer-up-time",
    "time-at-processing",
    "job-impressions-completed",
)
NOT_BEGUN, ENDED = (3, 4), (7, 8)  # job-state
PDF, RAW = "application/pdf", "application/vnd.cups-raw"


@dataclass(frozen=True, slots=True)
class Destination:
    """A printer that speaks IPP: the line to it, the place to post to, its uri, and the name for problems."""

    line: Spooler
    place: str
    uri: str
    name: str
    is_cups: bool = True

    def ask(
        self, operation: int, *more: Written, job: Iterable[Written] = (), document: bytes = b""
    ) -> Answer:
        """Slow. Ask this printer. Raise ``NoAnswer``."""
        operands = (
            ("printer-uri", ipp.URI, self.uri),
            *more,
            ("requesting-user-name", ipp.NAME, spooler.whoever()),
        )
        order = sorted(operands, key=lambda one: one[0] not in ("printer-uri", "job-id"))  # RFC 8011 §4.1.5
        return self.line.ask(self.place, ipp.request(operation, order, tuple(job)), document)

    def known(self) -> Group:
        """Slow. Return what the printer says of itself. Raise ``PrinterGone``."""
        try:
            told = self.ask(GET_PRINTER, ("requested-attributes", ipp.KEYWORD, PRINTER_ASKED))
        except NoAnswer as error:
            raise PrinterGone(printer=self.name, why=error.why) from error
        if not told.good:
            raise PrinterGone(printer=self.name, why=STATUS_WHY.get(told.status, "trouble"))
        return told.first(ipp.PRINTER)


def destination(kind: Kind, road: str, name: str) -> Destination:
    """Return the printer of a CUPS name, or of an ipp:// road. Raise ``PrinterGone`` for what is no address."""
    if kind is not Kind.IPP:
        place = "/printers/" + quote(road, safe="")
        return Destination(spooler.ours(), place, "ipp://localhost" + place, name)
    try:
        line, place = spooler.at(road)
    except NoAnswer as error:
        raise PrinterGone(printer=name, why=error.why) from error
    host = f"[{line.host}]" if ":" in line.host else line.host
    return Destination(line, place, f"ipp://{host}:{line.port}{place}", name, is_cups=False)


def hand_over(
    to: Destination,
    data: bytes,
    *,
    document: str,
    copies: int = 1,
    size_mm: tuple[float, float] | None = None,
    sides: str = "",
) -> int:
    """Slow. Hand a PDF (with the size of its page) or raw bytes to a printer; return the number of the job.

    ``sides`` is the edge, ``long`` or ``short``, by which paper is turned over; a printer that cannot takes two sheets.

    Raise a problem only where it is sure that nothing will be printed.
    """
    known = to.known()
    _accepts(to, known, PDF if size_mm else RAW)
    options: list[Written] = [("copies", ipp.INTEGER, copies)] if copies > 1 else []
    if size_mm:
        options += _whole_page(size_mm, known, cups=to.is_cups)
        turned = f"two-sided-{sides}-edge"
        if sides and turned in (texts(known, "sides-supported") or (turned,)):
            options.append(("sides", ipp.KEYWORD, turned))
    job = _made(to, document, options)
    try:
        sent = to.ask(
            SEND_DOCUMENT,
            ("job-id", ipp.INTEGER, job),
            ("document-name", ipp.NAME, document),
            ("document-format", ipp.MIME, PDF if size_mm else RAW),
            ("last-document", ipp.BOOLEAN, True),
            document=data,
        )
        why = "" if sent.good else STATUS_WHY.get(sent.status, "trouble")
    except NoAnswer as error:
        why = error.why
    if why and _called_back(to, job):
        kind = PrinterRefused if why in ("format", "too-large", "not-allowed") else PrinterGone
        raise kind(printer=to.name, why=why)
    return job  # known by its number, whatever the answer was: its standing will tell


def standing(to: Destination, job: int, *, document: str, sheets: int) -> Standing:
    """Slow. Return where a job is; ``UNKNOWN`` where the spooler cannot be asked.

    One of another title is not ours: a printer that was switched off may count its jobs from 1 again.
    """
    try:
        told = to.ask(GET_JOB, ("job-id", ipp.INTEGER, job), ("requested-attributes", ipp.KEYWORD, JOB_ASKED))
        if told.status in NOT_FOUND:
            return Standing(JobState.GONE, "forgotten")
        if not told.good:
            return Standing(JobState.UNKNOWN, STATUS_WHY.get(told.status, "trouble"))
        if _is_another(told.first(ipp.JOB), document):
            return Standing(JobState.GONE, "forgotten")
        return standings.read_standing(told.first(ipp.JOB), to.known(), sheets=sheets)
    except NoAnswer as error:
        return Standing(JobState.UNKNOWN, error.why)
    except Problem as problem:
        return Standing(JobState.UNKNOWN, problem.facts["why"])


def call_back(to: Destination, job: int, *, document: str) -> None:
    """Slow. Cancel a job; one that has ended stays as it is, and so does one of another title.

    Raise ``PrinterGone`` or ``PrinterRefused``.
    """
    try:
        named = to.ask(
            GET_JOB, ("job-id", ipp.INTEGER, job), ("requested-attributes", ipp.KEYWORD, "job-name")
        )
        if named.good and _is_another(named.first(ipp.JOB), document):
            return
        told = to.ask(CANCEL_JOB, ("job-id", ipp.INTEGER, job))
    except NoAnswer as error:
        raise PrinterGone(printer=to.name, why=error.why) from error
    if not told.good and told.status not in (0x0404, *NOT_FOUND):  # not-possible: it has ended
        raise PrinterRefused(printer=to.name, why=STATUS_WHY.get(told.status, "trouble"))


def _is_another(job: Group, document: str) -> bool:
    """Tell whether a job has another title than ``document``; of one that tells none nobody knows."""
    return texts(job, "job-name") not in ((), ("",), (document,))


def everyone() -> tuple[Group, ...]:
    """Slow. Return what each printer of this system's CUPS says of itself. Raise ``NoAnswer``."""
    asked: list[Written] = [
        ("requested-attributes", ipp.KEYWORD, PRINTER_ASKED),
        ("requesting-user-name", ipp.NAME, spooler.whoever()),
    ]
    told = spooler.ours().ask("/", ipp.request(GET_PRINTERS, asked))
    return told.all_of(ipp.PRINTER) if told.good else ()


def _accepts(to: Destination, known: Group, format_: str) -> None:
    """Raise a problem where the printer would not take a job or not begin it."""
    if known.get("printer-is-accepting-jobs") == [False]:
        raise PrinterRefused(printer=to.name, why="not-accepting")
    formats = texts(known, "document-format-supported")
    if formats and format_ == PDF and PDF not in formats:
        raise PrinterRefused(printer=to.name, why="format")
    if number(known, "printer-state") == standings.STOPPED:
        why = standings.reason(texts(known, "printer-state-reasons"), standings.A_WHILE)
        raise PrinterNotReady(printer=to.name, why=why or "paused")


def _whole_page(size_mm: tuple[float, float], known: Group, *, cups: bool) -> list[Written]:
    """Return the options by which a page is printed at its own size, as far as the printer has them."""
    media = media_name(size_mm, texts(known, "media-supported"), cups=cups)
    options: list[Written] = [("media", ipp.KEYWORD, media)] if media else []
    if "none" in texts(known, "print-scaling-supported") or "print-scaling-supported" not in known:
        options.append(("print-scaling", ipp.KEYWORD, "none"))
    return [*options, ("fit-to-page", ipp.BOOLEAN, False)] if cups else options


def _made(to: Destination, document: str, options: list[Written]) -> int:
    """Make a job without a document yet; return its number."""
    try:
        told = to.ask(CREATE_JOB, ("job-name", ipp.NAME, document), job=options)
    except NoAnswer as error:
        raise PrinterGone(printer=to.name, why=error.why) from error
    job = number(told.first(ipp.JOB), "job-id")
    if not told.good or not job:
        why = STATUS_WHY.get(told.status, "trouble")
        raise (PrinterNotReady if why == "busy" else PrinterRefused)(printer=to.name, why=why)
    return job


def _called_back(to: Destination, job: int) -> bool:
    """Return whether a job is surely cancelled before any of it was printed; one that has its document is let go on."""
    asked = ("requested-attributes", ipp.KEYWORD, ("job-state", "time-at-processing", "number-of-documents"))
    try:
        has = to.ask(GET_JOB, ("job-id", ipp.INTEGER, job), asked).first(ipp.JOB)
        if number(has, "number-of-documents") or not _has_not_begun(has, NOT_BEGUN):
            return False
        to.ask(CANCEL_JOB, ("job-id", ipp.INTEGER, job))
        left = to.ask(GET_JOB, ("job-id", ipp.INTEGER, job), asked).first(ipp.JOB)
    except NoAnswer:
        return False
    return _has_not_begun(left, ENDED)


def _has_not_begun(job: Group, states: tuple[int, ...]) -> bool:
    """Tell whether a job stands in one of ``states`` and says that it never began; silence about that is no word."""
    said = "time-at-processing" in job and number(job, "time-at-processing") == 0
    return said and number(job, "job-state") in states
