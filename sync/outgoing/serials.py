# SPDX-FileCopyrightText: 2026 The FieldKit founders
# SPDX-License-Identifier: Apache-2.0
"""Serial numbers as the district gives them out: a block for each device, single ones for provisional numbers.

How a serial is written is the program's (``fieldkit/domain/serials.py``); the few lines of it that are needed here
are repeated, and ``tests/district/test_serials.py`` holds the two against each other.

What was given is written down three times over: the counter of numbers, the blocks and their count, the numbers on
paper. Before a block is given they are held against each other: an old page of one of them that was put back shows, and
no number is given until the district was made anew (runbook 3). Devices print provisional numbers meanwhile.
"""

from __future__ import annotations

import functools
import logging
import re

from sqlalchemy import Connection, bindparam, func, insert, select

from fieldkit.protocol.messages import SerialBlock
from sync.db.notes import last_number, read_note, set_numbers
from sync.db.tables import known_member, serial_block, serial_use

HIGHEST = 99_999_999
BLOCK_SIZE = 200
ANYBODY = "*"
"""In place of a device: numbers that a district which was lost may have given to any of them since its backup."""

BLOCKS = "serial_blocks"
"""The counter of blocks. A district that was founded before there was one begins it with the blocks that it has."""

_log = logging.getLogger("fieldkit.district")

_ZERO = ord("0")
_CARRIES = tuple((total % 10 or 10) * 2 % 11 for total in range(20))
"""What is carried on, by the sum of what was carried and the digit."""

_SERIAL = re.compile(r"(?:FK-?)?([0-9]{4})-?([0-9]{4})-?([0-9])", re.IGNORECASE)
_PROVISIONAL = re.compile(r"临-D([0-9]{2,4})-([0-9]{4,5})")
_PROVISIONAL_CODE = re.compile(r"9([0-9]{4})([0-9]{5})")


class SerialsUsedUp(Exception):
    """There is no number left to give."""


class SerialsWentBack(SerialsUsedUp):
    """What was written down of numbers given does not agree: some of it is old. ``args[0]`` says which."""


_ROW, _USE, _MEMBER = serial_block.c, serial_use.c.number, known_member.c.number
_GIVEN = select(_ROW.first, _ROW.last).where(
    _ROW.device == bindparam("of"), _ROW.heard == bindparam("request")
)
_LAST_OF = (
    select(_ROW.first, _ROW.last)
    .where(_ROW.device == bindparam("of"), _ROW.life == bindparam("in_life"), _ROW.heard != "")
    .order_by(_ROW.first.desc())
    .limit(1)
)
_NEWEST = select(
    select(_ROW.last).order_by(_ROW.first.desc()).limit(1).scalar_subquery(),
    select(func.max(_USE)).scalar_subquery(),
)
_OF = select(_ROW.first, _ROW.last).where(_ROW.device.in_((bindparam("of"), ANYBODY))).order_by(_ROW.first)
_USED = select(_USE).where(_USE.between(bindparam("least"), bindparam("most"))).limit(1)
_KNOWN = select(func.max(_MEMBER)).where(_MEMBER.between(bindparam("least"), bindparam("most")))
_INSERT = insert(serial_block)
"""Made once: to make a question costs more than to ask it."""


def check_digit(digits: str) -> str:
    """Return the check digit of ``digits`` by ISO 7064 MOD 11,10."""
    carry = 10
    for digit in digits.encode():
        carry = _CARRIES[carry + digit - _ZERO]
    return str((11 - carry) % 10)


def serial_of(number: int) -> str:
    """Return the serial of ``number``: ``FK-0001-2345-6``."""
    digits = f"{number:08d}"
    return f"FK-{digits[:4]}-{digits[4:]}-{check_digit(digits)}"


@functools.lru_cache(maxsize=2048)
def number_of(serial: str) -> int | None:
    """Return the number of ``serial``, or None when it is no serial of ours."""
    found = _SERIAL.fullmatch(serial)
    if found is None:
        return None
    digits = found.group(1) + found.group(2)
    return int(digits) or None if check_digit(digits) == found.group(3) else None


def shown_number(text: str) -> str:
    """Return serial or provisional number ``text`` as people read it, also when the digits of a card are given."""
    number = number_of(text)
    if number is not None:
        return serial_of(number)
    code = _PROVISIONAL_CODE.fullmatch(text)
    return f"临-D{int(code.group(1)):02d}-{int(code.group(2)):04d}" if code else text


def is_provisional(text: str, device: str) -> bool:
    """Return True when ``text`` is a provisional number of ``device``."""
    found = _PROVISIONAL.fullmatch(text)
    if found is None or int(found.group(1)) != int(device.removeprefix("D")):
        return False
    return text == f"临-D{int(found.group(1)):02d}-{int(found.group(2)):04d}"


