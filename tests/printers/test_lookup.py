# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""After a crash a real spooler is asked for a paper by its title."""

import time

import pytest

from fieldkit.printers import cups, ipp, lookup
from fieldkit.printers.roads import state, submit
from fieldkit.printers.ticket import JobState, Kind, Printer, Standing, Ticket
from fieldkit.printing.receipts import pack_receipt
from fieldkit.problems import PrinterGone
from tests.support import spooler as real
from tests.support.papers import receipt

pytestmark = pytest.mark.skipif(not real.PROGRAM.is_file(), reason="cupsd is not installed (cups-daemon)")
A5 = pack_receipt(receipt(), "A5")
SAMPLE = Printer("sample", Kind.CUPS, "sample")


def find(printer, *, document, begun=None):
    """Ask for a paper whose handing over began just now, where no second is told."""
    return lookup.find(printer, document=document, begun=time.time() - 30 if begun is None else begun)


@pytest.fixture(scope="module")
def system():
    with (
        pytest.MonkeyPatch.context() as patch,
        real.running({"sample": True, "held": "stopped:/"}) as running,
    ):
        patch.setenv("CUPS_SERVER", running.address)
        yield running


def test_a_paper_is_found_by_its_title_while_it_waits_and_after_it_was_printed(system):
    tickets = {name: submit(A5, SAMPLE, document=name) for name in ("R-D07-0001-1", "R-D07-0002-1")}
    for name, ticket in tickets.items():
        found = find(SAMPLE, document=name)
        assert found is not None
        assert found.job == ticket.job
        assert state(found).state in (JobState.WAITING, JobState.PRINTING, JobState.DONE)
    system.papers("sample", 2)
    assert find(SAMPLE, document="R-D07-0001-1").job == tickets["R-D07-0001-1"].job


def test_a_paper_that_was_printed_is_found_by_its_title_though_nobody_has_asked_for_it_since(system):
    ticket = submit(A5, SAMPLE, document="R-D07-0010-1")
    until = time.monotonic() + 20
    to = cups.destination(Kind.CUPS, "sample", "sample")
    while lookup._listed(to, "not-completed") and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.3)  # CUPS forgets the name, and reads it again when it has to
    assert find(SAMPLE, document="R-D07-0010-1").job == ticket.job


def test_what_waits_is_called_back_by_its_title_whenever_it_was_made(system):
    held = Printer("held", Kind.CUPS, "held")
    to = cups.destination(Kind.CUPS, "held", "held")
    tickets = []
    for document in ("R-D07-0011-1", "R-D07-0012-1"):
        told = to.ask(cups.CREATE_JOB, ("job-name", ipp.NAME, document))
        number = told.first(ipp.JOB)["job-id"][0]
        tickets.append(Ticket("cups", "held", "held", document, str(number), 0.0))
    begun = time.time() + lookup.LATE  # a clock that has nothing to do with the spooler's
    assert lookup.find(held, document="R-D07-0011-9", begun=begun) is None
    assert all(state(ticket).state is JobState.STOPPED for ticket in tickets)
    lookup.call_back(held, document="R-D07-0011-1")
    assert state(tickets[0]) == Standing(JobState.GONE, "cancelled")
    assert state(tickets[1]).state is JobState.STOPPED


def test_a_spooler_that_cannot_be_asked_by_title_or_at_all_is_told_of(monkeypatch):
    for kind, road in ((Kind.WINDOWS, "w"), (Kind.THERMAL, "windows:w")):
        with pytest.raises(PrinterGone):
            lookup.call_back(Printer("w", kind, road), document="R-1")
    lookup.call_back(
        Printer("roll", Kind.THERMAL, "socket://127.0.0.1:9"), document="R-1"
    )  # it keeps no list
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:9")
    with pytest.raises(PrinterGone):
        lookup.call_back(SAMPLE, document="R-1")


def test_another_title_another_printer_and_a_printer_of_no_spooler_are_not_found(system):
    submit(A5, SAMPLE, document="R-D07-0003-1")
    assert find(SAMPLE, document="R-D07-0003") is None
    assert find(Printer("held", Kind.CUPS, "held"), document="R-D07-0003-1") is None
    assert find(Printer("none", Kind.CUPS, "none"), document="R-D07-0003-1") is None
    assert find(Printer("roll", Kind.THERMAL, "socket://127.0.0.1:9"), document="R-D07-0003-1") is None


def test_a_paper_of_which_only_the_name_arrived_is_called_back(system):
    to = cups.destination(Kind.CUPS, "sample", "sample")
    told = to.ask(cups.CREATE_JOB, ("job-name", ipp.NAME, "R-D07-0004-1"))
    found = find(SAMPLE, document="R-D07-0004-1")
    assert found is not None
    assert int(found.job) == told.first(ipp.JOB)["job-id"][0]
    assert state(found).state is JobState.GONE


def test_a_spooler_that_is_not_there_knows_nothing(monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:9")
    assert find(SAMPLE, document="R-D07-0001-1") is None


def test_an_old_paper_of_the_same_title_is_not_taken_for_the_new_one(system):
    old = submit(A5, SAMPLE, document="R-D07-0005-1")
    time.sleep(lookup.EARLY + 1.1)  # the spooler tells whole seconds
    begun = time.time()
    assert find(SAMPLE, document="R-D07-0005-1", begun=begun) is None
    new = submit(A5, SAMPLE, document="R-D07-0005-1")
    assert int(new.job) > int(old.job)
    assert find(SAMPLE, document="R-D07-0005-1", begun=begun).job == new.job


@pytest.mark.parametrize("ahead", [30.0, -lookup.LATE - 30])
def test_by_a_clock_that_was_put_back_or_far_forward_nothing_is_found(system, ahead):
    document = f"R-D07-0006-{ahead}"
    submit(A5, SAMPLE, document=document)
    assert find(SAMPLE, document=document, begun=time.time() + ahead) is None


def test_by_a_clock_that_ran_backwards_between_two_papers_nothing_is_found(system, monkeypatch):
    submit(A5, SAMPLE, document="R-D07-0007-1")
    real = lookup._listed

    def put_back(to, which):
        other = {"job-id": [0], "job-name": ["R-D07-0008-1"], "time-at-creation": [int(time.time()) + 9]}
        return (*real(to, which), other)

    assert find(SAMPLE, document="R-D07-0007-1") is not None
    monkeypatch.setattr(lookup, "_listed", put_back)
    assert find(SAMPLE, document="R-D07-0007-1") is None


@pytest.mark.parametrize(
    ("made", "at", "elapsed", "ours"),
    [
        (1000, 1060, 60.0, True),
        (1000, 1060, 61.5, True),  # handed over a moment after it began
        (1000, 1060, 57.0, False),  # older than the order
        (1000, 1060, 60.0 + lookup.LATE + 1, False),  # much younger
        (1000, 990, -10.0, False),
        (1000, 990, 5.0, False),  # made in the spooler's future
        (0, 1060, 60.0, False),  # before the printer was switched on
        (-60, 1060, 1120.0, False),
        (None, 1060, 60.0, False),
        (1000, None, 60.0, False),
    ],
)
def test_whose_a_job_is_by_its_printers_clock(made, at, elapsed, ours):
    told = {"time-at-creation": made, "job-printer-up-time": at}
    assert lookup.is_of({name: [value] for name, value in told.items() if value}, elapsed) is ours
