# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Printers of Windows: pictures of pages by gdi32, bytes for receipt printers by winspool.

Not run by this project's tests: no Windows is at hand there. What can be tested elsewhere is in ``windows_dots``, which
knows no Windows; here is what calls it, as little as there can be.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fieldkit.printers import raster
from fieldkit.printers.ticket import JobState, Printer, Standing
from fieldkit.printers.windows_dots import (
    Job,
    bitmap_header,
    is_of,
    padded,
    read_job,
    standing_of,
    with_size,
)
from fieldkit.problems import PrinterGone, PrinterRefused, PrintUnsure

LOCAL_AND_CONNECTED, NAMES_ONLY = 0x02 | 0x04, 4
LOGPIXELSX, PHYSICALOFFSETX, PHYSICALOFFSETY = 88, 112, 113
DM_OUT_BUFFER, DM_IN_BUFFER = 2, 8
TAKE_OUT, KEEP, LET_GO = 5, 8, 9  # what SetJob is told; the latter two since Vista
NO_SUCH_JOB = 87


class _DocInfo(ctypes.Structure):
    _fields_ = (
        ("size", ctypes.c_int),
        ("title", ctypes.c_wchar_p),
        ("output", ctypes.c_wchar_p),
        ("kind", ctypes.c_wchar_p),
        ("flags", ctypes.c_uint32),
    )


class _RawInfo(ctypes.Structure):
    _fields_ = (("title", ctypes.c_wchar_p), ("output", ctypes.c_wchar_p), ("kind", ctypes.c_wchar_p))


class _PrinterInfo(ctypes.Structure):
    _fields_ = (("name", ctypes.c_wchar_p), ("server", ctypes.c_wchar_p), ("attributes", ctypes.c_uint32))


def _library(name: str) -> Any:
    """Return a library of Windows. Raise ``PrinterGone`` anywhere else."""
    if sys.platform != "win32":
        raise PrinterGone(printer="", why="no-service")
    library: Any = ctypes.WinDLL(name, use_last_error=True)  # type: ignore[unreachable, unused-ignore]
    if name == "gdi32":
        library.CreateDCW.restype = ctypes.c_void_p
    return library


def names() -> tuple[str, ...]:
    """Slow. Return the printers of this Windows."""
    spool = _library("winspool.drv")
    size, count = ctypes.c_uint32(), ctypes.c_uint32()
    asked = (LOCAL_AND_CONNECTED, None, NAMES_ONLY)
    spool.EnumPrintersW(*asked, None, 0, ctypes.byref(size), ctypes.byref(count))
    room = ctypes.create_string_buffer(max(size.value, 1))
    if not spool.EnumPrintersW(*asked, room, size, ctypes.byref(size), ctypes.byref(count)):
        return ()
    found = ctypes.cast(room, ctypes.POINTER(_PrinterInfo * count.value)).contents
    return tuple(one.name for one in found)


def hand_over(pdf: bytes, printer: Printer, *, document: str, copies: int) -> int:
    """Slow. Print the picture of each page at the printer's own resolution; return the spooler's number of it."""
    gdi = _library("gdi32")
    sizes = raster.sizes_mm(pdf)
    made: int | None = gdi.CreateDCW("WINSPOOL", printer.road, None, _mode(printer.road, sizes[0]))
    if not made:
        raise PrinterGone(printer=printer.name, why="unknown-name")
    device = ctypes.c_void_p(made)
    try:
        job = int(
            gdi.StartDocW(device, ctypes.byref(_DocInfo(ctypes.sizeof(_DocInfo), document, None, None, 0)))
        )
        if job <= 0:
            raise PrinterRefused(printer=printer.name, why="not-accepting")
        _keep(printer.road, printer.name, job)
        grid = raster.Grid(gdi.GetDeviceCaps(device, LOGPIXELSX), None, printer.offset_mm)
        for page in [*range(len(sizes))] * copies:
            if not _page(gdi, device, pdf, page, grid):
                gdi.AbortDoc(device)
                raise PrintUnsure(printer=printer.name, why="cut")  # it may print while we hand over
        if gdi.EndDoc(device) <= 0:  # no job is left that could tell of it
            raise PrintUnsure(printer=printer.name, why="cut")
    finally:
        gdi.DeleteDC(device)
    return job


