# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A paper on a receipt printer: made into its commands, handed over by a socket or a device file, asked for.

1. A printer that answers is asked before anything is sent: one without paper is told of and gets nothing.
2. It is asked again after, until it says that all before has been printed; what it complains of then makes the paper
   unsure, for part of it is out.
3. One that never answers has done with it once it has taken all: that is ``mute``, and the most it can tell. So it is
   with one that tells how it is and never that it printed: that is remembered, and no longer waited for than it prints.
"""

from __future__ import annotations

import time

from fieldkit.printers import escpos, raster
from fieldkit.printers.lines import Broken, Line, opened
from fieldkit.printers.paper_sizes import EXACT_DPI, ROLL_MARGINS_MM, head
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.problems import PrinterGone, PrinterNotReady, PrinterRefused, PrintUnsure

ANSWERS_WITHIN = 0.7  # seconds; printers answer in milliseconds, one that does not by then never does
PRINTS_WITHIN = 20.0  # seconds for what a printer still holds when all has been handed over
PRINTS_A_SECOND = 15_000  # bytes; slow heads print 400 rows of 48 bytes
ASKED_EVERY = 0.5
_whole: set[str] = set()
"""Roads by which the last paper of this program went out whole; behind any other a printer may wait for a rest."""
_never_tells: set[str] = set()
"""Roads by which a printer was well, and did not say that it had printed the last paper of this program."""
SPARE = 0.02  # of a page's width that may be cut off without a word, beyond the roll's own margins


def encoded(pdf: bytes, printer: Printer, text: bytes = b"") -> bytes:
    """Slow. Return what prints the paper: by the printer's own font where it may and can, else as pictures.

    Raise ``PrinterRefused`` (too-wide) where a page does not fit on the roll.
    """
    dpi = EXACT_DPI.get(printer.dpi, printer.dpi)
    if printer.kind is Kind.THERMAL_TEXT:
        across = head(printer.paper, raster.sizes_mm(pdf)[0][0], dpi) // escpos.LATIN_DOTS
        words = text.decode("utf-8", "replace") or raster.plain_text(pdf, across)
        said = escpos.lines(words) if words else None
        if said is not None:
            return said
    made: list[bytes] = []
    for page, (width, _height) in enumerate(raster.sizes_mm(pdf)):
        grid = raster.Grid(dpi, head(printer.paper, width, dpi), printer.offset_mm)
        if grid.dots(width - ROLL_MARGINS_MM) > (grid.width or 0) * (1 + SPARE):
            raise PrinterRefused(printer=printer.name, why="too-wide")
        made += escpos.picture(raster.bands(pdf, page, grid))
    return b"".join(made)


def hand_over(data: bytes, road: str, *, name: str) -> str:
    """Slow. Hand commands over by socket:// or file://; return '', or ``mute`` where the printer never said it printed.

    The rest of a picture that broke off is filled up first, be it of a program that was killed: else the printer takes
    the beginning of this paper for it, and the dots behind for text.

    Raise ``PrinterGone``, ``PrinterNotReady`` (nothing was sent) or ``PrintUnsure`` (something was).
    """
    rest = b"" if road in _whole else escpos.REST
    try:
        with opened(road) as line:
            ear = escpos.Ear()
            before = _asked(line, ear)
            why = escpos.trouble(before)
            if why:
                raise PrinterNotReady(printer=name, why=why)
            _whole.discard(road)
            line.write(rest + data)
            if before:
                patience = 1 + len(data) / PRINTS_A_SECOND if road in _never_tells else PRINTS_WITHIN
                told = _told_of_print(line, ear, min(patience, PRINTS_WITHIN))
                (_never_tells.discard if told else _never_tells.add)(road)
            else:
                told = False
                line.drain()
            _whole.add(road)
    except Broken as broken:
        kind = PrintUnsure if broken.begun else PrinterGone
        raise kind(printer=name, why=broken.why) from broken
    return "" if told else "mute"


def look(road: str) -> str:
    """Slow. Return what ails the printer at the end of a line now (a code), '' for nothing or for a mute one."""
    try:
        with opened(road) as line:
            return escpos.trouble(_asked(line, escpos.Ear()))
    except Broken as broken:
        return broken.why


def _asked(line: Line, ear: escpos.Ear) -> dict[int, int]:
    """Ask a printer how it is; return its answers by question, none of a mute one."""
    answers: dict[int, int] = {}
    ear.hear(line.ask(b"", 0))  # what was said before answers nothing
    for number, question in escpos.QUESTIONS.items():
        until = time.monotonic() + ANSWERS_WITHIN
        heard = ear.hear(line.ask(question, ANSWERS_WITHIN))
        while not heard and (left := until - time.monotonic()) > 0:
            heard = ear.hear(line.ask(b"", left))
        if not heard:
            break
        answers[number] = heard[-1]
    return answers


def _told_of_print(line: Line, ear: escpos.Ear, patience: float) -> bool:
    """Wait until the printer says that it has printed all; return False where it is well for so long and never does.

    Raise ``Broken`` with what it complains of.
    """
    until = time.monotonic() + patience
    ear.marked = False
    ear.hear(line.ask(escpos.MARK, ASKED_EVERY))
    while not ear.marked:
        answers = _asked(line, ear)
        why = escpos.trouble(answers) or ("" if answers else "no-answer")
        if why:
            raise Broken(why, begun=True)
        if time.monotonic() > until:
            return False
        ear.hear(line.ask(b"", ASKED_EVERY))
    return True
