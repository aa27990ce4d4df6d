# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Receipt printers: what comes out of them, and what is told of one that refuses, stalls, hangs up or runs dry."""

import errno
import os
import re
import threading
import tty
from io import BytesIO

import pytest
import zxingcpp
from PIL import ImageChops
from reportlab.pdfgen.canvas import Canvas

from fieldkit.printers import lines, raster, thermal
from fieldkit.printers.roads import state, submit
from fieldkit.printers.ticket import JobState, Kind, Printer, Standing
from fieldkit.printing import qr
from fieldkit.printing.receipts import pack_receipt
from fieldkit.problems import PrinterGone, PrinterNotReady, PrinterRefused, PrintUnsure
from tests.support.escpos import Slip, slips
from tests.support.papers import receipt, signature
from tests.support.receipt_printer import COVER_OPEN, PAPER_OUT, WELL, closed_port, plugged_in

ROLL = pack_receipt(receipt(name="欧阳𥖄婷"), "80mm")


@pytest.fixture(autouse=True)
def short_patience(monkeypatch):
    monkeypatch.setattr(lines, "STALL", 0.4)
    monkeypatch.setattr(lines, "FAREWELL", 0.2)
    monkeypatch.setattr(thermal, "ANSWERS_WITHIN", 0.3)
    monkeypatch.setattr(thermal, "ASKED_EVERY", 0.1)
    monkeypatch.setattr(thermal, "PRINTS_WITHIN", 1.0)


def on(road, kind=Kind.THERMAL, paper="80mm"):
    return Printer("凭条 1", kind, road, 203, paper)


