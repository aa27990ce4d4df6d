# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Hands with a spooler of a test's own: it takes, refuses, breaks off, holds, forgets, and counts what came out."""

from collections import Counter

from fieldkit.acts.print_answers import lines
from fieldkit.domain.print_orders import Handed, Heard
from fieldkit.problems import PrinterGone, PrinterNotReady, PrinterRefused, PrintUnsure

TAKES, REFUSES, GONE, DRY, BREAKS_BEFORE, BREAKS_AFTER = [
    "takes",
    "refuses",
    "gone",
    "dry",
    "before",
    "after",
]


class Spool:
    """One spooler for all printers.

    ``mood`` is how it takes the next paper; ``mute`` one that says at once that all is taken, and never more;
    ``listed`` one that can be asked by title.
    """

    def __init__(self, *, mute=False, listed=False):
        self.mute, self.listed = mute, listed
        self.mood = TAKES
        self.stopped = ""
        self.jobs = {}
        self.out = Counter()
        self.store = None

    def draw(self, store, order):
        return "|".join(f"{line.document_number}/{line.copy}" for line in lines(store, order=order)).encode()

    def submit(self, pdf, order):
        problem = {REFUSES: PrinterRefused, GONE: PrinterGone, DRY: PrinterNotReady}.get(self.mood)
        if problem is not None:
            raise problem(printer=order.printer, why="offline")
        if self.mood == BREAKS_BEFORE:
            raise PrintUnsure(printer=order.printer, why="cut")
        number = str(len(self.jobs) + 1)
        self.jobs[number] = [order.title, Heard.WAITING, pdf]
        if self.mute or not order.printer:
            self.finish(number)
        if self.mood == BREAKS_AFTER:
            raise PrintUnsure(printer=order.printer, why="cut")
        return self.look_up(number, final=self.mute or not order.printer)

    def look_up(self, number, *, final=False):
        heard = self.jobs[number][1]
        if heard in (Heard.WAITING, Heard.PRINTING) and self.stopped:
            return Handed(number, Heard.STOPPED, self.stopped)
        return Handed(number, heard, "cancelled" if heard is Heard.GONE else "", final=final)

    def look(self, order):
        return self.look_up(order.ticket)

    def find(self, order):
        if not self.listed:
            return None
        found = [number for number, job in self.jobs.items() if job[0] == order.title]
        return self.look_up(found[-1]) if found else None

    def cancel(self, order):
        if self.mood == GONE:
            raise PrinterGone(printer=order.printer, why="offline")
        for number, job in self.jobs.items():
            ours = number == order.ticket if order.ticket else self.listed and job[0] == order.title
            if ours and job[1] in (Heard.WAITING, Heard.PRINTING):
                job[1] = Heard.GONE

    def finish(self, number):
        """Bring out a paper that waits."""
        job = self.jobs[number]
        if job[1] is Heard.WAITING:
            job[1] = Heard.DONE
            self.out.update(job[2].decode().split("|"))

    def finish_all(self):
        for number in tuple(self.jobs):
            self.finish(number)

    def came_out(self, line):
        return self.out[f"{line.document_number}/{line.copy}"]