def hand_over_raw(data: bytes, road: str, *, name: str, document: str) -> int:
    """Slow. Hand bytes to a printer as they are; return the spooler's number of them.

    Raise ``PrintUnsure`` once some were taken: the spooler prints while it is handed more.
    """
    with _printer(road, name) as (spool, handle):
        job = int(spool.StartDocPrinterW(handle, 1, ctypes.byref(_RawInfo(document, None, "RAW"))))
        if job <= 0:
            raise PrinterRefused(printer=name, why="not-accepting")
        spool.SetJobW(handle, job, 0, None, KEEP)
        written = ctypes.c_uint32()
        spool.StartPagePrinter(handle)
        whole = spool.WritePrinter(handle, data, len(data), ctypes.byref(written)) and written.value == len(
            data
        )
        spool.EndPagePrinter(handle)
        if not whole:
            spool.SetJobW(handle, job, 0, None, TAKE_OUT)
            raise (PrintUnsure if written.value else PrinterRefused)(printer=name, why="trouble")
        if not spool.EndDocPrinter(handle):
            raise PrintUnsure(printer=name, why="cut")
    return job


def standing(road: str, job: int, *, document: str, handed_at: float) -> Standing:
    """Slow. Return where a paper is (``windows_dots.standing_of``); a printed one need not be kept any longer."""
    try:
        with _printer(road, road) as (spool, handle):
            found, why = _job(spool, handle, job)
            if why:
                return Standing(JobState.UNKNOWN, why)
            told = standing_of(found, document=document, handed_at=handed_at)
            if told.state is JobState.DONE:
                spool.SetJobW(handle, job, 0, None, LET_GO)
            return told
    except PrinterGone as gone:
        return Standing(JobState.UNKNOWN, gone.facts["why"])


def call_back(road: str, job: int, *, document: str, handed_at: float) -> None:
    """Slow. Take a paper out of the spooler; one that is another's by now stays. Raise ``PrinterGone/Refused``."""
    with _printer(road, road) as (spool, handle):
        found, why = _job(spool, handle, job)
        if why:
            raise PrinterGone(printer=road, why=why)
        ours = found is not None and is_of(found, document=document, handed_at=handed_at)
        if ours and not spool.SetJobW(handle, job, 0, None, TAKE_OUT):
            raise PrinterRefused(printer=road, why="not-allowed")


def _job(spool: Any, handle: ctypes.c_void_p, job: int) -> tuple[Job | None, str]:
    """Return the job of a number, None where there is none; and why the spooler cannot tell, '' where it can."""
    size = ctypes.c_uint32()
    spool.GetJobW(handle, job, 1, None, 0, ctypes.byref(size))
    room = ctypes.create_string_buffer(max(size.value, 1))
    if spool.GetJobW(handle, job, 1, room, size, ctypes.byref(size)):
        return read_job(room.raw, ctypes.addressof(room), ctypes.sizeof(ctypes.c_void_p)), ""
    error = ctypes.get_last_error()  # type: ignore[attr-defined, unused-ignore]
    return None, "" if error == NO_SUCH_JOB else "trouble"


def _keep(road: str, name: str, job: int) -> None:
    """Ask the spooler to keep a job when it is printed: else nobody could tell it from one that was deleted."""
    with _printer(road, name) as (spool, handle):
        spool.SetJobW(handle, job, 0, None, KEEP)  # a spooler that cannot leaves a question to a person


@contextmanager
def _printer(road: str, name: str) -> Iterator[tuple[Any, ctypes.c_void_p]]:
    spool, handle = _library("winspool.drv"), ctypes.c_void_p()
    if not spool.OpenPrinterW(road, ctypes.byref(handle), None):
        raise PrinterGone(printer=name, why="unknown-name")
    try:
        yield spool, handle
    finally:
        spool.ClosePrinter(handle)


def _mode(road: str, size_mm: tuple[float, float]) -> Any:
    """Return the printer's settings with the size of the paper put in, or None to leave them."""
    with _printer(road, road) as (spool, handle):
        length = spool.DocumentPropertiesW(None, handle, road, None, None, 0)
        if length <= 0:
            return None
        room = ctypes.create_string_buffer(length)
        spool.DocumentPropertiesW(None, handle, road, room, None, DM_OUT_BUFFER)
        wanted = ctypes.create_string_buffer(with_size(room.raw, size_mm), length)
        spool.DocumentPropertiesW(None, handle, road, room, wanted, DM_IN_BUFFER | DM_OUT_BUFFER)
        return room


def _page(gdi: Any, device: ctypes.c_void_p, pdf: bytes, page: int, grid: raster.Grid) -> bool:
    """Draw one page from the paper's corner; return False once the spooler gives up."""
    left, up = (gdi.GetDeviceCaps(device, which) for which in (PHYSICALOFFSETX, PHYSICALOFFSETY))
    if gdi.StartPage(device) <= 0:
        return False
    for band in raster.bands(pdf, page, grid, colour=True):
        size = (band.width, band.height)
        place = (-left, band.top - up, *size, 0, 0, 0, band.height)
        if not gdi.SetDIBitsToDevice(device, *place, padded(band), bitmap_header(*size), 0):
            return False
    return bool(gdi.EndPage(device) > 0)
