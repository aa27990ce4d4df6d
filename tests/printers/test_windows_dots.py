# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What Windows is handed and hands back, as far as it can be tried without one."""

import struct
import sys
from contextlib import contextmanager
from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image

from fieldkit.printers import raster, windows
from fieldkit.printers.roads import cancel, state, submit
from fieldkit.printers.ticket import JobState, Kind, Printer, Standing, Ticket
from fieldkit.printers.windows_dots import bitmap_header, job_standing, padded, with_size
from fieldkit.printing.receipts import pack_receipt
from fieldkit.problems import PrinterGone, PrinterRefused, PrintUnsure
from tests.support.papers import receipt

A5 = pack_receipt(receipt(), "A5")


def test_the_bands_of_a_page_are_a_bitmap_that_others_read():
    grid = raster.Grid(101)  # an odd width, so that rows have to be filled up
    bands = list(raster.bands(A5, 0, grid, colour=True))
    width, height = bands[0].width, sum(band.height for band in bands)
    assert (width * 3) % 4
    dots = b"".join(padded(band) for band in bands)
    head = b"BM" + struct.pack("<IHHI", 54 + len(dots), 0, 0, 54)
    image = Image.open(BytesIO(head + bitmap_header(width, height) + dots)).convert("L")
    assert image.size == (width, height)
    whole = b"".join(band.dots for band in raster.bands(A5, 0, grid))
    row = -(-width // 8)
    ours = Image.frombytes("1", (width, height), whole, "raw", "1;I", row)
    dark = [image.point(lambda value: 255 if value > 150 else 0).histogram()[0], ours.histogram()[0]]
    assert dark[0] == pytest.approx(dark[1], rel=0.02)


def test_a_paper_of_its_own_size_is_put_into_the_printers_settings():
    mode = bytes(range(220))
    made = with_size(mode, (85.6, 53.98))
    assert len(made) == len(mode)
    assert made[:72] == mode[:72]
    assert made[84:] == mode[84:]
    fields, orientation, paper, length, width = struct.unpack_from("<Ihhhh", made, 72)
    assert fields & 0b1111 == 0b1111
    assert (orientation, paper, length, width) == (1, 256, 540, 856)


@pytest.mark.parametrize("pointer", [4, 8])
@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        (0x0, Standing(JobState.WAITING)),
        (0x8, Standing(JobState.WAITING)),
        (0x10, Standing(JobState.PRINTING)),
        (0x50, Standing(JobState.STOPPED, "paper-out")),
        (0x20, Standing(JobState.STOPPED, "offline")),
        (0x402, Standing(JobState.STOPPED, "trouble")),
        (0x1, Standing(JobState.STOPPED, "paused")),
        (0x80, Standing(JobState.DONE)),
        (0x1090, Standing(JobState.DONE)),
        (0x104, Standing(JobState.GONE, "cancelled")),
    ],
)
def test_a_job_of_windows_is_read(pointer, status, wanted):
    info = b"\xff" * 7 * pointer + struct.pack("<I", status) + b"\xff" * 40
    assert job_standing(info, pointer) == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="there is a spooler there")
def test_elsewhere_there_is_no_such_printer():
    with pytest.raises(PrinterGone):
        submit(A5, Printer("w", Kind.WINDOWS, "w"), document="R-1")
    with pytest.raises(PrinterGone):
        submit(pack_receipt(receipt(), "80mm"), Printer("w", Kind.THERMAL, "windows:w", 203), document="R-1")
    with pytest.raises(PrinterGone):
        windows.names()
    ticket = Ticket("thermal", "windows:w", "w", "R-1", "7", 0.0)
    assert state(ticket) == Standing(JobState.UNKNOWN, "no-service")
    with pytest.raises(PrinterGone):
        cancel(ticket)


@pytest.mark.parametrize(
    ("taken", "ended", "problem"),
    [(9, 1, None), (0, 1, PrinterRefused), (4, 1, PrintUnsure), (9, 0, PrintUnsure)],
)
def test_bytes_of_which_some_were_taken_may_have_been_printed(monkeypatch, taken, ended, problem):
    called_back = []

    def write(_handle, _data, _length, written):
        written._obj.value = taken
        return taken == 9

    spool = SimpleNamespace(
        StartDocPrinterW=lambda *_: 7,
        StartPagePrinter=lambda *_: 1,
        WritePrinter=write,
        EndPagePrinter=lambda *_: 1,
        EndDocPrinter=lambda *_: ended,
        SetJobW=lambda _handle, job, *_: called_back.append(job),
    )

    @contextmanager
    def opened(_road, _name):
        yield spool, None

    monkeypatch.setattr(windows, "_printer", opened)
    if problem is None:
        assert windows.hand_over_raw(b"123456789", "roll", name="roll", document="R-1") == 7
        return
    with pytest.raises(problem):
        windows.hand_over_raw(b"123456789", "roll", name="roll", document="R-1")
    assert called_back == ([] if taken == 9 else [7])
