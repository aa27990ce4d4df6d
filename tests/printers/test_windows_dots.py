# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What Windows is handed and hands back, as far as it can be tried without one."""

import ctypes
import datetime as dt
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
from fieldkit.printers.windows_dots import Job, bitmap_header, padded, read_job, standing_of, with_size
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
        (0x2080, Standing(JobState.DONE)),  # kept when it was printed
        (0x1000, Standing(JobState.DONE, "mute")),  # sent to the printer, and perhaps not printed yet
        (0x104, Standing(JobState.GONE, "cancelled")),
        (0x14, Standing(JobState.GONE, "begun")),
        (0x84, Standing(JobState.GONE, "begun")),
    ],
)
def test_what_a_job_of_windows_says_is_understood(status, wanted):
    job = Job(7, "R-1", status, 1000.0)
    assert standing_of(job, document="R-1", handed_at=1030.0) == wanted


ADDRESS = 0x7F00_1000
THEN = dt.datetime(2026, 11, 23, 18, 30, 5, 250_000, tzinfo=dt.UTC)
AS_WINDOWS_SAYS = (2026, 11, 1, 23, 18, 30, 5, 250)


def room_of(pointer, title="R-D07-0001-1", status=0x10, time=AS_WINDOWS_SAYS, points_to=None):
    """Return what GetJob fills in: a JOB_INFO_1W, and the texts behind it."""
    texts, places = b"", []
    behind = 7 * pointer + 5 * 4 + 8 * 2
    for text in ("打印机", "电脑", "人", title, "RAW", ""):
        places.append(ADDRESS + behind + len(texts))
        texts += text.encode("utf-16-le") + bytes(2)
    if points_to is not None:
        places[3] = points_to
    info = (7).to_bytes(pointer, "little")
    info += b"".join(place.to_bytes(pointer, "little") for place in places)
    return info + struct.pack("<5I", status, 1, 1, 2, 0) + struct.pack("<8H", *time) + texts


@pytest.mark.parametrize("pointer", [4, 8])
@pytest.mark.parametrize("title", ["R-D07-0001-1", "", "单据 𫠝"])
def test_a_job_of_windows_is_read_from_its_room(pointer, title):
    job = read_job(room_of(pointer, title), ADDRESS, pointer)
    assert job == Job(7, title, 0x10, THEN.timestamp())


@pytest.mark.parametrize("points_to", [0, ADDRESS - 2, ADDRESS + 10_000, 2**32 - 1])
def test_a_title_that_stands_elsewhere_is_none(points_to):
    assert read_job(room_of(4, points_to=points_to), ADDRESS, 4).title == ""


def test_a_room_that_ends_within_the_title_and_a_time_that_is_none_are_read_too():
    assert read_job(room_of(8)[:-14], ADDRESS, 8).title.startswith("R-D07")
    assert read_job(room_of(8, time=(0,) * 8), ADDRESS, 8).submitted == 0.0


@pytest.mark.parametrize(
    ("title", "submitted", "ours"),
    [
        ("R-1", 1000.0, True),
        ("R-1", 1033.0, True),  # by a clock that is a little ahead
        ("R-1", 1036.0, False),  # younger than the paper: the number was given again
        ("R-1", 1030.0 - 601, False),  # much older: the title was given again
        ("R-1", 0.0, False),
        ("R-2", 1000.0, False),
        ("", 1000.0, False),
    ],
)
def test_a_job_is_a_paper_by_its_title_and_time_and_not_by_its_number_alone(title, submitted, ours):
    job = Job(7, title, 0x80, submitted)
    told = standing_of(job, document="R-1", handed_at=1030.0)
    assert told == (Standing(JobState.DONE) if ours else Standing(JobState.GONE, "forgotten"))


def test_a_job_that_is_no_more_was_printed_or_deleted_and_nobody_knows():
    assert standing_of(None, document="R-1", handed_at=1030.0) == Standing(JobState.GONE, "forgotten")


