# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""What Windows is handed and hands back, as bytes: bitmaps, a printer's settings, what becomes of a job."""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import dataclass

from fieldkit.printers.raster import Band
from fieldkit.printers.ticket import JobState, Standing

FIELDS_AT, PAPER_AT = 72, 76  # in DEVMODEW: which settings are meant; then orientation, paper, length, width
ORIENTATION, PAPER, LENGTH, WIDTH = 1, 2, 4, 8
PORTRAIT, OWN_SIZE = 1, 256
TROUBLES = ((0x40, "paper-out"), (0x20, "offline"), (0x400, "trouble"), (0x200, "trouble"), (0x2, "trouble"))
PAUSED, TAKEN_OUT, PRINTED, PRINTING = 0x1, 0x4 | 0x100, 0x80, 0x10
SENT_ON = 0x1000  # handed to the printer, and perhaps not printed yet
EARLY, LATE = 5.0, 600.0
"""Seconds by which a job may be submitted after its handing over ended (two clocks), and before."""


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


@dataclass(frozen=True, slots=True)
class Job:
    """What a JOB_INFO_1W says of a paper: its number, title and status bits, and when it was submitted.

    ``submitted`` is seconds (UTC, since 1970), 0 where the spooler tells no time.
    """

    number: int
    title: str
    status: int
    submitted: float


def read_job(room: bytes, address: int, pointer: int) -> Job:
    """Return the job whose JOB_INFO_1W Windows has put into ``room``.

    ``address`` is where the room lies in memory, ``pointer`` how many bytes a pointer has: the texts stand further back
    in the same room, and one that points elsewhere is read as ''.
    """
    title = int.from_bytes(room[4 * pointer : 5 * pointer], "little") - address
    behind = 7 * pointer  # the number, which fills a pointer's room, and six pointers to texts
    status, _priority, _place, _pages, _printed = struct.unpack_from("<5I", room, behind)
    return Job(
        number=int.from_bytes(room[:4], "little"),
        title=_wide(room, title) if 0 < title < len(room) else "",
        status=status,
        submitted=_seconds(struct.unpack_from("<8H", room, behind + 20)),
    )


def is_of(job: Job, *, document: str, handed_at: float) -> bool:
    """Tell whether a job is the paper of this title that was handed over by ``handed_at``.

    Numbers begin again when a spooler is emptied, titles after a restore from a backup: the title and the time
    together tell. A job is submitted when its handing over begins.
    """
    return job.title == document and -EARLY <= handed_at - job.submitted <= LATE


def standing_of(job: Job | None, *, document: str, handed_at: float) -> Standing:
    """Return where a paper is by the job that bears its number now, None for none.

    Windows forgets what it printed as it does what somebody deleted. So each job is asked to stay when it is printed
    (``windows.KEEP``): one that is gone was deleted, or printed by a spooler that does not keep them, and nobody knows.
    """
    if job is None or not is_of(job, document=document, handed_at=handed_at):
        return Standing(JobState.GONE, "forgotten")
    return job_standing(job.status)


def job_standing(status: int) -> Standing:
    """Return what the status bits of a job say; of a called back one whether printing had begun nobody knows."""
    if status & TAKEN_OUT:
        return Standing(JobState.GONE, "begun" if status & (PRINTED | PRINTING) else "cancelled")
    if status & PRINTED:
        return Standing(JobState.DONE)
    if status & SENT_ON:
        return Standing(JobState.DONE, "mute")
    why = next((why for bit, why in TROUBLES if status & bit), "paused" if status & PAUSED else "")
    if why:
        return Standing(JobState.STOPPED, why)
    return Standing(JobState.PRINTING if status & PRINTING else JobState.WAITING)


def _wide(room: bytes, start: int) -> str:
    """Return the text of Windows (UTF-16, ended by a zero) that begins at ``start``."""
    end = start
    while room[end : end + 2] not in (b"\0\0", b"", b"\0"):
        end += 2
    return room[start:end].decode("utf-16-le", "replace")


def _seconds(time: tuple[int, ...]) -> float:
    """Return a SYSTEMTIME (UTC: year, month, day of the week, day, hour, minute, second, thousandths), 0 for none."""
    year, month, _weekday, day, hour, minute, second, thousandths = time
    try:
        moment = dt.datetime(year, month, day, hour, minute, second, thousandths * 1000, tzinfo=dt.UTC)
    except ValueError:
        return 0.0
    return moment.timestamp()
