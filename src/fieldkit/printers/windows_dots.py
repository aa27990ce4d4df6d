# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What Windows is handed and hands back, as bytes: bitmaps, a printer's settings, a job's state. Runs anywhere."""

from __future__ import annotations

import struct

from fieldkit.printers.raster import Band
from fieldkit.printers.ticket import JobState, Standing

FIELDS_AT, PAPER_AT = 72, 76  # in DEVMODEW: which settings are meant; then orientation, paper, length, width
ORIENTATION, PAPER, LENGTH, WIDTH = 1, 2, 4, 8
PORTRAIT, OWN_SIZE = 1, 256
TROUBLES = ((0x40, "paper-out"), (0x20, "offline"), (0x400, "trouble"), (0x200, "trouble"), (0x2, "trouble"))
PAUSED, TAKEN_OUT, PRINTED, PRINTING = 0x1, 0x4 | 0x100, 0x80 | 0x1000, 0x10


def padded(band: Band) -> bytes:
    """Return the dots of a band in colour with each row filled to a whole of four bytes."""
    row = band.width * 3
    fill = bytes(-row % 4)
    if not fill:
        return band.dots
    return b"".join(band.dots[at : at + row] + fill for at in range(0, len(band.dots), row))


def bitmap_header(width: int, height: int) -> bytes:
    """Return a BITMAPINFOHEADER of 24 bits a dot; a negative height puts the first row at the top."""
    return struct.pack("<IiiHHIIiiII", 40, width, -height, 1, 24, 0, 0, 0, 0, 0, 0)


def with_size(mode: bytes, size_mm: tuple[float, float]) -> bytes:
    """Return a printer's settings (DEVMODEW) with a paper of its own size, in tenths of a millimetre."""
    fields = int.from_bytes(mode[FIELDS_AT : FIELDS_AT + 4], "little") | ORIENTATION | PAPER | LENGTH | WIDTH
    width, length = (round(side * 10) for side in size_mm)
    put = struct.pack("<Ihhhh", fields, PORTRAIT, OWN_SIZE, length, width)
    return mode[:FIELDS_AT] + put + mode[FIELDS_AT + len(put) :]


def job_standing(info: bytes, pointer: int) -> Standing:
    """Return what a JOB_INFO_1W says, on a Windows whose pointers have so many bytes."""
    at = 7 * pointer  # behind the number, which fills a pointer's room, and six pointers to texts
    status = int.from_bytes(info[at : at + 4], "little")
    if status & TAKEN_OUT:
        return Standing(JobState.GONE, "cancelled")
    if status & PRINTED:
        return Standing(JobState.DONE)
    why = next((why for bit, why in TROUBLES if status & bit), "paused" if status & PAUSED else "")
    if why:
        return Standing(JobState.STOPPED, why)
    return Standing(JobState.PRINTING if status & PRINTING else JobState.WAITING)