class Spooler:
    """winspool.drv as far as a job is asked for, kept, let go and taken out."""

    def __init__(self, jobs, *, lets=True):
        self.jobs, self.lets, self.told = jobs, lets, []

    def get_job(self, _handle, number, _level, room, _size, needed):
        if number not in self.jobs:
            return 0
        needed._obj.value = 200
        if room is None:
            return 0
        address = ctypes.addressof(room)
        title, status, time = self.jobs[number]
        told = bytearray(room_of(ctypes.sizeof(ctypes.c_void_p), title, status, time))
        size = ctypes.sizeof(ctypes.c_void_p)
        for place in range(1, 7):
            at = int.from_bytes(told[place * size : (place + 1) * size], "little") - ADDRESS + address
            told[place * size : (place + 1) * size] = at.to_bytes(size, "little")
        ctypes.memmove(room, bytes(told), len(told))
        return 1

    def set_job(self, _handle, number, _level, _info, command):
        self.told.append((number, command))
        return self.lets


@pytest.fixture
def spooler_of(monkeypatch):
    """Give a spooler with jobs in the place of that of Windows."""

    def make(jobs, **how):
        spool = Spooler(jobs, **how)

        @contextmanager
        def opened(_road, _name):
            yield SimpleNamespace(GetJobW=spool.get_job, SetJobW=spool.set_job), None

        monkeypatch.setattr(windows, "_printer", opened)
        monkeypatch.setattr(ctypes, "get_last_error", lambda: windows.NO_SUCH_JOB, raising=False)
        return spool

    return make


OURS = Ticket("windows", "w", "w", "R-1", "7", THEN.timestamp() + 20)


def test_a_paper_of_windows_is_printed_only_where_its_job_says_so(spooler_of):
    spool = spooler_of({7: ("R-1", 0x2080, AS_WINDOWS_SAYS)})
    assert state(OURS) == Standing(JobState.DONE)
    assert spool.told == [(7, windows.LET_GO)]
    for jobs in ({}, {7: ("R-2", 0x80, AS_WINDOWS_SAYS)}, {7: ("R-1", 0x80, (2026, 11, 1, 24, 1, 0, 0, 0))}):
        spool = spooler_of(jobs)
        assert state(OURS) == Standing(JobState.GONE, "forgotten")
        assert spool.told == []


def test_only_our_own_job_is_taken_out_of_windows(spooler_of):
    spool = spooler_of({7: ("R-1", 0x8, AS_WINDOWS_SAYS)})
    cancel(OURS)
    assert spool.told == [(7, windows.TAKE_OUT)]
    for jobs in ({}, {7: ("R-2", 0x8, AS_WINDOWS_SAYS)}):
        spool = spooler_of(jobs)
        cancel(OURS)
        assert spool.told == []
    spooler_of({7: ("R-1", 0x8, AS_WINDOWS_SAYS)}, lets=False)
    with pytest.raises(PrinterRefused):
        cancel(OURS)


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
    told = []

    def write(_handle, _data, _length, written):
        written._obj.value = taken
        return taken == 9

    spool = SimpleNamespace(
        StartDocPrinterW=lambda *_: 7,
        StartPagePrinter=lambda *_: 1,
        WritePrinter=write,
        EndPagePrinter=lambda *_: 1,
        EndDocPrinter=lambda *_: ended,
        SetJobW=lambda *said: told.append(said[-1]),
    )

    @contextmanager
    def opened(_road, _name):
        yield spool, None

    monkeypatch.setattr(windows, "_printer", opened)
    if problem is None:
        assert windows.hand_over_raw(b"123456789", "roll", name="roll", document="R-1") == 7
        assert told == [windows.KEEP]
        return
    with pytest.raises(problem):
        windows.hand_over_raw(b"123456789", "roll", name="roll", document="R-1")
    assert told == [windows.KEEP] + ([] if taken == 9 else [windows.TAKE_OUT])