def refill(
    writing: Connection, device: str, left: int, heard: str, now: str, *, life: str = ""
) -> tuple[SerialBlock, ...]:
    """Return the blocks to send a device that has ``left`` serials: one when it runs short, else none.

    While nothing was told under the last block that this ``life`` was given, it gets that one again and no other: the
    answer may have been lost, and whoever has a block already does not take it in twice.
    """
    if left >= int(read_note(writing, "refill_below")):
        return ()
    given = writing.execute(_GIVEN, {"of": device, "request": heard})
    again = tuple(SerialBlock(first=first, last=last) for first, last in given)
    again = again or _unused(writing, device, life)
    if again:
        return again
    size = int(read_note(writing, "block_size"))
    try:
        return (_give(writing, device, size, heard, now, life=life),)
    except SerialsUsedUp:
        return ()


def single(writing: Connection, device: str, now: str) -> str:
    """Return one serial for ``device``, for a record that was made under a provisional number."""
    return serial_of(_give(writing, device, 1, "", now).first)


def blocks(reading: Connection, device: str) -> tuple[tuple[int, int], ...]:
    """Return first and last number of each block that ``device`` was or may have been given, in their order."""
    return tuple((first, last) for first, last in reading.execute(_OF, {"of": device}))


def reach(reading: Connection, device: str) -> tuple[int, int] | None:
    """Return the first and the last number that ``device`` was ever given, singly or in blocks; None for none."""
    first, last = reading.execute(
        select(func.min(_ROW.first), func.max(_ROW.last)).where(_ROW.device == device)
    ).one()
    return None if first is None else (first, last)


def highest(reading: Connection) -> int:
    """Return the highest number that was given or stands on paper, by whatever tells the most."""
    newest, used = reading.execute(_NEWEST).one()
    return max(last_number(reading, "serial"), newest or 0, used or 0)


def went_back(reading: Connection) -> tuple[str, ...]:
    """Return what of that which was written down of numbers given is older than the rest; () where all agrees.

    ``counter``: more was given or printed than counted. ``blocks``: blocks are missing.
    """
    counted, blocks = last_number(reading, "serial"), last_number(reading, BLOCKS)
    wrong = _newest_went_back(reading, counted, blocks)
    if blocks and "blocks" not in wrong:
        count = reading.execute(select(func.count()).select_from(serial_block)).scalar_one()
        wrong += ("blocks",) if count < blocks else ("counter of blocks",) if count > blocks else ()
    return wrong


def _newest_went_back(reading: Connection, counted: int, blocks: int) -> tuple[str, ...]:
    """Look at the newest of each only: that takes no time, and suffices for a number not to be given twice."""
    newest, used = reading.execute(_NEWEST).one()
    wrong = ("counter",) if counted < max(newest or 0, used or 0) else ()
    missing = (newest or 0) < counted and (newest or blocks)
    return (*wrong, "blocks") if missing else wrong


def note_block(writing: Connection, blocks: int, **given: object) -> None:
    """Write down a block that was given: ``given`` are its columns, ``blocks`` what was counted before it."""
    if not blocks:
        blocks = writing.execute(select(func.count()).select_from(serial_block)).scalar_one()
    writing.execute(_INSERT, given)
    set_numbers(writing, {"serial": given["last"], BLOCKS: blocks + 1})  # type: ignore[dict-item] # a number


def _unused(reading: Connection, device: str, life: str) -> tuple[SerialBlock, ...]:
    """Return the last block that ``life`` of ``device`` was given, where none of its numbers is on paper; else none."""
    last = reading.execute(_LAST_OF, {"of": device, "in_life": life}).one_or_none()
    if last is None:
        return ()
    used = reading.execute(_USED, {"least": last.first, "most": last.last}).first()
    return () if used else (SerialBlock(first=last.first, last=last.last),)


def _give(
    writing: Connection, device: str, size: int, heard: str, now: str, *, life: str = ""
) -> SerialBlock:
    """Reserve the next ``size`` numbers that no known member carries. Raises SerialsUsedUp, SerialsWentBack."""
    counted, blocks = last_number(writing, "serial"), last_number(writing, BLOCKS)
    if wrong := _newest_went_back(writing, counted, blocks):
        _log.error("serials went back, none is given: runbook 3")
        raise SerialsWentBack(", ".join(wrong))
    first = counted + 1
    while (taken := _highest_known(writing, first, first + size - 1)) is not None:
        first = taken + 1
    last = first + size - 1
    if last > HIGHEST:
        raise SerialsUsedUp
    note_block(writing, blocks, first=first, last=last, device=device, given_at=now, heard=heard, life=life)
    return SerialBlock(first=first, last=last)


def _highest_known(reading: Connection, first: int, last: int) -> int | None:
    highest: int | None = reading.execute(_KNOWN, {"least": first, "most": last}).scalar_one()
    return highest