@pytest.mark.parametrize(("paper", "dots"), [("58mm", 384), ("80mm", 576)])
def test_a_receipt_comes_out_dot_for_dot(paper, dots):
    pdf = pack_receipt(receipt(), paper)
    with plugged_in() as printer:
        ticket = submit(pdf, on(printer.road, paper=paper), document="R-D07-000041", copies=2)
        assert state(ticket) == Standing(JobState.DONE)
    first, second = printer.slips
    assert first.rows == second.rows
    assert first.width == dots
    whole = b"".join(band.dots for band in raster.bands(pdf, 0, raster.Grid(203.2, dots)))
    drawn = first.picture()
    assert drawn.size == (dots, len(whole) // (dots // 8))
    assert sum(byte.bit_count() for byte in whole) > 2_000  # something is on it
    other = ImageChops.difference(drawn, _picture(whole, dots)).histogram()[255]
    assert other <= whole.count(b"\x10\x05") + whole.count(b"\x10\x14")  # dots that would be commands
    assert max(printer.reader.pieces) <= 128


def _picture(rows, dots):
    return Slip(dots, [rows[at : at + dots // 8] for at in range(0, len(rows), dots // 8)]).picture()


def test_a_page_that_is_too_wide_for_the_roll_is_refused_and_nothing_sent():
    with plugged_in() as printer:
        with pytest.raises(PrinterRefused) as refused:
            submit(pack_receipt(receipt(), "A5"), on(printer.road), document="R-1")
        assert refused.value.facts == {"printer": "凭条 1", "why": "too-wide"}
    assert printer.got == b""


def test_a_printer_that_never_answers_is_believed_once_it_has_all():
    with plugged_in(says=None) as printer:
        ticket = submit(ROLL, on(printer.road), document="R-1")
        assert printer.done.wait(5)
    assert state(ticket) == Standing(JobState.DONE, "mute")
    assert len(printer.slips) == 1


def test_a_printer_that_knows_no_marks_is_believed_while_it_is_well_and_that_is_told():
    with plugged_in(marks=False) as printer:
        assert state(submit(ROLL, on(printer.road), document="R-1")) == Standing(JobState.DONE, "mute")


@pytest.mark.parametrize(("says", "why"), [(PAPER_OUT, "paper-out"), (COVER_OPEN, "cover-open")])
def test_a_printer_that_is_not_ready_is_sent_nothing(says, why):
    with plugged_in(says=dict(says)) as printer:
        with pytest.raises(PrinterNotReady) as told:
            submit(ROLL, on(printer.road), document="R-1")
        assert told.value.facts["why"] == why
        assert thermal.look(printer.road) == why
    assert printer.slips == []
    assert b"\x1dv0" not in printer.got


@pytest.mark.parametrize("after", [2_000, 20_000, 46_000])
def test_paper_that_runs_out_on_the_way_leaves_a_question(after):
    with plugged_in(after=after, then="paper-out") as printer, pytest.raises(PrintUnsure) as told:
        submit(ROLL, on(printer.road), document="R-1")
    assert told.value.facts["why"] == "paper-out"


def test_what_a_printer_says_unasked_is_not_taken_for_its_word_that_all_is_printed():
    noise = b"\x14\x00\x0c\x0f"  # an automatic status
    with (
        plugged_in(unasked=noise, after=30_000, then="paper-out") as printer,
        pytest.raises(PrintUnsure) as told,
    ):
        submit(ROLL, on(printer.road), document="R-1")
    assert told.value.facts["why"] == "paper-out"
    with plugged_in(unasked=noise) as printer:
        assert state(submit(ROLL, on(printer.road), document="R-1")) == Standing(JobState.DONE)


@pytest.mark.parametrize("says", [WELL, None])
@pytest.mark.parametrize(("then", "why"), [("stall", "no-answer"), ("close", "cut"), ("reset", "cut")])
def test_a_line_that_breaks_half_way_leaves_a_question(says, then, why):
    with plugged_in(says=says and dict(says), after=9_000, then=then) as printer:
        with pytest.raises(PrintUnsure) as told:
            submit(ROLL, on(printer.road), document="R-1")
        assert told.value.facts["why"] == why


def test_a_printer_that_hangs_up_before_anything_was_sent_leaves_none():
    with plugged_in(after=1, then="close") as printer, pytest.raises(PrinterGone) as told:
        submit(ROLL, on(printer.road), document="R-1")
    assert told.value.facts["why"] == "cut"


@pytest.mark.parametrize(
    ("road", "why"),
    [
        ("socket://127.0.0.1:{closed}", "offline"),
        ("socket://127.0.0.1:99999", "unknown-name"),
        ("socket://", "unknown-name"),
        ("socket://[", "unknown-name"),
        ("http://127.0.0.1", "unknown-name"),
        ("lp0", "unknown-name"),
        ("file:///no/such/lp0", "unplugged"),
    ],
)
def test_a_printer_that_is_not_there(road, why):
    with pytest.raises(PrinterGone) as told:
        submit(ROLL, on(road.format(closed=closed_port())), document="R-1")
    assert told.value.facts["why"] == why


@pytest.mark.parametrize("says", [WELL, None])
@pytest.mark.parametrize("then", ["close", "reset"])
def test_wherever_a_line_breaks_what_is_told_is_true(says, then):
    pdf = code_on_a_roll("1" * 20, 58.0, 2)
    whole = len(thermal.encoded(pdf, on("", paper="58mm")))
    for after in (1, 2, 3, 6, 12, 13, 14, 20, 200, whole // 2, whole - 3, whole, whole + 11, whole + 14):
        with plugged_in(says=says and dict(says), after=after, then=then) as printer:
            try:
                submit(pdf, on(printer.road, paper="58mm"), document="R-1")
            except PrinterGone:
                assert not any(data for data in (printer.reader.pieces, printer.slips))
            except PrintUnsure:
                continue
            else:
                assert printer.done.wait(5)
                assert len(printer.slips) == 1


def test_text_is_set_by_the_printer_only_where_it_can():
    text = "领取签收单\n王芳\n".encode()
    plain, signed = (
        pack_receipt(receipt(name="王芳", signature=drawn), "58mm") for drawn in (b"", signature())
    )
    with plugged_in() as printer:
        submit(ROLL, on(printer.road, Kind.THERMAL_TEXT), document="R-1", text=text)
        submit(ROLL, on(printer.road, Kind.THERMAL_TEXT), document="R-2", text="欧阳𥖄婷".encode())
        submit(ROLL, on(printer.road, Kind.THERMAL_TEXT), document="R-3")  # its name is a rare one
        submit(plain, on(printer.road, Kind.THERMAL_TEXT, "58mm"), document="R-4")
        submit(signed, on(printer.road, Kind.THERMAL_TEXT, "58mm"), document="R-5")
        submit(ROLL, on(printer.road), document="R-6", text=text)
    assert [bool(slip.rows) for slip in printer.slips] == [False, True, True, False, True, True]
    assert printer.slips[0].text == "领取签收单\n王芳\n"
    assert "证件号后4位 0115\n" in printer.slips[3].text
    assert [slip.text for slip in printer.slips if slip.rows] == [""] * 4


def code_on_a_roll(words, width_mm, dots, beside=0.0):
    """Return a page of a roll with a code of so many dots a module, on the dots of the head or beside them."""
    symbol, dot = qr.symbol(words), 72 / 203.2
    side = symbol.modules * dots
    page = Canvas(
        written := BytesIO(), (width_mm * 72 / 25.4, (side + 40) * dot), initialFontName="Helvetica"
    )
    page.addLiteral(qr.stencil(symbol, (60 + beside) * dot, (20 + beside) * dot, side * dot))
    page.save()
    return written.getvalue()


@pytest.mark.parametrize("beside", [0.0, 0.3, 0.5])
@pytest.mark.parametrize(("paper", "dots"), [("58mm", 4), ("58mm", 5), ("80mm", 3), ("80mm", 5)])
def test_a_code_on_a_roll_is_read_and_its_modules_are_whole_dots(paper, dots, beside):
    words = "1" * 300
    pdf = code_on_a_roll(words, float(paper.removesuffix("mm")), dots, beside)
    (slip,) = slips(thermal.encoded(pdf, on("", paper=paper)))
    found = zxingcpp.read_barcodes(slip.picture(), formats=zxingcpp.BarcodeFormat.QRCode)
    assert [one.text for one in found] == [words]
    if not beside:
        rows = {f"{int.from_bytes(row, 'big'):b}" for row in slip.rows}
        assert {len(run) % dots for row in rows for run in re.findall("1+", row)} == {0}


class Device:
    """A device file that is a terminal line: what is written to it can be read, and it can be unplugged."""

    def __init__(self, *, reads=True, pulled_after=None):
        self._pulled_after = pulled_after
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.road = f"file://{os.ttyname(self.slave)}"
        self.got = b""
        self._thread = threading.Thread(target=self._read, daemon=True)
        if reads:
            self._thread.start()

    def _read(self):
        while True:
            try:
                data = os.read(self.master, 4096)
            except OSError:
                return
            self.got += data
            if self._pulled_after and len(self.got) > self._pulled_after:
                self.unplug()
                return
            if b"\x10\x04" in data[-3:] and len(data) == 3:
                os.write(self.master, b"\x12")
            if data.endswith(b"\x1dr\x01"):
                os.write(self.master, b"\x00")

    def unplug(self):
        os.close(self.master)


@pytest.mark.skipif(os.name != "posix", reason="device files are of POSIX")
class TestDeviceFile:
    def test_it_takes_a_receipt_and_says_that_it_is_out(self):
        device = Device()
        ticket = submit(ROLL, on(device.road), document="R-1")
        assert state(ticket) == Standing(JobState.DONE)
        assert thermal.encoded(ROLL, on("")) in device.got

    def test_one_that_takes_nothing_is_told_of(self):
        device = Device(reads=False)
        with pytest.raises((PrintUnsure, PrinterGone)) as told:
            submit(ROLL, on(device.road), document="R-1")
        assert told.value.facts["why"] == "no-answer"

    def test_an_unplugged_one_is_told_of_at_once(self):
        device = Device(reads=False)
        road = device.road
        device.unplug()
        with pytest.raises(PrinterGone) as told:
            submit(ROLL, on(road), document="R-1")
        assert told.value.facts["why"] == "unplugged"

    def test_one_that_is_unplugged_on_the_way_leaves_a_question(self):
        device = Device(pulled_after=9_000)
        with pytest.raises(PrintUnsure) as told:
            submit(ROLL, on(device.road), document="R-1")
        assert told.value.facts["why"] == "unplugged"

    def test_the_kernels_own_words_are_understood(self, tmp_path, monkeypatch):
        (tmp_path / "lp0").write_bytes(b"")
        for number, why in (
            (errno.ENODEV, "unplugged"),
            (errno.ENOSPC, "paper-out"),
            (errno.EIO, "unplugged"),
        ):

            def refuse(*_, number=number):
                raise OSError(number, "as usblp does")

            monkeypatch.setattr(lines.os, "write", refuse)
            with pytest.raises(PrinterGone) as told:
                submit(ROLL, on(f"file://{tmp_path}/lp0"), document="R-1")
            assert told.value.facts["why"] == why

    def test_one_that_others_hold_or_that_is_not_ours(self, tmp_path, monkeypatch):
        for number, why in ((errno.EBUSY, "in-use"), (errno.EACCES, "not-allowed")):

            def refuse(*_, number=number):
                raise OSError(number, "no")

            monkeypatch.setattr(lines.os, "open", refuse)
            with pytest.raises(PrinterGone) as told:
                submit(ROLL, on("file:///dev/usb/lp0"), document="R-1")
            assert told.value.facts["why"] == why
