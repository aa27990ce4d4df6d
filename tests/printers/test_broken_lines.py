# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A line to CUPS that breaks anywhere: a paper is printed once and known, or not at all and told; never in between."""

import contextlib
import time

import pytest

from fieldkit.printers.roads import state, submit
from fieldkit.printers.ticket import JobState, Kind, Printer
from fieldkit.printing.receipts import pack_receipt
from fieldkit.problems import PrinterGone
from tests.support import spooler as real
from tests.support.papers import receipt
from tests.support.relay import WAYS, breaking

pytestmark = pytest.mark.skipif(not real.PROGRAM.is_file(), reason="cupsd is not installed (cups-daemon)")
GET_PRINTER, CREATE, SEND = 1, 2, 3
A5 = pack_receipt(receipt(), "A5")


def ends(ticket):
    """Return where the paper ends, asked over a whole line."""
    until = time.monotonic() + 20
    while (found := state(ticket).state) in (
        JobState.WAITING,
        JobState.PRINTING,
    ) and time.monotonic() < until:
        time.sleep(0.05)
    return found


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("call", [GET_PRINTER, CREATE, SEND])
def test_a_paper_is_never_half_known(tmp_path, monkeypatch, call, way):
    with real.running({"sample": True}) as system:
        with breaking(system.address, tmp_path, call, way) as broken:
            monkeypatch.setenv("CUPS_SERVER", broken)
            ticket = None
            with contextlib.suppress(PrinterGone):
                ticket = submit(A5, Printer("s", Kind.CUPS, "sample"), document="R-1")
        monkeypatch.setenv("CUPS_SERVER", system.address)
        assert (ticket is not None) is ((call, way) == (SEND, "after"))
        if ticket is not None:
            assert ends(ticket) is JobState.DONE
        after = submit(A5 + b"\n% the next one", Printer("s", Kind.CUPS, "sample"), document="R-2")
        assert ends(after) is JobState.DONE
        came_out = system.papers("sample", 1).count(A5)
    assert came_out == (1 if ticket is not None else 0)
