# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""After a crash a real spooler is asked for a paper by its title."""

import pytest

from fieldkit.printers import cups, ipp
from fieldkit.printers.lookup import find
from fieldkit.printers.roads import state, submit
from fieldkit.printers.ticket import JobState, Kind, Printer
from fieldkit.printing.receipts import pack_receipt
from tests.support import spooler as real
from tests.support.papers import receipt

pytestmark = pytest.mark.skipif(not real.PROGRAM.is_file(), reason="cupsd is not installed (cups-daemon)")
A5 = pack_receipt(receipt(), "A5")
SAMPLE = Printer("sample", Kind.CUPS, "sample")


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
