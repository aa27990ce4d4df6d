# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""A receipt that breaks off in its dots does not spoil the next one: the printer waits for the rest of them."""

from contextlib import contextmanager

import pytest

from fieldkit.printers import thermal
from fieldkit.printers.lines import Broken
from fieldkit.printers.ticket import Kind, Printer
from fieldkit.printing.receipts import pack_receipt
from fieldkit.problems import PrintUnsure
from tests.support.escpos import Reader, slips
from tests.support.papers import receipt

ROAD = "file:///dev/usb/lp0"
SENT = thermal.encoded(pack_receipt(receipt(), "80mm"), Printer("凭条 1", Kind.THERMAL, ROAD, 203, "80mm"))


class Wire:
    """A printer at a device file, which does not notice that a program has closed it; it never answers."""

    def __init__(self):
        self.reader = Reader()
        self.breaks_after = None
        self.taken = 0

    @contextmanager
    def opened(self, _road):
        yield self

    def ask(self, _question, _patience):
        return b""

    def write(self, data):
        data = data[: self.breaks_after]
        self.taken += len(data)
        self.reader.feed(data)
        if self.breaks_after is not None:
            raise Broken("unplugged", begun=True)

    def drain(self):
        pass


@pytest.fixture
def wire(monkeypatch):
    made = Wire()
    monkeypatch.setattr(thermal, "opened", made.opened)
    monkeypatch.setattr(thermal, "_whole", set())
    return made


def goes(wire):
    assert thermal.hand_over(SENT, ROAD, name="凭条 1") == "mute"
    slip = wire.reader.slips[-1]
    assert wire.reader.done()
    return slip.rows[-len(slips(SENT)[0].rows) :] == slips(SENT)[0].rows and not slip.text


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_after_a_paper_that_broke_off_the_next_comes_out_whole(wire, part):
    assert goes(wire)
    wire.breaks_after = int(len(SENT) * part)
    with pytest.raises(PrintUnsure):
        thermal.hand_over(SENT, ROAD, name="凭条 1")
    wire.breaks_after = None
    assert goes(wire)


def test_after_a_program_that_was_killed_in_the_middle_the_first_comes_out_whole(wire):
    wire.reader.feed(SENT[: len(SENT) // 2])
    assert goes(wire)
    wire.taken = 0
    assert goes(wire)
    assert wire.taken == len(SENT)  # a rest is filled up once, for on a slow line it takes seconds
